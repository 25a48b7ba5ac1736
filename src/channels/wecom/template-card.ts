import { z } from 'zod';

const buttonSchema = z.object({
  text: z.string().min(1),
  style: z.number().int().min(1).max(4).optional(),
  key: z.string().min(1).max(1024),
});
export type Button = z.infer<typeof buttonSchema>;

/** The part of WeCom's template cards that we send (document path 101032, read 2026-11-21); the simulator reads it back. */
export const templateCardSchema = z.object({
  card_type: z.enum(['text_notice', 'button_interaction', 'vote_interaction']),
  main_title: z.object({ title: z.string().min(1), desc: z.string().optional() }),
  sub_title_text: z.string().optional(),
  horizontal_content_list: z
    .array(z.object({ keyname: z.string().min(1), value: z.string() }))
    .max(6)
    .optional(),
  button_list: z.array(buttonSchema).min(1).max(6).optional(),
  checkbox: z
    .object({
      question_key: z.string().min(1).max(1024),
      mode: z.union([z.literal(0), z.literal(1)]),
      option_list: z
        .array(z.object({ id: z.string().min(1).max(128), text: z.string().min(1), is_checked: z.boolean() }))
        .min(1)
        .max(20),
    })
    .optional(),
  submit_button: z.object({ text: z.string().min(1), key: z.string().min(1).max(1024) }).optional(),
  card_action: z.object({ type: z.literal(1), url: z.string().min(1) }).optional(),
  task_id: z
    .string()
    .regex(/^[0-9A-Za-z_@-]{1,128}$/)
    .optional(),
});
export type TemplateCard = z.infer<typeof templateCardSchema>;
