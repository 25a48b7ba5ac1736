import { describe, expect, it } from 'vitest';
import { folded, repaired } from '../../../src/conversation/understand/folding.ts';

describe('a wrong character in a word that everything hangs on', () => {
  it.each([
    ['我要抱名', '我要报名'],
    ['报明健步走', '报名健步走'],
    ['取肖报名', '取消报名'],
    ['给我后补', '给我候补'],
    ['密名反映', '匿名反映'],
    ['提个建意', '提个建议'],
    ['有个意件', '有个意见'],
    ['报個名', '报个名'],
    ['這個活動還報得上嗎', '这个活动还报得上吗'],
  ])('%s is heard as %s', (typed, meant) => {
    expect(repaired(typed)).toBe(meant);
  });

  it.each(['报明天的', '去消防队', '下去消毒', '名单心', '后补交材料以前', '积分明细', '提前省下来', '改行提行李', '基本满意'])(
    'keeps the length of %s, so that places in the text stay true',
    (text) => {
      expect(repaired(text)).toHaveLength(text.length);
    },
  );

  it.each(['我报明天的', '下去消防通道看看', '取效果图', '谁不担心', '意见建议'])('leaves %s alone', (text) => {
    expect(repaired(text)).toBe(text);
  });
});

describe('dialects', () => {
  it.each([
    ['俺也去', '我也去'],
    ['最近有啥子活动', '最近有什么活动'],
    ['咋个报名', '怎么报名'],
    ['有好多人报', '有多少人报'],
    ['瞅瞅名单', '看看名单'],
    ['还没得消息', '还没有消息'],
    ['莫写我名字', '别写我名字'],
    ['算我一个撒', '算我一个'],
  ])('%s says the same as %s', (one, other) => {
    expect(folded(one)).toBe(folded(other));
  });

  it('a sentence of sounds alone does not become nothing', () => {
    expect(folded('哈')).toBe('哈');
  });
});
