import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openTown, PHONE } from '../support/browser.ts';
import { wangMin, zhangWei } from '../support/cast.ts';
import { FIRST_GROUP } from '../support/screen.ts';

const town = openTown();
const FILE = fileURLToPath(new URL('../fixtures/policy/cooling.docx', import.meta.url));

it('a secretary sends a rule from the phone, taps 确认导入, and the group is answered from it', async () => {
  const secretary = await town.at(wangMin, PHONE);
  await secretary.opens('bot');
  await secretary.page.getByTestId('attach').setInputFiles(FILE);
  expect(await secretary.hears('读到《后勤服务中心防暑降温管理办法》')).toContain('表格 2 张');
  await secretary.picture('file-1-draft-phone');
  await secretary.presses('确认导入');
  await secretary.hears('已导入《后勤服务中心防暑降温管理办法》');
  await secretary.picture('file-2-imported-phone');
  const member = await town.at(zhangWei, PHONE);
  expect(await member.says('隧道与车辆段地沟的防暑降温津贴是多少', FIRST_GROUP)).toContain('隧道与车辆段地沟');
  await member.picture('file-3-answer-phone');
});
