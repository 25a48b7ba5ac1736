import { joinList } from '../../../core/zh/format.ts';
import type { ClauseChange } from '../../../core/events.ts';
import { neutraliseLine } from '../../../core/plain.ts';
import type { Imported, ImportPlan } from '../import.ts';
import type { FileKind, FileRefusal } from '../parse/piece.ts';
import type { Warning } from '../parse/parse-policy.ts';
import type { Validity } from '../rules/validity.ts';
import type { PolicyDocument } from '../schema.ts';

const MOST_NAMED = 6;
const KINDS: readonly (readonly [ClauseChange['kind'], string])[] = [
  ['changed', '改动'],
  ['added', '新增'],
  ['removed', '删去'],
  ['renumbered', '只改了编号'],
];

const KIND_NAMES: Readonly<Record<FileKind, string>> = {
  text: '文本',
  html: '网页',
  docx: ' Word 文档',
  xlsx: ' Excel 表格',
  pdf: ' PDF ',
};

const STATES: Readonly<Record<Validity['state'], string>> = {
  inForce: '现行有效',
  notYet: '尚未施行',
  expired: '已过有效期',
  repealed: '已废止',
  replaced: '已被新版替换',
  withdrawn: '已撤下',
};

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

/** What the sender should look at before it counts. */
function remarks({ policy, namesake }: ImportPlan): readonly string[] {
  const alike =
    namesake === undefined
      ? []
      : [`已有同名的《${namesake.title}》${namesake.number ?? ''}，两份都会有效；要替换它，请在正文写明“同时废止”。`];
  return [...policy.warnings.map((warning) => documentTexts.warning(warning)), ...alike];
}

function holds({ inForceFrom, inForceUntil, repealedFrom }: PolicyDocument): string {
  if (repealedFrom !== null) return `已被替代，${repealedFrom} 起废止`;
  return `${inForceFrom === null ? '没写施行日期' : `${inForceFrom} 起施行`}${inForceUntil === null ? '' : `，至 ${inForceUntil}`}`;
}

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
    const { plan, document, repeals } = imported;
    const { policy, changes, unchanged } = plan;
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
      ...remarks(plan).map((remark) => `注意：${remark}`),
    ].join('\n');
  },
  /** The same for a secretary in the chat, before anything is stored: six lines on a phone. */
  draft: (plan: ImportPlan): string => {
    const { policy, document, before, changes, replaced } = plan;
    const tables = policy.clauses.filter((clause) => clause.table !== null).length;
    const version =
      before === undefined
        ? '是一份新文件'
        : `是第 ${document.version} 版：${changes.length === 0 ? '条款没有变' : changesInWords(changes)}`;
    const repeals = replaced.length === 0 ? '' : `；废止${replaced.map(({ title }) => `《${title}》`).join('')}`;
    const [first, second, ...more] = remarks(plan);
    const notes = [first, second].flatMap((one) => one ?? []).join('') + (more.length === 0 ? '' : `另有 ${more.length} 处。`);
    return [
      neutraliseLine(`读到《${document.title}》${document.number ?? ''}`),
      `${policy.clauses.length} 条，表格 ${tables} 张；${holds(document)}`,
      neutraliseLine(`${version}${repeals}`),
      ...(notes === '' ? [] : [`注意：${notes}`]),
      `给${document.scope.length === 0 ? '所有人' : joinList(document.scope)}看，要改请说“只给一支部看”`,
      '回复“确认”导入，“取消”不要',
    ].join('\n');
  },
  draftTitle: '确认导入这份制度',
  draftConfirm: '确认导入',
  draftCancel: '取消',
  nothingNew: (title: string, version: number): string => `《${neutraliseLine(title)}》和现行第 ${version} 版一字不差，不用再导入。`,
  nothingRead: (fileName: string): string => `“${neutraliseLine(fileName)}”里没有读出条款，没有导入。请看看是不是发错了文件。`,
  taken: ({ plan, document, repeals }: Imported): string => {
    const version = document.version === 1 ? '' : `，第 ${document.version} 版`;
    const told = plan.changes.some(({ kind }) => kind === 'changed' || kind === 'removed')
      ? '\n问过改动条款的人，我会单独告诉他们改了什么。'
      : '';
    const ended = repeals.length === 0 ? '' : `\n因此废止：${repeals.map((title) => `《${neutraliseLine(title)}》`).join('')}`;
    return `已导入《${neutraliseLine(document.title)}》${version}，现在就能问。${ended}${told}`;
  },
  dropped: '好的，没有导入，文件内容已丢掉。',
  draftGone: '这份草稿已经处理过或过期了，要导入请再发一次文件。',
  notYours: '这份草稿要由发文件的人自己确认。',
  draftDone: '已导入',
  draftDropped: '已取消',
  unknownScope: (asked: string, known: readonly string[]): string =>
    `没有找到“${neutraliseLine(asked)}”。可以写：${known
      .slice(0, 8)
      .map((name) => neutraliseLine(name))
      .join('、')}。`,
  due: (shown: readonly { readonly title: string; readonly day: string }[]): string =>
    shown.length === 0
      ? '60 天内没有到期或该复审的制度。'
      : `60 天内到期或该复审的有 ${shown.length} 份：\n${shown
          .slice(0, 5)
          .map(({ title, day }, at) => `${at + 1}. 《${neutraliseLine(title)}》${day}`)
          .join('\n')}`,
  /** The operator's list: a document a line. */
  register: (
    shown: readonly { readonly document: PolicyDocument; readonly state: Validity; readonly due: string | null }[],
    onlyDue: boolean,
  ): string => {
    if (shown.length === 0) return onlyDue ? '60 天内没有到期或该复审的制度。' : '还没有制度，用 policy import 导入。';
    return shown
      .map(({ document, state, due }) => {
        const scope = document.scope.length === 0 ? '' : `，只给${joinList(document.scope)}`;
        return `《${document.title}》${document.number ?? '（无文号）'}，第 ${document.version} 版，${STATES[state.state]}${due === null ? '' : `，${due} 到期或该复审`}${scope}`;
      })
      .join('\n');
  },
  notOne: (name: string, named: readonly string[]): string =>
    named.length === 0
      ? `没有叫“${name}”的现行制度，用 policy list 看清单。`
      : `有 ${named.length} 份都叫“${name}”，请用文号：\n${named.join('\n')}`,
  withdrawn: (title: string): string => `已撤下《${title}》，之后不再据此回答；重新导入即可恢复。`,
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
        return `有读者看不见的内容，已去掉${warning.found === '' ? '（零宽字符）' : `：${neutraliseLine(warning.found)}`}`;
      case 'missingNumbers':
        return `条号不连续，缺${warning.labels.join('、')}，请核对是否漏读。`;
      case 'repeatedNumbers':
        return `条号重复：${warning.labels.join('、')}，请核对。`;
      case 'emptyTable':
        return `有 ${warning.count} 张表只有表头，没有内容。`;
      case 'cutTable':
        return `表格太长，末尾 ${warning.count} 行没有收。`;
      case 'endsBeforeItBegins':
        return '失效日期早于施行日期，请核对。';
      case 'holdsBeforeItWasIssued':
        return '施行日期早于发布日期，请核对。';
      case 'otherKind':
        return `后缀和内容不符，已按${KIND_NAMES[warning.kind]}读取。`;
      case 'macros':
        return '文件里有宏，没有运行，只读了文字。';
      case 'revisions':
        return '文件里有修订痕迹，按全部接受后的文字读取，请核对是否定稿。';
      case 'strangeSigns':
        return '有个别乱码字符，已去掉，请核对。';
      case 'formulas':
        return '有公式没有算好的结果，这些格是空的；请用 Excel 打开保存一次再导入。';
      case 'pictures':
        return `有 ${warning.count} 张图片，图片里的字没有读。`;
      case 'emptyPages':
        return `有 ${warning.count} 页没有文字（可能是扫描件），没有读到。`;
      case 'hiddenSheets':
        return `有 ${warning.count} 个隐藏的工作表，没有读。`;
    }
  },
  refused: (refusal: FileRefusal): string => {
    switch (refusal.code) {
      case 'empty':
        return '文件是空的。';
      case 'noText':
        return '文件里没有文字。';
      case 'scan':
        return '这是扫描件，里面只有图片没有文字，不能逐字引用。请找原来的 Word 或能选中文字的 PDF。';
      case 'picture':
        return '这是一张图片，没有文字可读。请发 Word、Excel、PDF 或文本文件。';
      case 'encrypted':
        return '文件加了密码，打不开。请去掉密码再发。';
      case 'oldOffice':
        return '这是旧版 Office 文件（doc、xls、wps）。请另存为 docx 或 xlsx 再发。';
      case 'rtf':
        return '这是 RTF 文件。请另存为 docx 再发。';
      case 'otherZip':
        return '这是压缩包，不是文档。请解压后把里面的文件逐个发来。';
      case 'binary':
        return '读不出文字，文件可能坏了或不是文档。';
      case 'damaged':
        return '文件坏了或不完整，打不开。请重新下载或另存一份再发。';
      case 'unreadable':
        return '这个文件读不了。请另存为 docx 或文本再试。';
      case 'tooLarge':
        return `文件超过 ${inMegabytes(refusal.limit)} MB，太大了。请去掉图片或拆成几份再发。`;
      case 'unpacksTooLarge':
        return `文件解开后超过 ${inMegabytes(refusal.limit)} MB，不像正常文档，没有读。`;
      case 'tooManyPages':
        return `超过 ${refusal.limit} 页，太长了。请拆成几份再发。`;
      case 'tooLong':
        return '内容太多，一次读不完。请拆成几份再发。';
      case 'tooSlow':
        return '读了太久还没读完，已停下。请另存为 docx 或拆成几份再试。';
      case 'tooMuchMemory':
        return '读这个文件要用的内存太多，已停下。请拆成几份再试。';
      case 'busy':
        return '正在读别的文件，请过一分钟再发。';
    }
  },
} as const;
