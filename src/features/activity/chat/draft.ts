import { z } from 'zod';
import { isSecretary } from '../../../core/person.ts';
import { dialog, type ActionTurn, type Outcome, type Situation, type Utterance } from '../../feature.ts';
import { openCard, settledCard } from '../cards.ts';
import { activityFor } from '../repo.ts';
import { mayManage } from '../rules/access.ts';
import type { Activity } from '../schema.ts';
import { newSlots } from '../slots/create.ts';
import { mergePlans, readPlan, saidPlanSchema, saysSomething, type SaidPlan } from '../slots/plan.ts';
import { howToEditText, keptText, onlySecretaryText } from '../texts/create.ts';
import { goneText } from '../texts/list.ts';
import { changeActivity } from './change.ts';
import { draftFrom } from './drafting.ts';
import { dropDraft, publishDraft } from './life.ts';
import { isNo, isYes } from './offers.ts';
import { momentOf, says } from './outcome.ts';

const DISCARD = /^(?:取消|算了|不办|不发|作废|不要了|删|撤|先不发|先不办|不弄)/u;
const PUBLISH = /^(?:确认|确定|可以|好)?(?:发布|发吧|发出去|就发|可以发)/u;
const OPENS_ANOTHER = /(?:发|办|搞|组织|安排|举办|开|弄)(?:一)?(?:个|次|场)|^(?:组织|举办)/u;
/** Words that begin so are about something else, whatever hour they name: 建议食堂明天十二点开饭. */
const ANOTHER_MATTER =
  /^(?:(?:另外|顺便|对了|还有|然后|同时|再|也)[,，\s]*){0,2}(?:我|俺)?(?:想|要)?(?:建议|反映|投诉|举报|匿名|报隐患|有隐患|(?:提醒|通知)(?:一下)?(?:我|大家|各位|全体))/u;
const QUESTION = /[?？]|吗|啥|什么|谁|哪|怎么|多少|几个|呢$/u;
const TITLE_LIMIT = 20;
/** 每人可以带一个家属, 自带水杯: what those who come must know; no field of the draft holds it. */
const NOTES =
  /^(?:再?(?:加上?|写上|补充|注明|说明)(?:一[句下条])?[:：,，\s]*)?(?:(?:每人|大家|职工|家属|孩子)(?:可以?|能|要|不能|不可以)|(?:可以?|能|不能|不可以)带|自带|自备|请(?:自带|穿|带|提前)|记得(?:带|穿)|要(?:带|穿)|穿(?!插)|带好|费用|不收费|免费|管(?:午|晚)?饭|有(?:班)?车接|注意)/u;
const LONGEST_NOTE = 60;
const BEGINS_ANOTHER = /(?:搞|办|组织|举办|举行|开展|安排|弄|开)(?!始|会|门|饭|完)[^,，]{2,}/u;
/** 确认 and its like say yes to something; nothing is named so. */
const NO_NAME = /^(?:确认|确定|发布|好的?|可以|行|是的?|对|没问题|公告列表|日程|消息|帮助)[。!~]*$/u;

/** The answer to a draft: 确认, a change in words, or 取消. */
export const draftDialog = dialog({
  name: 'activity.draft',
  schema: z.object({ activityId: z.string() }),
  reads: (said) => {
    const answer = draftAnswer(said);
    if (answer === undefined) return undefined;
    return {
      intent: 'create_activity',
      slots: typeof answer === 'string' ? { action: answer } : { action: 'modify', ...newSlots(answer) },
    };
  },
  answer: async (turn, data) => {
    const draft = await ownDraft(turn, data.activityId);
    const answer = draftAnswer(turn.said);
    if (draft === undefined || answer === undefined) return { ...says(goneText()), ask: null };
    if (answer === 'publish') return publishDraft(turn, draft);
    return answer === 'cancel' ? dropDraft(turn, draft) : changeActivity(turn, draft, answer);
  },
});

/** The answer to "什么时候办？" or "办什么活动？". */
export const missingDialog = dialog({
  name: 'activity.missing',
  schema: z.object({ plan: saidPlanSchema }),
  reads: (said, data) => {
    if (isNo(said)) return { intent: 'create_activity', slots: { action: 'cancel' } };
    const merged = completed(said, data.plan);
    return merged === undefined ? undefined : { intent: 'create_activity', slots: newSlots(merged) };
  },
  answer: async (turn, data) => {
    const merged = completed(turn.said, data.plan);
    return isNo(turn.said) || merged === undefined ? { ...says(keptText()), ask: null } : draftFrom(turn, merged);
  },
});

export async function publishAction(turn: ActionTurn): Promise<Outcome> {
  return onDraft(turn, async (draft) => {
    const outcome = await publishDraft(turn, draft);
    const published = await activityFor(turn, draft.id);
    if (published === undefined || published.status !== 'open') return outcome;
    // The draft's card becomes the sign-up card for the whole group; nothing has to be posted twice.
    const inItsGroup = outcome.reply?.card !== undefined;
    const card = inItsGroup ? openCard(turn.cardId, published, [], momentOf(turn)) : settledCard(turn.cardId, published, momentOf(turn));
    return {
      ...outcome,
      reply: { ...(outcome.reply?.text === undefined ? {} : { text: outcome.reply.text }), update: { card, forEveryone: true } },
    };
  });
}

export async function discardAction(turn: ActionTurn): Promise<Outcome> {
  return onDraft(turn, async (draft) => {
    const outcome = await dropDraft(turn, draft);
    return {
      ...outcome,
      reply: {
        ...outcome.reply,
        update: { card: settledCard(turn.cardId, { ...draft, status: 'cancelled' }, momentOf(turn)), forEveryone: true },
      },
    };
  });
}

export async function editAction(turn: ActionTurn): Promise<Outcome> {
  return onDraft(turn, (draft) =>
    Promise.resolve({ ...says(howToEditText(), draft), ask: { dialog: 'activity.draft', data: { activityId: draft.id } } }),
  );
}

/** What the words do to the draft; undefined when they are about something else. */
function draftAnswer(said: Utterance): 'publish' | 'cancel' | SaidPlan | undefined {
  if (DISCARD.test(said.text) && said.text.length <= 10) return 'cancel';
  if (isYes(said) || PUBLISH.test(said.text)) return 'publish';
  if (QUESTION.test(said.text) || OPENS_ANOTHER.test(said.text) || isAnotherMatter(said)) return undefined;
  const plan = readPlan(said, false);
  if (NOTES.test(said.text) && said.text.length <= LONGEST_NOTE) return { ...plan, when: {}, note: said.written };
  return saysSomething(plan) ? plan : undefined;
}

/** The plan with what was missing; undefined when the words do not say it. */
function completed(said: Utterance, plan: SaidPlan): SaidPlan | undefined {
  if (QUESTION.test(said.text) || isAnotherMatter(said)) return undefined;
  if (NO_NAME.test(said.text)) return undefined;
  const needsTitle = plan.title === undefined;
  // A whole order of its own: what was begun before and left lying lends it nothing.
  const own = needsTitle ? undefined : readPlan(said, true).title;
  if (own !== undefined && own !== plan.title && BEGINS_ANOTHER.test(said.text)) return undefined;
  const later = readPlan(said, needsTitle);
  const times = later.when.startsAt !== undefined || later.when.date !== undefined;
  const names = needsTitle && later.title !== undefined && (times || said.text.length <= TITLE_LIMIT);
  if (!times && !names) return undefined;
  return mergePlans(plan, later);
}

/** 建议下周五下午两点 and 提醒大家提前一小时 are about this one. */
function isAnotherMatter({ text, times }: Utterance): boolean {
  const lead = times.find(({ start }) => start === 0)?.end ?? 0;
  const found = ANOTHER_MATTER.exec(text.slice(lead))?.[0].length;
  const begun = found === undefined ? undefined : lead + found;
  // 明天上午十点通知大家去领劳保鞋: the hour is that of another post.
  if (lead > 0 && begun !== undefined) return true;
  if (begun === undefined || /^(?:提前|限|改|换)/u.test(text.slice(begun))) return false;
  return !times.some(({ start, end }) => start === begun && end >= text.length - 1);
}

async function ownDraft(situation: Situation, id: string): Promise<Activity | undefined> {
  const activity = await activityFor(situation, id);
  return activity !== undefined && mayManage(activity, situation.person) ? activity : undefined;
}

/** A draft shown in a group has buttons that everybody can press: only who manages it moves it. */
async function onDraft(turn: ActionTurn, act: (draft: Activity) => Promise<Outcome>): Promise<Outcome> {
  if (!isSecretary(turn.person)) return says(onlySecretaryText());
  const draft = await ownDraft(turn, turn.args[0] ?? '');
  return draft === undefined ? says(goneText()) : act(draft);
}
