import type { Intent } from '../feature.ts';
import {
  contradictionExamples,
  dutyExamples,
  dutyListExamples,
  synonymExamples,
  teachExamples,
  poolExamples,
  answerExamples,
  closeExamples,
  faqExamples,
  faqListExamples,
  listExamples,
  pendingExamples,
} from './examples/managing.ts';
import { questionExamples } from './examples/questions.ts';
import { answerOne, closeOne, listPending } from './chat/answer-question.ts';
import { answering } from './chat/ask-second.ts';
import { decideFaq, listFaqs } from './chat/faq.ts';
import { showContradictions, showPool } from './chat/pool.ts';
import { listPolicies } from './chat/list.ts';
import { DETAILS } from './chat/said.ts';
import { listSynonyms, teach } from './chat/synonyms.ts';
import { removedWord, taughtPair } from './rules/synonym.ts';
import { giveDuty, listDuties } from './chat/duties.ts';
import { dutyGiven, dutyTaken } from './rules/duty.ts';
import { leansOn } from './rules/followup.ts';
import type { Knowledge } from './knowledge.ts';
import type { SecondOpinion } from './opinion/second.ts';
import {
  answerSlots,
  closingSlots,
  faqSlots,
  isElliptic,
  isFollowup,
  policySlots,
  quotedNumber,
  startsWithNumber,
  topicOf,
} from './slots.ts';

const RULE_WORDS =
  /规定|制度|办法|标准|政策|条例|补贴|补助|报销|年休?假|产假|婚假|丧假|病假|事假|探亲|餐补|饭补|党费|组织关系|思想汇报|预备期|换届|宿舍|差旅|出差|押金|慰问|体检|劳保/u;
const ASKS =
  /[?？]|吗$|呢$|不$|没$|多少|几[天次点号年个倍]|多久|怎么|咋|如何|啥|什么|能不能|可不可以|要不要|有没有|谁批|标准|流程|条件|上限/u;
/** Questions about the bot itself and about what other features do; those know better. */
const OF_THE_BOT = /机器人|功能|助手|[你您]|报名|签到|打卡|答题|积分|活动|建议|公告|提醒|通知|任务|投票|问卷|排行|隐患|谁负责|人数|截止/u;
/** "周末呢", "新来的也算吗": after an answer nothing else is meant by so few words. */
const BARE_FOLLOWUP = /(?:我|俺)是?想?(?:问|查|说)的?(?:就)?是|^.{1,8}(?:呢|吗|么)[?？]?$|^.{2,8}的$|[年月]了?$/u;
/** Who begins so and asks nothing wants something changed, whatever rule it is about. */
const SUGGESTS = /^(?:我|俺)?建议(?!被?采纳|提交|多久|奖|箱)(?!.*(?:[吗呢么?？]|怎么提|在哪提|多少钱?|是什么|是啥|谁批)$)/u;
const LISTS =
  /(?:有哪些|都有啥|都有什么|有什么|最近|最新|新出|新发|新的).{0,6}(?:制度|规定|政策|办法|文件)|(?:制度|规定|政策|文件)(?:清单|列表|目录|大全|汇总)|(?:到期|过期|复审).{0,4}(?:制度|规定|文件)|(?:制度|规定|文件).{0,4}(?:到期|复审)/u;

const POOL =
  /(?:没|未|没有)(?:有)?(?:答上|答出|答好|查到|找到答案)(?:来)?的?(?:问题|提问)?|(?:答|回答)不(?:上|出)来?的(?:问题|提问)|问题池|知识空白|制度空白/u;
const CONTRADICT =
  /(?:制度|规定|条款|条文|文件).{0,6}(?:矛盾|冲突|打架|对不上|不一致|前后不一)|(?:矛盾|冲突|打架|对不上|不一致)的?(?:制度|规定|条款|条文)/u;

export function intents(knowledge: Knowledge, second?: SecondOpinion): readonly Intent[] {
  return [
    {
      name: 'policy_question',
      who: 'anyone',
      acts: false,
      examples: questionExamples,
      evidence: (said) => {
        if (isFollowup(said) || (leansOn(said.text) && said.focus.intent === 'policy_question' && said.focus.topic !== null))
          return BARE_FOLLOWUP.test(said.text) && !OF_THE_BOT.test(said.text) ? 6 : 3;
        if (said.focus.about?.kind === 'policyClause' && DETAILS.test(said.text)) return 6;
        if (isElliptic(said) && !OF_THE_BOT.test(said.text)) return 3;
        if (SUGGESTS.test(said.text)) return -4;
        if (/走(?:什么|啥|哪些?)(?:流程|程序|手续)/u.test(said.text)) return 5;
        if (LISTS.test(said.text)) return -2;
        if (!ASKS.test(said.text)) return 0;
        if (RULE_WORDS.test(said.text)) return 1.5;
        return said.text.length >= 6 && !OF_THE_BOT.test(said.text) ? 1.5 : 0;
      },
      slots: policySlots,
      label: (said) => `查规定：${topicOf(said.text).slice(0, 12)}`,
      handle: answering(knowledge, second),
    },
    {
      name: 'policy_list',
      who: 'anyone',
      acts: false,
      examples: listExamples,
      evidence: (said) => (LISTS.test(said.text) ? 3 : -1),
      slots: () => ({}),
      label: () => '看有哪些制度',
      handle: listPolicies,
    },
    {
      name: 'answer_question',
      // Whoever answers for a document need be no secretary; who may not is told so by the number.
      who: 'anyone',
      acts: true,
      examples: answerExamples,
      evidence: (said) => {
        const named = startsWithNumber(said) || quotedNumber(said.quote) !== null;
        if (!named) return -4;
        return said.secretary || quotedNumber(said.quote) !== null ? 8 : 4;
      },
      slots: (said) => {
        const { number, answer, correction } = answerSlots(said);
        return {
          ...(number === null ? {} : { question_id: number }),
          ...(answer === '' ? {} : { text: answer }),
          ...(correction ? { correction } : {}),
        };
      },
      label: (said) => `答复${answerSlots(said).number ?? '职工提问'}`,
      handle: (turn) => answerOne(turn, knowledge),
    },
    {
      name: 'close_question',
      who: 'secretary',
      acts: true,
      examples: closeExamples,
      evidence: (said) => (closingSlots(said).number === null ? -6 : 8),
      slots: (said) => {
        const { number, reason } = closingSlots(said);
        return { ...(number === null ? {} : { question_id: number }), ...(reason === '' ? {} : { text: reason }) };
      },
      label: (said) => `关闭${closingSlots(said).number ?? '职工提问'}`,
      handle: closeOne,
    },
    {
      name: 'decide_faq',
      who: 'secretary',
      acts: true,
      examples: faqExamples,
      evidence: (said) => (faqSlots(said).number === null ? -6 : 8),
      slots: (said) => ({ faq_id: faqSlots(said).number }),
      label: (said) => `复核${faqSlots(said).number ?? '常见问答'}`,
      handle: decideFaq,
    },
    {
      name: 'list_faqs',
      who: 'anyone',
      acts: false,
      examples: faqListExamples,
      evidence: (said) => (/问答(?!题)|常见问题/u.test(said.text) && said.text.length <= 12 ? 4 : -6),
      slots: () => ({}),
      label: () => '看常见问答',
      handle: listFaqs,
    },
    {
      name: 'unanswered_questions',
      who: 'secretary',
      acts: false,
      examples: poolExamples,
      evidence: (said) => (POOL.test(said.text) ? 8 : -6),
      slots: () => ({}),
      label: () => '看没答上的问题',
      handle: (turn) => showPool(turn, knowledge),
    },
    {
      name: 'rule_contradictions',
      who: 'secretary',
      acts: false,
      examples: contradictionExamples,
      evidence: (said) => (CONTRADICT.test(said.text) ? 8 : -6),
      slots: () => ({}),
      label: () => '查制度里对不上的数字',
      handle: (turn) => showContradictions(turn, knowledge),
    },
    {
      name: 'give_duty',
      who: 'secretary',
      acts: true,
      examples: dutyExamples,
      evidence: ({ text, secretary }) => (secretary && (dutyGiven(text) !== undefined || dutyTaken(text) !== undefined) ? 8 : -6),
      slots: ({ text }) => ({ ...dutyGiven(text) }),
      label: () => '定谁来答哪类问题',
      handle: giveDuty,
    },
    {
      name: 'list_duties',
      who: 'secretary',
      acts: false,
      examples: dutyListExamples,
      evidence: ({ text }) =>
        /^(?:各类|哪些|什么)?问题(?:的)?(?:分工|都?(?:归|由)谁(?:答|管|负责))|(?:答题|答复|问题)分工/u.test(text) ? 8 : -6,
      slots: () => ({}),
      label: () => '看问题分工',
      handle: listDuties,
    },
    {
      name: 'teach_synonym',
      who: 'secretary',
      acts: true,
      examples: teachExamples,
      evidence: ({ text, secretary, times }) => {
        const taught = removedWord(text) !== undefined || (taughtPair(text) !== undefined && times.length === 0);
        return taught && secretary ? 8 : -6;
      },
      slots: ({ text }) => ({ ...taughtPair(text) }),
      label: () => '记一个同义词',
      handle: (turn) => teach(turn, knowledge),
    },
    {
      name: 'list_synonyms',
      who: 'secretary',
      acts: false,
      examples: synonymExamples,
      evidence: ({ text }) => (/同义词|近义词/u.test(text) && removedWord(text) === undefined && taughtPair(text) === undefined ? 8 : -6),
      slots: () => ({}),
      label: () => '看同义词',
      handle: listSynonyms,
    },
    {
      name: 'pending_questions',
      who: 'secretary',
      acts: false,
      examples: pendingExamples,
      evidence: (said) => (/待答|没答|未答|未回复的问题|没回复的问题|等我(?:答|回)/u.test(said.text) ? 3 : -2),
      slots: () => ({}),
      label: () => '看待答问题',
      handle: listPending,
    },
  ];
}
