import type { Intent, Utterance } from '../../feature.ts';
import { handleCreate } from '../chat/create.ts';
import { createAction, createSlots } from '../slots/create.ts';
import { ACTIVITY, anyStatus, listNumber, namedActivity, PACKAGE } from '../slots/named.ts';
import { readPlan } from '../slots/plan.ts';
import { createLabel } from '../texts/labels.ts';

const OPENS = /(?:发|办|搞|组织|举办|开展|安排|弄|开)(?:起|布)?(?:一|个|次|场|下)*[^,，]{0,12}|活动/u;
const STARTS = /(?:举办|组织|开展|发起|办个?|搞个?|弄个)(?!了|公|理|法|完|好|得)/u;
const ANNOUNCES = /提醒|通知(?!.*报名)|推送|每(?:天|周|月|个)|抢答|题|签到|总结|台账|简报|报表|公告/u;

export const createActivityIntent: Intent = {
  name: 'create_activity',
  who: 'secretary',
  acts: true,
  examples: [
    '〈time〉在多功能厅办急救培训，〈n〉人，前一天提醒',
    '〈time〉组织登山，限〈n〉人',
    '〈time〉组织大家去敬老院慰问，〈n〉个人',
    '发个活动，〈time〉在篮球场打比赛，每队〈n〉人',
    '发布活动：〈time〉消防演练 地点三号楼前',
    '发起一个活动 植树 〈time〉 苗圃 〈n〉人',
    '帮我发个报名 〈time〉参观党史馆 车坐〈n〉人',
    '开个报名 羽毛球友谊赛 〈time〉体育馆 〈n〉个名额',
    '搞个包粽子活动 〈time〉 二食堂 〈n〉人',
    '办一场读书分享会，〈time〉，阅览室',
    '〈time〉搞一次义务劳动，清理绿化带，想去的报名',
    '〈time〉安排一次志愿服务，地铁站引导，要〈n〉个人',
    '〈time〉开主题党日，党员活动室',
    '建个活动 〈time〉乒乓球比赛',
    '创建活动 健康讲座 〈time〉 报告厅 不限人数',
    '组织一次献爱心捐书 〈time〉 自愿报名',
    '〈time〉带大家去湿地公园徒步 限〈n〉人 提前一小时提醒',
    '我想办个厨艺比赛 〈time〉在食堂',
    '准备〈time〉组织青年联谊，人数〈n〉',
    '拟定〈time〉举行拔河比赛，每班〈n〉人，报名到〈time〉截止',
    '〈time〉看电影《长津湖》，活动室，〈n〉个座',
    '弄个亲子活动 〈time〉 可以带孩子 〈n〉个家庭',
    '〈time〉大扫除 自愿参加',
    '〈time〉篮球友谊赛 想打的报名 体育馆',
    '〈time〉包饺子 食堂二楼 〈n〉人 自愿',
    '发活动',
    '发个活动',
    '新建活动',
    '我要组织个活动',
    '开个活动报名',
    '〈activity〉改到〈time〉',
    '〈activity〉时间改成〈time〉',
    '〈activity〉推迟到〈time〉',
    '〈activity〉推迟〈time〉',
    '〈activity〉人数控制在〈n〉',
    '〈activity〉这次不限制人数',
    '〈activity〉提前到〈time〉',
    '〈activity〉改〈time〉同一时间',
    '把〈activity〉挪到〈time〉',
    '〈activity〉地点换成党员活动室',
    '〈activity〉换到一楼大厅',
    '〈activity〉地点改一下 在报告厅',
    '〈activity〉名额加到〈n〉',
    '〈activity〉再加〈n〉个名额',
    '〈activity〉多放〈n〉个位子',
    '〈activity〉扩到〈n〉人',
    '〈activity〉名额减〈n〉个',
    '〈activity〉不限人数了',
    '〈activity〉取消 不办了',
    '〈activity〉这个活动不搞了',
    '取消〈activity〉这个活动',
    '〈activity〉因为下雨停办',
    '〈activity〉停止报名',
    '〈activity〉报名关了吧',
    '〈activity〉截止报名',
    '〈activity〉重新开放报名',
    '〈activity〉报名截止延到〈time〉',
    '〈activity〉名称改成春季健步走',
    '发布〈activity〉',
    '把〈activity〉发出去',
    '〈activity〉的草稿发布吧',
    '〈activity〉提前一小时提醒大家',
    '活动套餐',
    '看看活动套餐',
    '更多套餐',
    '有啥活动可以办',
    '有什么现成的活动可以组织',
    '用第〈n〉个套餐',
    '用第〈n〉个，〈time〉',
    '就办第〈n〉个',
  ],
  evidence: (said) => {
    if (said.focus.list[0]?.kind === PACKAGE && (listNumber(said.text) !== undefined || /(?:用|选|办)第/u.test(said.text))) return 6;
    if (/套餐/u.test(said.text)) return 4;
    return said.secretary ? secretaryEvidence(said) : -3;
  },
  slots: createSlots,
  label: (said) =>
    createLabel(createAction(said, namedActivity(said, anyStatus)), namedActivity(said, anyStatus), readPlan(said, true).title),
  handle: handleCreate,
};

function secretaryEvidence(said: Utterance): number {
  const named = said.mentioned.some(({ entity, sure }) => entity.kind === ACTIVITY && sure);
  const plan = readPlan(said, !named);
  const changes = /改|换|挪|推迟|延|加|放|扩|减|不办|不搞|停办|停止报名|重新开放|限/u.test(said.text);
  if (named && changes) return /我(?:也|去|报|不去)|报上|算我/u.test(said.text) ? 0 : 2.5;
  const invites = /自愿|报名|名额|限\s*\d+|\d+\s*人/u.test(said.text) ? true : undefined;
  const parts = [plan.when.startsAt ?? plan.when.date, plan.place, plan.capacity, plan.title, invites].filter(
    (part) => part !== undefined,
  ).length;
  if (ANNOUNCES.test(said.text) && !/报名|名额|\d+\s*人|活动/u.test(said.text)) return -1.5;
  if (parts >= 2 && plan.title !== undefined && STARTS.test(said.text) && !ANNOUNCES.test(said.text)) return 2.5;
  return parts >= 3 && (invites === true || OPENS.test(said.text)) ? 2.5 : 0;
}
