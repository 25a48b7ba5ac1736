import { joinList } from '../../../core/zh/format.ts';
import { blanksOf } from '../rules/template.ts';
import type { Template } from '../schema/template.ts';

const SHOWN = 12;

/** Everything about templates that a secretary reads. */
export const templateTexts = {
  list: (templates: readonly Template[]): string =>
    [
      `有 ${templates.length} 个模板：${joinList(templates.slice(0, SHOWN).map(({ name }) => name))}${templates.length > SHOWN ? '…' : ''}。`,
      '用的时候说“用会议通知模板，周五下午三点在二楼会议室开安全例会”。',
      '看内容说“看看会议通知模板”；发过的公告可以“存为模板”。',
    ].join('\n'),
  shown: (template: Template): string =>
    `模板“${template.name}”：\n${template.text}\n要填：${joinList(blanksOf(template.text)) || '没有空'}。`,
  unknown: (name: string, templates: readonly Template[]): string =>
    `没有叫“${name}”的模板。\n有：${joinList(templates.slice(0, SHOWN).map((one) => one.name))}。`,
  ask: (name: string, blanks: readonly string[]): string =>
    `“${name}”还差${joinList(blanks)}。\n一句话告诉我就行，比如“${blanks.map((blank) => `${blank}…`).join('，')}”。`,
  toSave: (name: string, text: string): string =>
    `要存成模板“${name}”：\n${text}\n要填：${joinList(blanksOf(text)) || '没有空'}。\n回“确认”保存；换名字就说“叫…”；不存说“取消”。`,
  saved: (name: string): string => `存好了。以后说“用${name}模板”就行。`,
  notSaved: '好，没有存。',
  nothingToSave: '要存哪一条？请先说是哪条，比如“把N3存为模板”。',
  deleted: (name: string): string => `模板“${name}”删了。`,
  shipped: (name: string): string => `“${name}”是自带的模板，不能删。`,
  whichDelete: '删哪个模板？比如“删除会议通知模板”。发“模板列表”能看到名字。',
  label: '看公告模板',
} as const;
