import type { Feature, Intent, Outcome, Slots, Turn, Utterance } from '../features/feature.ts';
import { asides } from './asides.ts';
import { soundsLikeAttack } from './attack.ts';
import { notYetExamples } from './not-yet-examples.ts';
import { examples } from './smalltalk-examples.ts';
import { texts } from './texts.ts';

const THANKS = /谢|辛苦|感谢|多亏/u;
const HELLO = /^(你好|您好|早|早上好|中午好|下午好|晚上好|在吗|在不在|嗨|哈喽|hi|hello)/u;

const BYE = /^(?:再见|拜拜|回见|回头见|下次见|晚安|走了|先走了|下了|88)/u;

const wishes = new Map(Object.entries(texts.wishes));

function helpLines(features: readonly Feature[], secretary: boolean): readonly string[] {
  const member = features.flatMap((feature) => feature.help.member ?? []);
  if (!secretary) return member.slice(0, 6);
  const managing = features.flatMap((feature) => feature.help.secretary ?? []);
  return [...managing, ...member].slice(0, 6);
}

export function helpText(features: readonly Feature[], secretary: boolean): string {
  return texts.help(helpLines(features, secretary));
}

function simple(name: string, phrases: readonly string[], answer: (turn: Turn) => string, evidence?: (said: Utterance) => number): Intent {
  return {
    name,
    who: 'anyone',
    acts: false,
    examples: phrases,
    ...(evidence === undefined ? {} : { evidence }),
    slots: (said): Slots => (name === 'none' && soundsLikeAttack(said.text) ? { attack: true } : {}),
    label: () => wishes.get(name) ?? texts.smallTalk,
    handle: (turn): Promise<Outcome> => Promise.resolve({ reply: { text: answer(turn) } }),
  };
}

/** Opinions on leaders, history and borders are not asked of the bot of a workplace; what was published about them is study. */
const POLITICS =
  /(?:台湾|香港|西藏|新疆).{0,4}(?:是不是|算不算|属不属于).{0,6}(?:国家|国|中国)|[藏台港疆]独(?:立?)(?:怎么|咋|是|分子|好)|(?:台湾|香港)(?:会|能|该|要)(?:不会|不能|不该|不要)?(?:独立|统一)|武统|(?<![周期拜十初第\d])六四(?:事件|运动|学潮|是怎么|是什么|怎么回事)|天安门事件|法轮功|(?:习近平|习主席|国家主席|国家领导人|中央领导)(?:这个?人)?(?:怎么样|咋样|好不好|如何|行不行|下台|贪不贪|身体(?:怎么|好不))|(?:共产党|党中央|政府)(?:好不好|要垮|会垮|下台|独裁)|(?:中美|俄乌|巴以).{0,6}(?:怎么看|谁(?:会)?赢|打不打)/u;

function isPolitics(text: string): boolean {
  return text.length <= 30 && POLITICS.test(text) && !/学习|讲话|精神|报告|活动|党课|通知|题|论述|思想|考察/u.test(text);
}

/** How we should speak: nothing to be filed, and nothing that we could do otherwise. */
const TO_THE_BOT =
  /^(?:你)?(?:能不能|可不可以|能否|可以|能|麻烦你?|请你?)?(?:再)?(?:(?:说|讲|写|回答?|答|发)(?:得|的)?(?:更)?(?:简单|简短|短|慢|清楚|明白|详细|大声|通俗|好懂)(?:一?[点些])?|(?:把)?字(?:体|号)?(?:再)?(?:放|调|弄|变|搞)?(?:得)?大(?:一?[点些])?|(?:再)?(?:说|讲|来|发)一?遍|快(?:一?[点些])|(?:别|不要)(?:这么|那么)(?:啰嗦|长|慢))(?:吗|么|不|行吗|好吗|吧|呗)*[?？。!！]*$/u;

/** 提醒我明天九点交报表: the bot speaks to groups only. 发之前先提醒我看 is about a post. */
const REMINDS_ME = /提醒(?:一下)?(?:我|俺)(?!们)(?!.*(?:大家|全体|所有人|群里|审|预览))/u;
const OF_A_POST = /发(?:之)?前|发送前|之前看|看一眼|过目|每一?(?:学|题)/u;

function remindsMe(text: string): boolean {
  return REMINDS_ME.test(text) && !OF_A_POST.test(text) && text.length <= 40;
}

/** Who is treated badly shall know where to go; what they want filed they say afterwards. */
const MISTREATED =
  /^(?:我|俺)?(?:总|老|一直|天天|经常|被|让)*(?:有人|被人?|领导|班长|同事|他们?|她们?|组长|主管)?(?:总|老|一直|天天|经常)*(?:欺负|霸凌|骚扰|辱骂|打骂|威胁|恐吓|刁难|穿小鞋|针对)(?:我|了)?(?:了|怎么办|咋办|呀|啊)*[。!！?？]*$/u;

const HELP_WORD = /^(?:帮助|菜单|功能|help|怎么用|[?？])$/u;
/** How something is asked of the bot; how leave or money is asked for is a matter of the rules. */
const HOW_TO =
  /^(?:请问)?(?:教(?:教)?(?:我|下|一下)|(?:怎么|咋个?|如何|怎样)(?:发|报(?!销|修)|提|建|用|查|看|改|退|取消|签|答|设|匿名|评价|派|导))|(?:报名|签到|答题|建议|活动|通知|公告|提醒|匿名|积分|候补|投票|报错.{0,3}名).{0,4}(?:怎么|咋|如何|怎样).{0,5}$/u;

function answerToNone(text: string): string {
  if (isPolitics(text)) return texts.politics;
  if (MISTREATED.test(text)) return texts.mistreated;
  if (remindsMe(text)) return texts.remindMe;
  return TO_THE_BOT.test(text) ? texts.asIAm : texts.notUnderstood;
}

function helpEvidence(said: Utterance): number {
  if (/食堂|饭堂|今天吃|菜谱/u.test(said.text)) return -4;
  if (HELP_WORD.test(said.text)) return 8;
  return HOW_TO.test(said.text) ? 1.5 : 0;
}

/** What help was wanted with, most telling first. */
const TOPICS: readonly (readonly [RegExp, string])[] = [
  [/退.{0,4}报名|取消.{0,4}报名|报名.{0,6}(?:取消|退)|报错.{0,3}名|退名/u, '取消报名'],
  [/候补/u, '候补'],
  [/匿名/u, '匿名'],
  [/名单/u, '报名名单'],
  [/报名/u, '报名'],
  [/签到/u, '签到'],
  [/隐患/u, '隐患'],
  [/派单|分派|交办/u, '分派建议'],
  [/办结|销号/u, '办结建议'],
  [/建议|意见/u, '建议'],
  [/答题|做题|刷题/u, '答题'],
  [/积分/u, '积分'],
  [/通知|公告|提醒/u, '通知'],
  [/活动/u, '活动'],
];

function helpSlots(said: Utterance): Slots {
  const topic = TOPICS.find(([words]) => words.test(said.text))?.[1];
  return topic === undefined ? {} : { topic };
}

/** Help, greetings, and what is none of our business: the intents that never change anything. */
export function smalltalk(features: readonly Feature[]): Feature {
  const served = new Set(features.flatMap((feature) => feature.intents.map((intent) => intent.name)));
  return {
    name: 'smalltalk',
    collections: [],
    help: {},
    intents: [
      {
        name: 'help',
        who: 'anyone',
        acts: false,
        examples: examples.help,
        evidence: helpEvidence,
        slots: (said) => helpSlots(said),
        label: () => '看看我会什么',
        handle: (turn) => Promise.resolve({ reply: { text: helpText(features, turn.said.secretary) } }),
      },
      ...asides,
      simple('chitchat', examples.chitchat, ({ said }) => {
        if (THANKS.test(said.text)) return texts.thanks;
        if (BYE.test(said.text)) return texts.bye;
        return HELLO.test(said.text) ? texts.hello : texts.chat;
      }),
      simple(
        'none',
        examples.none,
        ({ said }) => answerToNone(said.text),
        (said) => {
          if (isPolitics(said.text) || TO_THE_BOT.test(said.text) || MISTREATED.test(said.text) || remindsMe(said.text)) return 14;
          return soundsLikeAttack(said.text) ? (said.secretary ? 4 : 12) : 0;
        },
      ),
      ...Object.entries(notYetExamples)
        .filter(([name]) => !served.has(name))
        .map(([name, phrases]) => ({
          ...simple(name, phrases, () => texts.notYet),
          unserved: true as const,
          ...(name === 'who_is_responsible' ? { elsewhere: 'policy_question' } : {}),
        })),
    ],
  };
}
