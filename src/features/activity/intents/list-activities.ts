import type { Intent } from '../../feature.ts';
import { handleList } from '../chat/list.ts';
import { anyStatus, namedActivity, pointsAtActivity } from '../slots/named.ts';
import { listSlots, readList } from '../slots/signup.ts';
import { listLabel } from '../texts/labels.ts';

const ASKS_LIST =
  /(?:有|搞|办|弄|组织)(?:些|点|没有|没)?(?:啥|什么|哪些|啥子|甚么)(?:好玩的|新)?活动|活动(?:都)?(?:有|是)?(?:哪些|啥|什么)|哪些活动|活动(?:列表|安排|清单|一览)|近期活动|最近(?:的)?活动|有活动(?:吗|没|不|么)|(?:有|还)(?:没有|什么|啥|哪些)?(?:能|可以)(?:报|参加)(?:的|哪|什么|啥)|(?:支部|工会|团委|团支部|妇联|这个?月|这周|下周|下个?月|周末).{0,4}(?:搞|办|组织)(?:些|点)?(?:啥|什么)/u;
const ASKS_DETAIL =
  /几点|啥时候|什么时候|哪天|几号|在哪|哪里|哪儿|地点|地址|集合|带不带|要带|带啥|带什么|要不要|多久|多长时间|详情|具体|截止到?|能带|可以带|介绍/u;

export const listActivitiesIntent: Intent = {
  name: 'list_activities',
  who: 'anyone',
  acts: false,
  examples: [
    '最近有什么活动',
    '有啥活动',
    '最近有啥活动没',
    '现在能报哪些活动',
    '有哪些活动可以报名',
    '〈time〉有什么活动',
    '〈time〉有啥活动可以参加',
    '〈time〉搞活动不',
    '〈time〉有活动吗',
    '支部最近组织啥活动',
    '工会有啥活动',
    '团支部有什么活动',
    '看看活动',
    '活动列表',
    '活动有哪些',
    '现在有啥能报的',
    '有能参加的没',
    '还能报哪个活动',
    '哪几个还可以报',
    '有没有可以报名的',
    '〈time〉有安排吗',
    '列一下活动',
    '近期活动安排',
    '给我看下最近的活动',
    '还有哪些活动有名额',
    '哪些活动还能报上',
    '哪个活动还有空位',
    '还有没报满的活动吗',
    '有名额的活动给我看看',
    '没满的活动有哪些',
    '有没有好玩的活动',
    '周末有啥安排没',
    '搞啥活动啊最近',
    '有么子活动',
    '最近弄啥活动嘞',
    '活动都有啥',
    '我报了哪些活动',
    '我报的活动有哪些',
    '〈activity〉几点开始',
    '〈activity〉什么时候',
    '〈activity〉是哪天',
    '〈activity〉在哪里',
    '〈activity〉在哪集合',
    '〈activity〉地点在哪',
    '〈activity〉怎么去',
    '〈activity〉要带啥不',
    '〈activity〉要带什么东西吗',
    '〈activity〉能带家属吗',
    '〈activity〉可以带孩子不',
    '〈activity〉要不要交钱',
    '〈activity〉多长时间',
    '〈activity〉多久结束',
    '〈activity〉还有名额吗',
    '〈activity〉啥时候截止报名',
    '〈activity〉报名到几号',
    '〈activity〉详情',
    '〈activity〉具体安排说一下',
    '〈activity〉是干啥的',
    '介绍一下〈activity〉',
    '〈activity〉谁组织的',
    '〈activity〉管饭不',
    '那个活动几点',
    '在哪集合',
    '第〈n〉个在哪',
    '第〈n〉个是几点',
    '第〈n〉个活动详细说说',
    '〈activity〉穿啥衣服',
    '再问一下〈activity〉要不要自己带水',
  ],
  evidence: (said) => {
    if (ASKS_LIST.test(said.text) && !/套餐|可以办|能办|好办/u.test(said.text)) return 2.5;
    // "健步走报到！再问下要带啥": the sign-up is the act, the question comes along.
    if (/^[^,，。!?？\s]{0,10}(?:报名|报到|报一个|算我|我报)/u.test(said.text) && !/怎么|咋|截止/u.test(said.text)) return -1;
    if (/借|卖|捡/u.test(said.text)) return -1;
    return ASKS_DETAIL.test(said.text) && pointsAtActivity(said) ? 2.5 : 0;
  },
  slots: listSlots,
  label: (said) => listLabel(readList(said).detail ? namedActivity(said, anyStatus) : { kind: 'none' }),
  handle: handleList,
};
