import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DESK, openTown, PHONE, sidewaysRoom } from '../support/browser.ts';
import { wangMin, zhangWei, zhaoJing } from '../support/cast.ts';
import { FIRST_GROUP, type Screen } from '../support/screen.ts';

const town = openTown();

/** Letters that an input method holds and has not handed over yet, as Chromium gets them from the system. */
async function compose(page: Page, letters: string): Promise<void> {
  const system = await page.context().newCDPSession(page);
  await system.send('Input.imeSetComposition', { text: letters, selectionStart: letters.length, selectionEnd: letters.length });
}

describe('the composer', () => {
  it('does not send on the Enter that picks a word of the input method', async () => {
    const { page, opens } = await town.at(zhangWei);
    await opens('bot');
    const composer = page.getByTestId('composer');
    const own = page.locator(`[data-testid=message][data-from=${zhangWei.userId}]`);
    await composer.focus();
    await compose(page, 'nianjia');
    await composer.press('Enter');
    expect(await composer.inputValue()).toContain('nianjia');
    expect(await own.count()).toBe(0);

    await page.keyboard.insertText('年假有几天');
    await composer.press('Enter');
    await own.filter({ hasText: '年假有几天' }).waitFor();
    expect(await own.count()).toBe(1);
  });

  it('makes a new line on Shift+Enter', async () => {
    const { page, opens } = await town.at(zhangWei);
    await opens('bot');
    const composer = page.getByTestId('composer');
    await composer.fill('你好');
    await composer.press('Shift+Enter');
    await composer.pressSequentially('在吗');
    expect(await composer.inputValue()).toBe('你好\n在吗');
    await composer.press('Enter');
    await page
      .locator(`[data-testid=message][data-from=${zhangWei.userId}]`)
      .filter({ hasText: /你好\n在吗/u })
      .waitFor();
  });

  it('offers the bot and the colleagues at an @', async () => {
    const { page, opens } = await town.at(zhangWei);
    await opens(FIRST_GROUP);
    await page.getByTestId('composer').pressSequentially('@赵');
    await page.getByTestId(`mention-${zhaoJing.userId}`).click();
    expect(await page.getByTestId('composer').inputValue()).toBe('@赵静 ');
    await page.getByTestId('composer').fill('');
  });
});

describe('a message', () => {
  it('with a table in its answer shows a table', async () => {
    const screen = await town.at(zhaoJing);
    await screen.says('病假工资怎么算', FIRST_GROUP);
    const table = screen.page.getByRole('table').last();
    expect(await table.getByRole('columnheader').count()).toBe(3);
    expect(await screen.hears('病假工资')).not.toContain('|');
    await screen.picture('page-1-table');
  });

  it('repeated with its number is answered once and acted on once', async () => {
    const screen = await town.at(zhaoJing);
    expect(await screen.says('报名健步走', FIRST_GROUP)).toContain('报上了');
    const before = await screen.page.getByTestId('message').count();
    const own = screen.page.locator(`[data-from=${zhaoJing.userId}]`).last();
    await own.locator('.message-body').click({ button: 'right' });
    await screen.page.getByRole('menuitem', { name: '重发一次（同一编号）' }).click();
    await expect.poll(() => callbacksOf(screen)).toBe(2);

    expect(await screen.page.getByTestId('message').count()).toBe(before);
    expect(await screen.says('谁报了健步走', FIRST_GROUP)).toContain('已报1人');
  });

  it('shows what went over the wire for it, decrypted', async () => {
    const screen = await town.at(zhaoJing);
    await screen.says('婚假几天', 'bot');
    await screen.page.getByTestId('debug-open').click();
    await screen.page.getByTestId('traffic-open').click();
    const traffic = screen.page.getByTestId('traffic');
    const [request, answer] = await Promise.all([traffic.locator('pre').nth(0).innerText(), traffic.locator('pre').nth(1).innerText()]);
    expect(JSON.parse(request)).toMatchObject({ msgtype: 'text', chattype: 'single', text: { content: '婚假几天' } });
    expect(JSON.parse(answer)).toMatchObject({ msgtype: 'stream_with_template_card', stream: { finish: true } });
    await screen.picture('page-2-traffic');
    await screen.page.getByRole('button', { name: '关闭' }).click();
  });
});

/** How often the last message of the open chat has gone to the bot. */
async function callbacksOf({ page }: Screen): Promise<number> {
  await page.getByTestId('debug-open').click();
  await page.getByTestId('traffic-open').click();
  const traffic = page.getByTestId('traffic');
  await traffic.locator('details').first().waitFor();
  const count = await traffic.getByText('消息回调').count();
  await page.getByRole('button', { name: '关闭' }).click();
  return count;
}

describe.each([
  { name: 'a desk', device: DESK },
  { name: 'a phone', device: PHONE },
  { name: 'a dark desk', device: { ...DESK, colorScheme: 'dark' } as const },
  { name: 'a dark phone', device: { ...PHONE, colorScheme: 'dark' } as const },
])('on $name', ({ name, device }) => {
  it('nothing has to be scrolled sideways: a table, a card, the tools, the list, the choice of a person', async () => {
    const screen = await town.at(wangMin, device);
    const { page } = screen;
    await screen.says('食堂几点开饭', 'bot');
    await page.getByRole('table').last().waitFor();
    expect(await sidewaysRoom(page)).toBe(0);
    await screen.says('健步走详情', 'bot');
    await screen.card('健步走').waitFor();
    expect(await sidewaysRoom(page)).toBe(0);
    await screen.picture(`page-3-chat-on-${name.replaceAll(' ', '-')}`);

    await page.getByTestId('debug-open').click();
    expect(await sidewaysRoom(page)).toBe(0);
    await page.getByTestId('traffic-open').click();
    await page.getByTestId('traffic').locator('pre').first().waitFor();
    expect(await sidewaysRoom(page)).toBe(0);
    await page.getByRole('button', { name: '关闭' }).click();

    await page.goto(`${town.url}/simulator#/${wangMin.userId}`);
    await page.getByTestId('chat-bot').waitFor();
    expect(await sidewaysRoom(page)).toBe(0);
    await page.goto(`${town.url}/simulator#/`);
    await page.getByTestId(`person-${wangMin.userId}`).waitFor();
    expect(await sidewaysRoom(page)).toBe(0);
    await screen.picture(`page-4-people-on-${name.replaceAll(' ', '-')}`);
  });
});

describe('in the dark', () => {
  it('the ground is dark and the words on it are light', async () => {
    const screen = await town.at(wangMin, { ...PHONE, colorScheme: 'dark' });
    await screen.page.goto(`${town.url}/simulator#/${wangMin.userId}`);
    await screen.opens('bot');
    const { ground, words } = await screen.page
      .locator('.bubble')
      .first()
      .evaluate((bubble) => {
        const { backgroundColor, color } = bubble.ownerDocument.defaultView.getComputedStyle(bubble);
        return { ground: backgroundColor, words: color };
      });
    expect(brightness(ground)).toBeLessThan(60);
    expect(brightness(words)).toBeGreaterThan(180);
  });
});

function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/gu) ?? []).map(Number);
  return (red + green + blue) / 3;
}
