import { joinList } from '../../../core/zh/format.ts';
import type { ClauseChange } from '../../../core/events.ts';
import type { Imported } from '../import.ts';
import type { Warning } from '../parse/parse-policy.ts';

const MOST_NAMED = 6;
const KINDS: readonly (readonly [ClauseChange['kind'], string])[] = [
  ['changed', '改动'],
  ['added', '新增'],
  ['removed', '删去'],
  ['renumbered', '只改了编号'],
];

/** 改动 2 条（第三条、第五条），新增 1 条（第六条） */
function changesInWords(changes: readonly ClauseChange[]): string {
  return KINDS.flatMap(([kind, word]) => {
    const labels = [...new Set(changes.filter((change) => change.kind === kind).map(({ clauseNo }) => clauseNo))];
    if (labels.length === 0) return [];
    const named = labels.length > MOST_NAMED ? `${labels.slice(0, MOST_NAMED).join('、')}等` : joinList(labels);
    return [`${word} ${labels.length} 条（${named}）`];
  }).join('，');
}

export const documentTexts = {
  /** What was understood of a file, for the operator. */
  imported: (imported: Imported): string => {
    const { policy, document, repeals, changes, unchanged } = imported;
    if (unchanged) return `《${document.title}》和现行第 ${document.version} 版一样，没有改动。`;
    const replaced = document.version > 1 ? `，第 ${document.version} 版（替换上一版）` : '';
    const until = document.inForceUntil === null ? '' : `，至 ${document.inForceUntil}`;
    const repealed = document.repealedFrom === null ? '' : `；已被替代，${document.repealedFrom} 起废止`;
    return [
      `《${document.title}》${document.number ?? '（无文号）'}${replaced}`,
      `发文单位：${document.issuer ?? '未写明'}；发布：${document.issuedOn ?? '未写明'}`,
      `效力：${document.inForceFrom ?? '未写明'} 起${until}${repealed}`,
      ...(document.scope.length === 0 ? [] : [`只给：${joinList(document.scope)}`]),
      `条款 ${policy.clauses.length} 条，表格 ${policy.clauses.filter((clause) => clause.table !== null).length} 张`,
      ...(document.version === 1 ? [] : [`和上一版比：${changes.length === 0 ? '条款没有变' : changesInWords(changes)}`]),
      ...repeals.map((title) => `因此废止：《${title}》`),
      ...policy.warnings.map((warning) => `注意：${documentTexts.warning(warning)}`),
    ].join('\n');
  },
  warning: (warning: Warning): string => {
    switch (warning.code) {
      case 'noClauses':
        return '没有读出任何条款。';
      case 'noNumber':
        return '没有文号，再次导入时按标题认作同一份。';
      case 'noValidity':
        return '没有施行日期，按现行有效处理。';
      case 'titleFromFile':
        return '没有找到标题，用了文件名。';
      case 'badDay':
        return `${warning.field} 的日期读不懂：${warning.value}`;
      case 'hiddenText':
        return `有读者看不见的内容，已去掉${warning.found === '' ? '（零宽字符）' : `：${warning.found}`}`;
    }
  },
} as const;
