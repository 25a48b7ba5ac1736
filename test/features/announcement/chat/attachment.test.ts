import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { announcementAttachments } from '../../../../src/features/announcement/schema/attachment.ts';
import { wangMin, zhangWei } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const picture = { ok: true, name: 'poster.png', bytes: png } as const;
const sheet = { ok: true, name: '值班表.xlsx', bytes: Buffer.from('PK value sheet') } as const;

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
});
afterEach(() => chat.close());

const says = async (text: string): Promise<string> => (await chat.says(wangMin, text, { in: 'direct' })).text ?? '';
const sent = async (): Promise<readonly unknown[]> => {
  await chat.passes({ until: '2026-11-21T02:30:00.000Z' });
  return chat.posts().map(({ content }) => content);
};

describe('a picture or file that the secretary sent just before', () => {
  it('goes to the group as it is, with nothing else when nothing was said', async () => {
    expect((await chat.sends(wangMin, picture, 'direct', 'image')).text).toContain('把这张图发到');
    expect(await says('10点把这张图发到一支部群')).toContain('图片');
    await says('确认');
    expect(await sent()).toEqual([{ kind: 'image', base64: png.toString('base64') }]);
  });

  it('follows the words where there are some', async () => {
    await chat.sends(wangMin, sheet);
    await says('10点发通知 12月值班表请查收，附上刚才的文件');
    expect(await says('预览')).toContain('值班表.xlsx');
    await says('确认');
    expect(await sent()).toMatchObject([{ kind: 'text' }, { kind: 'file', name: '值班表.xlsx', base64: sheet.bytes.toString('base64') }]);
  });

  it('a later picture does not change what is planned', async () => {
    await chat.sends(wangMin, picture, 'direct', 'image');
    await says('10点把这张图发到一支部群');
    await says('确认');
    const other = Buffer.concat([png, Buffer.from('other')]);
    await chat.sends(wangMin, { ...picture, bytes: other }, 'direct', 'image');
    expect(await sent()).toEqual([{ kind: 'image', base64: png.toString('base64') }]);
  });

  it('without one the words are the text', async () => {
    expect(await says('10点提醒大家认真学习这份文件')).toContain('**内容**：认真学习这份文件');
  });

  it('what a group cannot take is said at once and not kept', async () => {
    const text = (await chat.sends(wangMin, { ...picture, bytes: Buffer.from('GIF89a....') }, 'direct', 'image')).text;
    expect(text).toContain('PNG 或 JPG');
    expect(
      (await chat.sends(wangMin, { ...picture, bytes: Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]) }, 'direct', 'image')).text,
    ).toContain('2 MB');
    expect(await chat.read((tx) => tx.count(announcementAttachments))).toBe(0);
  });

  it('of a member it is neither fetched nor kept', async () => {
    expect((await chat.sends(zhangWei, picture, 'direct', 'image')).fetched).toBe(false);
    expect(await chat.read((tx) => tx.count(announcementAttachments))).toBe(0);
  });

  it('a draft that is dropped leaves no copy', async () => {
    await chat.sends(wangMin, picture, 'direct', 'image');
    await says('10点把这张图发到一支部群');
    await says('取消');
    expect(await chat.read((tx) => tx.count(announcementAttachments))).toBe(1);
  });
});

describe('a card', () => {
  it('leads where the link in the sentence leads', async () => {
    await says('10点用卡片发通知，标题：体检安排，内容：请在周五前填表 https://example.com/form');
    await says('确认');
    expect(await sent()).toMatchObject([
      { kind: 'card', card: { title: '体检安排', body: '请在周五前填表', link: 'https://example.com/form' } },
    ]);
  });
});
