import { anyOf } from '../../core/matches.ts';

/** Wrong characters that an input method offers for the words everything hangs on, with what must not follow. */
const MISTYPED: readonly (readonly [RegExp, string])[] = [
  [/[抱爆暴豹]名|报[鸣铭]|[抱报]明(?![天早晚日年细白后确])/gu, '报名'],
  [/取[肖销宵效](?!果)|娶消|去消(?![防费毒化息])/gu, '取消'],
  [/[后侯]补/gu, '候补'],
  [/[牵迁铅千]到(?!达)|签道/gu, '签到'],
  [/[逆溺密腻]名|匿明|匿民/gu, '匿名'],
  [/[见件健]议|建[意义异]/gu, '建议'],
  [/意[件建]/gu, '意见'],
  [/[引影因]患|隐换|隐幻/gu, '隐患'],
  [/提[行型省]|题醒/gu, '提醒'],
  [/通[之只支](?=大家|全|一下|所有|各|\s|$)/gu, '通知'],
  [/名[但担丹](?!心)/gu, '名单'],
  [/[基机]分(?=榜|排|明细|多少|是|$)|积份/gu, '积分'],
  [/满[义易](?=$|\s|度)/gu, '满意'],
  [/[达打]复|答付/gu, '答复'],
  [/办[接节](?=$|\s|了|吧)/gu, '办结'],
  [/[餐仓]加(?=活动|健|志愿|$)|参家/gu, '参加'],
  [/活[洞懂]/gu, '活动'],
  [/回[直只]([:：]|码|(?=\s?[0-9a-z]))/gu, '回执$1'],
];
const SUSPECT = anyOf(MISTYPED.map(([wrong]) => wrong));

/** Old-style characters that phones set to them send; only those our words are made of. */
const TRADITIONAL: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...'報报動动個个們们這这嗎吗時时間间還还沒没麼么誰谁單单議议見见處处長长開开關关問问題题學学習习會会書书記记給给來来兩两幾几點点號号對对錯错選选讓让說说話话謝谢請请過过現现樣样後后電电燈灯門门車车聽听寫写應应該该辦办復复員员黨党',
  ].reduce<(readonly [string, string])[]>(
    (pairs, _, at, all) => (at % 2 === 0 ? [...pairs, [all[at] ?? '', all[at + 1] ?? '']] : pairs),
    [],
  ),
);
const OLD_STYLE = new RegExp(`[${Object.keys(TRADITIONAL).join('')}]`, 'gu');

/** The words as they were meant, character for character, so that places in the text stay the same. */
export function repaired(text: string): string {
  const modern = text.replace(OLD_STYLE, (character) => TRADITIONAL[character] ?? character);
  if (!SUSPECT.test(modern)) return modern;
  return MISTYPED.reduce((rest, [wrong, right]) => rest.replace(wrong, right), modern);
}

/** Ways to say the same thing in the dialects and chats of our members; longer first. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/俺们|咱们|咱|俺|偶(?!尔|然)|额(?=们|想|要|也|去|报|来)/gu, '我'],
  [/什么|甚么|啥子|么子|嘛子|神马|啥|咩/gu, '啥'],
  [/怎么样|咋个样|咋样|咋个|咋|怎样|怎么|怎个|啷个|如何|点样/gu, '咋'],
  [/好多(?=人|钱|个|分|天)|几多/gu, '多少'],
  [/没得|没的|冇得|冇|木有|莫得|没有/gu, '没'],
  [/晓得|知道|知晓/gu, '知道'],
  [/瞅瞅|瞅一眼|瞅一下|瞅|瞧瞧|瞧一下|瞧|看看|看一下|看下|看一看|看哈/gu, '看'],
  [/(?<=[一-龥])(?:哈子|哈儿|一哈|一下子|一下|下子)/gu, '下'],
  [/大伙儿|大伙|大家伙|各位|大家/gu, '大家'],
  [/礼拜/gu, '周'],
  [/这会儿|眼下|目前|当前|现今|如今|现在/gu, '现在'],
  [/哪几个|哪些个|哪些|那些(?=活动|人)/gu, '哪些'],
  [/一起|一块儿|一块|一道|一齐/gu, '一起'],
  [/莫要|莫|甭|别|不要(?!紧)/gu, '别'],
  [/替|代(?=我|他|她|报|签|[\uE001-\uE009])|帮/gu, '帮'],
  [/要得|中(?=$|\s)|得行|可以/gu, '可以'],
  [/给力/gu, '棒'],
];
const SAID_OTHERWISE = anyOf(SAME.map(([said]) => said));
/** Sounds at the end of a clause that carry no wish. */
const PARTICLES = /[啊呀哈嘛呗噻哦喔嘞咯啦哟咧嗷哩诶唉撒](?=$|[\s,，。.!！?？~、;；]|[啊呀哈嘛呗噻哦喔嘞咯啦哟咧])/gu;

/** One wording for many, for comparing only. */
export function folded(text: string): string {
  const same = SAID_OTHERWISE.test(text) ? SAME.reduce((rest, [said, meant]) => rest.replace(said, meant), text) : text;
  return same.replace(PARTICLES, '') || text;
}
