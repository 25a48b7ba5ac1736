import type { Instant } from '../../../core/clock.ts';
import { decided, refused, type Decision } from '../../../core/decision.ts';
import type { Draft } from '../schema/draft.ts';
import type { Plan } from '../schema/plan.ts';
import { missingBlanks } from './template.ts';
import { bounded, nextTimes, type When } from './plan.ts';

/** Some 4,000 characters, which go as six or seven numbered messages: more is a document, not an announcement. */
export const CONTENT_LIMIT_BYTES = 12_000;
/** Repeated posts closer than this are a flood, not an announcement. */
const MIN_GAP_MS = 15 * 60_000;
/** Every group gets its own copy of a picture or file. */
const ATTACHMENT_GROUPS = 20;
/** Active ones of one party branch. */
export const ACTIVE_LIMIT = 200;

export type Missing = 'content' | 'time' | 'groups' | 'reason';
/** What an open question asks for. */
export type Wanted = Missing | 'blanks';

export type Refusal =
  /** All that is not said yet, so that one question asks for all of it. */
  | { readonly code: 'missing'; readonly what: readonly Missing[] }
  | { readonly code: 'blanks'; readonly template: string; readonly blanks: readonly string[] }
  | { readonly code: 'tooLong'; readonly bytes: number }
  | { readonly code: 'noPush' | 'notYours'; readonly group: string }
  | { readonly code: 'past'; readonly at: Instant }
  /** The text tells a date that no year has. */
  | { readonly code: 'noSuchDay'; readonly date: string }
  | { readonly code: 'tooOften' }
  | { readonly code: 'never' }
  | { readonly code: 'tooMany' }
  | { readonly code: 'tooManyCopies'; readonly groups: number };

/** Whether the draft can be confirmed, and when it will then post. */
export function checkDraft(
  draft: Draft,
  active: number,
  when: When,
): Decision<{ readonly plan: Plan; readonly times: readonly Instant[] }, Refusal> {
  const bytes = new TextEncoder().encode(draft.content).length;
  if (bytes > CONTENT_LIMIT_BYTES) return refused({ code: 'tooLong', bytes });
  const blanks = draft.form === null ? [] : missingBlanks(draft.form.text, draft.form.values);
  if (draft.form !== null && blanks.length > 0) return refused({ code: 'blanks', template: draft.form.name, blanks });
  const what: Missing[] = [];
  if (draft.content === '' && draft.attachmentId === null) what.push('content');
  if (draft.plan === null) what.push('time');
  if (draft.groupIds.length === 0) what.push('groups');
  // Quiet hours and the minute for second thoughts are passed over for a reason that stands on record.
  if (what.length === 0 && draft.urgent && draft.urgentReason === null) what.push('reason');
  if (draft.plan === null || what.length > 0) return refused({ code: 'missing', what });
  if (draft.attachmentId !== null && draft.groupIds.length > ATTACHMENT_GROUPS)
    return refused({ code: 'tooManyCopies', groups: ATTACHMENT_GROUPS });
  if (draft.of === null && active >= ACTIVE_LIMIT) return refused({ code: 'tooMany' });
  if (draft.plan.kind === 'once' && draft.plan.at <= when.now) return refused({ code: 'past', at: draft.plan.at });
  const plan = bounded(draft.plan, when);
  const times = nextTimes(plan, 3, when);
  const [first, second] = times;
  if (first === undefined) return refused({ code: 'never' });
  if (second !== undefined && Date.parse(second) - Date.parse(first) < MIN_GAP_MS) return refused({ code: 'tooOften' });
  return decided({ plan, times });
}
