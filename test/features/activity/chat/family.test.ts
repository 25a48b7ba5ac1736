import { afterEach, beforeEach, expect, it } from 'vitest';
import { wangMin, zhangWei, zhaoJing } from '../../../support/cast.ts';
import { chatWith, walk, type TestChat } from '../open.ts';

let chat: TestChat;
beforeEach(async () => {
  chat = await chatWith(walk);
});
afterEach(() => chat.close());

it.each([
  ['儿子', '我儿子不去了'],
  ['老婆', '老婆不去了'],
  ['老婆', '我老婆去不了了'],
  ['孩子', '孩子病了去不了'],
  ['妈', '我妈不来了'],
])('%s stays away and only they come off the list: %s', async (name, words) => {
  await chat.says(zhangWei, '报名健步走');
  await chat.says(zhangWei, `把我${name}也带上`);
  expect(await chat.list('a1')).toEqual(['张伟 signedUp', `${name} signedUp`]);
  await chat.says(zhangWei, words);
  expect(await chat.list('a1')).toEqual(['张伟 signedUp', `${name} cancelled`]);
});

it('where two brought their sons, each means the own', async () => {
  for (const person of [zhangWei, zhaoJing]) await chat.says(person, '健步走我儿子也去');
  await chat.says(zhaoJing, '儿子不去了');
  expect(await chat.list('a1')).toEqual(['儿子 signedUp', '儿子 cancelled']);
});

it.each(['还有个人去不了了', '有一个人不去了'])('one of whom nobody says who it is takes nobody off: %s', async (words) => {
  await chat.says(zhangWei, '报名健步走');
  await chat.says(zhangWei, '把我儿子也带上');
  expect((await chat.says(zhangWei, words)).text).toContain('是谁不去了？');
  expect(await chat.list('a1')).toEqual(['张伟 signedUp', '儿子 signedUp']);
});

it('"一共3个人" counts the one who says it', async () => {
  await chat.says(zhangWei, '健步走孩子也带上 一共3个人');
  expect(await chat.list('a1')).toEqual(['张伟 signedUp', '张伟带的第1人 signedUp', '张伟带的第2人 signedUp']);
});

it.each([
  ['健步走 我和老婆孩子一起去', ['张伟', '老婆', '孩子']],
  ['健步走我带爸妈和孩子去', ['张伟', '爸妈', '孩子']],
  ['健步走我带老婆和赵静去', ['张伟', '老婆', '赵静']],
  ['健步走帮同事赵静报个名', ['赵静']],
  ['健步走帮我徒弟，赵静报个名', ['赵静']],
  ['报名健步走，还有我媳妇', ['张伟', '媳妇']],
  ['健步走我报名，还有我媳妇', ['张伟', '媳妇']],
  ['报名健步走，我媳妇也去', ['张伟', '媳妇']],
  ['给赵静报名健步走，还有我媳妇', ['赵静', '媳妇']],
  ['给赵静报名健步走，我媳妇也去', ['赵静', '媳妇']],
  ['给赵静和我徒弟小刘报名健步走', ['赵静', '小刘']],
  ['给我媳妇报名健步走，赵静也去', ['媳妇', '赵静']],
  ['我去开会，我媳妇也参加健步走', ['媳妇']],
  ['健步走我不参加，我媳妇也参加', ['媳妇']],
  ['我去不成，我媳妇也报名健步走', ['媳妇']],
  ['报名健步走，我同事也去，他叫小李', ['张伟', '小李']],
  ['健步走带我同事孩子报名', ['同事']],
])('everybody who is named has a place, and 同事 before a name is nobody else: %s', async (words, names) => {
  await chat.says(zhangWei, words);
  expect(await chat.list('a1')).toEqual(names.map((name) => `${name} signedUp`));
});

it('so does 我 among the names, whatever stands between them', async () => {
  await chat.says(zhaoJing, '健步走 我 郑丽 陈晓燕 三个人');
  expect(await chat.list('a1')).toEqual(['赵静 signedUp', '郑丽 signedUp', '陈晓燕 signedUp']);
});

it('the organiser’s 不打了 with the reason calls it off, and is no change of place', async () => {
  await chat.says(zhangWei, '报名健步走');
  expect((await chat.says(wangMin, '健步走不打了，场地被占')).text).toContain('要取消健步走');
});

it.each(['地点改成405', '换到405', '就在405'])('a room may be a number: %s', async (words) => {
  await chat.says(wangMin, '下周五下午两点在多功能厅办读书会，20人');
  expect((await chat.says(wangMin, words)).text).toContain('地点：405');
});
