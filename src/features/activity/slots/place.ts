export interface SaidPlace {
  readonly place?: string;
  readonly span?: { readonly start: number; readonly end: number };
}

const ROOM =
  '活动室|会议室|多功能厅|报告厅|礼堂|教室|培训室|培训中心|活动中心|服务中心|会议中心|食堂|餐厅|公园|广场|体育馆|体育场|球场|篮球场|羽毛球馆|操场|驿站|阅览室|图书室|图书馆|展览馆|纪念馆|博物馆|陈列馆|党史馆|福利院|敬老院|养老院|社区|基地|大厅|大门口|门口|大门|车库|车间|仓库|楼下|大院|院里|湿地|农庄|农场|剧院|影院|电影院|陵园|河边|江边|湖边|滨江路|绿道|健身房|值班室|休息室|调度室|礼宾厅|一楼|二楼|三楼|四楼|五楼|六楼|\\d+楼|\\d+号楼|血站|展厅|会堂|会场|院子|楼前|学校|医院|地铁站|站台';
const ROOMS = `(?:${ROOM})(?:的?(?:${ROOM}))*`;
const WORDS = '[\\u4e00-\\u9fa5a-z0-9（）()-]';
const VERB = '办|搞|开展|开|举行|举办|组织|进行|集合|看|听|学|做|打|包|上|参加|见|吃|比赛|弄|来|培训|讲';
const LABELLED = new RegExp(
  `(?:集合)?(?:地点|地方|场地|位置)(?!被|让|给|有|没|不|太|要|冲突|占|满|借|坏|紧|临时|取消)\\s*(?:还是|换到|换成|改到|改在|改成|改为|定在|放在|就|是|为|在|[:：])*\\s*(${WORDS}{2,16}?)(?=[,，。;；\\s]|$)`,
  'u',
);
const MOVED = new RegExp(`(?:换到|换成|挪到|搬到|改到|改在|放到|放在|定在)\\s*(${WORDS}{0,10}?${ROOMS})`, 'u');
/** 换到405: a room by its number alone. */
const NUMBERED = /(?:换到|挪到|搬到|放到|改在|放在|定在|就在|就)\s*(\d{3,4}(?:室|房间?)?)(?=$|[,，。;；\s])/u;
const IN = new RegExp(`(?<!现|正|存|实|好)在\\s*(${WORDS}{2,14}?)(?=(?:${VERB})|[,，。;；\\s]|$)`, 'u');
const IN_ROOM = new RegExp(`(?<!现|正|存|实|好)(?:在|到|去)\\s*(${WORDS}{0,10}?${ROOMS})`, 'u');
const ROOM_ALONE = new RegExp(`(?<=^|[,，。;；、\\s])(${WORDS}{0,8}?${ROOMS})`, 'u');
const VISIT = /^.{0,4}?(?:参观|游览|走进|慰问|清扫|打扫|走访|探访)/u;
const NOT_A_PLACE = /^(?:群里|群|这里|这儿|线上发|我们|大家|里面|微信群|线)$/u;

/** Where it takes place, as said. `text` has its times, reminders and deadline already replaced by commas. */
export function readPlace(text: string): SaidPlace {
  for (const pattern of [LABELLED, IN_ROOM, MOVED, NUMBERED, IN, ROOM_ALONE]) {
    const match = pattern.exec(text);
    const words = match?.[1]?.replace(/^(?:一下)?(?:去|到|在)/u, '');
    const place = words?.replace(VISIT, '');
    if (match === null || place === undefined || place.length < 2 || NOT_A_PLACE.test(place) || !/\p{Script=Han}|^\d{3,4}$/u.test(place))
      continue;
    // "参观党史馆" is what is done as well as where: the words stay for the title.
    if (place !== words) return { place };
    return { place, span: { start: match.index, end: match.index + match[0].length } };
  }
  return {};
}
