import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Person } from '../../src/core/person.ts';
import { runApp, type RunningApp } from './running-app.ts';
import { screenOf, type Screen } from './screen.ts';

/** Where Debian's package puts it. Not there: the suite fails, it is never skipped. */
const CHROMIUM = '/usr/bin/chromium';
/** No sandbox: CI runs as root. The rest keeps it from talking to anybody but us. */
const FLAGS =
  '--no-sandbox --disable-gpu --no-first-run --disable-quic --disable-background-networking --disable-component-update --disable-sync';
/** The bot answers within 2.5 s; a machine with two cores that also builds may need more. */
const PATIENCE_MS = 15_000;

export const DESK = { viewport: { width: 1280, height: 800 } } as const;
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

export interface Town {
  /** The person's own device, with the simulator open and this person chosen. The same device each time it is asked for. */
  at(person: Person, device?: BrowserContextOptions): Promise<Screen>;
  readonly url: string;
}

/**
 * A running app with its simulator in a real Chromium, shared by the tests of one file. Every test also fails for what the pages
 * complained about meanwhile: console errors, uncaught errors, answers that were no success; the file also for faults in the app's log.
 */
export function openTown(): Town {
  let app: RunningApp;
  let browser: Browser;
  const pages = new Map<string, Page>();
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await runApp();
    // Playwright gives it a fresh user-data folder and removes it with the browser.
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, pages);
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    // Levels 50 and 60 of the log are faults of ours.
    expect(app?.output() ?? '').not.toMatch(/"level":[56]0/u);
  });

  async function open(person: Person, device: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ ...device, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => complaints.push(`${person.name}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${person.name}: ${message.text()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${person.name}: ${response.status()} ${response.url()}`);
    });
    await page.goto(`${app.url}/simulator`);
    const card = page.getByTestId(`person-${person.userId}`);
    // Only some are offered at once; the others are looked for by name.
    await page
      .getByTestId(/^person-/u)
      .first()
      .waitFor();
    if (!(await card.isVisible())) await page.getByRole('searchbox').fill(person.name);
    await card.click();
    return page;
  }

  return {
    at: async (person, device = DESK) => {
      const key = `${person.userId} ${JSON.stringify(device)}`;
      const page = pages.get(key) ?? (await open(person, device));
      pages.set(key, page);
      return screenOf(page, person);
    },
    get url() {
      return app.url;
    },
  };
}

/** What stood on every screen when a test failed, for whoever looks for the reason. */
async function keepPictures(test: string, pages: ReadonlyMap<string, Page>): Promise<void> {
  const folder = join(tmpdir(), 'dangqun-bot-failed-screens');
  mkdirSync(folder, { recursive: true });
  let number = 0;
  for (const page of pages.values()) {
    number += 1;
    await page.screenshot({ path: join(folder, `${test.replaceAll(/\W+/gu, '-')}-${number}.png`) });
  }
  process.stderr.write(`screens of “${test}”: ${folder}\n`);
}

/** How many pixels stick out at the right of the page or of one of its parts; 0 is what a phone wants. */
export async function sidewaysRoom(page: Page): Promise<number> {
  const parts = page.locator('html, body, main, nav, header, form, dialog[open], [role=log]').filter({ visible: true });
  return Math.max(...(await parts.evaluateAll((elements) => elements.map((element) => element.scrollWidth - element.clientWidth))));
}
