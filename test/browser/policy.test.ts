import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/core/person.ts';
import { openTown, PHONE, sidewaysRoom } from '../support/browser.ts';
import { chenTao, wangMin, zhangWei, zhaoJing } from '../support/cast.ts';
import { FIRST_GROUP } from '../support/screen.ts';

const town = openTown();
/** Secretary of the third branch, in the organization of the simulator. */
const gaoQing: Person = { ...chenTao, userId: 'gaoqing', name: '高青', roles: ['member', 'secretary'] };
const QUESTION = '医保异地就医备案怎么弄';

describe('answers on a phone', () => {
  it('read well: a sentence, a table, a choice, a whole clause, an honest no', async () => {
    const phone = await town.at(zhangWei, PHONE);
    const asked = [
      ['年假能不能跨年用', /一般不跨年度[^]*第十条[^]*现行有效/u],
      ['详情', /第十条[^]*经分管|第十条[^]*年休假/u],
      ['工龄十二年年休假几天', /满10年不满20年[^]*第五条/u],
      ['那二十年的呢', /满20年以上/u],
      ['班车几点发车', /早班/u],
      ['多功能厅要提前几天预订', /处规定都可能/u],
      ['2', /——《/u],
      ['差旅住宿标准多少，还有市内交通费多少', /【1】差旅住宿标准多少[^]*【2】市内交通费多少[^]*——《/u],
      [QUESTION, /没查到/u],
    ] as const;
    for (const [index, [words, answer]] of asked.entries()) {
      expect(await phone.says(words, 'bot'), words).toMatch(answer);
      await phone.picture(`policy-1-${index + 1}-phone`);
      expect(await sidewaysRoom(phone.page), words).toBeLessThanOrEqual(0);
    }
  });

  it('are judged with one tap; what is of no use reaches the secretary without a name', async () => {
    const phone = await town.at(zhangWei, PHONE);
    await phone.says('餐补几号到账', 'bot');
    await phone.presses('没用');
    expect(await phone.hears('抱歉没答到点子上')).toContain('转');
    await phone.picture('policy-2-useless-phone');
    const secretary = await town.at(wangMin, PHONE);
    const trace = await secretary.says('消息', 'bot');
    expect(trace).toContain('被标没用');
    expect(trace).not.toContain('张伟');
    await secretary.picture('policy-2-trace-phone');
  });
});

describe('a question without an answer, to its end', () => {
  it('is handed over, answered by number, made a FAQ entry, read by a second secretary, and answered to a colleague', async () => {
    const asker = await town.at(zhaoJing, PHONE);
    await asker.says(QUESTION, FIRST_GROUP);
    expect(await asker.says('转', FIRST_GROUP)).toMatch(/Q\d+/u);
    await asker.picture('policy-3-handed-over-phone');

    const secretary = await town.at(wangMin, PHONE);
    const mail = await secretary.says('消息', 'bot');
    const number = /待答问题 (Q\d+)】赵静/u.exec(mail)?.[1] ?? '?';
    expect(await secretary.says(`回复${number} 打12393就能备案`, 'bot')).toContain('已转给赵静');
    await secretary.picture('policy-4-answered-phone');
    expect(await asker.hears('打12393就能备案')).toContain('@赵静');
    await secretary.opens('bot');
    await secretary.presses('做成常见问答');
    expect(await secretary.hears('已起草常见问答')).toContain('F1');

    const second = await town.at(gaoQing, PHONE);
    expect(await second.says('消息', 'bot')).toContain('常见问答 F1 待复核');
    await second.picture('policy-5-second-reader-phone');
    expect(await second.says('通过F1', 'bot')).toContain('F1 已通过');

    const colleague = await town.at(chenTao, PHONE);
    expect(await colleague.says(QUESTION, 'bot')).toMatch(/打12393就能备案[^]*常见问答 F1[^]*王敏[^]*高青复核/u);
    await colleague.picture('policy-6-faq-phone');
    expect(await secretary.says('没答上的问题', 'bot')).not.toContain('异地就医');
    await secretary.picture('policy-7-pool-phone');
  });
});
