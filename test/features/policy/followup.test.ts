import { expect, test } from 'vitest';
import { leansOn, resolveFollowup } from '../../../src/features/policy/rules/followup.ts';
import { segment } from '../../../src/features/policy/search/segment.ts';

const words = (text: string): readonly string[] => segment(text).map(({ word }) => word);

test.each([
  ['干满十二年一年休几天', '那二十年的呢', '干满二十年一年休几天'],
  ['干满十二年一年休几天', '要是5年呢', '干满5年一年休几天'],
  ['干满十二年一年休几天', '二十年的', '干满二十年一年休几天'],
  ['出差三天补多少', '五天的呢', '出差五天补多少'],
  ['年假能不能跨年用', '病假呢', '病假能不能跨年用'],
  ['年假能不能跨年用', '换成婚假', '婚假能不能跨年用'],
  ['食堂早餐几点开', '那晚餐呢', '食堂晚餐几点开'],
  ['夏天班车几点发车', '冬天呢', '冬天班车几点发车'],
  ['二类城市住宿报多少', '那三类的呢', '三类城市住宿报多少'],
  ['体检一年几次', '那退休的呢', '体检一年几次 退休'],
  ['宿舍押金退不退', '劳务派遣的也一样吗', '宿舍押金退不退 劳务派遣'],
  ['党费怎么交？', '如果是退休党员呢', '党费怎么交 退休党员'],
  ['餐补几号到账', '那没用完的呢', '餐补几号到账 没用完'],
  ['食堂几点开饭', '星期五也有吗', '食堂几点开饭 星期五'],
  ['食堂几点开饭 星期五', '周末呢', '食堂几点开饭 周末'],
  ['周末班车几点', '那节假日呢', '节假日班车几点'],
  ['年假有几天', '周末算吗', '年假有几天 周末'],
  ['探亲假有几天', '路上算不算', '探亲假有几天 路上'],
])('after “%s”, “%s” means “%s”', (last, said, meant) => {
  expect(leansOn(said)).toBe(true);
  expect(resolveFollowup(last, said, words)).toBe(meant);
});

test.each([
  '年假有几天',
  '食堂几点开门',
  '最近有啥新规定',
  '还有什么制度',
  '还有空位吗',
  '如果下雨活动还办不',
  '病假怎么请',
  '出差住宿标准是多少',
  '电瓶车能推楼上充吗',
])('“%s” stands on its own', (said) => {
  expect(leansOn(said)).toBe(false);
});
