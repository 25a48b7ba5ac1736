import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localTimeOf } from '../../../src/core/zone.ts';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { notices } from '../../../src/outbox/outbox.ts';
import { liQiang, wangMin, zhangWei } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  // Monday 09:30.
  chat = await openChat({ features: [suggestionFeature()], now: '2026-11-23T01:30:00.000Z' });
  await chat.says(zhangWei, '建议：楼道换灯');
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const day = (date: string) => chat.passes({ until: `2026-${date}T10:00:00.000Z` });
const kept = async () => (await chat.read((tx) => tx.find(suggestions)))[0];

async function owed(containing: string): Promise<readonly { at: string; to: string }[]> {
  const all = await chat.read((tx) => tx.find(notices));
  return all
    .filter(({ content }) => content.kind === 'text' && content.text.includes(containing))
    .map(({ dueAt, targetKey }) => ({ at: dueAt, to: targetKey }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

describe('chasing', () => {
  it('what nobody accepted in two workdays comes to the secretary each workday once, by day', async () => {
    await day('11-25');
    expect(await owed('催办')).toEqual([]);
    await day('11-30');
    const chases = await owed('催办');
    // Thursday, Friday, Monday.
    expect(chases.map(({ at }) => at.slice(0, 10))).toEqual(['2026-11-26', '2026-11-27', '2026-11-30']);
    for (const { at, to } of chases) {
      expect(to).toBe('person:wangmin');
      expect(localTimeOf(at, 'Asia/Shanghai').hour).toBe(9);
    }
  });

  it('the assignee is chased before the secretary', async () => {
    await chat.says(wangMin, 'S1派李强 今天去看', direct);
    await day('11-25');
    expect(await owed('催办')).toEqual([
      { at: '2026-11-24T01:00:00.000Z', to: 'person:liqiang' },
      { at: '2026-11-25T01:00:00.000Z', to: 'person:wangmin' },
    ]);
    expect((await chat.says(liQiang, '消息', direct)).text).toContain('催办：S1“楼道换灯” 应在11月23日（周一）前答复');
  });

  it('a day that was slept through is not made up for at night', async () => {
    await chat.isDown({ until: '2026-11-26T18:00:00.000Z' });
    expect(await owed('催办')).toEqual([]);
    await day('11-27');
    expect((await owed('催办')).map(({ at }) => at)).toEqual(['2026-11-27T01:00:00.000Z']);
  });
});

describe('silence', () => {
  beforeEach(async () => {
    await chat.says(wangMin, 'S1办结 换了', direct);
  });

  it('is asked about twice in the group, then counted apart', async () => {
    await day('12-02');
    expect(await owed('办得怎么样')).toEqual([
      { at: '2026-11-23T01:30:00.000Z', to: 'group:group-1' },
      { at: '2026-11-26T01:00:00.000Z', to: 'group:group-1' },
    ]);
    expect(await kept()).toMatchObject({ verdict: null });
    await day('12-03');
    expect(await kept()).toMatchObject({ verdict: 'silent', rating: null, status: 'closed' });
  });

  it('a verdict ends the asking', async () => {
    await chat.says(zhangWei, 'S1 4分');
    await day('12-10');
    expect(await owed('办得怎么样')).toHaveLength(1);
    expect(await kept()).toMatchObject({ verdict: 'solved', rating: 4 });
  });
});
