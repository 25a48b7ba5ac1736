import type { Utterance } from '../../feature.ts';

const DAYS =
  /^(?:看|查|公告|通知|发送|我的|本周|这周|的|一下|[\s,，])*日程(?:表|安排)?(?:看看|一下|呢)?[?？。!！]*$|(?:这|本|下|未来|接下来|最近|往后|今天|明天|这几天|这个?星期|一)(?:个)?(?:周|一周|星期|七天|7天|几天|天)?.{0,4}(?:还)?(?:要|计划|安排|准备)发(?:什么|啥|哪些|的)|^(?:看看?)?(?:这|本|下)周发(?:什么|啥|哪些)|(?:未来|接下来|往后)(?:一周|七天|7天)(?:的)?(?:发什么|公告|通知)|^发送计划/u;
const HISTORY =
  /(?:发过|已发|已经发了?|历史|之前发|发出去)(?:的|了)?(?:哪些|什么|啥)?(?:公告|通知)|(?:公告|通知|发送)(?:的)?(?:历史|记录|发送情况|历史记录)|^发过(?:的|什么|哪些)|^看看发过的|^(?:最近|已经)发了哪些|^发送(?:历史|记录|情况)|上次发的公告/u;
const ONE = /n\s*\d+.{0,4}(?:发送情况|发出去|送到|发到|到了|发成|情况|哪些群|发了[吗没])/iu;
const RESEND =
  /(?:重发|补发|重新发|再发(?:一次|一遍|一下)).{0,8}n\s*\d+|n\s*\d+.{0,8}(?:重发|补发|重新发|再发)|^(?:请|帮我)?(?:重发|补发)(?:那条|这条|没发成的|失败的|(?:一下)?[吧了]?$)/iu;

export const asksDays = (said: Utterance): boolean => DAYS.test(said.text) && !asksHistory(said);
export const asksHistory = (said: Utterance): boolean => (HISTORY.test(said.text) || ONE.test(said.text)) && !wantsResend(said);
/** What nobody got is made up for; 重发 means what was sent. */
export const wantsMakeUp = (said: Utterance): boolean => said.text.includes('补发');
export const wantsResend = (said: Utterance): boolean => RESEND.test(said.text);
