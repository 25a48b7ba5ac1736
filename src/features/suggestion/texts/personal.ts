import { joinList } from '../../../core/zh/format.ts';
import { neutraliseLine } from '../../../core/plain.ts';
import type { Suggestion } from '../schema.ts';
import { refText, titleText } from './names.ts';

const SHOWN = 5;

const refs = (some: readonly Suggestion[]): string =>
  `${joinList(some.slice(0, SHOWN).map(refText))}${some.length > SHOWN ? `等${some.length}条` : ''}`;

/** What a member reads about their own suggestions, and a secretary about those of somebody who left. */
export const personalTexts = {
  filed: (count: number, open: readonly Suggestion[]): string =>
    `署名的建议和隐患 ${count} 条${open.length === 0 ? '' : `，还在办：${refs(open)}`}；匿名的我不知道是谁提的`,
  seconded: (count: number): string => `附议过 ${count} 条`,
  awaitsRating: (some: readonly Suggestion[]): string =>
    `办结了、等您评分的 ${refs(some)}：发“${some[0] === undefined ? '' : refText(some[0])} 5分”评完再来删`,
  open: (open: readonly Suggestion[]): string => `还在办的建议 ${refs(open)}：要有人等答复，办完了再来删`,
  left: (suggestion: Suggestion, name: string): string =>
    `${neutraliseLine(name)}已经不在职工名单上，${refText(suggestion)}“${titleText(suggestion)}”原来派给了他，请改派：“${refText(suggestion)} 派给……”。`,
};
