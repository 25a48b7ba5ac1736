import type { Utterance } from '../../feature.ts';
import { writtenNumbers } from './named.ts';

const MERGES =
  /合并|合成一[条个]|并(?:到|入|进|在一起|一块|一起|了|掉|\s*s\s*\d)|一(?:回|码)事|是(?:同|一)?(?:一|个)(?:件|个)?(?:事|意思|问题)|重复了?|说的(?:都)?(?:是)?(?:一样|同一)|s\s*\d+\s*(?:是)?一样/iu;
/** 合并办结 ends both, 派孙磊 hands it over, 不是一回事 says the contrary, and what asks wants to know. */
const ELSE =
  /办结|结掉|关闭|关掉|销号|答复|回复|受理|吗[?？]?$|怎么|[?？]$|不是|不(?:要|用|能|该|必)?(?:合?并|重复)|别(?:合?并|再)|没有?重复|不一样/u;
const ORDERS_MERGE = /合并|并(?:到|入|进)|归(?:到|入)/u;
const ASSIGNS = /派|交给|转给|安排/u;
/** S2并到S1, 把S2合并进S1, 合并S2到S1: the one behind it stays. */
const INTO = /(?:并(?:到|入|进)?|(?<=合并.{1,12})到|归(?:到|入))\s*(?:去)?\s*s\s*(\d{1,6})/iu;

/** The numbers of two that are one: `from` ends in `into`; the older one stays where nothing else is said. Pure. */
export function mergeIn({ text }: Pick<Utterance, 'text'>): { readonly from: number; readonly into: number } | undefined {
  if (!MERGES.test(text) || ELSE.test(text) || (ASSIGNS.test(text) && !ORDERS_MERGE.test(text))) return undefined;
  const [first, second, ...more] = [...new Set(writtenNumbers(text))];
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const into = /合并/u.test(text) && !/到|进|入/u.test(text) ? undefined : INTO.exec(text)?.[1];
  if (into !== undefined) return Number(into) === first ? { from: second, into: first } : { from: first, into: second };
  return { from: Math.max(first, second), into: Math.min(first, second) };
}

/** S2并到S1，派给李强: two orders, of which the second comes after. */
export function assignsToo({ text }: Pick<Utterance, 'text'>): boolean {
  return ASSIGNS.test(text);
}

const LIKE = /(?:跟|和|与|同)\s*s\s*(\d{1,6})\s*(?:的?)(?:重复|一样|雷同|是?一(?:回|码|个|件)事)/iu;

/** S2不受理，跟S1重复了: the number that is only compared with. */
export function comparedWith({ text }: Pick<Utterance, 'text'>): number | undefined {
  const found = LIKE.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
