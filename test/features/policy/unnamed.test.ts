import { expect, test } from 'vitest';
import { unnamed } from '../../../src/features/policy/rules/unnamed.ts';

const people = [
  { userId: 'liqiang', name: '李强' },
  { userId: 'liqianghua', name: '李强华' },
  { userId: 'wang', name: '王' },
];

test.each([
  ['李强能休几天年假', '某人能休几天年假'],
  ['李强华和李强的补贴一样吗', '某人和某人的补贴一样吗'],
  ['liqiang 的账号怎么改', '某人 的账号怎么改'],
  ['我手机13800138000怎么领话费补贴', '我手机某号码怎么领话费补贴'],
  ['身份证11010119900307001X能报销吗', '身份证某号码能报销吗'],
  ['打 138 0013 8000 或 0512-66668888 找我', '打 某号码 或 某号码 找我'],
  ['电话+86138-0013-8000，邮箱 a.b@c.com', '电话某号码，邮箱 某邮箱'],
  ['身份证 110101 19900307 0011', '身份证 某号码'],
  ['LiQiang 的年假', '某人 的年假'],
  ['wangpan 是网盘吗', 'wangpan 是网盘吗'],
  ['王师傅退休了还有福利吗', '王师傅退休了还有福利吗'],
  ['2026年补贴400元吗', '2026年补贴400元吗'],
])('X13: %s leaves the house as %s', (question, left) => {
  expect(unnamed(question, people)).toBe(left);
});
