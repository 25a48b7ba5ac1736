import type { Entity, Focus, Utterance } from '../../../src/features/feature.ts';
import { utterance } from '../../../src/conversation/listen.ts';
import { instantOf } from '../../../src/core/zone.ts';
import { cast } from '../../support/cast.ts';
import { workdays } from '../../support/workdays.ts';

const ZONE = 'Asia/Shanghai';

/** Saturday 2026-11-21, 09:00 in Shanghai. */
const NOW = '2026-11-21T01:00:00.000Z';

export const walk: Entity = {
  kind: 'activity',
  id: 'walk',
  number: 'A2',
  title: '健步走',
  status: 'open',
  startsAt: instantOf('2026-11-28', '07:30', ZONE),
};
export const training: Entity = {
  kind: 'activity',
  id: 'training',
  number: 'A3',
  title: '急救培训',
  status: 'full',
  startsAt: instantOf('2026-11-27', '14:00', ZONE),
};
export const kitchen: Entity = {
  kind: 'activity',
  id: 'kitchen',
  number: 'A4',
  title: '机关食堂帮厨体验',
  status: 'open',
  startsAt: instantOf('2026-11-26', '10:00', ZONE),
};
export const themeDay: Entity = {
  kind: 'activity',
  id: 'themeDay',
  number: 'A5',
  title: '十一月主题党日',
  status: 'open',
  startsAt: instantOf('2026-11-30', '15:30', ZONE),
};

/** What was said, as the conversation hands it to the features. */
export function said(
  text: string,
  around: {
    entities?: readonly Entity[];
    focus?: Partial<Focus>;
    secretary?: boolean;
    inGroup?: boolean;
    quote?: string;
    now?: string;
  } = {},
): Utterance {
  return utterance(
    { text, quote: around.quote ?? null, pictures: 0 },
    {
      botNames: ['党群助手'],
      secretary: around.secretary ?? false,
      inGroup: around.inGroup ?? true,
      focus: { list: [], about: null, intent: null, topic: null, pending: null, ...around.focus },
      entities: around.entities ?? [],
      roster: cast,
      now: around.now ?? NOW,
      zone: ZONE,
      calendar: workdays,
    },
  );
}
