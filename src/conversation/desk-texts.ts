import type { FailureReason } from '../core/errors.ts';
import { failureWords } from '../core/zh/failure.ts';

const STATES: Readonly<Record<string, string>> = { unknown: '可能已送达', dead: '没有送达', expired: '过了时间没有发' };

/** Sentences of the secretary's outbox. */
export const deskTexts = {
  direct: '未送达的消息请在和我的单聊里看：发“发件箱”。',
  clean: '消息都送到了，没有要处理的。',
  someGroup: '未登记的群',
  somebody: '个人',
  line: (when: string, group: string, notice: { state: string; reason: FailureReason | null; part: number }, words: string): string =>
    `${when} 发往${group}：“${words}”（${[
      STATES[notice.state] ?? notice.state,
      ...(notice.state === 'dead' && notice.reason !== null ? [failureWords(notice.reason)] : []),
      ...(notice.part > 0 ? [`前 ${notice.part} 段已发出`] : []),
    ].join('，')}）`,
  list: (lines: readonly string[], count: number): string =>
    `有 ${count} 条消息没有确认送达：\n${lines.map((line, index) => `${index + 1}. ${line}`).join('\n')}`,
  maybeTitle: '这条可能已送达，先看一眼群里',
  deadTitle: '这条没有送达',
  resend: '再发一次',
  leave: '不用发了',
  resent: '好，正在重新发送',
  left: '好，不再发送',
  settled: '这条已经处理过了',
  abandoned: (kind: string): string => `有一项定时的事连续出错，已经停下，不会再自己运行。\n请把这个名字告诉管理员，让他看日志：${kind}`,
  setAside: (trace: string): string =>
    `有人发来的一条消息，程序试了三次都出错，已经放在一边，没有动任何数据。\n请管理员按编号 ${trace} 看日志；这一小时里再有，不另外通知。`,
  overloaded: (since: string, refused: number): string =>
    `${since}起，消息来得太快，头几秒就有 ${refused} 条没接住，请大家过会儿再发。\n常这样，请管理员换一台快些的机器，或按说明分到几个进程上。`,
  diskSoon: (free: string, hours: number): string =>
    `服务器的磁盘照现在的速度，${hours === 0 ? '不到一小时' : `大约 ${hours} 小时后`}就不够用了（还剩 ${free}）。\n请管理员清理磁盘或扩容。`,
  diskShort: (free: string): string =>
    `服务器的磁盘快满了（还剩 ${free}）：现在先不收文件，消息照常办。\n写满以后什么都记不下来，请管理员马上清理磁盘或扩容。`,
  reportMany: (count: number, line: string): string =>
    `有 ${count} 个群没有确认送达，我没有自动重发，比如：\n${line}\n单聊我发“发件箱”或“发过的公告”，可以再发一次或不发。`,
  closed: (line: string): string =>
    `这个群连着几次都发不进去，先不往那里发了，也不再一条条告诉您：\n${line}\n请管理员看看群机器人还在不在、要不要重新绑定。再有要发的，我每天试一次，通了就照常；没发出去的都在“发件箱”里。`,
  report: (line: string): string => `有一条消息没有确认送达，我没有自动重发：\n${line}\n单聊我发“发件箱”，可以再发一次或不发。`,
} as const;
