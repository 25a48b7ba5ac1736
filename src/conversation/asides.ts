import type { Intent } from '../features/feature.ts';
import { waitingMail } from './mailbox.ts';
import { texts } from './texts.ts';

const WHY = /^(?:你)?(?:为什么|为啥|咋|怎么)(?:会)?(?:这(?:么|样)|那(?:么|样))?(?:答|回答|回复|回|理解|说|办)(?:的|我)?[?？]?$/u;
const ASSENT = /^(?:确认|确定|确认发布|发布|发吧|可以发了?)[!！。]*$/u;

/** Words about the conversation itself: what waits, why something was said, a yes to nothing. */
export const asides: readonly Intent[] = [
  {
    name: 'mailbox',
    who: 'anyone',
    acts: false,
    examples: [
      '消息',
      '我的消息',
      '看消息',
      '有新消息吗',
      '未读消息',
      '看看我的消息',
      '有什么消息',
      '查消息',
      '有人回复我吗',
      '有我的回复吗',
      '有没有给我的通知',
      '我有消息吗',
      '接着看消息',
      '还有消息吗',
      '新消息',
      '谁回我了',
      '有回音没',
      '给我看看通知',
      '我的通知',
      '收到什么消息了',
    ],
    evidence: (said) => (/^(?:我的|看|查)?(?:新|未读)?(?:消息|来信|回复)$/u.test(said.text) ? 8 : 0),
    slots: () => ({}),
    label: () => texts.labels.mailbox,
    // What waits is added to every answer in the single chat by the unit; here only its absence needs words.
    handle: async (turn) => {
      if (turn.chat.kind === 'group') return { reply: { text: texts.mailInGroup } };
      const waiting = await waitingMail(turn.tx, turn.person.userId, turn.now);
      return waiting.length === 0 ? { reply: { text: texts.noMessages } } : {};
    },
  },
  {
    name: 'why',
    who: 'anyone',
    acts: false,
    examples: [
      '为什么这样答',
      '为啥这么回',
      '你为什么这么说',
      '怎么理解的',
      '你咋理解的',
      '为什么这么办',
      '凭什么这么答',
      '你是怎么想的',
      '为啥给我这个',
      '你把我的话听成啥了',
      '为什么回我这个',
      '这回答哪来的',
      '你听懂我说啥了吗',
      '为啥这么理解',
      '你理解成什么了',
      '怎么会这样回',
      '为什么答这个',
      '你这答的什么意思',
      '为什么是这个结果',
      '你怎么得出来的',
    ],
    evidence: (said) => (WHY.test(said.text) ? 6 : 0),
    slots: () => ({}),
    label: () => texts.labels.why,
    handle: ({ said }) => {
      const reading = said.focus.reading ?? null;
      return Promise.resolve({ reply: { text: reading === null ? texts.whyNothing : texts.why(reading.label, reading.percent) } });
    },
  },
  {
    name: 'confirm_nothing',
    who: 'anyone',
    acts: false,
    examples: ['确认', '确定', '确认发布', '发布', '发吧', '可以发了', '就这么发', '同意发布', '确认一下', '没问题发吧'],
    evidence: (said) => (ASSENT.test(said.text) && said.focus.pending === null ? 6 : 0),
    slots: () => ({}),
    label: () => texts.labels.confirm,
    handle: () => Promise.resolve({ reply: { text: texts.confirmNothing } }),
  },
];
