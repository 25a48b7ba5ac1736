/**
 * What secretaries type, as they type it, with what must come of it. Now is Saturday, 21 November 2026, 09:00; the single chat;
 * the groups are 后勤一支部工作群, 后勤二支部工作群, 后勤三支部工作群 and 食堂工作群, all within reach unless said otherwise.
 */
export interface Case {
  readonly said: string;
  readonly content: string;
  /** `now`, `2026-11-22 15:00`, or the rule in words; null = asked for. */
  readonly when: string | null;
  /** 一 二 三 食; default all that are the author's. */
  readonly to?: string;
  /** all, tick, look, review:李强, urgent, @张伟, kind, title:… in this order. */
  readonly how?: string;
}

const issue: readonly Case[] = [
  { said: '每周五下午5点提醒大家交周报，放假就提前到最后一个工作日', content: '交周报', when: '每周五 17:00（遇放假提前到上一个工作日）' },
  {
    said: '下个月1号早上8点半在三个群里发防汛通知，发之前给我看一眼',
    content: '防汛通知',
    when: '2026-12-01 08:30',
    to: '一二三',
    how: 'look',
  },
  { said: '国庆后第一个工作日提醒大家检查电路', content: '检查电路', when: '2027-10-08 09:00' },
];

const whenAndWhat: readonly Case[] = [
  { said: '明天早上八点提醒大家戴好安全帽', content: '戴好安全帽', when: '2026-11-22 08:00' },
  { said: '通知大家明天下午三点在二楼会议室开会', content: '明天下午三点在二楼会议室开会', when: 'now' },
  { said: '明早7点半通知大家今天食堂只供应面条', content: '今天食堂只供应面条', when: '2026-11-22 07:30' },
  { said: '明天停水，今晚八点提醒大家提前接水', content: '明天停水，提前接水', when: '2026-11-21 20:00' },
  {
    said: '今天下午五点通知：明天上午9点到11点全楼停电，请保存好文件',
    content: '明天上午9点到11点全楼停电，请保存好文件',
    when: '2026-11-21 17:00',
  },
  { said: '下周三上午十点发个通知 体检的同志空腹来', content: '体检的同志空腹来', when: '2026-11-25 10:00' },
  { said: '帮我发个通知今晚10点到12点系统升级打卡用不了', content: '今晚10点到12点系统升级打卡用不了', when: 'now' },
  { said: '马上通知 南门封路 走北门', content: '南门封路 走北门', when: 'now' },
  { said: '赶紧在群里说一声电梯坏了走楼梯', content: '电梯坏了走楼梯', when: 'now' },
  { said: '台风要来了 关好门窗 帮我发群里', content: '台风要来了 关好门窗', when: 'now' },
  { said: '半小时后喊大家下楼集合', content: '下楼集合', when: '2026-11-21 09:30' },
  { said: '晚上7点喊一声夜班的带雨衣', content: '夜班的带雨衣', when: '2026-11-21 19:00' },
  { said: '周四下午三点开安全例会，提前半小时提醒大家', content: '周四下午三点开安全例会', when: '2026-11-26 14:30' },
  { said: '12月3号上午9点主题党日去福利院，前一天提醒一下', content: '12月3号上午9点主题党日去福利院', when: '2026-12-02 09:00' },
  { said: '发现跑冒滴漏立即报修，这句话每周一早上八点发一次', content: '发现跑冒滴漏立即报修', when: '每周一 08:00' },
  { said: '定个提醒 周五下班前交考勤表', content: '周五下班前交考勤表', when: null },
  { said: '待会提醒大家去领水果', content: '去领水果', when: null },
  { said: '元旦前一天下午四点提醒各班组关好水电气', content: '各班组关好水电气', when: '2026-12-31 16:00' },
  { said: '春节后第一个工作日早上八点发开工安全提示', content: '开工安全提示', when: '2027-02-15 08:00' },
  { said: '后天中午12点通知大家 食堂今天有羊肉汤', content: '食堂今天有羊肉汤', when: '2026-11-23 12:00' },
  { said: '明天上午八点发放劳保手套，通知大家', content: '明天上午八点发放劳保手套', when: 'now' },
  { said: '群里说一声 下午的班车改到五点一刻', content: '下午的班车改到五点一刻', when: 'now' },
  { said: '给大家说下 门禁今晚升级刷不了脸', content: '门禁今晚升级刷不了脸', when: 'now' },
  { said: '跟大家讲一下明天起食堂早餐改到七点', content: '明天起食堂早餐改到七点', when: 'now' },
  { said: '明天上午发个通知，内容是：周六清洗水箱，停水一天。', content: '周六清洗水箱，停水一天。', when: '2026-11-22 09:00' },
  { said: '发公告：“食堂12月1日起实行刷脸支付”', content: '食堂12月1日起实行刷脸支付', when: 'now' },
];

const again: readonly Case[] = [
  { said: '每天早上七点五十提醒大家打卡', content: '打卡', when: '每天 07:50' },
  { said: '每个工作日下午五点半提醒大家关灯关空调', content: '关灯关空调', when: '每个工作日 17:30（按调休）' },
  { said: '周一到周五每天早上8点提醒量体温', content: '量体温', when: '每周一至周五 08:00' },
  { said: '每月最后一个工作日下午三点提醒盘库', content: '盘库', when: '每月最后一个工作日 15:00' },
  { said: '每个月25号上午十点提醒党员交党费 遇节假日顺延', content: '党员交党费', when: '每月25日 10:00（遇放假顺延到下一个工作日）' },
  { said: '隔周周三下午两点提醒交安全台账，放假不发', content: '交安全台账', when: '每2周的周三 14:00（放假不办，2026年11月25日起）' },
  { said: '每天晚上九点提醒值班室巡一遍楼，节假日照发', content: '值班室巡一遍楼', when: '每天 21:00' },
  { said: '每月第一个周三下午两点提醒大家三会一课', content: '三会一课', when: '每月第1个周三 14:00' },
  { said: '每逢周日晚八点发下周排班', content: '下周排班', when: '每周日 20:00' },
  { said: '提醒大家每周五下午交垃圾分类台账', content: '交垃圾分类台账', when: '每周五 15:00' },
  { said: '每周五下午三点开例会，提前十分钟提醒大家', content: '每周五下午三点开例会', when: '每周五 14:50' },
];

const where: readonly Case[] = [
  { said: '在所有支部群发 明天消防演练听到警报别慌', content: '明天消防演练听到警报别慌', when: 'now', to: '一二三' },
  { said: '给二支部群发通知：下午两点来领工作服', content: '下午两点来领工作服', when: 'now', to: '二' },
  {
    said: '明天上午九点往一支部和三支部的群里发 学习资料已放在活动室',
    content: '学习资料已放在活动室',
    when: '2026-11-22 09:00',
    to: '一三',
  },
  { said: '一二支部群通知一下：本周六义务劳动，八点在大门口集合', content: '本周六义务劳动，八点在大门口集合', when: 'now', to: '一二' },
  { said: '除了食堂群都发：今晚加班的同志可以报餐', content: '今晚加班的同志可以报餐', when: 'now', to: '一二三' },
  { said: '除二支部外所有群明早八点通知大家交表', content: '交表', when: '2026-11-22 08:00', to: '一三食' },
  { said: '发到食堂群 今天下午三点后厨大扫除', content: '今天下午三点后厨大扫除', when: 'now', to: '食' },
  {
    said: '防汛值班表已更新，请各位查看，明早八点发到一支部群',
    content: '防汛值班表已更新，请各位查看',
    when: '2026-11-22 08:00',
    to: '一',
  },
  { said: '全部群发一下：停车场明天画线，今晚请把车开走', content: '停车场明天画线，今晚请把车开走', when: 'now', to: '一二三食' },
  { said: '通知二支部的党员周五下午交思想汇报', content: '二支部的党员周五下午交思想汇报', when: 'now', to: '二' },
  { said: '后勤三支部工作群 每天早上八点提醒大家晨检', content: '晨检', when: '每天 08:00', to: '三' },
];

const how: readonly Case[] = [
  { said: '今天下午五点半提醒@所有人 防汛准备', content: '防汛准备', when: '2026-11-21 17:30', how: 'all' },
  { said: '明天上午9点发通知 宿舍检查 请整理内务 要大家回复收到', content: '宿舍检查 请整理内务', when: '2026-11-22 09:00', how: 'tick' },
  { said: '通知大家下周一体检，需要确认已知晓', content: '下周一体检', when: 'now', how: 'tick' },
  { said: '通知：周六停电检修，收到请回复', content: '周六停电检修', when: 'now', how: 'tick' },
  { said: '明天早上八点发党费通知，发之前给李强看一眼', content: '党费通知', when: '2026-11-22 08:00', how: 'review:李强' },
  { said: '下午三点发通知 食堂换供应商了 让李强审一下再发', content: '食堂换供应商了', when: '2026-11-21 15:00', how: 'review:李强' },
  { said: '紧急通知：3号楼水管爆了 请避开', content: '3号楼水管爆了 请避开', when: 'now', how: 'urgent' },
  { said: '加急 通知大家暴雨红色预警 停止户外作业', content: '暴雨红色预警 停止户外作业', when: 'now', how: 'urgent' },
  { said: '明天九点提醒张伟和赵静交材料，艾特张伟和赵静', content: '张伟和赵静交材料', when: '2026-11-22 09:00', how: '@张伟@赵静' },
  {
    said: '周五上午十点用卡片发通知，标题：体检安排，内容：周六上午八点职工医院，空腹',
    content: '周六上午八点职工医院，空腹',
    when: '2026-11-27 10:00',
    how: 'card title:体检安排',
  },
  { said: '不用回执，通知大家今天食堂加菜', content: '今天食堂加菜', when: 'now' },
  { said: '明天早上七点通知 @所有人 今天大雾 开车慢点 收到回复', content: '今天大雾 开车慢点', when: '2026-11-22 07:00', how: 'all tick' },
];

/** Typed carelessly: wrong characters, no punctuation, dialect, full width, chat words. */
const careless: readonly Case[] = [
  { said: '明天下午三点提行大家交安全责任书', content: '交安全责任书', when: '2026-11-22 15:00' },
  { said: '每周一早上八点半提醒哈大家开晨会噻', content: '开晨会', when: '每周一 08:30' },
  { said: '１２月１日上午９点通知大家 领取 A 类工装（带工牌）。', content: '领取 A 类工装（带工牌）。', when: '2026-12-01 09:00' },
  { said: '麻烦帮我明早8点在群里说一下今天大门口施工大家绕行谢谢', content: '今天大门口施工大家绕行', when: '2026-11-22 08:00' },
  { said: '诶 你晚上六点喊大伙来领西瓜哈', content: '来领西瓜', when: '2026-11-21 18:00' },
  { said: '明早六点五十喊早班的开晨会', content: '早班的开晨会', when: '2026-11-22 06:50' },
  { said: '下礼拜二上午9:30提醒大家带身份证复印件', content: '带身份证复印件', when: '2026-11-24 09:30' },
  { said: '20:00提醒值班的同志锁门', content: '值班的同志锁门', when: '2026-11-21 20:00' },
  { said: '发个通知哈 空调滤网明天清洗 桌面收一下', content: '空调滤网明天清洗 桌面收一下', when: 'now' },
  { said: '请于11月25日下午2点半提醒全体党员参加党课', content: '全体党员参加党课', when: '2026-11-25 14:30' },
];

export const sentences: readonly Case[] = [...issue, ...whenAndWhat, ...again, ...where, ...how, ...careless];
