import type { Template } from '../schema/template.ts';

type Shipped = Pick<Template, 'name' | 'title' | 'text' | 'acknowledge'> & { readonly aliases: readonly string[] };

/** The texts that every branch can fill in from the first day. */
export const shippedTemplates: readonly Shipped[] = [
  {
    name: '会议通知',
    aliases: ['会议', '开会', '例会'],
    title: '会议通知',
    text: '各位同事：\n兹定于〔时间〕在〔地点〕召开〔会议名称〕，请准时参加，手机调至静音。\n因故不能参加的，请提前请假。',
    acknowledge: true,
  },
  {
    name: '停水停电',
    aliases: ['停水', '停电', '停水停电通知', '停水通知', '停电通知'],
    title: '停水停电通知',
    text: '因〔原因〕，〔时间〕〔范围〕将〔停什么〕，请提前做好准备。\n恢复时间如有变化，会另行通知。',
    acknowledge: false,
  },
  {
    name: '安全提示',
    aliases: ['安全', '安全提醒', '安全生产'],
    title: '安全提示',
    text: '请大家注意：〔事项〕。\n发现隐患请立即停下手里的活，告诉班组长，或在群里@我报隐患。',
    acknowledge: false,
  },
  {
    name: '节日慰问',
    aliases: ['节日', '慰问', '节日祝福'],
    title: null,
    text: '各位同事：\n〔节日〕到了，支部向坚守岗位的每一位同事和家人问好。\n感谢大家的付出，祝节日快乐、身体健康、阖家幸福！',
    acknowledge: false,
  },
  {
    name: '党费提醒',
    aliases: ['党费', '交党费', '缴党费', '党费通知'],
    title: '党费交纳提醒',
    text: '各位党员：\n请在〔截止时间〕前交纳〔月份〕党费，交给〔收款人〕。\n金额有疑问的，请单独问收款人。',
    acknowledge: false,
  },
  {
    name: '主题党日',
    aliases: ['党日', '党日活动'],
    title: '主题党日通知',
    text: '各位党员：\n定于〔时间〕在〔地点〕开展主题党日，内容是〔内容〕。\n请佩戴党徽，提前十分钟到场。',
    acknowledge: true,
  },
  {
    name: '体检通知',
    aliases: ['体检'],
    title: '体检通知',
    text: '〔时间〕在〔地点〕组织职工体检。\n请空腹，带身份证；当天不能去的，请提前告诉班组长。',
    acknowledge: false,
  },
  {
    name: '防汛通知',
    aliases: ['防汛', '防台风', '台风', '暴雨'],
    title: '防汛通知',
    text: '〔时间〕预计有〔天气〕，请各班组检查排水口、配电箱和低洼处，值班人员保持电话畅通。\n险情请立即报告〔值班电话〕。',
    acknowledge: true,
  },
  {
    name: '消防演练',
    aliases: ['消防', '演练', '消防演习'],
    title: '消防演练通知',
    text: '〔时间〕在〔地点〕组织消防演练，听到警报请按疏散路线到〔集合点〕集合。\n这是演练，请不要惊慌。',
    acknowledge: false,
  },
  {
    name: '食堂通知',
    aliases: ['食堂', '就餐'],
    title: '食堂通知',
    text: '〔时间〕起，食堂〔变动〕，给大家带来不便请谅解。',
    acknowledge: false,
  },
];
