import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openTown, PHONE } from '../support/browser.ts';
import { liQiang, wangMin } from '../support/cast.ts';
import { FIRST_GROUP } from '../support/screen.ts';

const town = openTown();

/** Ticks and submits where several may be right, presses a button where one is. */
async function answerFirst(card: Locator): Promise<void> {
  const option = card.getByTestId(/^card-option-/u).first();
  if ((await option.count()) === 0) return card.getByTestId('card-button-0').click();
  await option.click();
  await card.getByTestId('card-submit').click();
}

describe('the three minutes of study, on a phone', () => {
  it('a question is answered with a button, and what is right, why and where it stands comes at once', async () => {
    const phone = await town.at(liQiang, PHONE);
    await phone.says('今日一题', 'bot');
    const question = phone.card(/题 ·/u);
    await question.waitFor();
    await phone.picture('study-1-question-phone');
    await answerFirst(question);
    const judged = phone.card(/答对了|没答对/u);
    expect(await judged.innerText()).toMatch(/正确答案：[^]*解析：[^]*您选了[^]*出处/u);
    await phone.picture('study-2-judged-phone');
  });

  it('the next one is answered with a letter, and the own record counts both', async () => {
    const phone = await town.at(liQiang, PHONE);
    await phone.says('再来一道', 'bot');
    expect(await phone.says('A', 'bot')).toMatch(/(?:答对了|没答对)[^]*正确答案：[^]*解析：/u);
    expect(await phone.says('我的学习', 'bot')).toContain('练习：2 题');
    await phone.picture('study-3-record-phone');
  });

  it('nothing of it stands in the group', async () => {
    const phone = await town.at(liQiang, PHONE);
    await phone.opens(FIRST_GROUP);
    const colleague = await town.at(wangMin);
    await colleague.opens(FIRST_GROUP);
    for (const screen of [phone, colleague]) expect(await screen.everything()).not.toMatch(/李强|答对|正确答案/u);
  });
});
