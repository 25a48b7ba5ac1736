/** What is kept of whom, and who sees it; not what the rules say about it, and not that somebody else's be handed out. */
const PRIVACY =
  /^(?:看看?|查看?|说说|讲讲)?(?:个人)?隐私(?:说明|政策|声明|保护|条款)?[?？吗呢吧]*$|(?:你|机器人|系统|后台).{0,4}(?:存|记|留|收集|保存|掌握)(?:了|着|过|下)*(?:我|我们|俺).{0,4}(?:什么|哪些|啥|多少)|(?:你|机器人|系统)(?:会|能)?(?:不会)?(?:保存|记录|留着|存着?|泄露)(?!一下).{0,6}(?:我|聊天|消息|说的话).{0,8}(?:吗|么|不)$|^我(?:说的|发的|讲的)(?:话|消息)(?:都|会被|会不会被)?(?:谁|领导|书记|别人|大家).{0,4}(?:看|知道|听)|(?:怎么|咋|如何|能不能|可以|能).{0,2}(?:删|清).{0,4}我的(?:个人)?(?:数据|信息|资料)/u;
/** 的 as phones write it, too. */
const MINE = String.raw`(?:我|本人)[的得地]?(?:所有|全部|个人)?[的得地]?(?:数据|信息|资料|(?:聊天|答题|问答)?记录)`;
const MY_DATA = new RegExp(
  `^(?:请|帮我|给我|麻烦您?|我)?(?:(?:要|想)?(?:看看?|查看?|查一?下|查查|查询|导出|显示|要一份|下载))?(?:你(?:这|那)?(?:里|儿)?(?:存|记)?的?)?${MINE}(?:(?:都)?有(?:哪些|啥|什么)|给我看看|看一?下)?[?？吗呢吧。]*$|^我有(?:哪些|什么|啥)(?:数据|信息|资料|记录)(?:在你(?:这|那)(?:里|儿)?)?[?？]*$`,
  'u',
);
const POLITE = '(?:请|麻烦(?:您|你)?|帮我|给我|帮忙|我要|我想|我要求|要求|想|要|，|,)*';
const DELETE = '(?:删|清|注销|抹)(?:除|掉|空|干净|光|了)*(?:一下|下)?';
const FORGET = new RegExp(
  `^${POLITE}${DELETE}(?:你(?:存|记)的)?(?:${MINE}|个人(?:数据|信息|资料))(?:吧|了|啊|[,，]?谢谢|[。！!])*$|^${POLITE}(?:把|将)?${MINE}(?:请|都|全|全部|给我|帮我)*${DELETE}(?:吧|[,，]?谢谢|[。！!])*$|^${POLITE}(?:忘记我|忘了我|注销(?:我的)?账号)[。！!]*$|^我?(?:不想|不要|不愿)(?:让你|再)*(?:存|留|记)(?:着)?${MINE}了?[。！!]*$|^别(?:再)?(?:存|留|记)(?:着)?${MINE}了?[。！!]*$`,
  'u',
);
/** A question about deleting deletes nothing. */
const ASKS = /怎么|咋|如何|能不能|可不可以|可以.{0,14}吗|能.{0,14}吗|会不会|会.{0,10}吗|是不是|多久|什么时候|谁|[?？]/u;
/** 别删我的数据, 我的数据怎么没了, 张伟把我的数据删了: about deleting, and nobody wishes for it. */
const OTHERWISE = new RegExp(`(?:删|清空|注销).{0,8}${MINE}|${MINE}.{0,8}(?:删|清空|注销)`, 'u');
/** What other offices keep of somebody. */
const ELSEWHERE = /工资|考勤|社保|公积金|绩效|合同|体检|档案|党费|报名|建议|积分|成绩|公告|通知|那条|学时|坏|漏|隐患/u;

/** Whether what one suggests leads to oneself. Short, so that nobody's suggestion is taken for it. */
const WHO_SEES =
  /^(?:那|请问|问下|想问)?(?:谁|哪些人|都有谁|(?:支部)?书记|领导|主任|班长|经理|别人|大家|同事|他们?)(?:们)?(?:都)?(?:能不能|会不会|能|会|可以)?(?:都)?(?:看见|看到|看得到|看得见|看出|知道|查到|查得到|晓得)(?:了)?.{0,2}(?:我的?(?:意见|建议|投诉|隐患|话|名字?|姓名)|是我(?:提|说|反映|写|报)的?|是谁(?:提|说|写)的)(?:吗|么|不|没|呢|啊)*[?？]*$|^(?:能不能|可不可以|能|可以|可)?(?:别|不|不要)(?:让|给)(?:支部)?(?:书记|领导|主任|班长|经理|别人|大家|同事|人家?)(?:们)?(?:看见|看到|知道|晓得|查到)(?:是我(?:提|说|反映|写)的?|我的名字?)?(?:吗|么|呢|啊)*[?？]*$|^匿名(?:的话|建议|提的?|真的|是|到底|是不是)*.{0,3}(?:安全|靠谱|保密|保险|靠得住|查(?:得到|不到|得出|不出)|(?:书记|领导|别人|大家).{0,2}(?:能|会)?(?:看到|知道|查到|看得到|看得出)|(?:能|会)(?:被)?(?:查|看|发现|认出)).{0,6}(?:吗|么|不|没|呢|谁|[?？])+$/u;

export type PersonalWish = 'privacy' | 'whoSees' | 'myData' | 'forget';

/** Which of them is wished; undefined: none. A question about deleting is one about privacy. */
export function personalWish(text: string): PersonalWish | undefined {
  if (WHO_SEES.test(text)) return 'whoSees';
  if (ELSEWHERE.test(text)) return undefined;
  const bare = text.replaceAll(' ', '');
  if (FORGET.test(bare)) return ASKS.test(bare) ? 'privacy' : 'forget';
  if (OTHERWISE.test(bare)) return 'privacy';
  if (MY_DATA.test(text)) return 'myData';
  return PRIVACY.test(text) ? 'privacy' : undefined;
}

/** What other offices keep: surely none of the three. */
export function isElsewhere(text: string): boolean {
  return ELSEWHERE.test(text) && !WHO_SEES.test(text);
}
