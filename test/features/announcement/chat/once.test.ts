import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { announcements } from '../../../../src/features/announcement/schema/announcement.ts';
import { announcementAttachments } from '../../../../src/features/announcement/schema/attachment.ts';
import { wangMin } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
});
afterEach(() => chat.close());

const says = async (words: string): Promise<string> => (await chat.says(wangMin, words)).text ?? '';
const plans = async (words: string): Promise<void> => {
  await says(words);
  await says('确认');
};
const posted = (): readonly string[] => chat.posts().map(({ at }) => at.slice(0, 16));

describe('one post of a plan at another hour', () => {
  it.each([
    ['后天的改到七点', '11月23日（周一）08:00', '11月23日（周一）07:00'],
    ['明天那次推迟半小时', '11月22日（周日）08:00', '11月22日（周日）08:30'],
    ['明天那个晚半小时发', '11月22日（周日）08:00', '11月22日（周日）08:30'],
    ['后天早半小时发', '11月23日（周一）08:00', '11月23日（周一）07:30'],
    ['明天的晚半小时发', '11月22日（周日）08:00', '11月22日（周日）08:30'],
    ['明天那个提前十分钟', '11月22日（周日）08:00', '11月22日（周日）07:50'],
    ['把后天那次改成下午三点', '11月23日（周一）08:00', '11月23日（周一）15:00'],
    ['N1 12月1日的改到九点', '12月1日（周二）08:00', '12月1日（周二）09:00'],
    ['明天的安全帽提醒改到九点', '11月22日（周日）08:00', '11月22日（周日）09:00'],
  ])('%s', async (words, was, becomes) => {
    await plans('每天早上八点提醒大家戴安全帽');
    const text = await says(words);
    expect(text).toContain(`只改 N1 ${was} 这一次，其余照旧。`);
    expect(text).toContain(`**时间**：${becomes}\n`);
    expect(text).toContain('**内容**：戴安全帽');
  });

  it('goes out then, once, and the others as planned', async () => {
    await plans('每天早上八点提醒大家戴安全帽');
    await says('后天的改到七点');
    expect(await says('确认')).toContain('N1 原定 11月23日（周一）08:00 的那次不发了，其余照旧。');
    await chat.passes({ until: '2026-11-24T02:00:00.000Z' });
    expect(posted()).toEqual(['2026-11-22T00:00', '2026-11-22T23:00', '2026-11-24T00:00']);
  });

  it('is not counted beside the one whose place it takes', async () => {
    await plans('每天早上八点提醒大家戴安全帽');
    expect(await says('后天的改到七点')).toContain('这周连这条有 7 条公告');
  });

  it('what is said next is about the plan again', async () => {
    await plans('每周五下午5点提醒大家关灯');
    await says('下周五的改到六点');
    await says('确认');
    expect(await says('12月4日的别发')).toContain('N1 12月4日（周五）17:00 那次不发');
  });

  it('changes nothing as long as nobody says 确认', async () => {
    await plans('每天早上八点提醒大家戴安全帽');
    await says('后天的改到七点');
    await says('取消');
    await chat.passes({ until: '2026-11-23T02:00:00.000Z' });
    expect(posted()).toEqual(['2026-11-22T00:00', '2026-11-23T00:00']);
  });

  it('may be changed further before it is confirmed, also to another day', async () => {
    await plans('每周五下午5点提醒大家关灯');
    await says('下周五的关灯提醒改到周四下午');
    await says('改成四点');
    await says('确认');
    await chat.passes({ until: '2026-12-05T00:00:00.000Z' });
    expect(posted()).toEqual(['2026-11-26T08:00', '2026-12-04T09:00']);
  });

  it('is not lost to a plan that has gone meanwhile', async () => {
    await plans('每天早上八点提醒大家戴安全帽');
    await says('明天的改到七点');
    await chat.write(async (tx) => {
      const [one] = await tx.find(announcements);
      if (one !== undefined) await tx.put(announcements, { ...one, status: 'deleted', nextAt: null });
    });
    expect(await says('确认')).toContain('原来的那一次已经发过、跳过或删掉了，所以没有改');
    await chat.passes({ until: '2026-11-23T02:00:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('as long as somebody has yet to agree to it the plan keeps its post, and that is said', async () => {
    await plans('每天早上八点提醒大家戴安全帽');
    await chat.write(async (tx) => {
      const [one] = await tx.find(announcements);
      if (one !== undefined) await tx.put(announcements, { ...one, review: { reviewerId: 'liqiang' } });
    });
    await says('后天的改到七点');
    expect(await says('确认')).toContain('先留着');
    await chat.passes({ until: '2026-11-23T02:00:00.000Z' });
    expect(posted()).toContain('2026-11-23T00:00');
  });

  it('takes a copy of the picture with it: each keeps its own', async () => {
    await plans('每天早上八点提醒大家戴安全帽');
    await chat.write(async (tx) => {
      const [one] = await tx.find(announcements);
      await tx.put(announcementAttachments, { id: 'picture', type: 'image', name: 'a.png', base64: 'AAAA' });
      if (one !== undefined) await tx.put(announcements, { ...one, kind: 'image', attachmentId: 'picture' });
    });
    const kept = (): Promise<number> => chat.read((tx) => tx.count(announcementAttachments));
    await says('后天的改到七点');
    expect(await kept()).toBe(2);
    await says('取消');
    expect(await kept()).toBe(1);
    expect(await chat.read((tx) => tx.get(announcementAttachments, 'picture'))).toBeDefined();
  });

  it.each(['改到七点', '从明天起改到七点', '晚半小时发', '以后的都改到七点'])('the plan itself is meant: %s', async (words) => {
    await plans('每天早上八点提醒大家戴安全帽');
    expect(await says(words)).toContain('要把 N1 改成这样');
  });

  it('the weekday of a weekly plan is all of its posts', async () => {
    await plans('每周五下午5点提醒大家关灯');
    expect(await says('周五的改到周四')).toContain('**时间**：每周四 17:00');
  });

  it('says so where nothing is planned for that day', async () => {
    await plans('每周五下午5点提醒大家关灯');
    expect(await says('明天的改到七点')).toContain('N1 那天没有要发的');
  });
});

describe('a plan at another hour from some day on', () => {
  const EVERY_DAY = '每天早上八点提醒大家戴安全帽';

  it.each([
    ['从后天起改到七点', '；11月23日（周一）起每天 07:00，接下来 11月22日（周日）08:00、11月23日（周一）07:00'],
    ['从下周三开始改成七点', '；11月25日（周三）起每天 07:00'],
    ['12月1日起推迟半小时', '；12月1日（周二）起每天 08:30'],
    ['从后天起改成每周一', '；11月23日（周一）起每周一 08:00'],
    ['N1从明年4月起改到七点', '；2027年4月1日（周四）起每天 07:00'],
  ])('%s', async (words, time) => {
    await plans(EVERY_DAY);
    const text = await says(words);
    expect(text).toContain('要把 N1 改成这样');
    expect(text).toContain('**时间**：每天 08:00（');
    expect(text).toContain(time);
  });

  it('goes out as before until then, and at the other hour from then on', async () => {
    await plans(EVERY_DAY);
    await says('从后天起改到七点');
    await says('确认');
    await chat.passes({ until: '2026-11-24T12:00:00.000Z' });
    expect(posted()).toEqual(['2026-11-22T00:00', '2026-11-22T23:00', '2026-11-23T23:00']);
  });

  it.each([
    ['改成上午九点', ['2026-11-22T00:00', '2026-11-23T01:00', '2026-11-24T01:00']],
    ['从下周二开始', ['2026-11-22T00:00', '2026-11-23T00:00', '2026-11-23T23:00']],
  ])('may be changed further before it is confirmed: %s', async (more, times) => {
    await plans(EVERY_DAY);
    await says('从后天起改到七点');
    await says(more);
    await says('确认');
    await chat.passes({ until: '2026-11-24T12:00:00.000Z' });
    expect(posted()).toEqual(times);
  });

  it('is one plan: what is said next is about it, before and after that day', async () => {
    await plans(EVERY_DAY);
    await says('从后天起改到七点');
    await says('确认');
    expect(await says('从12月1日起改到九点')).toContain('N1 已经定了从某天起改时间');
    expect(await says('N1改到十点')).toContain('；11月23日（周一）起每天 10:00');
    await says('取消');
    await chat.passes({ until: '2026-11-24T02:00:00.000Z' });
    expect(await says('N1')).not.toContain('08:00');
    expect(await says('N1改到九点')).toContain('**时间**：每天 09:00');
    await says('确认');
    await chat.passes({ until: '2026-11-25T12:00:00.000Z' });
    expect(posted().at(-1)).toBe('2026-11-25T01:00');
  });

  it('what is said of days off holds before that day and after it', async () => {
    await plans('每周三上午九点提醒大家戴安全帽');
    await says('从12月16日起改到十点');
    expect(await says('遇节假日顺延')).toMatch(/每周三 09:00.*顺延.*；12月16日（周三）起每周三 10:00.*顺延/u);
  });

  it('a fortnightly plan keeps its weeks', async () => {
    await plans('每两周的周五下午五点提醒大家关灯');
    await says('从12月1日起改到四点');
    await says('确认');
    await chat.passes({ until: '2026-12-31T00:00:00.000Z' });
    expect(posted()).toEqual(['2026-11-27T09:00', '2026-12-11T08:00', '2026-12-25T08:00']);
  });

  it('what is stopped stays stopped', async () => {
    await plans(EVERY_DAY);
    await says('暂停N1');
    await says('N1从后天起改到七点');
    await says('确认');
    await chat.passes({ until: '2026-11-24T12:00:00.000Z' });
    expect(posted()).toEqual([]);
    await says('恢复N1');
    await chat.passes({ until: '2026-11-25T12:00:00.000Z' });
    expect(posted()).toEqual(['2026-11-24T23:00']);
  });

  it.each(['从下周一起早餐改成七点', '从下周一开始推迟半小时下班', '从下周一开始食堂改到二楼', '班车晚10分钟', '明天班车晚十分钟'])(
    'is not read out of what is to be told: %s',
    async (words) => {
      await plans(EVERY_DAY);
      expect(await says(words)).not.toContain('N1');
    },
  );
});

it('what was called off stays so when the plan is moved to another hour', async () => {
  await plans('每天早上八点提醒大家戴安全帽');
  await says('明天的别发');
  await says('N1改到上午九点');
  expect(await says('确认')).toContain('11月23日（周一）09:00');
  await chat.passes({ until: '2026-11-24T00:00:00.000Z' });
  expect(posted()).toEqual(['2026-11-23T01:00']);
});
