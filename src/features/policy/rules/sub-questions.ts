import { leansOn, resolveFollowup } from './followup.ts';

/** One of several things that are asked in one breath. */
export interface SubQuestion {
  /** As it was said. */
  readonly said: string;
  /** As it is looked up: "能分开休吗" after "年假有几天" is asked of 年假. */
  readonly question: string;
}

interface Word {
  readonly word: string;
  /** 1 for what names something. */
  readonly weight: number;
}

const BETWEEN =
  /[，,。；;？?！!\s]+|(?:^|(?<=[，,。；;？?！!\s少吗么呢]))(?:还有(?!什么|啥|哪|没|几|多少|谁)|另外|以及|顺便(?:再?问)?(?:一?下)?)/u;
const LEADS = /^(?:请问|你好|您好|想问问?(?:一?下)?|问(?:问|一?下)|麻烦问(?:一?下)?|咨询(?:一?下)?)+/u;
/** Words by which something is asked. */
export const ASKS =
  /多少|多久|多大|多长|多高|几(?!乎)|什么|啥|怎么|咋|如何|哪|谁|[吗么嘛呢]$|能不能|可不可以|行不行|要不要|用不用|有没有|是不是|算不算|给不给/u;
/** 那病假呢: the first of them is about what was asked before. */
const GOES_ON = /^(?:那|要是|如果|换成)/u;
/** More than that is a story, and is looked up whole. */
const MOST = 3;
const LONGEST_NAME = 2;
/** "在吗" asks nothing; "丧假呢" does. */
const SHORTEST = 3;

/** The questions in one message, each to be looked up by itself; none where it asks one thing only. */
export function subQuestionsIn(text: string, segment: (text: string) => readonly Word[]): readonly SubQuestion[] {
  const asked: string[] = [];
  let told = '';
  for (const piece of text.split(BETWEEN).map((one) => one.replace(LEADS, '').trim())) {
    if (piece.length < SHORTEST) continue;
    if (!ASKS.test(piece)) {
      told += piece;
      continue;
    }
    asked.push(told + piece);
    told = '';
  }
  const [first, ...rest] = asked;
  // What is told at the end belongs to all of them; what leans on an earlier question is read with that.
  if (first === undefined || rest.length === 0 || asked.length > MOST || told !== '' || GOES_ON.test(first)) return [];
  const others = rest.flatMap((said) => {
    const question = asOf(first, said, segment);
    return question === undefined ? [] : [{ said, question }];
  });
  return others.length < rest.length ? [] : [{ said: first, question: first }, ...others];
}

/** Undefined where it cannot be told of what it is asked: "多少钱" after "退休了有没有慰问金". */
function asOf(first: string, said: string, segment: (text: string) => readonly Word[]): string | undefined {
  if (leansOn(said)) return resolveFollowup(first, said, (text) => segment(text).map(({ word }) => word));
  if (namesItself(said, segment)) return said;
  const name = nameIn(first, segment);
  return name === '' ? undefined : `${name}${said}`;
}

function namesItself(said: string, segment: (text: string) => readonly Word[]): boolean {
  const [begins] = segment(said);
  return begins?.weight === 1 && !ASKS.test(begins.word);
}

/** What a question begins by naming: 婚假 of "婚假多少天"; empty where it begins otherwise. */
export function nameIn(question: string, segment: (text: string) => readonly Word[]): string {
  const words = segment(question.replace(LEADS, ''));
  const end = words.findIndex(({ weight }) => weight < 1);
  return words
    .slice(0, Math.min(LONGEST_NAME, end < 0 ? words.length : end))
    .map(({ word }) => word)
    .join('');
}
