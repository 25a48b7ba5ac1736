import { holidayWords } from '../holidays.ts';
import { solarTerms } from '../lunar.ts';

export type Kind =
  | 'number'
  | 'clock'
  | 'date'
  | 'monthDay' // figures
  | 'day'
  | 'part'
  | 'holiday'
  | 'weekend'
  | 'now'
  | 'lately' // words for a time
  | 'unit'
  | 'half'
  | 'bit'
  | 'ordinal'
  | 'last'
  | 'first' // amounts
  | 'this'
  | 'next'
  | 'previous'
  | 'year'
  | 'edge'
  | 'halfYear' // places in the calendar
  | 'each'
  | 'skipping'
  | 'once'
  | 'except'
  | 'excepted'
  | 'dayOff' // repetition
  | 'from'
  | 'to'
  | 'after'
  | 'before'
  | 'within'
  | 'since'
  | 'until'
  | 'orEarlier'
  | 'orLater'
  | 'ahead'
  | 'coming'
  | 'past'
  | 'passing'
  | 'approximately'
  | 'lacking'
  | 'of'
  | 'and'
  | 'comma'
  | 'open'
  | 'close'
  | 'lunar'
  | 'leap'
  | 'whole'
  | 'event'
  | 'other';

/** A word of the lexicon: what it is, which one it is, and its figure. */
export interface Word {
  readonly kind: Kind;
  readonly name: string;
  readonly value: number;
}

/** The statutory holiday at hand, in 节前 and 节后. */
export const NEXT_HOLIDAY = '节';

/** By their spelling; a spelling that is two words has two parts. */
export const words = new Map<string, readonly Word[]>();

function add(kind: Kind, spellings: string, value = 0, name?: string): void {
  for (const spelling of spellings.split(' ')) words.set(spelling, [{ kind, name: name ?? spelling, value }]);
}

for (const [value, spellings] of [
  [-3, '大前天'],
  [-2, '前天 前日'],
  [-1, '昨天 昨日 昨儿 昨儿个 寻日'],
  [0, '今天 今日 今儿 今儿个 即日'],
  [1, '明天 明日 明儿 明儿个 听日 次日 翌日'],
  [2, '后天 后日 后儿 后儿个'],
  [3, '大后天 大后日'],
] as const) {
  add('day', spellings, value);
}

for (const [name, spellings] of [
  ['dawn', '凌晨'],
  ['early', '清晨 清早 早晨 一早 一大早 大清早 朝早'],
  ['morning', '早上 早间 早'],
  ['forenoon', '上午'],
  ['noon', '中午 正午 午间'],
  ['earlyAfternoon', '午后'],
  ['afternoon', '下午 晏昼 下昼'],
  ['dusk', '傍晚'],
  ['evening', '晚上 晚间 夜晚 晚'],
  ['night', '夜里 深夜 夜间'],
  ['midnight', '半夜 午夜'],
] as const) {
  add('part', spellings, 0, name);
}

/** 今晚 is 今天 and 晚上 in one word. */
for (const [first, value] of [
  ['今', 0],
  ['明', 1],
  ['昨', -1],
  ['后', 2],
  ['次', 1],
] as const) {
  for (const [second, part] of [
    ['早', 'morning'],
    ['晨', 'early'],
    ['晚', 'evening'],
    ['夜', 'evening'],
    ['午', 'noon'],
    ['朝', 'morning'],
  ] as const) {
    words.set(first + second, [
      { kind: 'day', name: first, value },
      { kind: 'part', name: part, value: 0 },
    ]);
  }
}

for (const [spelling, name] of holidayWords) add('holiday', spelling, 0, name);
for (const term of solarTerms) if (!['大雪', '小雪', '小满', '大暑', '立春'].includes(term)) add('holiday', `${term} ${term}节`, 0, term);
words.set('节后', [
  { kind: 'holiday', name: NEXT_HOLIDAY, value: 0 },
  { kind: 'after', name: '后', value: 0 },
]);
words.set('节前', [
  { kind: 'holiday', name: NEXT_HOLIDAY, value: 0 },
  { kind: 'before', name: '前', value: 0 },
]);
for (const [word, kind] of [
  ['年前', 'before'],
  ['年后', 'after'],
] as const) {
  words.set(word, [
    { kind: 'holiday', name: '春节', value: 0 },
    { kind, name: word.slice(1), value: 0 },
  ]);
}
words.set('过年期间', [{ kind: 'holiday', name: '春节', value: 0 }]);
words.set('十一黄金周', [{ kind: 'holiday', name: '国庆节', value: 0 }]);

add('weekend', '周末 双休日');
add('now', '现在 此刻 此时此刻 目前 马上 立刻 立即 即刻 这会儿', 0);
add('lately', '最近', 0);

/** Units by their length in seconds, months or workdays; the grammar asks for the name. */
for (const [name, spellings] of [
  ['year', '年 周年 年度'],
  ['quarter', '季度 季'],
  ['month', '月 月份'],
  ['week', '周 星期 礼拜'],
  ['day', '日 天 号'],
  ['workday', '工作日 交易日 上班日 平日'],
  ['hour', '小时 钟头'],
  ['point', '点 点钟 时'],
  ['minute', '分 分钟'],
  ['second', '秒 秒钟'],
  ['quarterHour', '刻 刻钟'],
  ['count', '个'],
  ['bell', '钟'],
  ['night', '夜'],
  ['exact', '整 正'],
] as const) {
  add('unit', spellings, 0, name);
}
add('half', '半');
add('bit', '多 余 来 几');
add('ordinal', '第');
add('ordinal', '倒数第 倒数', -1, 'fromEnd');
add('last', '最后 末尾 最末');
add('first', '首 首个 头');

add('this', '这 本 这个 本个 当 该 今个 这一 今');
add('next', '下 下个 下一 下一个');
add('previous', '上 上个 上一 上一个');
for (const [value, spellings] of [
  [-2, '前年'],
  [-1, '去年 上年 旧年'],
  [0, '今年 本年 当年 本年度'],
  [1, '明年 下年 次年 来年 翌年'],
  [2, '后年'],
  [-3, '大前年'],
  [3, '大后年'],
] as const)
  add('year', spellings, value);
for (const [name, spellings] of [
  ['end', '底 末 月底 月末 年底 年末 年终'],
  ['start', '初 月初 年初'],
  ['middle', '月中 年中'],
  ['first10', '上旬'],
  ['firstHalf', '上半月'],
  ['secondHalf', '下半月'],
  ['middle10', '中旬'],
  ['last10', '下旬'],
] as const)
  add('edge', spellings, 0, name);
add('halfYear', '上半年 前半年 上个半年', 1);
add('halfYear', '下半年 后半年', 2);

add('each', '每 每个 每逢 逢 每到 每隔 隔', 0);
add('skipping', '隔 每隔', 0);
for (const [word, unit] of [
  ['天天', 'day'],
  ['日日', 'day'],
  ['年年', 'year'],
] as const) {
  words.set(word, [
    { kind: 'each', name: '每', value: 0 },
    { kind: 'unit', name: unit, value: 0 },
  ]);
}
words.set('双周', [
  { kind: 'skipping', name: '隔', value: 0 },
  { kind: 'unit', name: 'week', value: 0 },
]);
words.set('逐月', [
  { kind: 'each', name: '每', value: 0 },
  { kind: 'unit', name: 'month', value: 0 },
]);
add('once', '一次 一回 1次');
add('except', '除了 除去 除');
add('excepted', '除外 不算 之外');
add('dayOff', '节假日 法定节假日 放假 休息日 假期 假日');

add('from', '从 自 自从 由 打从');
add('to', '到 至 - -- ~ 直到 到了');
add('after', '后 之后 以后 过后');
add('before', '前 之前 以前');
add('before', '下班前 下班之前 下班以前', 0, 'leaving');
add('within', '内 之内 以内 里 当中');
add('since', '起 开始 以来 起至今');
add('until', '截止 截至 截止到 截至到 不晚于 最迟 最晚 直至');
add('orEarlier', '或之前 或以前 及以前 及之前 或更早 为止');
add('orLater', '或之后 或以后 及以后 及之后 或更晚');
add('ahead', '提前 提早 会前 课前 赛前 行前 班前 前一天 前一晚 头天 头一天 事先');
add('coming', '未来 接下来 接下来的 今后 往后');
add('past', '近 过去 过去的 最近的 之前的');
add('approximately', '左右 前后 上下 大约 大概 约 差不多');

add('lacking', '差');

add('of', '的 t');
add('and', '和 与 及 、 以及 又 加 跟 零 或');
add('comma', ', .');
add('open', '( [ 【 〔');
add('close', ') ] 】 〕');
add('lunar', '农历 阴历 旧历');
add('leap', '闰');
for (const [name, month] of [
  ['正月', 1],
  ['冬月', 11],
  ['腊月', 12],
  ['大年', 1],
] as const)
  add('lunar', name, month);
add('whole', '全天 整天 一整天');

/** Words that only look like a time or an amount. */
add(
  'other',
  [
    '早上好 早晨好 上午好 中午好 下午好 晚上好 早安 晚安 哪一天 某一天 有一天 一日之计 一日三餐 早一点 晚一点 快一点 慢一点 有一点 差一点 多一点 少一点 好一点 大一点 小一点 一点点 一点儿 一点也 一点都 早点 晚点 早日 早已 早就 早餐 早饭 早操 早班 早读',
    '晚餐 晚饭 晚会 晚班 晚宴 晚礼服 夜班 夜宵 午餐 午饭 午休 中午饭 晚报 晚到 早到 早退 最早 尽早 趁早 晚点到 晚婚 夜校',
    '十分感谢 十分重要 十分重视 十分之 百分之 三分之 五角 一起 一些 一下 一定 一样 一共 一直 一般 统一 进一步 之一 唯一 下一步 上一步 万一 第一书记 三会一课',
    '线上 会上 网上 路上 台上 身上 手上 以上 线下 以下 地下 楼下 楼上 床上 车上 墙上 群上 附上 接上 补上 跟上 马上就 上下班 上班 下班 上课 下课 上次 下次 上学 上传 下载 下发 下达',
    '上年纪 年级 时间 时候 时段 时长 时代 时刻 时常 时事 时政 当时 及时 准时 按时 临时 定时 实时 同时 随时 平时 有时 日程 日记 日志 日子 日期 日常 节日 生日 假日 日均 纪念日 周边 周期 周岁 周转 周到',
    '周围 周密 天气 天台 天天向上 后勤 后厨 后台 后续 后备 后面 后果 后来 后期 后方 后援 今后 然后 最后一 往后 前台 前往 前来 前提 前言 前面 前厅 前者 前进 前线 前期 前景 前列 前沿 前途 前方 前辈 前任 前瞻 目前 提前量',
    '当天 当日 内部 内容 内心 内务 内科 内勤 室内 国内 院内 校内 起床 起草 起来 起飞 起立 一起 发起 点名 点评 点赞 点餐 点击 观点 重点 地点 要点 特点 优点 缺点 站点 网点 试点 景点 热点 难点 亮点 餐点 点心 初步 初级 初衷 初心 初期 初稿',
    '底部 底层 底线 彻底 到底 期末 到位 到岗 到达 到场 到访 迟到 签到 报到 收到 看到 做到 达到 得到 遇到 提到 感到 自己 自动 自愿 自觉 自行 自由 自查 自带 从业 从事 由于 理由 事由',
    '整理 整改 整体 调整 完整 整个 正式 正常 正在 正好 真正 改正 反正 分组 分会 分工 分公司 分配 分析 分享 分别 分管 部分 百分 积分 得分 评分 打分 学分 分数 公分 逢年过节 每人 每位 每名 每组 每次 每班 每桌',
    '近期 附近 接近 最近一 过年 经过 通过 不过 初中 月饼 月亮 号召 信号 账号 口号 型号 编号 头脑 头像 镜头 街头 夏季 冬季 春季 秋季 应季 换季 半价 一半 大半 多半 过半 半成品',
  ].join(' '),
);
/** How much, not when: 提高一点. None with which a name, an office or an occasion ends (李强一点到, 组长一点开会, 党史演讲一点开始). */
add(
  'other',
  '提高 调高 低 短 薄 轻 凉 淡 咸 辣 酸 软 硬 粗 细 紧凑 宽松 涨 降 减 增加 多加 再加 吃 喝 便宜 干净 清楚 仔细 认真 放松 放宽 靠近 明亮 方便'
    .split(' ')
    .map((more) => `${more}一点`)
    .join(' '),
);
for (const word of ['最近一', '最后一', '今后', '往后', '目前', '假日', '放假', '马上就', '天天向上']) words.delete(word);
add('coming', '今后 往后');
add('passing', '过 再过');
add('event', '会 会议 活动 培训 开会 上课 开课 比赛 报名 截止 结束 到期 出发 发车');
add('now', '目前');
add('dayOff', '假日 放假');
add('each', '每 每个 每逢 逢 每到');
