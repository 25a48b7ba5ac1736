import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Person } from '../../src/core/person.ts';

/** 后勤一支部工作群 of data/seed/organization.json; everybody of the cast but 陈涛 is in it. */
export const FIRST_GROUP = 'wrSIM_HouQin_First_0001';
export type ChatId = typeof FIRST_GROUP | 'bot';

const BOT_CALL = '@党群助手 ';
/** Where the pictures of the main states go, for a person to look at: `SCREENSHOTS=/tmp/screens npm run test:browser`. */
const PICTURES = process.env['SCREENSHOTS'] ?? '';

/** What somebody does and sees in the simulator. Waits for events of the page, never for milliseconds. */
export interface Screen {
  readonly page: Page;
  opens(chat: ChatId): Promise<void>;
  /** Types and sends; resolves with the first thing the bot says to it. */
  says(words: string, chat: ChatId): Promise<string>;
  /** Presses the newest button with this label; resolves when the bot has taken it. */
  presses(label: string): Promise<void>;
  /** The newest message of the bot that holds these words; waits for it. */
  hears(words: string | RegExp): Promise<string>;
  /** The newest card that holds these words. */
  card(words: string | RegExp): Locator;
  /** Everything that stands in the open chat. */
  everything(): Promise<string>;
  /** The red number beside a chat. */
  unread(chat: ChatId): Locator;
  /** A picture for the eye, only where SCREENSHOTS names a folder. */
  picture(name: string): Promise<void>;
}

export function screenOf(page: Page, person: Person): Screen {
  const messages = page.getByTestId('message');
  const ofBot = page.locator('[data-testid=message][data-from=bot]');
  // Without an id it has not reached the server yet.
  const own = page.locator(`[data-testid=message][data-from=${person.userId}][data-id]`);
  const row = (chat: ChatId): Locator => page.getByTestId(chat === 'bot' ? 'chat-bot' : `chat-${chat}`);
  const back = page.getByRole('button', { name: '返回聊天列表' });

  async function opens(chat: ChatId): Promise<void> {
    await row(chat).or(back).filter({ visible: true }).first().waitFor();
    // On a phone the list is behind the open chat.
    if (!(await row(chat).isVisible())) await back.click();
    await row(chat).click();
    await page.getByTestId('composer').waitFor();
    // The bot greets whoever opens the single chat; what is said before that would be answered after it.
    if (chat === 'bot') await ofBot.first().waitFor();
  }

  async function says(words: string, chat: ChatId): Promise<string> {
    await opens(chat);
    const before = await own.count();
    await page.getByTestId('composer').fill(chat === 'bot' ? words : BOT_CALL + words);
    await page.getByTestId('composer').press('Enter');
    const id = await own.nth(before).getAttribute('data-id');
    const answer = page.locator(`[data-id="${id}"] ~ [data-from=bot]`).first();
    // A growing answer says that it is busy until it is whole.
    await answer.and(page.locator(':not(:has([aria-busy=true]))')).waitFor();
    return answer.locator('.message-body').innerText();
  }

  async function presses(label: string): Promise<void> {
    await page.getByTestId('card').getByRole('button', { name: label, exact: true }).last().click();
    await page.locator('[data-testid=card][aria-busy=true]').waitFor({ state: 'detached' });
  }

  return {
    page,
    opens,
    says,
    presses,
    hears: (words) => ofBot.filter({ hasText: words }).last().locator('.message-body').innerText(),
    card: (words) => page.getByTestId('card').filter({ hasText: words }).last(),
    everything: async () => (await messages.allInnerTexts()).join('\n'),
    unread: (chat) => page.getByTestId(`unread-${chat}`),
    picture: async (name) => {
      if (PICTURES === '' || PICTURES === 'readme') return;
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    },
  };
}
