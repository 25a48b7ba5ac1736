import type { Intent, Utterance } from '../../feature.ts';
import { changeOrCreate } from '../chat/schedule.ts';
import { scheduleExamples } from '../examples/schedule.ts';
import { actOf, takesBack } from '../slots/act.ts';
import { contentOf } from '../slots/content.ts';
import { announcementSlots } from '../slots/labelled.ts';
import { labels } from '../texts/labels.ts';

const ANNOUNCING = /提醒|通知|公告|群发|广播|播报|推送?|定时|喊|发(?:条|个|一条|到|出)/u;
const SIGNUP_WORDS = /报名|名额|\d+\s*(?:人|个座|个位)|愿意的|自愿参加/u;

function evidence(said: Utterance): number {
  if (!said.secretary) return -3;
  if (takesBack(said)) return 7;
  if (actOf(said) !== 'create') return said.mentioned.some(({ entity, sure }) => entity.kind === 'announcement' && sure) ? 5 : 3.5;
  const timed = said.times.some(({ meaning }) => meaning.kind !== 'duration' && meaning.kind !== 'workdays');
  if (!ANNOUNCING.test(said.text)) return timed ? -0.5 : -2;
  // A sentence that also wants sign-ups opens an activity; its "前一天提醒" is a part of that.
  return (timed ? 2 : 0) - (SIGNUP_WORDS.test(said.text) ? 4 : 0);
}

export const scheduleIntent: Intent = {
  name: 'schedule_announcement',
  who: 'secretary',
  acts: true,
  examples: scheduleExamples,
  evidence,
  slots: announcementSlots,
  label: (said) => labels.announce(contentOf(said)),
  handle: changeOrCreate,
};
