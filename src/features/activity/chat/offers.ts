import { z } from 'zod';
import { saysYes } from '../../../core/zh/assent.ts';
import { dialog, type Utterance } from '../../feature.ts';
import { activityFor } from '../repo.ts';
import { ACTIVITY } from '../slots/named.ts';
import { asksAboutIt } from '../slots/signup.ts';
import { goneText } from '../texts/list.ts';
import { leftOutText } from '../texts/signup.ts';
import { says } from './outcome.ts';
import { signUpPeople, signUpSelf } from './signup.ts';

const YES = /^(?:要|报|报吧|报上|那就|好|行|可以|确定|确认)(?:吧|呀|啊|的|了|报名|报)*[。!~]*$/u;
const WAIT = /候补|排队?|等位|递补|先报/u;
const NO = /^(?:不|算了|别|取消|不要|不用|不报|不排|那算)/u;

/** After "名额已满，回“候补”": 候补, 排, 好; or 算了. */
export const waitlistDialog = dialog({
  name: 'activity.waitlist',
  schema: z.object({ activityId: z.string(), applicants: z.array(z.object({ userId: z.string().nullable(), name: z.string() })) }),
  reads: (said, data) =>
    isNo(said) || isYes(said) || (WAIT.test(said.text) && !asksAboutIt(said.text) && !namesAnother(said, data.activityId))
      ? { intent: 'signup', slots: isNo(said) ? { cancel: true } : { ...titleSlot(said, data.activityId), waitlist: true } }
      : undefined,
  answer: async (turn, data) => {
    if (isNo(turn.said)) return { ...says(leftOutText()), ask: null };
    const activity = await activityFor(turn, data.activityId);
    return activity === undefined ? { ...says(goneText()), ask: null } : signUpPeople(turn, activity, data.applicants, true);
  },
});

/** After "您已报了同一时间的……还要报吗？" */
export const confirmSignupDialog = dialog({
  name: 'activity.confirmSignup',
  schema: z.object({ activityId: z.string() }),
  reads: (said, data) => {
    if (isNo(said)) return { intent: 'signup', slots: { ...titleSlot(said, data.activityId), confirm: false } };
    return isYes(said) ? { intent: 'signup', slots: { ...titleSlot(said, data.activityId), confirm: true } } : undefined;
  },
  answer: async (turn, data) => {
    if (isNo(turn.said)) return { ...says(leftOutText()), ask: null };
    const activity = await activityFor(turn, data.activityId);
    return activity === undefined
      ? { ...says(goneText()), ask: null }
      : { ask: null, ...(await signUpSelf(turn, activity, { waitlist: false, confirm: true })) };
  },
});

export function isYes(said: Utterance): boolean {
  const parts = said.text.split(/[\s,，。!]+/u).filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => saysYes(part) || YES.test(part));
}

export function isNo(said: Utterance): boolean {
  return NO.test(said.text) && said.text.length <= 8;
}

function titleSlot(said: Utterance, activityId: string): { readonly activity?: string } {
  const entity = said.entities.find((one) => one.kind === ACTIVITY && (one.id === activityId || one.number === activityId));
  return entity === undefined ? {} : { activity: entity.title };
}

function namesAnother(said: Utterance, activityId: string): boolean {
  return said.mentioned.some(({ entity }) => entity.kind === ACTIVITY && entity.id !== activityId);
}
