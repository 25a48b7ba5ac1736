import { describe, expect, it } from 'vitest';
import { openTown, PHONE } from '../support/browser.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../support/cast.ts';
import { FIRST_GROUP } from '../support/screen.ts';

const TITLE = '包饺子比赛';
/** Always ahead, whatever day the suite runs on. */
const WHEN = /\d+月\d+日（周五）14:00/u;

const town = openTown();

describe('an activity with two places, in the browser', () => {
  it('a secretary writes one sentence, reads the draft and confirms with a button; the others find the sign-up unread', async () => {
    const bystander = await town.at(zhangWei);
    await bystander.opens('bot');
    const secretary = await town.at(wangMin);

    const draft = await secretary.says(`下周五下午两点在多功能厅办${TITLE}，2人，前一天提醒`, FIRST_GROUP);
    expect(draft).toMatch(WHEN);
    expect(draft).toMatch(/多功能厅[^]*2人/u);
    expect(await secretary.card('草稿').innerText()).toContain('确认发布');
    await secretary.picture('activity-1-draft');
    await secretary.presses('确认发布');

    expect(await secretary.hears('已发布')).toContain(TITLE);
    expect(await secretary.card(TITLE).innerText()).toMatch(/报名[^]*谁报了/u);
    await bystander.unread(FIRST_GROUP).waitFor();
    await bystander.picture('activity-2-unread');
    await bystander.opens(FIRST_GROUP);
    await bystander.unread(FIRST_GROUP).waitFor({ state: 'detached' });
  });

  it('one signs up with the button, and the card changes for that one alone', async () => {
    const member = await town.at(zhangWei);
    await member.opens(FIRST_GROUP);
    await member.presses('报名');
    expect(await member.hears('报上了')).toMatch(WHEN);
    await member.card(TITLE).getByRole('button', { name: '取消报名' }).waitFor();
    expect(await member.card(TITLE).getByRole('button', { name: '报名', exact: true }).count()).toBe(0);
    await member.picture('activity-3-signed-up');

    const secretary = await town.at(wangMin);
    expect(await secretary.card(TITLE).getByRole('button', { name: '报名', exact: true }).count()).toBe(1);
  });

  it('another signs up by words; the third hears that it is full and takes a place in the queue', async () => {
    const second = await town.at(zhaoJing);
    expect(await second.says(`报名${TITLE}`, FIRST_GROUP)).toContain('第2位');

    const third = await town.at(liQiang);
    expect(await third.says(`报名${TITLE}`, FIRST_GROUP)).toMatch(/已满[^]*候补/u);
    expect(await third.says('候补', FIRST_GROUP)).toContain('候补第1位');
    await third.picture('activity-4-waiting');
    expect(await third.says(`谁报了${TITLE}`, FIRST_GROUP)).toMatch(/张伟、赵静[^]*候补1人：李强/u);
  });

  it('one who cancels frees the place, and the group reads the name of who moved up', async () => {
    const waiting = await town.at(liQiang);
    await waiting.opens('bot');
    const member = await town.at(zhangWei);
    expect(await member.says(`${TITLE}我去不了了`, FIRST_GROUP)).toContain('递补给李强');

    const notice = await member.hears('从候补递补上了');
    expect(notice).toContain('@李强');
    expect(notice).not.toContain('liqiang');
    await waiting.page.getByText('[有人@我]').waitFor();
    await waiting.picture('activity-5-called');
    const phone = await town.at(liQiang, PHONE);
    await phone.opens(FIRST_GROUP);
    expect(await phone.hears('从候补递补上了')).toMatch(WHEN);
    await phone.picture('activity-6-promoted-phone');
  });

  it('the same sentence written to the bot alone is pushed to the group, with words instead of buttons', async () => {
    const secretary = await town.at(wangMin);
    const member = await town.at(zhangWei);
    await member.opens('bot');
    await secretary.says('下周四上午九点在党员活动室办红歌会，30人', 'bot');
    await secretary.presses('确认发布');
    await member.unread(FIRST_GROUP).waitFor();
    await member.opens(FIRST_GROUP);
    const pushed = member.card('红歌会');
    for (const words of ['@党群助手 回“报名红歌会”', '（周四）09:00', '党员活动室']) expect(await pushed.innerText()).toContain(words);
    expect(await pushed.getByRole('button').count()).toBe(0);
    await member.picture('activity-7-pushed');
  });

  it('a member of another branch sees nothing of it', async () => {
    const outsider = await town.at(chenTao);
    await outsider.opens('bot');
    expect(await outsider.page.getByTestId(`chat-${FIRST_GROUP}`).count()).toBe(0);
    for (const words of ['有啥活动', `报名${TITLE}`, `谁报了${TITLE}`]) {
      expect(await outsider.says(words, 'bot')).not.toMatch(/饺子比赛[^”]|赵静|李强|报上/u);
    }
    await outsider.picture('activity-8-outsider');

    await outsider.page.goto(`${town.url}/simulator#/${chenTao.userId}/${FIRST_GROUP}`);
    await outsider.page.getByTestId('chat-bot').waitFor();
    expect(await outsider.everything()).not.toContain('红歌会');
  });
});
