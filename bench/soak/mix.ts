import type { Message } from '../callback/load.ts';
import { BRANCHES, groupOf, PEOPLE, userOf } from '../callback/world.ts';

const WORDS = ['年假有几天', '差旅费怎么报销', '食堂早饭几点', '迟到怎么算', '班车几点发车', '公积金怎么提取'];
const TALK = ['帮助', '谢谢', '你好', '为什么这样答', '你能干啥', '早上好'];
const LISTS = ['最近有啥活动', '都谁报了健步走', '有哪些活动', '健步走几点开始', '我报了啥'];
const UP_DOWN = ['报名健步走', '健步走我不去了', '我要报名读书会', '取消报名读书会', '报名志愿清扫', '志愿清扫我不去了'];
const OWN = ['我的消息', '我的学习', '我的建议', '帮助'];

/** What one member does: a message to send (with the answer that is right), or to take something back that was filed. */
export interface Step {
  readonly message: Message;
  readonly status: 200 | 400 | 403;
  /** The same bytes once more: WeCom repeats what it thinks was lost. */
  readonly twice?: true;
  /** After the answer: take back what was filed, by the number in it. */
  readonly takesBack?: true;
  readonly spoiled?: true;
}

/** A working day's mixture; by its number alone, so that a run can be repeated. About three in a thousand leave a fact behind for good. */
export function stepOf(n: number): Step {
  const branch = n % BRANCHES;
  const userId = userOf(branch, 1 + (Math.floor(n / BRANCHES) % (PEOPLE - 1)));
  const group = { userId, chatId: groupOf(branch) };
  const say = (place: { userId: string; chatId?: string }, text: string): Message => ({
    ...place,
    body: { msgtype: 'text', text: { content: text } },
  });
  const pick = (list: readonly string[]): string => list[Math.floor(n / 100) % list.length] ?? '';
  const kind = n % 100;
  if (n % 1_000 === 7) return { message: say(group, `建议${Math.floor(n / 1_000) % 97}号楼加装一盏灯`), status: 200, takesBack: true };
  if (n % 1_000 === 11 || n % 1_000 === 511) return { message: say(group, 'B'), status: 200 };
  if (kind < 30) return { message: say(group, `@党群助手 ${pick(WORDS)}`), status: 200 };
  if (kind < 46) return { message: say(group, `@党群助手 ${pick(UP_DOWN)}`), status: 200 };
  if (kind < 58) return { message: say(group, pick(LISTS)), status: 200 };
  if (kind < 68) return { message: say(group, pick(TALK)), status: 200 };
  if (kind < 76) return { message: say({ userId }, pick(OWN)), status: 200 };
  if (kind < 81) return { message: { userId, body: { msgtype: 'event', event: { eventtype: 'enter_chat' } } }, status: 200 };
  if (kind < 86) return { message: { ...group, body: clickOf(n) }, status: 200 };
  if (kind < 90) return { message: { ...group, body: { msgtype: 'image', image: { url: 'https://example.invalid/p' } } }, status: 200 };
  if (kind < 94) return { message: { ...group, body: { msgtype: 'stream', stream: { id: 'from-nowhere' } } }, status: 200 };
  if (kind < 97) return { message: say(group, pick(WORDS)), status: 200, twice: true };
  if (kind < 98) return { message: { ...group, body: { msgtype: 'new_kind' } }, status: 200 };
  return { message: say(group, pick(WORDS)), status: 403, spoiled: true };
}

function clickOf(n: number): object {
  const event_key = n % 2 === 0 ? 'activity.signUp:bench-activity-0' : 'nothing.known:1';
  return {
    msgtype: 'event',
    event: { eventtype: 'template_card_event', template_card_event: { card_type: 'button_interaction', event_key, task_id: `t${n}` } },
  };
}
