import type { FailureReason } from '../errors.ts';

const WORDS: Readonly<Record<FailureReason, string>> = {
  unbound: '群里没有绑定推送地址',
  removed: '群机器人被移除了，或推送地址已失效',
  closed: '群里关闭了推送',
  refused: '企业微信不收这条内容',
  tooMany: '群里发得太密，被企业微信限制了',
  unreachable: '连不上企业微信，试了几次都没成',
  noAnswer: '没有收到企业微信的回音，可能已送达',
  interrupted: '发送时程序中断了，可能已送达',
  late: '过了时间，没有再发',
  bug: '程序出错，可能已送达',
};

/** Why something did not arrive, for the person who decides what to do about it. */
export function failureWords(reason: FailureReason | null): string {
  return WORDS[reason ?? 'noAnswer'];
}
