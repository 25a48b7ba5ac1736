import { neutralise, neutraliseLine } from '../../../core/plain.ts';
import type { FaqRefusal } from '../rules/faq.ts';
import type { Faq } from '../schema/loop.ts';
import { first } from './citation.ts';

const MOST_LISTED = 5;

const STATES: Readonly<Record<Faq['state'], string>> = { draft: '待复核', inForce: '已生效', returned: '已退回', withdrawn: '已撤下' };

export const faqTexts = {
  cardTitle: '大家常问的话，可以做成问答',
  cardButton: '做成常见问答',
  cardDone: '已起草常见问答',
  notAnswered: (number: string): string => `${number} 还没有答复，先答复再做成问答。`,
  already: (faq: Faq): string => `这个问题已经做成常见问答 ${faq.number} 了（${STATES[faq.state]}）。`,
  noReader: '没有第二位书记可以复核，没有做成。\n请管理员先在名单里加上另一位书记。',
  drafted: (number: string, readers: string): string =>
    `已起草常见问答 ${number}，请${neutraliseLine(readers)}复核。\n通过后，大家问到就会看到。`,
  toReader: (faq: Faq, answerer: string): string =>
    [
      `【常见问答 ${faq.number} 待复核】`,
      `问：${first(neutraliseLine(faq.question), 120)}`,
      `答：${neutralise(faq.answer)}（${neutraliseLine(answerer)}答复）`,
      `没问题就回复“通过${faq.number}”，要改就回复“退回${faq.number}：原因”。`,
    ].join('\n'),
  which: '要办哪一条常见问答？请写上编号，比如“通过F3”“退回F3：金额不对”“撤下F3”。',
  unknown: (number: string): string => `没有找到常见问答 ${number}。发“常见问答”看清单。`,
  refused: (refusal: FaqRefusal, number: string): string => {
    switch (refusal.code) {
      case 'sameReader':
        return `${number} 是您自己写的，要请另一位书记复核。`;
      case 'alreadyDecided':
        return `${number} ${STATES[refusal.state]}，没有改动。`;
      case 'noReason':
        return `请写上退回的原因，比如“退回${number}：金额不对”。`;
    }
  },
  decided: (faq: Faq): string =>
    faq.state === 'inForce'
      ? `${faq.number} 已通过，大家再问到就会看到。\n要撤下请发“撤下${faq.number}”。`
      : `${faq.number} ${STATES[faq.state]}。`,
  decidedForDrafter: (faq: Faq, by: string): string =>
    `您起草的常见问答 ${faq.number} ${STATES[faq.state]}（${neutraliseLine(by)}）${faq.reason === null ? '。' : `：${neutralise(faq.reason)}`}`,
  list: (inForce: readonly Faq[], drafts: readonly Faq[]): string =>
    inForce.length + drafts.length === 0
      ? '还没有常见问答。'
      : [
          `常见问答 ${inForce.length} 条${inForce.length === 0 ? '' : '：'}`,
          ...inForce.slice(0, MOST_LISTED).map((faq) => `${faq.number} ${first(neutraliseLine(faq.question), 30)}`),
          ...(inForce.length > MOST_LISTED ? ['……直接问就行。'] : []),
          ...(drafts.length === 0 ? [] : [`待复核：${drafts.map(({ number }) => number).join('、')}`]),
        ].join('\n'),
  answer: (faq: Faq, people: { readonly answerer: string; readonly reader: string }, answeredOn: string): string =>
    `${neutralise(faq.answer)}\n——常见问答 ${faq.number}：${first(neutraliseLine(faq.question), 60)}\n${neutraliseLine(people.answerer)} ${answeredOn} 答复，${neutraliseLine(people.reader)}复核`,
} as const;
