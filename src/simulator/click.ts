import { SECOND_MS, type Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { checkCard } from './card.ts';
import { clickPlain, type Click } from './callback.ts';
import type { Courier } from './courier.ts';
import type { Message, Problem } from './message.ts';
import type { Responses } from './responses.ts';
import { msgidOf } from './talk.ts';
import type { World } from './world.ts';

export interface ClickSettings {
  readonly aibotId: string;
  readonly world: World;
  readonly responses: Responses;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What came of a press: null, or why nothing changed. */
export type Press = (message: Message, userId: string, click: Click) => Promise<Problem | null>;

/** A button, a vote or a menu entry of a card: one event, never repeated (document path 101027), and the card's new face. */
export function clicks(settings: ClickSettings): Press {
  const { world, clock, ids } = settings;
  return async (message, userId, click) => {
    const chat = world.chat(message.chatId);
    if (chat === undefined || message.body.kind !== 'card') return { code: 'refused', detail: 'no card' };
    const card = message.cardFor[userId] ?? message.body.card;
    const envelope = { msgid: msgidOf(ids), aibotid: settings.aibotId, chat, userId };
    const url = settings.responses.issue({ chat, about: message.about, quoted: null });
    const plain = clickPlain(envelope, click, card, url, Math.floor(Date.parse(clock.now()) / SECOND_MS));
    const answer = await settings.courier(plain, { about: message.about, what: 'event', attempt: 1 });
    if (answer.kind === 'empty') return null;
    if (answer.kind === 'failed') return answer.problem;
    if (!('response_type' in answer.reply)) return { code: 'refused', detail: '40008 only update_template_card after a click' };
    const check = checkCard(answer.reply.template_card);
    if (!check.ok) return { code: 'cardRefused', detail: `${check.code} ${check.why}` };
    if (check.card.task_id !== card.task_id) return { code: 'cardRefused', detail: '42014 task_id: not that of the event' };
    // `userids` works in groups only; empty means everyone (document path 101031).
    const only = chat.kind === 'group' ? (answer.reply.userids ?? []) : [];
    if (only.length === 0) world.change(message.id, { body: { kind: 'card', card: check.card }, cardFor: {} });
    else {
      const now = world.message(message.id)?.cardFor ?? {};
      world.change(message.id, { cardFor: { ...now, ...Object.fromEntries(only.map((id) => [id, check.card])) } });
    }
    return null;
  };
}
