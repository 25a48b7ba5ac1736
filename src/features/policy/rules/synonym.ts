import type { Word } from './statements.ts';

/** A pair that a rephrase teaches: the one word of the question that found nothing against the one that found it. */
export function pairFrom(missed: readonly Word[], found: readonly Word[]): { readonly said: string; readonly meant: string } | undefined {
  const [before, after] = [contentOf(missed), contentOf(found)];
  const said = runsWithout(missed, after);
  const meant = runsWithout(found, before);
  // Without a word in common it was another question; with several that differ nobody knows which stands for which.
  const shared = [...before].some((word) => after.has(word));
  const [one, other] = [said[0], meant[0]];
  if (!shared || said.length !== 1 || meant.length !== 1 || one === undefined || other === undefined) return undefined;
  return one.length > LONGEST || other.length > LONGEST ? undefined : { said: one, meant: other };
}

function isContent({ text, kind }: Word): boolean {
  return kind !== 'other' && text.length > 1 && /^\p{Script=Han}+$/u.test(text);
}

function contentOf(words: readonly Word[]): ReadonlySet<string> {
  return new Set(words.filter(isContent).map(({ text }) => text));
}

/** Stretches of words that the other question has not; a name that was cut in two is one stretch. */
function runsWithout(words: readonly Word[], others: ReadonlySet<string>): readonly string[] {
  const runs: string[] = [''];
  for (const word of words) {
    if (isContent(word) && !others.has(word.text)) runs.push(`${runs.pop() ?? ''}${word.text}`);
    else if (runs.at(-1) !== '') runs.push('');
  }
  return [...new Set(runs.filter((run) => run !== ''))];
}

const LONGEST = 10;
const TAUGHT = [
  /^(?:同义词|记住|学一下|教你)[:：,，\s]*(?<said>\p{Script=Han}{1,10})(?:就是指?|等于|[=＝]|也叫|和|、|\s+)(?<meant>\p{Script=Han}{1,10})[。!！]*$/u,
  /^(?<said>\p{Script=Han}{2,8})(?:就是|[=＝])(?<meant>\p{Script=Han}{2,10})[。!！]*$/u,
];
/** Ordinary sentences have 就是 too: "明天就是周五", "我就是书记". */
const ORDINARY = /^(?:这|那|他|她|它|我|你|您|咱|今|明|后|昨|周|星期|本|也|不|都|现在|地点|时间|内容|主题|人数)|(?:吗|呢|吧|的|了)$/u;

/** "电瓶车就是电动自行车", "同义词：干满=工作年限" */
export function taughtPair(text: string): { readonly said: string; readonly meant: string } | undefined {
  for (const [index, pattern] of TAUGHT.entries()) {
    const found = pattern.exec(text.trim())?.groups;
    const [said = '', meant = ''] = [found?.['said'], found?.['meant']];
    if (said === '' || meant === '' || said === meant || said.length > LONGEST) continue;
    if (index > 0 && (ORDINARY.test(said) || ORDINARY.test(meant))) continue;
    return { said, meant };
  }
  return undefined;
}

/** "删除同义词 电瓶车" */
export function removedWord(text: string): string | undefined {
  return /^(?:请)?(?:删除?|去掉|撤掉|取消)同义词[:：,，\s]*(\p{Script=Han}{1,10})[。!！]*$/u.exec(text.trim())?.[1];
}
