import type { Plain } from './callback.ts';
import type { Flaw } from './courier.ts';
import type { Body } from './message.ts';

/** A callback to replay: what the chat shows and what the bot gets. */
export interface Sample {
  readonly id: string;
  readonly label: string;
  readonly where: 'single' | 'anywhere';
  readonly body: Body;
  readonly plain: Plain;
  readonly flaw?: Flaw;
}

/** What the page cannot type; kinds of document path 100719. `at` is the mention that a group needs, `pictureUrl` where media lie. */
export function samplesFor(at: string, picture: { mediaId: string; url: string }): readonly Sample[] {
  const text = (content: string): { body: Body; plain: Plain } => ({
    body: { kind: 'text', text: at + content },
    plain: { msgtype: 'text', text: { content: at + content } },
  });
  const event = (name: string, detail: unknown): { body: Body; plain: Plain } => ({
    body: { kind: 'event', name },
    plain: { msgtype: 'event', event: { eventtype: name, [name]: detail } },
  });
  const { mediaId, url } = picture;
  return [
    {
      id: 'voice',
      label: '语音：“食堂的汤有点咸”',
      where: 'single',
      body: { kind: 'voice', text: '食堂的汤有点咸' },
      plain: { msgtype: 'voice', voice: { content: '食堂的汤有点咸' } },
    },
    { id: 'image', label: '一张图片', where: 'single', body: { kind: 'image', mediaId }, plain: { msgtype: 'image', image: { url } } },
    {
      id: 'mixed',
      label: '图文：漏水的照片和一句话',
      where: 'anywhere',
      body: { kind: 'mixed', text: `${at}建议：二楼水房漏水`, mediaId },
      plain: {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: `${at}建议：二楼水房漏水` } },
            { msgtype: 'image', image: { url } },
          ],
        },
      },
    },
    {
      id: 'file',
      label: '一个文件',
      where: 'single',
      body: { kind: 'file', mediaId, name: '值班表.png', bytes: 253 },
      plain: { msgtype: 'file', file: { url } },
    },
    { id: 'mentionOnly', label: '只@不说话', where: 'anywhere', ...text('') },
    { id: 'emoji', label: '换行和表情', where: 'anywhere', ...text('你好 👨‍👩‍👧\n\t在吗 🚀') },
    { id: 'twoWants', label: '一句话两件事', where: 'anywhere', ...text('年假有几天？顺便看看最近有什么活动') },
    { id: 'unknownEvent', label: '没见过的事件', where: 'anywhere', ...event('something_new_event', { a: 1 }) },
    { id: 'badSignature', label: '签名不对的回调', where: 'anywhere', ...text('这条签名不对'), flaw: 'signature' },
    { id: 'stale', label: '一小时前的回调', where: 'anywhere', ...text('这条过期了'), flaw: 'stale' },
  ];
}

/** A drawing of a dripping pipe (96 × 72, PNG): the picture of every sample. */
export const SAMPLE_PNG = [
  'iVBORw0KGgoAAAANSUhEUgAAAGAAAABIBAMAAAD7Se1QAAAAD1BMVEXe5OjI0NaWtMp4gIhOjL63zPoeAAAAqUlEQVR42u2UYQqAIAyFJTxAdo',
  'LYCZIu4I/d/0yVFIWa+UBBYu/XUj/m3F7KJLUesqkdNapbd+yBJV4PPgQQoBFwaukeyDjulC12XNMa3mMBUrEDAWbXFtDM3NmV8Feq0DgDSsY7',
  'ETsQ0AwCfpSaZoBrkD9fRcdNdKnMcfTQXHAlopDIA0QRkQWGEKAPIDq/p8gBcYI9xd8B+JXwPsCdxmcJn9ZnHRUctwHU5Gckom7SQwAAAABJRU',
  '5ErkJggg==',
].join('');
