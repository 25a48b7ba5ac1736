import { parseChineseNumber } from '../../core/zh/numbers.ts';
import type { Rules } from './knowledge.ts';
import { documentOf } from './lookup.ts';

/** 请假制度第五条, 《食堂管理办法》的第八条说的啥. */
const ARTICLE =
  /^(?:请问|查一?下|查查|看看|看一?下|给我看看?)?《?(?<name>[^《》第,，。?？]{2,24}?)》?(?:里|中|上)?面?的?第(?<number>[一二三四五六七八九十百零〇两\d]{1,6})条(?:的?(?:内容|规定|原文))?(?:是(?:什么|啥|怎么说的?)|说(?:的?是?)?(?:什么|啥)|怎么说的?|讲(?:的)?(?:什么|啥))?[呢吗呀啊]?[?？]*$/u;
const LABEL = /^第([一二三四五六七八九十百零〇\d]+)条$/u;
/** What every title says, and nobody means by it. */
const GENERIC = /(?:管理|实施|暂行|试行)?(?:制度|办法|规定|规则|细则|条例|规章|章程|指南|手册|标准)$/u;

/** The clause that is named by its document and number; undefined where no single document is called so. */
export function articleNamed(rules: Rules, question: string, admits: (clauseId: string) => boolean): string | undefined {
  const said = ARTICLE.exec(question.trim())?.groups;
  const number = parseChineseNumber(said?.['number'] ?? '');
  const name = (said?.['name'] ?? '').replace(GENERIC, '');
  if (number === undefined || name.length < 2) return undefined;
  const found = [...rules.clauses.values()].filter(
    ({ id, label }) =>
      parseChineseNumber(LABEL.exec(label)?.[1] ?? '') === number && admits(id) && isCalled(documentOf(rules, id)?.title ?? '', name),
  );
  const [only] = found;
  return found.length === 1 ? only?.id : undefined;
}

/** 请假 for 职工请休假管理办法: the signs stand in the title in that order. */
function isCalled(title: string, name: string): boolean {
  let at = -1;
  return [...name].every((sign) => {
    at = title.indexOf(sign, at + 1);
    return at >= 0;
  });
}
