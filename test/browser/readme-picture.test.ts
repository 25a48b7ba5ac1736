import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTown } from '../support/browser.ts';
import { wangMin, zhaoJing } from '../support/cast.ts';
import { FIRST_GROUP } from '../support/screen.ts';

const PICTURE = join(import.meta.dirname, '../../src/console/web/screenshot.png');
/** Larger than the picture and drawn smaller, so that the whole scene is on it. */
const STAGE = { viewport: { width: 1560, height: 975 }, deviceScaleFactor: 1280 / 1560 };
const LIMIT_BYTES = 250_000;
const TITLE = '急救员复训';

const town = openTown();

/** Written to the picture of the README only by `SCREENSHOTS=readme npm run test:browser`; otherwise the scene is just played. */
it('the picture of the README shows a sign-up, an answer out of a policy, and a change that was pushed', async () => {
  const secretary = await town.at(wangMin);
  await secretary.says(`下周五下午两点在多功能厅办${TITLE}，20人，前一天提醒`, FIRST_GROUP);
  await secretary.presses('确认发布');
  await secretary.hears('已发布');
  const viewer = await town.at(zhaoJing, STAGE);
  await viewer.says('宿舍晚上几点关门', FIRST_GROUP);
  // In the single chat, so that the group hears of it by a push.
  await secretary.says(`${TITLE}地点换成党员活动室`, 'bot');
  await secretary.says('确认', 'bot');
  await viewer.hears('活动有变');
  await viewer.page.getByTestId('composer').fill('@党群助手 有啥活动');
  await viewer.page.mouse.move(0, 0);

  const drawn = await viewer.page.screenshot({ animations: 'disabled', caret: 'hide' });
  // Bytes 16–23 of a PNG are its width and height.
  expect([drawn.readUInt32BE(16), drawn.readUInt32BE(20)]).toEqual([1280, 800]);
  expect(drawn.byteLength).toBeLessThan(LIMIT_BYTES);
  for (const words of [TITLE, '23:00关闭', '党员活动室']) expect(await viewer.everything()).toContain(words);
  if (process.env['SCREENSHOTS'] === 'readme') writeFileSync(PICTURE, drawn);
});
