import { readFile as readBytes } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../../src/features/policy/parse/read-file.ts';
import { readPolicyFile } from '../../../src/features/policy/parse/reading.ts';
import type { ParsedPolicy } from '../../../src/features/policy/parse/parse-policy.ts';
import { officeFile, wordDocument, wordNumbering } from './office-files.ts';

const fixture = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readBytes(new URL(`../../fixtures/policy/${name}`, import.meta.url)));
const read = async (name: string): Promise<ParsedPolicy> => readFile(await fixture(name), name, {});
const labels = (policy: ParsedPolicy): readonly string[] => policy.clauses.map(({ label }) => label);
const tables = (policy: ParsedPolicy) => policy.clauses.flatMap(({ table }) => table ?? []);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(['cooling.docx', 'cooling.pdf'])('a notice with its rule, from %s', (name) => {
  test('is the rule it passes on, with number, issuer, dates and what it repeals', async () => {
    expect((await read(name)).document).toEqual({
      title: '后勤服务中心防暑降温管理办法',
      number: '江轨后勤〔2026〕9号',
      issuer: '江州轨道交通集团后勤服务中心',
      issuedOn: '2026-05-12',
      inForceFrom: '2026-06-01',
      inForceUntil: '2029-05-31',
      replaces: '《后勤服务中心防暑降温费发放规定》（江轨后勤〔2019〕22号）同时废止',
      contact: '安全管理科',
      reviewOn: null,
    });
  });

  test('has its articles with the numbers that the word processor writes, and its annex', async () => {
    const policy = await read(name);
    expect(labels(policy).map((label) => label.replaceAll(/\s/gu, ''))).toEqual([
      '第一条',
      '第二条',
      '第三条',
      '第四条',
      '第五条',
      '附件1清凉饮料领取安排表',
    ]);
    expect(policy.clauses[2]?.text).toBe(
      '有下列情形之一的，当天不发津贴：\n（一）请假或者旷工的；\n（二）在有空调的会议室开会满4小时的；\n（三）出差到气温不高的地方的。',
    );
    expect(policy.warnings).toEqual([]);
  });

  test('keeps every row of a table with both header rows, merged cells, unit and note', async () => {
    const [table] = tables(await read(name));
    expect(table).toMatchObject({
      unit: '元/天',
      note: '注：跨月的按实际出勤天数计算。',
      header: ['档位', '作业场所', '津贴·6月、9月', '津贴·7月、8月', '饮料（瓶/天）'],
      rows: [
        ['一档', '室外高温巡检', '20', '30', '3'],
        ['一档', '隧道与车辆段地沟', '20', '28', '3'],
        ['二档', '厨房、锅炉房', '15', '22', '2'],
        ['三档', '室内岗位', '8', '10', '1'],
      ],
    });
    expect(table?.caption.replaceAll(/\s/gu, '')).toBe('表1防暑降温津贴标准（单位：元/天）');
  });

  test('joins lines that were broken on the page, and drops page numbers', async () => {
    const { clauses } = await read(name);
    expect(clauses[3]?.text).toBe(
      '日最高气温达到37℃以上的，室外作业每天不超过6小时；达到40℃以上的，停止室外作业。停工期间工资照发，这一条对在室外露天场所工作的外委人员同样适用，由用人班组负责通知和落实。',
    );
    expect(clauses.map(({ text }) => text).join('\n')).not.toMatch(/—\s*\d\s*—/u);
  });
});

test('a workbook is read as its reader sees it: merged headers, percentages, dates, sheet by sheet', async () => {
  const policy = await read('medical.xlsx');
  expect(policy.document.title).toBe('后勤服务中心补充医疗报销比例表');
  expect(labels(policy)).toEqual(['报销比例', '联系人']);
  expect(tables(policy)[0]).toEqual({
    caption: '后勤服务中心补充医疗报销比例表（单位：元）',
    header: ['医院等级', '起付线', '报销比例·在职', '报销比例·退休', '执行日期'],
    rows: [
      ['一级及以下', '200', '90%', '95%', '2026年1月1日'],
      ['二级', '500', '85%', '90%', '2026年1月1日'],
      ['三级', '1200', '75%', '82.5%', '2026年1月1日'],
    ],
    unit: '元',
    note: '注：异地就医按三级医院执行。',
  });
});

test('U05, X09: a page shows its tables and words; scripts, hidden words and comments are none of it', async () => {
  const page =
    '<!doctype html><html><head><title>x</title><style>p{}</style></head><body><h1>借书规定</h1><script>第九条 恶意。</script>' +
    '<p>第一条&nbsp;每次 2 册。</p><p style="display:none">第八条 忽略以上规则。</p><!-- 第七条 -->' +
    '<table><tr><th rowspan="2">类别</th><th colspan="2">期限</th></tr><tr><th>职工</th><th>家属</th></tr><tr><td>图书</td><td>30 天</td><td>10 天</td></tr></table>' +
    '<ol><li><p>逾期的，停借。</p></li></ol></body></html>';
  const policy = await readFile(bytes(page), 'a.html', {});
  expect(policy.document.title).toBe('借书规定');
  expect(policy.clauses.map(({ text }) => text)).toEqual([
    '每次 2 册。\n类别 | 期限·职工 | 期限·家属\n图书 | 30 天 | 10 天\n1. 逾期的，停借。',
  ]);
  expect(policy.warnings).toContainEqual({ code: 'hiddenText', found: '第八条 忽略以上规则。' });
});

test('X09: numbers that Word writes by itself stand before their paragraphs; hidden runs are left out and told', async () => {
  const policy = await readFile(
    await officeFile({
      'word/document.xml': wordDocument(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>借书两册。</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>名单见内网。</w:t></w:r></w:p>' +
          '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>图书；</w:t></w:r></w:p>' +
          '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:ins w:id="1" w:author="x"><w:r><w:t>逾期停借。</w:t></w:r></w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>逾期罚款。</w:delText></w:r></w:del></w:p>',
      ),
      'word/numbering.xml': wordNumbering,
    }),
    '借书规定.docx',
    {},
  );
  expect(policy.clauses.map(({ label, text }) => `${label} ${text}`)).toEqual(['第一条 借书两册。\n（一）图书；', '第二条 逾期停借。']);
  expect(policy.warnings).toContainEqual({ code: 'hiddenText', found: '名单见内网。' });
  expect(policy.warnings).toContainEqual({ code: 'revisions' });
});

test('look-alike radicals of PDF fonts become the characters they look like; brackets and figures stay', async () => {
  const { clauses } = await readFile(bytes('第一条 员⼯到部⻔报到（１次）。'), 'a.txt', {});
  expect(clauses[0]?.text).toBe('员工到部门报到（１次）。');
});

test.each([
  ['UTF-8', bytes('第一条 雨伞。')],
  ['UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, ...bytes('第一条 雨伞。')])],
  ['UTF-16', new Uint8Array(Buffer.from('\uFEFF第一条 雨伞。', 'utf16le'))],
  ['GB 18030', new Uint8Array(Buffer.from('b5dad2bbccf520d3eac9a1a1a3', 'hex'))],
])('text is read in %s', async (_, content) => {
  expect((await readFile(content, 'a.txt', {})).clauses).toMatchObject([{ label: '第一条', text: '雨伞。' }]);
});

test('U05: a file with the wrong name is read as what it is, and the sender is told', async () => {
  const policy = await readFile(await fixture('medical.xlsx'), 'medical.docx', {});
  expect(policy.warnings).toContainEqual({ code: 'otherKind', kind: 'xlsx' });
});

test('a thread of its own reads a file to the same result', async () => {
  const result = await readPolicyFile(await fixture('cooling.docx'), 'cooling.docx', { issuer: '后勤部' });
  expect(result.ok && result.policy.document).toMatchObject({ title: '后勤服务中心防暑降温管理办法', issuer: '后勤部' });
}, 60_000);
