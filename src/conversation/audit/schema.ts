import { z } from 'zod';
import { DAY_MS } from '../../core/clock.ts';
import { collection } from '../../store/store.ts';

/** The law asks for half a year of such a record at least (网络安全法); a year's report can still be checked by it. */
export const AUDIT_KEPT_MS = 400 * DAY_MS;

const instant = z.iso.datetime();

export const VIA = ['chat', 'page', 'command'] as const;

/**
 * What somebody with an office did or looked up, or an operator with a command: who, when, what, which rows. No word of anybody stands
 * here. The entries of one actor are a chain: each is sealed together with the seal of the one before.
 */
export const auditSchema = z.object({
  /** `<actor>#<order>`: two processes cannot both write the next one. */
  id: z.string(),
  /** A user id; of commands `command:<account of the machine>`. */
  actor: z.string(),
  /** 1, 2, 3, … of this actor. */
  order: z.number().int().positive(),
  at: instant,
  via: z.enum(VIA),
  /** The intent, the card's action, the page, the command. */
  what: z.string(),
  /** Rows that were changed; `more` beyond those that are listed. */
  changed: z.array(z.object({ collection: z.string(), id: z.string(), act: z.enum(['put', 'deleted']) })),
  /** What was shown. */
  shown: z.array(z.object({ kind: z.string(), id: z.string() })),
  more: z.number().int(),
  /** Seal of the entry before; '' of the first. */
  previous: z.string(),
  seal: z.string(),
});
export type AuditEntry = z.infer<typeof auditSchema>;

export const auditEntries = collection({ name: 'auditEntries', schema: auditSchema, indexes: [['actor', 'order'], ['at'], ['via', 'at']] });
