import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralise, neutraliseLine } from '../../src/core/plain.ts';

describe('what a member wrote, repeated by the bot', () => {
  it('X01: notifies nobody', () => {
    expect(neutralise('@all 开会 @所有人 @ALL <@wangmin> <@all>')).toBe('＠all 开会 ＠所有人 ＠ALL ＜@wangmin＞ ＜＠all＞');
    expect(neutralise('@\u200Ball @ 所有人')).toBe('＠all ＠ 所有人');
  });

  it('keeps the name of a colleague who is spoken to', () => {
    expect(neutralise('请 @张伟 看看')).toBe('请 @张伟 看看');
  });

  it('X02, X03: formats nothing and links nowhere', () => {
    expect(neutralise('**粗** _斜_ `码` [点我](https://evil.example) ![图](http://x) |表| <font color="warning">')).toBe(
      '＊＊粗＊＊ ＿斜＿ ｀码｀ ［点我］(https：//evil.example) !［图］(http：//x) ｜表｜ ＜font color="warning"＞',
    );
    expect(neutralise('# 大标题\n## 小')).toBe('＃ 大标题\n＃# 小');
    expect(neutralise('维修 3#楼')).toBe('维修 3#楼');
  });

  it('X06: hides nothing: zero-width signs, directions of writing and controls go', () => {
    expect(neutralise('书\u200B记\u202E反\u2066\u0007\uFEFF\u{E0041}好')).toBe('书记反好');
  });

  it('keeps a family of emoji together', () => {
    expect(neutralise('👨‍👩‍👧 好 👍🏽')).toBe('👨‍👩‍👧 好 👍🏽');
    expect(neutralise('张\u200D伟')).toBe('张伟');
  });

  it('keeps line breaks, except on one line', () => {
    expect(neutralise('一\r\n二\r三\t四')).toBe('一\n二\n三 四');
    expect(neutraliseLine(' 一\n二　三\u2028四 ')).toBe('一 二 三四');
  });

  it('is the same when done twice, and always well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const once = neutralise(text);
        expect(neutralise(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
        expect(once).not.toMatch(/<@|@all|@所有人/i);
      }),
      { seed: 2, numRuns: 2_000 },
    );
  });
});
