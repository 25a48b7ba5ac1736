import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/channels/wecom-aibot/decode.ts';
import { readCallback } from '../../../src/channels/wecom-aibot/schema.ts';
import type { Inbound } from '../../../src/core/message.ts';
import { callbacks } from './callbacks.ts';

const at = '2026-11-21T01:00:00.000Z';
const group = { channel: 'wecom-aibot', kind: 'group', id: 'wr2eFOmcMG6MaNtshwNGcwZlk1xyziBz' } as const;
const direct = { channel: 'wecom-aibot', kind: 'direct', id: 'zhangsan' } as const;
const text = (words: string, more: object = {}): object => ({
  kind: 'text',
  chat: group,
  text: words,
  pictures: 0,
  spoken: false,
  ...more,
});
const click = (cardId: string, action: string, selected: object[] = [], chat: object = group): object => ({
  kind: 'cardAction',
  chat,
  cardId,
  action,
  selected,
});

/** What each documented callback means to us; null = acknowledged, nobody hears it. */
const meanings: Record<string, object | null | 'unknown'> = {
  'text-group': text('@小助手 明天下午三点提醒我们交周报'),
  'text-group-ascii': text('@RobotA hello robot'),
  'text-group-mention-in-middle': text('请 @小助手 帮忙统计 @李四 的待办'),
  'text-group-bot-name-with-space': text('@Daily Bot help'),
  'text-group-only-mention': text('@小助手 '),
  'text-group-multiline-emoji': text('@小助手 今天：\n1. 发版 🚀\n2. 复盘 👨‍👩‍👧\t完'),
  'text-group-encrypted-userid': text('@小助手 我是谁', {
    userId: 'woiN8DUhA5VVDP9aUYD4NznlmsTYhHfz',
    chat: { ...group, id: 'wrSoQPl8lRkelYIo5qMm2Jy19ARDKYbV' },
  }),
  'text-single': text('帮助', { chat: direct }),
  'text-group-quote-text': text('@小助手 总结一下', { quote: '这是今日的测试情况：全部通过' }),
  'text-group-quote-image': text('@小助手 图里写了什么', { quote: '[图片]' }),
  'text-group-quote-mixed': text('@小助手 翻译', { quote: 'release note\n[图片]' }),
  'text-group-quote-voice': text('@小助手 记下来', { quote: '下周一上午十点开会' }),
  'text-group-quote-file': text('@小助手 读一下这个文件', { quote: '[文件]' }),
  'text-group-quote-video': text('@小助手 这是什么', { quote: '[视频]' }),
  'mixed-group': text('@小助手 这是今日的测试情况', { pictures: 1 }),
  'mixed-group-quote': text('@小助手 对比这两张\n谢谢', { pictures: 2, quote: '昨天的截图' }),
  'mixed-single': text('看看', { pictures: 1, chat: direct }),
  'image-single': { kind: 'attachment', chat: direct, type: 'image' },
  'voice-single': text('提醒我明天九点开会', { spoken: true, chat: direct }),
  'file-single': { kind: 'attachment', chat: direct, type: 'file' },
  'video-single': { kind: 'attachment', chat: direct, type: 'video' },
  'stream-refresh-group': null,
  'stream-refresh-single': null,
  'event-enter-chat': { kind: 'entered', chat: direct },
  'event-enter-chat-with-chattype': { kind: 'entered', chat: direct },
  'event-enter-chat-third-party': {
    kind: 'entered',
    userId: 'woiN8DUhA5VVDP9aUYD4NznlmsTYhHfz',
    chat: { ...direct, id: 'woiN8DUhA5VVDP9aUYD4NznlmsTYhHfz' },
  },
  'event-card-button': click('task_announce_20261121_0001', 'confirm'),
  'event-card-button-selection': click('task_announce_20261121_0002', 'assign', [{ key: 'assignee', options: ['user_li'] }]),
  'event-card-button-single': click('task_todo_20261121_0003', 'done', [], direct),
  'event-card-vote-single-choice': click('task_vote_20261121_0004', 'submit_vote', [{ key: 'lunch', options: ['noodles'] }]),
  'event-card-vote-multi-choice': click('task_vote_20261121_0005', 'submit_vote', [{ key: 'lunch', options: ['noodles', 'rice'] }]),
  'event-card-multiple': click('task_form_20261121_0006', 'submit_form', [
    { key: 'weekday', options: ['mon'] },
    { key: 'hour', options: ['h09'] },
  ]),
  'event-card-menu-text_notice': click('task_menu_20261121_text_notice', 'mute'),
  'event-card-menu-news_notice': click('task_menu_20261121_news_notice', 'mute'),
  'event-card-menu-button_interaction': click('task_menu_20261121_button_interaction', 'mute'),
  'event-feedback-accurate': null,
  'event-feedback-inaccurate': null,
  'event-feedback-cancel': null,
  'event-unknown': 'unknown',
  'event-auth-change': 'unknown',
};

function meaningOf(body: unknown): Inbound | null | string {
  const read = readCallback(body);
  return read.ok ? decode(read.callback, 'wecom-aibot', at) : read.why;
}

describe('every documented callback', () => {
  it('has its meaning written down', () => {
    expect(callbacks.map(({ name }) => name).toSorted()).toEqual(Object.keys(meanings).toSorted());
  });

  it.each(callbacks)('$name', ({ name, plain }) => {
    const meaning = meanings[name];
    const expected =
      typeof meaning === 'object' && meaning !== null
        ? { messageId: plain['msgid'], userId: 'zhangsan', receivedAt: at, ...meaning }
        : meaning;
    expect(meaningOf(plain)).toEqual(expected);
  });
});

describe('what WeCom would not send', () => {
  const good = { msgid: 'm', chattype: 'single', from: { userid: 'u' }, msgtype: 'text', text: { content: '好' } };

  it.each([
    ['a null text', { ...good, text: null }],
    ['a number for the text', { ...good, text: { content: 1 } }],
    ['no text at all', { ...good, text: undefined }],
    ['no sender', { ...good, from: {} }],
    ['a sender that is a list', { ...good, from: { userid: ['u'] } }],
    ['no message id', { ...good, msgid: undefined }],
    ['an empty message id', { ...good, msgid: '' }],
    ['a message id of 1 MB', { ...good, msgid: 'm'.repeat(1_000_000) }],
    ['a group without its id', { ...good, chattype: 'group' }],
    ['a chat type of its own', { ...good, chattype: 'channel' }],
    ['a card event without a card', { ...good, msgtype: 'event', event: { eventtype: 'template_card_event' } }],
    ['an event that is text', { ...good, msgtype: 'event', event: 'enter_chat' }],
    ['a list', [good]],
    ['null', null],
  ])('%s is malformed', (_, body) => {
    expect(meaningOf(body)).toBe('malformed');
  });

  it('a type of its own is unknown, and what is no name does not reach the log', () => {
    expect(readCallback({ ...good, msgtype: 'new\n{"level":50}' })).toEqual({ ok: false, why: 'unknown', type: 'odd' });
    expect(readCallback({ ...good, msgtype: 'what somebody said' })).toMatchObject({ type: 'odd' });
    expect(readCallback({ ...good, msgtype: 'new_kind' })).toMatchObject({ type: 'new_kind' });
    expect(readCallback({ ...good, msgtype: '__proto__' })).toMatchObject({ why: 'unknown' });
    expect(readCallback({ ...good, msgtype: 'toString' })).toMatchObject({ why: 'unknown' });
  });

  it('names like __proto__ are plain data', () => {
    const body: unknown = JSON.parse(
      '{"msgid":"m","from":{"userid":"__proto__"},"msgtype":"text","text":{"content":"好"},"__proto__":{"polluted":1}}',
    );
    expect(meaningOf(body)).toMatchObject({ userId: '__proto__' });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('new fields do no harm', () => {
    expect(meaningOf({ ...good, brand_new: { deep: [1] } })).toMatchObject({ kind: 'text', text: '好' });
  });
});

it('a text over 8 kB is cut on a character', () => {
  const body = { msgid: 'm', from: { userid: 'u' }, msgtype: 'text', text: { content: '长'.repeat(10_000) } };
  const inbound = meaningOf(body);
  const words = inbound !== null && typeof inbound === 'object' && inbound.kind === 'text' ? inbound.text : '';
  expect(Buffer.byteLength(words)).toBe(8190);
  expect(words).not.toContain('\uFFFD');
});
