import { describe, expect, it } from 'vitest';
import { findMentions } from '../../../src/conversation/understand/mentions.ts';
import type { Entity } from '../../../src/features/feature.ts';
import { dumplings, lakeRide, lakeWalk, leak } from './said.ts';

const short: Entity = { kind: 'activity', id: 'a9', number: 'A3', title: '义务植树', status: 'open' };
const all = [dumplings, lakeWalk, lakeRide, leak, short];
const named = (text: string, entities: readonly Entity[] = all) =>
  findMentions(text, entities).map(({ entity, sure }) => `${entity.title}${sure ? '' : '?'}`);

describe('by number', () => {
  it.each(['a501报名', 'a 501我去', '501那个加我', '把a501改一下'])('%s names the dumplings', (text) => {
    expect(named(text)).toEqual(['端午包粽子']);
  });

  it('a number with its letter is a name even before 人', () => {
    expect(named('a501人数改成40')).toEqual(['端午包粽子']);
  });

  it.each(['我们来3个人', '3号楼等我', '3月再说', '13楼'])('the figure of %s is a headcount, a house or a date, never A3', (text) => {
    expect(named(text)).toEqual([]);
  });

  it('two numbers are two names', () => {
    expect(named('a501和a503都报').toSorted()).toEqual(['环湖骑行', '端午包粽子'].toSorted());
  });
});

describe('by title', () => {
  it('the whole title is certain', () => {
    expect(named('环湖骑行算我一个')[0]).toBe('环湖骑行');
  });

  it('a part that stands in one title only is enough', () => {
    expect(named('骑行还有位子没')).toEqual(['环湖骑行']);
    expect(named('包粽子加我')).toEqual(['端午包粽子']);
  });

  it('a word that two titles share names neither for certain', () => {
    expect(named('环湖那个我去').toSorted()).toEqual(['环湖健步走?', '环湖骑行?'].toSorted());
  });

  it('one wrong character in a title is forgiven, but never certain', () => {
    expect(named('环湖健歩走', [lakeWalk])).toEqual(['环湖健步走']);
    expect(named('义雾植树', [short])).toHaveLength(1);
  });

  it('a title of something else names nothing', () => {
    expect(named('报名瑜伽课')).toEqual([]);
  });
});
