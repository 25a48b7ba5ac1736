import { unreachable } from '../../../core/errors.ts';
import { formatInstant, joinList } from '../../../core/zh/format.ts';
import { ACTIVE_LIMIT, CONTENT_LIMIT_BYTES, type Missing, type Refusal } from '../rules/draft.ts';
import type { TargetNote } from '../rules/targets.ts';
import { templateTexts } from './template.ts';
import type { Place } from './words.ts';

const ASKS: Readonly<Record<Missing, string>> = {
  content: '要发的内容是什么？请把要告诉大家的话发给我。',
  time: '什么时候发？比如“明天下午三点”“每周五 17:00”“现在”。',
  groups: '发到哪个群？请写上群名，比如“发到后勤一支部工作群”。',
  reason: '为什么紧急？请写一句原因（会留记录），比如“东楼漏电”。\n不紧急就说“不紧急”。',
};
const NAMES: Readonly<Record<Missing, string>> = { content: '要发的内容', time: '什么时候发', groups: '发到哪个群', reason: '紧急的原因' };

/** One question for all that is missing. */
function askText(what: readonly Missing[]): string {
  const [first, ...more] = what;
  if (first !== undefined && more.length === 0) return ASKS[first];
  return `还差${joinList(what.map((one) => NAMES[one]))}。\n一句话告诉我就行，比如“明天上午九点，一支部群，周五下午停水”。`;
}

/** Why a draft cannot be confirmed, and what would help. */
export function refusedText(refusal: Refusal, place: Place): string {
  switch (refusal.code) {
    case 'missing':
      return askText(refusal.what);
    case 'blanks':
      return templateTexts.ask(refusal.template, refusal.blanks);
    case 'tooLong':
      return `内容太长了，一条最多约 ${Math.floor(CONTENT_LIMIT_BYTES / 3)} 个字，请缩短后再发。`;
    case 'noPush':
      return `“${refusal.group}”还没有绑定推送地址，我发不进去。\n请管理员绑定后再来（命令 group add）。`;
    case 'notYours':
      return `“${refusal.group}”不归您的支部管，我没有发。\n请那个支部的书记来发，或换成您支部的群。`;
    case 'past':
      return `${formatInstant(refusal.at, place.zone, place.now)} 已经过了，请换一个时间。`;
    case 'noSuchDay':
      return `没有“${refusal.date}”这一天，草稿先没定。\n请说对的日子，比如“改成2月28号”。`;
    case 'tooOften':
      return '太密了，同一个群里至少隔 15 分钟。请换一个时间。';
    case 'never':
      return '按这个时间以后都不会发出，请换一个时间。';
    case 'tooManyCopies':
      return `带图片或文件的公告，一次最多发到 ${refusal.groups} 个群。请分几次发。`;
    case 'tooMany':
      return `已经有 ${ACTIVE_LIMIT} 条在等着发，请先在“公告列表”里删掉一些。`;
    default:
      return unreachable(refusal);
  }
}

export function targetNoteText(note: TargetNote): string {
  switch (note.code) {
    case 'onlyOwn':
      return `您能发的只有${joinList(note.names)}，其他群请那边的书记或管理员发。`;
    case 'unknownGroup':
      return `没有找到“${note.name}”。您能发的有：${joinList(note.names)}。`;
    case 'whichOf':
      return `是哪 ${note.count} 个群？您能发的有：${joinList(note.names)}。`;
  }
}
