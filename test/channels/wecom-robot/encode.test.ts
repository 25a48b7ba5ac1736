import { describe, expect, it } from 'vitest';
import { encode } from '../../../src/channels/wecom-robot/encode.ts';
import { robotAddress } from '../../../src/channels/wecom-robot/address.ts';
import type { Content } from '../../../src/core/message.ts';
import type { WebhookMessage } from '../../../src/channels/wecom/webhook-message.ts';

const looks = { cardUrl: undefined, botName: '党群助手' };
const base = 'https://qyapi.weixin.qq.com';

function messages(content: Content, cardUrl?: string): readonly WebhookMessage[] {
  const encoded = encode(content, { ...looks, cardUrl });
  return encoded.kind === 'parts' ? encoded.parts.flatMap((part) => (part.kind === 'message' ? [part.message] : [])) : [];
}

describe('a text', () => {
  it('mentions through the list only, once, with its first piece', () => {
    const [first, ...rest] = messages({ kind: 'text', text: '通知。'.repeat(500), mentions: ['wangmin', '@all'] });
    expect(first).toMatchObject({ msgtype: 'text', text: { mentioned_list: ['wangmin', '@all'] } });
    expect(rest.length).toBeGreaterThan(0);
    for (const piece of rest) expect(piece).not.toHaveProperty('text.mentioned_list');
  });

  it('X01: notifies nobody whom a member wrote into it', () => {
    expect(messages({ kind: 'text', text: '张伟说 <@all> <@wangmin> 快看' })).toEqual([
      { msgtype: 'text', text: { content: '张伟说 ＜@all> ＜@wangmin> 快看' } },
    ]);
  });
});

describe('markdown', () => {
  it('with a list or a table goes as markdown_v2', () => {
    for (const text of ['**名单**\n\n- 张伟\n- 赵静', '1. 甲\n2. 乙', '| 姓名 | 数量 |\n| --- | --- |\n| 张伟 | 3 |', '```\ncode\n```']) {
      expect(messages({ kind: 'markdown', text })).toEqual([{ msgtype: 'markdown_v2', markdown_v2: { content: text } }]);
    }
  });

  it('of headings, bold and links goes as markdown, which old phones show too', () => {
    const text = '# 公告\n**明天**停水，[详情](https://example.com)\n> 请储水';
    expect(messages({ kind: 'markdown', text })).toEqual([{ msgtype: 'markdown', markdown: { content: text } }]);
  });

  it('with mentions is put into the flavour that has them, tables and lists in words', () => {
    const text =
      '**值班**\n\n| 日期 | 人 |\n| --- | --- |\n| 周一 | 张伟 |\n| 周二 | 赵静 |\n\n- 早 8:00\n- *准时*\n\n---\n```\n密码 1\n```\n![图](https://example.com/a.png)\n>> 注意';
    expect(messages({ kind: 'markdown', text, mentions: ['zhangwei', 'zhaojing'] })).toEqual([
      {
        msgtype: 'markdown',
        markdown: {
          content:
            '**值班**\n\n日期：周一，人：张伟\n日期：周二，人：赵静\n\n· 早 8:00\n· 准时\n\n密码 1\n[图](https://example.com/a.png)\n> 注意\n<@zhangwei> <@zhaojing>',
        },
      },
    ]);
  });

  it('a table without a head keeps its cells', () => {
    expect(messages({ kind: 'markdown', text: '| 周一 | 张伟 |', mentions: ['liqiang'] })).toEqual([
      { msgtype: 'markdown', markdown: { content: '周一，张伟\n<@liqiang>' } },
    ]);
  });

  it('X01: never lets a user id break out of its mention, nor a text mention by itself', () => {
    expect(messages({ kind: 'markdown', text: '看 <@all>', mentions: ['a> <@all', 'liqiang'] })).toEqual([
      { msgtype: 'markdown', markdown: { content: '看 ＜@all>\n<@liqiang>' } },
    ]);
  });

  it('for everybody goes as text: markdown has no way to call all', () => {
    expect(messages({ kind: 'markdown', text: '## 紧急\n**停水**\n- 9:00 起', mentions: ['@all'] })).toEqual([
      { msgtype: 'text', text: { content: '紧急\n停水\n· 9:00 起', mentioned_list: ['@all'] } },
    ]);
  });

  it('calls that do not fit under the first piece get a message of their own', () => {
    const mentions = Array.from({ length: 60 }, (_, index) => `member-${index}`);
    const all = messages({ kind: 'markdown', text: '字'.repeat(1_300), mentions });
    expect(all).toHaveLength(2);
    expect(all[1]).toMatchObject({ msgtype: 'markdown', markdown: { content: expect.stringMatching(/^<@member-0> .*<@member-59>$/) } });
  });
});

describe('a card', () => {
  const card = { id: 'c1', title: '主题党日', body: '周五 15:00' };
  const asking = { ...card, buttons: [{ label: '报名', action: 'activity.signUp:A3' }] };

  it('that asks nothing is a notice where it can lead somewhere, else words', () => {
    expect(messages({ kind: 'card', card }, 'https://example.com')).toMatchObject([
      { msgtype: 'template_card', template_card: { card_type: 'text_notice' } },
    ]);
    expect(messages({ kind: 'card', card })).toEqual([{ msgtype: 'markdown', markdown: { content: '**主题党日**\n周五 15:00' } }]);
  });

  it('with buttons is put in words that say what to send', () => {
    expect(messages({ kind: 'card', card: asking }, 'https://example.com')).toEqual([
      { msgtype: 'markdown', markdown: { content: '**主题党日**\n周五 15:00\n@党群助手 发“报名”即可' } },
    ]);
  });

  it('with mentions is put in words, because a card calls nobody', () => {
    expect(messages({ kind: 'card', card, mentions: ['liqiang'] }, 'https://example.com')).toEqual([
      { msgtype: 'markdown', markdown: { content: '**主题党日**\n周五 15:00\n<@liqiang>' } },
    ]);
  });
});

describe('the address of a robot', () => {
  it('is its URL, or its key alone', () => {
    const expected = { send: `${base}/cgi-bin/webhook/send?key=abc-1`, upload: `${base}/cgi-bin/webhook/upload_media?key=abc-1&type=file` };
    expect(robotAddress('abc-1', base)).toEqual(expected);
    expect(robotAddress(` ${base}/cgi-bin/webhook/send?key=abc-1 `, base)).toEqual(expected);
  });

  it('may be the simulator of this machine, or WeCom itself beside it', () => {
    const simulator = 'http://127.0.0.1:3000';
    expect(robotAddress('k', simulator)?.send).toBe(`${simulator}/cgi-bin/webhook/send?key=k`);
    expect(robotAddress(`${base}/cgi-bin/webhook/send?key=k`, simulator)?.send).toBe(`${base}/cgi-bin/webhook/send?key=k`);
  });

  it('may lie under a path of the configured base', () => {
    const simulator = 'http://127.0.0.1:3000/simulator/qyapi';
    expect(robotAddress('k', `${simulator}/`)?.send).toBe(`${simulator}/cgi-bin/webhook/send?key=k`);
    expect(robotAddress('http://127.0.0.1:3000/cgi-bin/webhook/send?key=k', simulator)).toBeUndefined();
  });

  it.each([
    'https://evil.example/cgi-bin/webhook/send?key=k',
    'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k',
    'https://qyapi.weixin.qq.com:444/cgi-bin/webhook/send?key=k',
    'https://qyapi.weixin.qq.com@evil.example/cgi-bin/webhook/send?key=k',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send/../../x?key=k',
    'https://qyapi.weixin.qq.com/cgi-bin/message/send?key=k',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a&key=b',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a&debug=1',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a%0Ab',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k#x',
    'http://169.254.169.254/cgi-bin/webhook/send?key=k',
    'file:///etc/passwd',
    '你好',
    '',
  ])('W29: is not %s', (address) => {
    expect(robotAddress(address, base)).toBeUndefined();
  });
});
