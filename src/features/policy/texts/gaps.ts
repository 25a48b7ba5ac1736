import { neutraliseLine } from '../../../core/plain.ts';
import type { Saying } from '../gaps.ts';
import { first } from './citation.ts';

const MOST_CLUSTERS = 4;
const MOST_PAIRS = 2;

/** Questions that are alike. */
export interface Cluster {
  readonly example: string;
  readonly questions: number;
  readonly people: number;
  /** Q12, of those that were handed over. */
  readonly numbers: readonly string[];
}

function cluster({ example, questions, people, numbers }: Cluster): string {
  const waiting = numbers.length === 0 ? '' : `（${numbers.slice(0, 3).join('、')} 待答）`;
  return `${questions} 次、${people} 人：${first(neutraliseLine(example), 30)}${waiting}`;
}

function saying({ document, clause, sentence }: Saying): string {
  return `《${first(neutraliseLine(document.title), 20)}》${neutraliseLine(clause.label)}：${first(neutraliseLine(sentence), 60)}`;
}

/** In full: a screen has room, and what is to be changed must be found. */
function wholeSaying({ document, clause, sentence }: Saying): string {
  const number = document.number === null ? '' : `（${neutraliseLine(document.number)}）`;
  return `《${neutraliseLine(document.title)}》${number}${neutraliseLine(clause.label)}：${neutraliseLine(sentence)}`;
}

export const gapTexts = {
  mostClusters: MOST_CLUSTERS,
  privately: '没答上的问题请在和我的单聊里看，发“没答上的问题”。',
  pool: (clusters: readonly Cluster[], all: { readonly questions: number; readonly groups: number; readonly hidden: number }): string => {
    if (all.questions === 0) return '近三个月没有答不上的问题。';
    const more = all.groups - all.hidden - clusters.length;
    return [
      `没答上的问题 ${all.questions} 个，合成 ${all.groups} 类${clusters.length === 0 ? '。' : '：'}`,
      ...clusters.map((one, index) => `${index + 1}. ${cluster(one)}`),
      ...(more > 0 ? [`还有 ${more} 类，处理完再发“没答上的问题”。`] : []),
      ...(all.hidden > 0 ? [`另有 ${all.hidden} 类是单聊里问的，不到 3 人，不显示内容。`] : []),
      ...(clusters.length > 0 ? ['回复数字看原话；不用管的发“关闭1：原因”。'] : []),
    ].join('\n');
  },
  cluster: (texts: readonly string[]): string =>
    [
      ...texts.slice(0, 5).map((text) => `· ${first(neutraliseLine(text), 60)}`),
      ...(texts.length > 5 ? [`还有 ${texts.length - 5} 种问法。`] : []),
    ].join('\n'),
  closeHow: '请写上是第几类和原因，比如“关闭1：不归后勤管”。',
  closed: (count: number): string => (count === 0 ? '这一类都转给人了，请用“关闭Q12：原因”逐个关。' : `已关闭 ${count} 个问题。`),
  tooMany: '条款太多，聊天里一时比不完。请管理员在服务器上运行 policy gaps。',
  contradictions: (pairs: readonly { readonly one: Saying; readonly other: Saying }[]): string =>
    pairs.length === 0
      ? '没有找到数字对不上的条款。'
      : [
          `有 ${pairs.length} 处条款说的是一件事，数字不一样，请核对：`,
          ...pairs.slice(0, MOST_PAIRS).map(({ one, other }) => `· ${saying(one)}\n  ${saying(other)}`),
          ...(pairs.length > MOST_PAIRS ? [`还有 ${pairs.length - MOST_PAIRS} 处，改好再发“制度矛盾”。`] : []),
        ].join('\n'),
  /** For the command line: everything, a line for each. */
  report: (clusters: readonly Cluster[], pairs: readonly { readonly one: Saying; readonly other: Saying }[]): string =>
    [
      `没答上的问题：${clusters.length} 类`,
      ...clusters.map((one, index) => `${index + 1}. ${cluster(one)}`),
      '',
      `数字对不上的条款：${pairs.length} 处`,
      ...pairs.map(({ one, other }, index) => `${index + 1}. ${wholeSaying(one)}\n   ${wholeSaying(other)}`),
    ].join('\n'),
} as const;
