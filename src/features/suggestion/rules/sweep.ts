import type { LocalDate } from '../../../core/clock.ts';
import { plusDays } from '../../../core/zone.ts';
import type { Suggestion } from '../schema.ts';

/** The second and last question for a verdict comes so many days after the first. */
const ASK_AGAIN_DAYS = 3;
/** So many days of silence after the second question end it, counted apart from solved. */
const SILENCE_DAYS = 7;

/** Past the last day of its present step. An answered one waits for nobody but its author. */
export function isOverdue(suggestion: Suggestion, today: LocalDate): boolean {
  return ['filed', 'accepted', 'assigned'].includes(suggestion.status) && suggestion.dueOn < today;
}

/** Who is chased today, if anybody: the assignee first, from the second time on the secretary; once a day at most. */
export function chase(
  suggestion: Suggestion,
  today: LocalDate,
): { readonly whom: 'assignee' | 'secretary'; readonly after: Suggestion } | undefined {
  if (!isOverdue(suggestion, today) || suggestion.chasedOn === today) return undefined;
  const whom = suggestion.status === 'assigned' && suggestion.assigneeId !== null && suggestion.chases === 0 ? 'assignee' : 'secretary';
  return { whom, after: { ...suggestion, chases: suggestion.chases + 1, chasedOn: today } };
}

/** What a closed one without a verdict needs today: a second question, or the end by silence. */
export function silence(
  suggestion: Suggestion,
  today: LocalDate,
): { readonly step: 'askAgain' | 'end'; readonly after: Suggestion } | undefined {
  const [first, again] = suggestion.askedOn;
  if (suggestion.status !== 'closed' || suggestion.verdict !== null || first === undefined) return undefined;
  const next = suggestion.revision + 1;
  if (again === undefined) {
    // Nobody can ask an anonymous author; the receipt's answer carries the question, so the days run alone.
    if (today < plusDays(first, ASK_AGAIN_DAYS)) return undefined;
    return { step: 'askAgain', after: { ...suggestion, askedOn: [first, today], revision: next } };
  }
  if (today < plusDays(again, SILENCE_DAYS)) return undefined;
  return { step: 'end', after: { ...suggestion, verdict: 'silent', revision: next } };
}
