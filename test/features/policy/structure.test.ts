import { expect, test } from 'vitest';
import { parsePolicy } from '../../../src/features/policy/parse/parse-policy.ts';

const read = (...lines: readonly string[]) => parsePolicy('某文件.txt', lines.join('\n'));
const shown = (...lines: readonly string[]): readonly string[] => read(...lines).clauses.map(({ label, text }) => `${label}｜${text}`);
const codes = (...lines: readonly string[]): readonly string[] =>
  read(...lines)
    .warnings.map(({ code }) => code)
    .filter((code) => !/^no|titleFromFile/u.test(code));

test('a red head, a number in any brackets, a title of two lines and a bracketed date are read', () => {
  const { document, clauses } = read(
    '江州轨道交通集团后勤服务中心文件',
    '江轨后勤(2026) 3 号',
    '后勤服务中心',
    '车辆停放管理办法（试行）',
    '（2026年2月3日印发）',
    '第一条 凭证停放。',
    '第二条 本办法自印发之日起施行，有效期2年。',
  );
  expect(document).toMatchObject({
    title: '后勤服务中心车辆停放管理办法（试行）',
    number: '江轨后勤〔2026〕3号',
    issuer: '江州轨道交通集团后勤服务中心',
    issuedOn: '2026-02-03',
    inForceFrom: '2026-02-03',
    inForceUntil: '2028-02-02',
  });
  expect(clauses).toHaveLength(2);
});

test('the day of the document itself counts, not one of another rule that it names', () => {
  const { document } = read(
    '办法',
    '第一条 餐补自2024年1月1日起执行新标准。',
    '第二条 本办法自2026年3月1日起施行。',
    '第三条 班车自2025年5月1日起实施新线路。',
  );
  expect(document.inForceFrom).toBe('2026-03-01');
});

test('the points of a notice are cited by number and lead; the signature is who and when', () => {
  const lines = [
    '关于做好国庆值班的通知',
    '各科室：',
    '一、值班时间',
    '10月1日至7日，每日8:00至次日8:00。',
    '二、值班要求',
    '（一）按时到岗：值班人员不得擅自换班。',
    '（二）值班电话保持畅通。',
    '三、有下列情形的，立即报告：',
    '（一）火情；',
    '（二）人员受伤。',
    '四、交接班：填写记录本。',
    '后勤服务中心综合办公室',
    '2026年9月25日',
  ];
  expect(shown(...lines)).toEqual([
    '一、值班时间｜10月1日至7日，每日8:00至次日8:00。',
    '（一）按时到岗｜（一）按时到岗：值班人员不得擅自换班。',
    '（二）值班电话保持畅通｜（二）值班电话保持畅通。',
    '三、｜三、有下列情形的，立即报告：\n（一）火情；\n（二）人员受伤。',
    '四、交接班｜四、交接班：填写记录本。',
  ]);
  expect(read(...lines).document).toMatchObject({
    title: '关于做好国庆值班的通知',
    issuer: '后勤服务中心综合办公室',
    issuedOn: '2026-09-25',
  });
  expect(read(...lines).clauses[1]?.chapter).toBe('二、值班要求');
});

test('a list of questions keeps each with its answer', () => {
  expect(
    shown('食堂常见问题问答', '问：周末开饭吗？', '答：只供午餐。', '2.外来人员能就餐吗？', '答：由接待部门申请客餐。', '费用自理。'),
  ).toEqual(['第1问｜问：周末开饭吗？\n答：只供午餐。', '第2问｜2.外来人员能就餐吗？\n答：由接待部门申请客餐。\n费用自理。']);
});

test('an annex counts its own articles, and its title names what stands in it', () => {
  const { clauses } = read(
    '停车办法',
    '第一条 按附件缴费。',
    '附件：1.收费标准',
    '附件1',
    '停车收费标准',
    '第一条 每月五十元。',
    '附件2：停车位分布',
    '东区三十个。',
  );
  expect(clauses.map(({ label, chapter, text }) => `${label}｜${chapter}｜${text}`)).toEqual([
    '第一条｜｜按附件缴费。\n附件：1.收费标准',
    '附件1第一条｜附件1 停车收费标准｜每月五十元。',
    '附件2：停车位分布｜附件2：停车位分布｜东区三十个。',
  ]);
});

test('parts, chapters, sections and articles nest', () => {
  const { clauses } = read('规程', '第一编 总纲', '第一章 总则', '第一节 目的', '第一条 甲。', '第二章 分则', '第二条 乙。');
  expect(clauses.map(({ chapter, label }) => `${chapter}｜${label}`)).toEqual([
    '第一编 总纲 第一章 总则 第一节 目的｜第一条',
    '第一编 总纲 第二章 分则｜第二条',
  ]);
});

test('unit and note of a table hold for its rows, a line across it divides it', () => {
  const { clauses } = read(
    '第一条 津贴见下表。',
    '表2 津贴标准',
    '单位：元/月',
    '| 岗位 | 标准 |',
    '| --- | --- |',
    '| 电工 | 200 |',
    '注：1.试用期减半；',
    '2.病假扣发。',
    '第二条 其他。',
  );
  expect(clauses[0]?.text).toBe('津贴见下表。\n表2 津贴标准（单位：元/月）\n岗位 | 标准\n电工 | 200\n注：1.试用期减半；\n2.病假扣发。');
  expect(clauses[0]?.table).toMatchObject({ unit: '元/月', note: '注：1.试用期减半；\n2.病假扣发。' });
  expect(clauses[1]?.text).toBe('其他。');
});

test('a table of hundreds of rows is kept in parts, every part under its header', () => {
  const rows = Array.from({ length: 200 }, (_, i) => `| 物品${i} | ${i} |`);
  const { clauses } = read('第一条 清单如下。', '| 物品 | 数量 |', '| --- | --- |', ...rows);
  expect(clauses.map(({ table }) => table?.rows.length)).toEqual([80, 80, 40]);
  expect(new Set(clauses.map(({ table }) => table?.header.join()))).toEqual(new Set(['物品,数量']));
});

test('numbers that jump or come twice, tables without rows and impossible days are told', () => {
  expect(codes('第一条 甲。', '第二条 乙。', '第五条 丙。')).toEqual(['missingNumbers']);
  expect(read('第一条 甲。', '第二条 乙。', '第五条 丙。').warnings).toContainEqual({ code: 'missingNumbers', labels: ['第3条', '第4条'] });
  expect(codes('第一条 甲。', '第二条 乙。', '第二条 丙。')).toEqual(['repeatedNumbers']);
  expect(codes('第一条 见表。', '| 甲 | 乙 |', '| --- | --- |')).toEqual(['emptyTable']);
  expect(codes('（2026年5月1日印发）', '第一条 本办法自2026年1月1日起施行。')).toEqual(['holdsBeforeItWasIssued']);
  expect(codes('第一条 甲。', '第二条 乙。')).toEqual([]);
});

test('the parts of one long article are no repeated number', () => {
  expect(codes('第一条 甲。', `第二条 ${'乙'.repeat(300)}。`, '丙'.repeat(300), '第三条 丁。')).toEqual([]);
});
