import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../../../src/core/message.ts';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { wangMin } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
});
afterEach(() => chat.close());

const says = async (text: string): Promise<string> => (await chat.says(wangMin, text, { in: 'direct' })).text ?? '';
const wordsOf = (content: Content): string => (content.kind === 'text' || content.kind === 'markdown' ? content.text : '');
/** What stands between the lines or fences of a preview. */
const shown = (text: string): readonly string[] => [...text.matchAll(/^(`{3,}|─{3,})\n([\s\S]*?)\n\1$/gmu)].map((match) => match[2] ?? '');

describe('预览 shows what each group will get, sign for sign', () => {
  it.each([
    '10点提醒大家交周报',
    '10点发通知，内容是：\n各位同事：\n1. **周五**停水 `8-12` 点；\n2. 请接水。\n  后勤办',
    '10点通知大家 ```代码``` 也照样发',
    '紧急通知：10点前离开3号楼',
    '10点发通知 标题：停电通知，内容：今晚停电，要大家回复收到',
    '10点用markdown发通知，内容：**停电** 8点到9点',
  ])('%s', async (sentence) => {
    await says(sentence);
    const text = await says('预览');
    expect(text).toContain('后勤一支部工作群 会看到');
    if (sentence.startsWith('紧急')) await says('水管爆了');
    await says('确认');
    await chat.passes({ until: '2026-11-21T02:05:00.000Z' });
    const sent = chat.posts().filter(({ to }) => to.kind === 'group');
    expect(sent).not.toEqual([]);
    expect(shown(text)).toEqual(sent.map(({ content }) => wordsOf(content)));
  });

  it('says who is called, and sends nothing', async () => {
    await says('10点提醒@所有人 交周报，艾特张伟');
    expect(await says('预览')).toContain('会@所有人、张伟');
    expect(chat.posts()).toEqual([]);
  });

  it('the button does the same as the word', async () => {
    const { card } = await chat.says(wangMin, '10点提醒大家交周报', { in: 'direct' });
    const look = card?.buttons?.find(({ label }) => label === '预览')?.action ?? '';
    expect((await chat.clicks(wangMin, look, { in: 'direct' })).text).toContain('📢 交周报');
  });
});

describe('发之前给我看一眼', () => {
  beforeEach(async () => {
    await says('下个月1号早上8点半发防汛通知，发之前给我看一眼');
    await says('确认');
  });

  it('half an hour before it leaves its author sees it, and it leaves when they say nothing', async () => {
    await chat.passes({ until: '2026-11-30T23:55:00.000Z' });
    expect(await says('你好')).not.toContain('先给您看一眼');
    await chat.passes({ until: '2026-12-01T00:05:00.000Z' });
    expect(await says('你好')).toContain('N1 将在 12月1日（周二）08:30 发出，先给您看一眼');
    await chat.passes({ until: '2026-12-01T00:35:00.000Z' });
    expect(chat.posts().map(({ content }) => wordsOf(content))).toContain('📢 防汛通知');
  });

  it('stopped then, it does not leave', async () => {
    await chat.passes({ until: '2026-12-01T00:05:00.000Z' });
    await says('暂停N1');
    await chat.passes({ until: '2026-12-01T00:35:00.000Z' });
    expect(chat.posts().map(({ content }) => wordsOf(content))).not.toContain('📢 防汛通知');
  });
});
