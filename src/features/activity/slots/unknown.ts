import type { Utterance } from '../../feature.ts';
import { otherPeople } from './people.ts';

const WORDS = '([\\p{Script=Han}a-z]{2,12})';
const AFTER_VERB = new RegExp(`(?<![没未不])(?:报名参加|报名|参加|报个|取消|退出)\\s*(?:一下|下|那个|这个|一个|的)*${WORDS}`, 'u');
const AFTER_WHO = new RegExp(`谁(?:都|也)?(?:报|去)(?:了|过|的)*${WORDS}`, 'u');
const EVENT =
  '比赛|大赛|竞赛|球赛|培训|讲座|课|演练|体验|参观|观影|联欢会?|晚会|运动会|交流会|座谈会|茶话会|献血|义诊|志愿服务|党日|徒步|登山|爬山|郊游|团建';
/** In front of the question only what says itself that it is an event: "拔河比赛谁报了". */
const BEFORE_WHO = new RegExp(
  `([\\p{Script=Han}a-z]{2,10}(?:${EVENT}))(?:都|现在|目前|一共|总共|的|有)*(?:谁|哪些人|几个人|多少人|报名|报了)`,
  'u',
);
/** In front of the wish: "象棋比赛我也想去", "广场舞我要参加". */
const BEFORE_WISH = new RegExp(
  `^([\\p{Script=Han}a-z]{1,8}(?:${EVENT}|[舞操棋牌球拳跑赛会班社节]))(?:我|俺|咱)(?:也|就|都)?(?:想|要|想要)?(?:去|报名?|参加|来)(?:参加|一个|看看|吧|呀|啊|的|了|哈)*[。!~]*$`,
  'u',
);
const FILLER =
  /活动|一下|这个|那个|一个|一位|名额|候补|排队|报名|确认|谢谢|麻烦|人数|名单|情况|多少|几个|几位|还有|现在|已经|成功|提前|延长|推迟|改到|改成|改为|截止|时间|到|大家|我们|你们|他们|我|你|他|她|俩|也|都|的|了|吧|呀|啊|哈|嘛|呢|吗|么|哦|额|去|来|要|想|能|可以|不|没|有|谁|人|名|在|哪|怎么|加|上|带|和|跟|与|帮|给|把|算|写|名字|班|组|两|三|四|五|六|七|八|九|十|一|二|啥|什么|第|位|掉|临时|请|个|些|哪些/gu;
/** Around the name in a question, but no part of one. */
const ASKING = /看|说|发|列|查|告诉|统计|下|这|那|次|场|期|届|咱|支部|工会|单位|刚才|上回|本/gu;
const LEADS = /^(?:一下|这个|那个|一个|这次|那次|这场|那场|下次|个|的|了|过)+/u;
const ENDS = /(?:活动|名额|候补|排队|吧|呀|啊|哈|嘛|呢|吗|么|哦|额|的|了|谢谢|麻烦|我|要|去|可以|没有|没|不)+$/u;

/** "报名瑜伽课", "谁报了拔河比赛" while there is no such thing: its name. Nothing else may be taken for it. */
export function unknownName(said: Utterance): string | undefined {
  const words = AFTER_VERB.exec(said.text)?.[1];
  if (words !== undefined && left(said, words).length >= 2) return shown(words);
  const wished = BEFORE_WISH.exec(said.text)?.[1];
  if (wished !== undefined && left(said, wished).length >= 2) return shown(wished);
  const asked = AFTER_WHO.exec(said.text)?.[1] ?? BEFORE_WHO.exec(said.text)?.[1];
  if (asked === undefined) return undefined;
  const rest = left(said, asked)
    .replace(ASKING, '')
    .replace(new RegExp(`^(?:${EVENT})$`, 'u'), '');
  return rest.length >= 2 ? shown(asked) : undefined;
}

/** What of the words may be a name: neither people nor times nor little words. */
function left(said: Utterance, words: string): string {
  const people = otherPeople(said).people;
  const rest = people.reduce((text, name) => text.replaceAll(name.toLowerCase(), ''), words).replace(FILLER, '');
  return said.times.every((time) => !said.text.slice(time.start, time.end).includes(rest)) ? rest : '';
}

function shown(words: string): string {
  return words.replace(LEADS, '').replace(ENDS, '');
}
