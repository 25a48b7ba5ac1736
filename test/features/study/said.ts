import { utterance } from '../../../src/conversation/listen.ts';
import type { Entity, Focus, Utterance } from '../../../src/features/feature.ts';
import { workdays } from '../../support/workdays.ts';

export const quiet: Focus = { list: [], about: null, intent: null, topic: null, pending: null };

/** Words as understanding gets them, on Monday, 23 November 2026, 09:00. */
export function heard(text: string, more: { entities?: readonly Entity[]; focus?: Focus; secretary?: boolean } = {}): Utterance {
  return utterance(
    { text, quote: null, pictures: 0 },
    {
      botNames: ['党群助手'],
      secretary: more.secretary ?? false,
      inGroup: true,
      focus: more.focus ?? quiet,
      entities: more.entities ?? [],
      roster: [],
      now: '2026-11-23T01:00:00.000Z',
      zone: 'Asia/Shanghai',
      calendar: workdays,
    },
  );
}
