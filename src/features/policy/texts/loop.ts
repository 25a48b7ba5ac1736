import { neutralise, neutraliseLine } from '../../../core/plain.ts';
import { sureness } from '../../../core/zh/sureness.ts';
import type { Place } from '../answering.ts';
import type { CloseRefusal } from '../rules/question.ts';
import type { PolicyQuestion } from '../schema.ts';
import type { GivenAnswer } from '../schema/loop.ts';
import { first, source } from './citation.ts';

/** What is said around questions that were not answered well. */
export const loopTexts = {
  notYourAnswer: '有用没用由提问的人来点。您有问题直接问我就行。',
  trace: (given: GivenAnswer, places: readonly Place[]): string =>
    [
      '【回答被标没用】有职工说下面的回答没用（不显示是谁）。',
      `问：${first(neutraliseLine(given.question), 120)}`,
      `我答的：${places.length === 0 ? (given.source ?? '') : places.map(source).join('；')}`,
      `当时${sureness(given.percent)}（${given.percent}%）。规定没写清的请补上，叫法不同的可以发“电瓶车就是电动自行车”。`,
    ].join('\n'),
  escalated: (question: PolicyQuestion, askedOn: string, late: readonly string[]): string =>
    `【待答问题 ${question.number}】催过${late.length === 0 ? '' : neutraliseLine(late.join('、'))}，还没有答复（${askedOn} 提出），请您过问：\n${first(neutraliseLine(question.text), 120)}\n您也可以直接回复“${question.number}：答复内容”。`,
  stillWaiting: (question: PolicyQuestion, names: readonly string[]): string =>
    `您问的 ${question.number} 还没有答复，我已报给${neutraliseLine(names.slice(0, 2).join('、'))}。有了答复马上告诉您。`,
  meansNothing: (number: string): string => `这样问也没查到，没有答复 ${number}。\n请换个说法，或直接写答复。`,
  faqOverruled: (number: string): string => `常见问答 ${number} 是按原来的答复做的，已撤下；要用新答复请再做一次。`,
  closeRefused: (refusal: CloseRefusal, number: string): string =>
    refusal.code === 'noReason' ? `请写上原因，比如“关闭${number}：不归后勤管”。提问的人会看到。` : `${number} 已经处理过了，没有改动。`,
  closed: (number: string): string => `${number} 已关闭，原因已告诉提问的人。`,
  closedForAsker: (question: PolicyQuestion): string =>
    `您问的 ${question.number}“${first(neutraliseLine(question.text), 60)}”没有办：${neutralise(question.reason ?? '')}\n有疑问可以换个说法再问我。`,
} as const;
