import { neutralise, neutraliseLine } from '../../core/plain.ts';
import type { AnswerRefusal } from './rules/question.ts';
import type { Validity } from './rules/validity.ts';
import type { PolicyDocument, PolicyQuestion } from './schema.ts';
import { first, validity } from './texts/citation.ts';

const MOST_PENDING = 6;

export const texts = {
  emptyQuestion: '您想问哪方面的规定？直接说就行，比如“年假有几天”“餐补几号到账”。',
  statusUnknown: '您问的是哪份制度？说出名称就行，比如“食堂管理办法还有效吗”。',
  wrongAnswer: (withCard: boolean): string =>
    withCard
      ? '抱歉没答到点子上，换个说法再问我一次也行。\n要转给书记，点下面的按钮或回复“转给书记”，书记会看到您的问题和姓名。'
      : '抱歉没答到点子上。要我转给书记来答吗？回复“转给书记”，书记会看到您的问题和姓名。\n也可以换个说法再问一次。',
  declined: '好的，不转了。可以换个说法再问我。',
  notYours: '这个问题要由提问的人自己决定转不转。您有问题直接问我就行。',
  handedOver: (number: string, names: string, inGroup: boolean): string =>
    `已转给书记${names}，编号 ${number}。\n有答复我会${inGroup ? '在这个群里@您' : '在单聊里告诉您'}，2 个工作日没动静会提醒书记。`,
  alreadyOpen: (number: string): string => `这个问题已经转给书记了，编号 ${number}，有答复会告诉您。`,
  toSecretary: (question: PolicyQuestion, askerName: string): string =>
    `【待答问题 ${question.number}】${neutraliseLine(askerName)} 问：${first(neutraliseLine(question.text), 200)}\n制度里没查到。回复“${question.number}：您的答复”即可，我会转给本人。`,
  overdue: (question: PolicyQuestion, askedOn: string): string =>
    `【待答问题 ${question.number}】已过 2 个工作日还没答复（${askedOn} 提出）：${first(neutraliseLine(question.text), 120)}\n回复“${question.number}：您的答复”即可。`,
  toAskerInGroup: (question: PolicyQuestion, correction: boolean): string =>
    `【书记答复 ${question.number}${correction ? ' 更正' : ''}】${neutralise(question.answer ?? '')}\n问：${first(neutraliseLine(question.text), 80)}`,
  toAsker: (question: PolicyQuestion, correction: boolean): string =>
    `【书记答复 ${question.number}${correction ? ' 更正' : ''}】您问：${first(neutraliseLine(question.text), 80)}\n${neutralise(question.answer ?? '')}`,
  theAsker: '提问的人',
  answered: (question: PolicyQuestion, askerName: string): string =>
    question.askerId === null
      ? `${question.number} 的答复改好了。提问的人的名字已经删除，没有再通知。`
      : `${question.number} 的答复已转给${neutraliseLine(askerName)}${question.chatKind === 'group' ? '（发在提问的群里）' : '（单聊）'}。\n要改请发“改答${question.number}：新的答复”。${question.shared ? '' : '\n这是单聊里问的，只给本人看；回复“公开”可让本支部同事问到时也看到答复（不显示是谁问的）。'}`,
  published: (number: string): string => `好的，本支部同事再问到 ${number} 这样的问题，会看到这条答复，不显示是谁问的。`,
  answerRefused: (refusal: AnswerRefusal, number: string): string => {
    switch (refusal.code) {
      case 'empty':
        return `请把答复写在后面，比如“${number}：可以，凭发票报销”。`;
      case 'tooLong':
        return `答复超过 ${refusal.limit} 字了，请精简后再发。`;
      case 'alreadyAnswered':
        return `${number} 已经答复过了，没有改动。\n要更正请发“改答${number}：新的答复”。`;
    }
  },
  whichQuestion: '要答复哪个问题？请写上编号，比如“回复Q12：可以报销”。发“待答问题”看清单。',
  noSuchQuestion: (number: string): string => `没有找到待您答复的 ${number}。发“待答问题”看清单。`,
  pending: (questions: readonly (PolicyQuestion & { askedOn: string })[], total: number): string =>
    `待答问题 ${total} 个：\n${questions.map((question) => `${question.number}（${question.askedOn}）${first(neutraliseLine(question.text), 30)}`).join('\n')}\n${
      total > questions.length ? `还有 ${total - questions.length} 个，答完再发“待答问题”。` : '回复“编号：答复内容”即可，比如“Q12：可以”。'
    }`,
  nothingPending: '没有待答的问题。',
  pendingPrivately: '待答问题请在和我的单聊里看，发“待答问题”。',
  mostPending: MOST_PENDING,
  list: (documents: readonly PolicyDocument[], total: number): string =>
    `共有 ${total} 份现行制度，最近的是：\n${documents
      .map(
        (document, index) =>
          `${index + 1}. 《${neutraliseLine(document.title.replace(/^后勤服务中心/u, ''))}》${document.inForceFrom === null ? '' : ` ${document.inForceFrom} 起`}`,
      )
      .join('\n')}\n回复数字看大意，或直接问，比如“年假几天”。`,
  noPolicies: '还没有录入制度。请书记或管理员先导入。',
  overview: (document: PolicyDocument, state: Validity, replacedBy: string | null, clauses: number, chapters: readonly string[]): string =>
    `《${neutraliseLine(document.title)}》${document.number === null ? '' : ` · ${neutraliseLine(document.number)}`}\n${validity(state, replacedBy)}，共 ${clauses} 条\n内容：${first(chapters.map((chapter) => neutraliseLine(chapter)).join('、'), 90)}\n${
      document.contact === null ? '' : `咨询：${neutraliseLine(document.contact)}\n`
    }想知道哪一点，直接问我就行。`,
  cardTitle: '要转给书记来答吗',
  cardButton: '转给书记',
  cardDone: '已转给书记',
} as const;
