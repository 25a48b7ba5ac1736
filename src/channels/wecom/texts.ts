/** Every sentence the WeCom channels say by themselves. Members read them on a phone. */
export const WAITING = '正在查，请稍等…';
export const STILL_WORKING = '还没查完。一有结果，我马上发给您。';
export const LOST_ANSWER = '刚才没来得及查完，请再发一次。';
export const FAILED = '刚才没处理成功，请再发一次。';
export const FAILED_CLICK = '刚才没处理成功，请再点一次。';
export const NOT_KEPT = '系统暂时记不下东西，这句话没有收到。请过几分钟再发一次。';
export const NOTHING_TO_SAY = '已收到。';
export const CUT_HINT = '\n\n（内容较长，后面的没有显示）';

/** Under the choices of a card that cannot have buttons here: what to send instead of pressing. */
export function sendInstead(botName: string, words: string): string {
  return `@${botName} 发“${words}”即可`;
}
