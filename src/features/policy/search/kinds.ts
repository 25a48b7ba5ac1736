import { KINDS } from './expects.ts';
import type { Shard } from './shard.ts';

/** What a clause is: bits for what it holds of each kind of answer, then for how it speaks. */
const SPEAKS: readonly RegExp[] = [
  /[（(][一二三四五六七八九十]+[）)]|[1-9一二三四五六七八九]、|①/u,
  /是指|所称|指的是|称为|定义/u,
  /应当|必须|须|应于|应在/u,
  /不得|禁止|严禁|不予|不可/u,
  /可以|可向|可申请|有权/u,
  /罚款|处罚|处分|责任|徒刑|赔偿|吊销/u,
  /条件|符合|具备|下列|以下情形/u,
  /因为|由于|因此|导致|所以|为了/u,
  /(?:19|20)\d{2}年|\d{1,2}月\d{1,2}日/u,
  /\d/u,
];
export const SPEAKING = SPEAKS.length;
const EXPECTED = KINDS.length;
const KNOWN = 2 ** 31;
const cache = new WeakMap<Shard, Uint32Array>();

/** Read once per passage, then kept. */
export function clauseBits(shard: Shard, index: number): number {
  let all = cache.get(shard);
  if (all === undefined) {
    all = new Uint32Array(shard.passages.length);
    cache.set(shard, all);
  }
  const known = all[index] ?? 0;
  if (known !== 0) return known;
  const text = (shard.passages[index]?.text ?? '').normalize('NFKC');
  let bits = KNOWN;
  for (const [at, [, answers]] of KINDS.entries()) if (answers.test(text)) bits += 2 ** at;
  for (const [at, pattern] of SPEAKS.entries()) if (pattern.test(text)) bits += 2 ** (EXPECTED + at);
  all[index] = bits;
  return bits;
}

export function speaks(bits: number, at: number): number {
  return (bits >>> (EXPECTED + at)) & 1;
}

/** 1 when a clause holds the kind of thing that is asked for, 0 when not, -1 when nothing in particular is asked. */
export function holdsExpected(bits: number, kind: number): number {
  return kind < 0 ? -1 : (bits >>> kind) & 1;
}

const ASKS: readonly RegExp[] = [
  /谁|哪位|何人|什么人|哪个(?:人|部门|单位|机构)|找哪/u,
  /什么是|是什么|指什么|含义|概念|定义|何谓|什么叫|如何理解|区别/u,
  /怎么|怎样|如何|咋|流程|程序|步骤|手续|方式|办法/u,
  /为什么|为何|为啥|原因|因为什么/u,
  /吗|么[?？]?$|是否|能否|可否|能不能|可不可以|要不要|会不会|是不是|有没有|不[?？]?$/u,
  /哪些|哪几|有什么|什么(?:条件|材料|情形|情况|措施|要求)|包括/u,
  /后果|责任|处罚|怎么办|咋办|赔/u,
  /多少|几|多久|多长|何时|什么时候|哪一?年|时间|期限/u,
];
export const ASKING = ASKS.length;

export function asksOf(question: string): readonly number[] {
  return ASKS.map((pattern) => (pattern.test(question) ? 1 : 0));
}

export function expectedKind(question: string): number {
  return KINDS.findIndex(([asks]) => asks.test(question));
}
