import type { Instant } from '../../../core/clock.ts';
import { formatInstant, joinList } from '../../../core/zh/format.ts';
import type { Draft } from '../schema/draft.ts';
import type { Plan } from '../schema/plan.ts';
import { excerpt, planWords, type Place } from './words.ts';

interface Shown {
  readonly draft: Draft;
  readonly groups: readonly string[];
  /** Names of the people who are called. */
  readonly calls: readonly string[];
  /** Name of who looks first; null = another secretary, or nobody. */
  readonly reviewer: string | null;
  readonly plan: Plan;
  readonly times: readonly Instant[];
  /** The year whose holidays nobody knows yet, where the plan hangs on them. */
  readonly unknownYear: number | null;
  readonly notes: readonly string[];
  readonly place: Place;
}

const KINDS: Readonly<Record<Draft['kind'], string | null>> = {
  text: null,
  markdown: '带格式的文字',
  card: '卡片',
  image: '图片',
  file: '文件',
};

function extras({ draft, calls, reviewer }: Shown): readonly string[] {
  const kind = KINDS[draft.kind];
  return [
    ...(draft.urgent ? [draft.urgentReason === null ? '紧急' : `紧急（${draft.urgentReason}）`] : []),
    ...(kind === null ? [] : [kind]),
    ...(draft.mentionAll ? ['会@所有人'] : []),
    ...(calls.length === 0 ? [] : [`会@${joinList(calls)}`]),
    ...(draft.acknowledge ? ['要点“已知晓”'] : []),
    ...(draft.review === null ? [] : [`先给${reviewer ?? '另一位书记'}看，同意了才发`]),
    ...(draft.lookFirst ? ['发出前先给您看一眼'] : []),
    ...(draft.whenMissed === 'never' ? ['错过时间就不补发'] : []),
    ...(draft.whenMissed === 'always' ? ['错过多久都补发'] : []),
  ];
}

function when({ draft, plan, times, place }: Shown): string {
  if (plan.kind === 'now' && !draft.urgent) return '确认后 60 秒发，这 60 秒里可以撤回';
  const next = plan.kind === 'repeated' ? `，接下来 ${joinList(times.map((at) => formatInstant(at, place.zone, place.now)))}` : '';
  return `${planWords(plan, place)}${next}`;
}

/** A draft on its way to the groups. */
export const draftTexts = {
  preview: (shown: Shown): string =>
    [
      ...shown.notes,
      shown.draft.of === null ? '请核对，还没有发出：' : `要把 ${shown.draft.number} 改成这样，请核对：`,
      `**内容**：${shown.draft.title === null ? '' : `【${shown.draft.title}】`}${shown.draft.content}`,
      `**时间**：${when(shown)}`,
      ...(shown.unknownYear === null ? [] : [draftTexts.unknownYear(shown.unknownYear)]),
      `**发到**：${joinList(shown.groups)}`,
      ...(extras(shown).length === 0 ? [] : [`**另外**：${extras(shown).join('；')}`]),
      '回复“确认”就定下；“预览”看群里的样子；要改就直说，比如“改成下午四点”；不要了说“取消”。',
    ].join('\n'),
  unknownYear: (year: number): string => `${year}年放假安排尚未公布，暂按周一至周五。`,
  leftLying: (content: string): string => `上一份“${excerpt(content)}”还没确认，先放下了，没有发；要发就再说一遍。`,
  notYourGroup: (name: string): string => `“${name}”不归您的支部管，没有加上，还是发到原来的群。`,
  oneTime: (words: string): string => `一条只能定一个时间，“${words}”的请另说一句。`,
  plannedAlready: (number: string): string => `注意：已经有一条一模一样的 ${number}，确认了两条都会发。`,
  sentLately: (number: string): string => `注意：${number} 刚发过一样的话，确认了群里会有两遍。`,
  oneOrder: (later: string): string => `一次定一条。这条定好以后，再说后面那条（哪天、什么事都说全）：“${later}”。`,
  callAll: (groups: readonly string[]): string =>
    `会@所有人，${joinList(groups)}里每个人的手机都会响。\n真的要@，再回一次“确认”；不用@就回“不@”。`,
  callAllTitle: '真的要@所有人吗？',
  doubt: (inContent: string): string => `改哪个时间？\n1. 发出的时间\n2. 内容里的“${inContent}”\n回复 1 或 2。`,
  howToChange: (number: string): string => `${number} 要怎么改？比如“改到十点”“内容改成…”“别发二支部”。`,
  unclear: '没看懂要改哪里，草稿没有动。\n可以说“改成下午四点”“内容改成…”“别发二支部”“不用回执”。',
  changedMeanwhile: ({ number, content }: { readonly number: string; readonly content: string }): string =>
    `${number} 在您改的这会儿被别人改过了，所以您这次的没有存。\n现在的内容：${excerpt(content)}\n发“公告列表”看看，还要改请再说一遍。`,
  dropped: '好，没有发，草稿也不留了。',
  buttons: { confirm: '确认', look: '预览', cancel: '取消', callAll: '确认@所有人', callNone: '不@，就这样发' },
  cardTitle: '公告草稿',
  cardDone: '已确认',
  cardDropped: '已取消',
  cardStale: '这份草稿已经处理过了',
} as const;
