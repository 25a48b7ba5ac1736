import type { Intent } from '../features/feature.ts';
import { waitingMail } from './mailbox.ts';
import { texts } from './texts.ts';

const WHY = /^(?:你)?(?:为什么|为啥|咋|怎么)(?:会)?(?:这(?:么|样)|那(?:么|样))?(?:答|回答|回复|回|理解|说|办)(?:的|我)?[?？]?$/u;
/** What is kept of whom; not what the rules say about it, and not that somebody else's be handed out. */
const PRIVACY =
  /^(?:看看?|查看?|说说|讲讲)?(?:个人)?隐私(?:说明|政策|声明|保护|条款)?[?？吗呢吧]*$|^(?:查|看|导出|我要看?)?我的(?:个人)?(?:数据|信息|资料)[?？]*$|(?:你|机器人|系统|后台).{0,4}(?:存|记|留|收集|保存|掌握)(?:了|着|过|下)*(?:我|我们|俺).{0,4}(?:什么|哪些|啥|多少)|(?:你|机器人|系统)(?:会|能)?(?:不会)?(?:保存|记录|留着|存着?|泄露)(?!一下).{0,6}(?:我|聊天|消息|说的话).{0,8}(?:吗|么|不)$|^我(?:说的|发的|讲的)(?:话|消息)(?:都|会被|会不会被)?(?:谁|领导|书记|别人|大家).{0,4}(?:看|知道|听)|(?:删|清)(?:除|掉|空)?.{0,3}我的(?:个人)?(?:数据|信息|资料|记录)|把我的(?:个人)?(?:数据|信息|资料|记录).{0,2}(?:删|清)/u;
/** What other offices keep of somebody. */
const ELSEWHERE = /工资|考勤|社保|公积金|绩效|合同|体检|档案|党费|报名|建议|积分|成绩|公告|通知|那条|学时|坏|漏|隐患/u;
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
    name: 'privacy',
    who: 'anyone',
    acts: false,
    examples: [
      '隐私',
      '隐私说明',
      '我的数据',
      '你存了我什么',
      '你都记了我哪些信息',
      '你会保存我说的话吗',
      '我说的话谁能看到',
      '我发的消息领导看得到吗',
      '聊天记录你留着吗',
      '我的信息会泄露吗',
      '你有我的手机号吗',
      '数据存在哪里',
      '存多久',
      '怎么删掉我的信息',
      '我要看我的个人信息',
      '把我的数据删了',
      '你收集我什么个人信息',
      '个人信息怎么处理',
      '你会不会把我说的告诉别人',
      '隐私政策',
    ],
    evidence: (said) => (ELSEWHERE.test(said.text) ? -6 : PRIVACY.test(said.text) ? 7 : -1),
    slots: () => ({}),
    label: () => texts.labels.privacy,
    handle: () => Promise.resolve({ reply: { text: texts.privacy } }),
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
