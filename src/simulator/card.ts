import { z } from 'zod';

const key = z.string().min(1).max(1024);
const link = z.object({ type: z.number().int().min(0).max(3).optional(), url: z.string().optional(), title: z.string().optional() });
const optionOf = (limit: number) =>
  z
    .array(z.object({ id: z.string().min(1).max(128), text: z.string().min(1), is_checked: z.boolean().optional() }))
    .min(1)
    .max(limit);
const selection = z.object({
  question_key: key,
  title: z.string().optional(),
  disable: z.boolean().optional(),
  selected_id: z.string().optional(),
  option_list: optionOf(10),
});

/** A template card as it comes from the bot: the parts that the clients draw. Limits: document path 101032, read 2026-11-21. */
const templateCard = z.object({
  card_type: z.enum(['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction']),
  source: z.object({ icon_url: z.string().optional(), desc: z.string().optional(), desc_color: z.number().optional() }).optional(),
  action_menu: z
    .object({
      desc: z.string().optional(),
      action_list: z
        .array(z.object({ text: z.string().min(1), key }))
        .min(1)
        .max(3),
    })
    .optional(),
  main_title: z.object({ title: z.string().optional(), desc: z.string().optional() }).optional(),
  emphasis_content: z.object({ title: z.string().optional(), desc: z.string().optional() }).optional(),
  quote_area: link.extend({ quote_text: z.string().optional() }).optional(),
  sub_title_text: z.string().optional(),
  horizontal_content_list: z
    .array(
      z.object({
        keyname: z.string().min(1),
        value: z.string().optional(),
        type: z.number().int().min(0).max(3).optional(),
        url: z.string().optional(),
        userid: z.string().optional(),
      }),
    )
    .max(6)
    .optional(),
  vertical_content_list: z
    .array(z.object({ title: z.string(), desc: z.string().optional() }))
    .max(4)
    .optional(),
  jump_list: z.array(link).max(3).optional(),
  card_action: z.object({ type: z.number().int().min(0).max(2), url: z.string().optional() }).optional(),
  card_image: z.object({ url: z.string(), aspect_ratio: z.number().optional() }).optional(),
  image_text_area: z.object({ title: z.string().optional(), desc: z.string().optional(), image_url: z.string() }).optional(),
  button_list: z
    .array(z.object({ text: z.string().min(1), style: z.number().int().min(1).max(4).optional(), key }))
    .min(1)
    .max(6)
    .optional(),
  button_selection: selection.optional(),
  select_list: z.array(selection).min(1).max(3).optional(),
  checkbox: z
    .object({
      question_key: key,
      mode: z.number().int().min(0).max(1).optional(),
      disable: z.boolean().optional(),
      option_list: optionOf(20),
    })
    .optional(),
  submit_button: z.object({ text: z.string().min(1), key }).optional(),
  task_id: z
    .string()
    .regex(/^[0-9A-Za-z_@-]{1,128}$/)
    .optional(),
});
export type TemplateCard = z.infer<typeof templateCard>;

export type CardCheck =
  | { readonly ok: true; readonly card: TemplateCard }
  | { readonly ok: false; readonly code: number; readonly why: string };

/** Codes of document path 90313 for the parts of a card that are most often wrong; 40058 for the rest. */
const CODES: Readonly<Record<string, number>> = {
  task_id: 42014,
  card_type: 42031,
  button_list: 42039,
  card_action: 42045,
  action_menu: 42051,
};

/** What each type cannot do without (reference f.1). */
const REQUIRED: Readonly<Record<TemplateCard['card_type'], readonly (keyof TemplateCard)[]>> = {
  text_notice: ['card_action'],
  news_notice: ['main_title', 'card_action'],
  button_interaction: ['main_title', 'button_list', 'task_id'],
  vote_interaction: ['main_title', 'checkbox', 'submit_button', 'task_id'],
  multiple_interaction: ['main_title', 'select_list', 'submit_button', 'task_id'],
};

/** A card of the AI bot, all five types. */
export function checkCard(raw: unknown): CardCheck {
  const parsed = templateCard.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(String(issue?.path[0] ?? 'template_card'), issue?.message ?? 'invalid');
  }
  const card = parsed.data;
  const missing = REQUIRED[card.card_type].find((part) => card[part] === undefined);
  if (missing !== undefined) return refuse(missing, `${missing} is required for ${card.card_type}`);
  if (isNotice(card) && card.card_action?.type === 0) return refuse('card_action', 'a notice needs card_action type 1 or 2');
  if (card.card_type === 'text_notice' && !card.main_title?.title && !card.sub_title_text) return refuse('main_title', 'no words');
  if (card.action_menu !== undefined && card.task_id === undefined) return refuse('task_id', 'action_menu needs task_id');
  return { ok: true, card };
}

/** A card of a push webhook: notices only, nothing that calls back (document path 99110, read 2026-11-21). */
export function checkWebhookCard(raw: unknown): CardCheck {
  const check = checkCard(raw);
  if (!check.ok) return check;
  if (!isNotice(check.card)) return refuse('card_type', `${check.card.card_type} is not for webhooks`);
  if (check.card.action_menu !== undefined || check.card.task_id !== undefined) return refuse('card_type', 'no action_menu, no task_id');
  if (check.card.card_type === 'news_notice' && check.card.card_image === undefined) return refuse('card_image', 'card_image is required');
  return check;
}

function isNotice(card: TemplateCard): boolean {
  return card.card_type === 'text_notice' || card.card_type === 'news_notice';
}

function refuse(part: string, why: string): CardCheck {
  return { ok: false, code: CODES[part] ?? 40058, why: `${part}: ${why}` };
}
