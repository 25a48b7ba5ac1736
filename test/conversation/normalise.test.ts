import { describe, expect, it } from 'vitest';
import { matchable, withoutBotName } from '../../src/conversation/normalise.ts';

const names = ['党群助手', 'Robot A', '党群'];

describe('the bot name is taken out in every form', () => {
  it.each([
    ['@党群助手 年假几天', '年假几天'],
    ['＠党群助手　年假几天', '年假几天'],
    ['@ 党群助手 年假几天', '年假几天'],
    ['@党群助手\u2005年假几天', '年假几天'],
    ['@党群助手\u00A0年假几天', '年假几天'],
    ['@党群助手年假几天', '年假几天'],
    ['@党群助手，年假几天', '，年假几天'],
    ['年假几天 @党群助手', '年假几天'],
    ['请问 @党群助手 年假几天', '请问 年假几天'],
    ['@党群助手 @党群助手 帮助', '帮助'],
    ['@Robot A hello', 'hello'],
    ['@Robot\u00A0A hello', 'hello'],
    ['党群助手，年假几天', '年假几天'],
    ['党群助手 年假几天', '年假几天'],
    ['\u200B@党群助手\u200B 年假几天', '年假几天'],
    ['@党群助手', ''],
    ['  @党群助手   ', ''],
  ])('%j → %j', (written, rest) => {
    expect(withoutBotName(written, names)).toBe(rest);
  });

  it('a member whose name begins like the bot keeps their mention', () => {
    expect(withoutBotName('@Robot Anna 报名', names)).toBe('@Robot Anna 报名');
  });

  it('the name inside a sentence stays: it is what the sentence is about', () => {
    expect(withoutBotName('建议：党群助手的字太小', names)).toBe('建议：党群助手的字太小');
  });

  it('line breaks of a longer text stay', () => {
    expect(withoutBotName('@党群助手 建议：\n1. 灯太暗\n2. 门太响', names)).toBe('建议：\n1. 灯太暗\n2. 门太响');
  });
});

describe('the form that is matched', () => {
  it.each([
    ['报２', '报2'],
    ['选ｂ嘛', '选b嘛'],
    ['多谢🌹🌹', '多谢'],
    ['收到[微笑]', '收到'],
    ['报\u202E名', '报名'],
    ['年假\n\n几天', '年假 几天'],
    ['👍🏽', ''],
    ['①', '1'],
    ['✅', '√'],
    ['❌', '×'],
  ])('%j → %j', (written, matched) => {
    expect(matchable(written)).toBe(matched);
  });

  it('a flood of characters is cut, not chewed', () => {
    expect(matchable('啊'.repeat(1_000_000))).toHaveLength(2_000);
  });
});
