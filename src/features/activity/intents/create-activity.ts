import type { Intent, Utterance } from '../../feature.ts';
import { handleCreate } from '../chat/create.ts';
import { createActivityExamples } from '../examples/create-activity.ts';
import { createAction, createSlots, managesOpen } from '../slots/create.ts';
import { ACTIVITY, anyStatus, listNumber, namedActivity, PACKAGE } from '../slots/named.ts';
import { readPlan } from '../slots/plan.ts';
import { createLabel } from '../texts/labels.ts';

const OPENS = /(?:发|办|搞|组织|举办|开展|安排|弄|开)(?:起|布)?(?:一|个|次|场|下)*[^,，]{0,12}|活动/u;
const STARTS = /(?:举办|组织|开展|发起|办个?|搞个?|弄个)(?!了|公|理|法|完|好|得)/u;
/** The reminder of the activity itself. */
const OWN_REMINDER = /(?:提前|前一?|头一?|当)[^,，。]{0,8}(?:提醒|通知)(?:一下|一次|一遍|大家)?/u;
const ANNOUNCES = /提醒|通知(?!.*报名)|推送|每(?:天|周|月|个)|抢答|(?<![主话])题|签到|总结|台账|简报|报表|公告/u;

export const createActivityIntent: Intent = {
  name: 'create_activity',
  who: 'secretary',
  acts: true,
  examples: createActivityExamples,
  evidence: (said) => {
    if (said.focus.list[0]?.kind === PACKAGE && (listNumber(said.text) !== undefined || /(?:用|选|办)第/u.test(said.text))) return 6;
    if (/套餐/u.test(said.text)) return 4;
    if (!said.secretary) return -3;
    return managesOpen(said) ? 14 : secretaryEvidence(said);
  },
  slots: createSlots,
  label: (said) =>
    createLabel(createAction(said, namedActivity(said, anyStatus)), namedActivity(said, anyStatus), readPlan(said, true).title),
  handle: handleCreate,
};

function secretaryEvidence(said: Utterance): number {
  const named = said.mentioned.some(({ entity, sure }) => entity.kind === ACTIVITY && sure);
  const plan = readPlan(said, !named);
  const changes = /改|换|挪|推迟|延|加|放|扩|减|不办|不搞|停办|停止报名|重新开放|限/u.test(said.text);
  if (named && changes) return /我(?:也|去|报|不去)|报上|算我/u.test(said.text) ? 0 : 2.5;
  const invites = /自愿|报名|名额|限\s*\d+|\d+\s*人/u.test(said.text) ? true : undefined;
  // A day that does not exist was meant for a time all the same: it is asked for.
  const when = plan.when.startsAt ?? plan.when.date ?? said.impossibleDates[0];
  const parts = [when, plan.place, plan.capacity, plan.title, invites].filter((part) => part !== undefined).length;
  const announces = ANNOUNCES.test(said.text.replace(OWN_REMINDER, ''));
  if (announces && !/报名|名额|\d+\s*人|活动/u.test(said.text)) return -1.5;
  if (parts >= 2 && (named || plan.title !== undefined) && STARTS.test(said.text) && !announces)
    return OWN_REMINDER.test(said.text) ? 4 : 2.5;
  return parts >= 3 && (invites === true || OPENS.test(said.text)) ? 2.5 : 0;
}
