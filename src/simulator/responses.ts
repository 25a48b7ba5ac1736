import { z } from 'zod';
import { msBetween, type Clock, type Instant } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Board } from './board.ts';
import { PACE } from './options.ts';
import type { Chat } from './message.ts';

/** What an API call of WeCom answers; HTTP 200 also for errors. */
export interface Verdict {
  readonly errcode: number;
  readonly errmsg: string;
}
export const OK: Verdict = { errcode: 0, errmsg: 'ok' };

/** Where an answer by response_url belongs. */
interface Ticket {
  readonly chat: Chat;
  readonly about: string;
  /** The message that the answer quotes when it stands in a group; null after a click. */
  readonly quoted: string | null;
  readonly issuedAt: Instant;
}

const activeReply = z.union([
  z.object({ msgtype: z.literal('markdown'), markdown: z.object({ content: z.string() }) }),
  z.object({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
]);

export interface Responses {
  issue(ticket: Omit<Ticket, 'issuedAt'>): string;
  /** About which exchange a code is, for the traffic. */
  aboutOf(code: string): string | undefined;
  /** Uses a code: once, within an hour (document path 101138, read 2026-11-21). A refused body does not use it up. */
  redeem(code: string, body: unknown): Verdict;
}

const CONTENT_BYTES = 20_480;
/** Codes kept; an hour's worth of a busy afternoon. */
const KEPT = 2_000;

export function responses(settings: { clock: Clock; ids: Ids; board: Board; baseUrl: () => string }): Responses {
  const { clock, ids, board } = settings;
  const tickets = new Map<string, Ticket>();
  return {
    issue(ticket) {
      const code = ids.id();
      tickets.set(code, { ...ticket, issuedAt: clock.now() });
      const [oldest] = tickets.keys();
      if (tickets.size > KEPT && oldest !== undefined) tickets.delete(oldest);
      return `${settings.baseUrl()}/cgi-bin/aibot/response?response_code=${code}`;
    },
    aboutOf: (code) => tickets.get(code)?.about,
    redeem(code, body) {
      const ticket = tickets.get(code);
      if (ticket === undefined || msBetween(ticket.issuedAt, clock.now()) > PACE.responseUrlMs) {
        return { errcode: 60140, errmsg: 'invalid response_code' };
      }
      const reply = activeReply.safeParse(body);
      if (!reply.success) return { errcode: 40008, errmsg: 'invalid message type' };
      if (reply.data.msgtype === 'template_card') {
        const refusal = board.showCard(ticket.chat, ticket.about, reply.data.template_card);
        if (refusal !== null) return { errcode: refusal.code, errmsg: refusal.why };
      } else {
        const { content } = reply.data.markdown;
        if (Buffer.byteLength(content) > CONTENT_BYTES) return { errcode: 40058, errmsg: 'markdown.content exceed max length 20480' };
        board.showMarkdown(ticket.chat, ticket.about, content, ticket.chat.kind === 'group' ? ticket.quoted : null);
      }
      tickets.delete(code);
      return OK;
    },
  };
}
