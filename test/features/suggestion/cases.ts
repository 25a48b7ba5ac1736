import type { LocalDate } from '../../../src/core/clock.ts';
import { fileAnonymous, fileNamed } from '../../../src/features/suggestion/rules/file.ts';
import type { Day } from '../../../src/features/suggestion/rules/life.ts';
import type { Suggestion } from '../../../src/features/suggestion/schema.ts';
import { workdays } from '../../support/workdays.ts';

export const FILED_AT = '2026-11-20T01:00:00.000Z';
/** A Friday. */
export const FILED_ON = '2026-11-20';

const filing = {
  id: 's12',
  kind: 'suggestion',
  text: '晚饭没几样青菜',
  place: '食堂',
  urgent: false,
  photo: false,
  partyBranch: '后勤第一党支部',
  on: FILED_ON,
  half: 'am',
} as const;

/** One filed by 张伟 in group-1 on Friday 2026-11-20, changed as the test needs. */
export function suggestion(change: Partial<Suggestion> = {}): Suggestion {
  return { ...fileNamed(filing, { number: 12, userId: 'zhangwei', groupId: 'group-1', at: FILED_AT }, workdays), ...change };
}

export function anonymousSuggestion(change: Partial<Suggestion> = {}): Suggestion {
  return { ...fileAnonymous({ ...filing, id: 'a1' }, { label: 'K7QD', receiptHash: 'hash' }, workdays), ...change };
}

export function on(today: LocalDate): Day {
  return { today, calendar: workdays };
}
