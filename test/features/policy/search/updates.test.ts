import { expect, test } from 'vitest';
import { byDocument, openIndex } from '../../../../src/features/policy/search/corpus-index.ts';
import { build, retrieverOver } from '../../../../src/features/policy/search/retriever.ts';
import { pairOf, termsOf } from '../../../../src/features/policy/search/terms.ts';

const rule = (doc: string, text: string) => ({ doc, passages: [{ id: `${doc}/1`, doc, title: `${doc}管理办法`, text }] });
const many = Array.from({ length: 300 }, (_, at) => rule(`第${at}号`, `编号${at}的职工食堂供餐时间为七点至九点。`));
const first = (retriever: ReturnType<typeof retrieverOver>, question: string) => retriever.search(question, 3).results[0]?.id;

test('a document that is put in is found by the next question, one that is changed by its new words only', () => {
  const retriever = retrieverOver(many);
  retriever.put([rule('图书', '图书借阅期限为十天。')]);
  expect(first(retriever, '图书借阅期限')).toBe('图书/1');
  retriever.put([rule('图书', '书刊遗失照价赔偿。')]);
  expect(retriever.extract('书刊遗失', '图书/1').text).toBe('书刊遗失照价赔偿。');
  expect(retriever.search('借阅期限', 300).results.map(({ id }) => id)).not.toContain('图书/1#old');
});

test('a document that is withdrawn is found no more', () => {
  const retriever = retrieverOver([...many, rule('图书', '图书借阅期限为十天。')]);
  retriever.remove(['图书']);
  expect(retriever.search('图书借阅期限', 400).results.map(({ id }) => id)).not.toContain('图书/1');
  expect(retriever.extract('图书借阅', '图书/1').text).toBe('');
});

test('an index that was changed step by step counts what one built at once counts', () => {
  const index = openIndex([]);
  for (const document of many) index.put([document]);
  index.remove(['第7号', '第8号']);
  index.put([rule('第9号', '充电棚收费标准。')]);
  const fresh = openIndex([...many.filter(({ doc }) => !['第7号', '第8号', '第9号'].includes(doc)), rule('第9号', '充电棚收费标准。')]);
  expect([index.size, index.documents]).toEqual([fresh.size, fresh.documents]);
  expect(index.meanLength).toBeCloseTo(fresh.meanLength, 9);
  for (const term of [...termsOf('编号12的职工食堂供餐时间'), ...termsOf('充电棚')]) {
    expect(index.docFrequency(term)).toBe(fresh.docFrequency(term));
    expect(index.frequency(term)).toBe(fresh.frequency(term));
  }
});

test('many small changes leave few shards', () => {
  const index = openIndex([]);
  for (const document of many) index.put([document]);
  expect(index.shards.length).toBeLessThanOrEqual(10);
});

test('one change of a large index writes only what changed', () => {
  const large = byDocument(
    Array.from({ length: 20_000 }, (_, at) => ({
      id: `p${at}`,
      doc: `d${at % 400}`,
      title: `第${at % 400}号`,
      text: `编号${at}的供餐时间。`,
    })),
  );
  const index = openIndex(large);
  const before = new Set(index.shards);
  index.put([rule('图书', '图书借阅期限为十天。')]);
  const written = index.shards.filter((shard) => !before.has(shard));
  expect(written.map(({ passages }) => passages.length)).toEqual([1]);
});

test('traditional characters find simplified ones and the other way round, and quotations keep the script of the text', () => {
  const retriever = build([
    { id: 'a', title: '奧運', text: '第十五屆夏季奧林匹克運動會在赫爾辛基舉行。' },
    { id: 'b', title: '门诊', text: '门诊费用凭票据报销。' },
  ]);
  expect(first(retriever, '奥林匹克运动会在哪里举行')).toBe('a');
  expect(first(retriever, '門診費用怎麼報銷')).toBe('b');
  expect(retriever.extract('奥林匹克运动会在哪里举行', 'a').text).toBe('第十五屆夏季奧林匹克運動會在赫爾辛基舉行。');
});

test('full-width, capitals and half-width are the same', () => {
  expect([...termsOf('ＷｉＦｉ怎么连')]).toEqual([...termsOf('wifi怎么连')]);
  expect([...termsOf('20 年')]).toEqual(expect.arrayContaining([...termsOf('20年')]));
  expect(pairOf('职'.charCodeAt(0), '工'.charCodeAt(0))).toBe([...termsOf('職工')].find((term) => term > 0xffff));
});
