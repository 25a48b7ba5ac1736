import { expect, test } from 'vitest';
import { answerSlots, quotedNumber, topicOf } from '../../../src/features/policy/slots.ts';

test.each([
  ['入职满一年能休几天年假', '年休假天数'],
  ['思想汇报多久交一次来着', '思想汇报'],
  ['换届选举到会人数要求是多少', '换届选举到会人数'],
  ['发票丢了能报吗', '发票丢了'],
  ['年假', '年休假'],
])('"%s" is about %s', (said, topic) => {
  expect(topicOf(said)).toBe(topic);
});

test.each([
  ['回复Q12 可以报销', { number: 'Q12', answer: '可以报销', correction: false }],
  ['q12：可以', { number: 'Q12', answer: '可以', correction: false }],
  ['Q012 可以', { number: 'Q12', answer: '可以', correction: false }],
  ['改答Q3：不行', { number: 'Q3', answer: '不行', correction: true }],
  ['回复Q12', { number: 'Q12', answer: '', correction: false }],
  ['可以报销', { number: null, answer: '', correction: false }],
])('"%s" as an answer', (written, expected) => {
  expect(answerSlots({ written, quote: null })).toEqual(expected);
});

test('an answer of several lines keeps its lines', () => {
  expect(answerSlots({ written: 'Q1：第一，填表。\n第二，签字。', quote: null }).answer).toBe('第一，填表。\n第二，签字。');
});

test('only a quoted question that waits gives the number; a quoted answer does not', () => {
  expect(quotedNumber('【待答问题 Q7】张伟 问：……')).toBe('Q7');
  expect(quotedNumber('【书记答复 Q7】可以')).toBeNull();
  expect(answerSlots({ written: '可以的', quote: '【待答问题 Q7】张伟 问：……' })).toEqual({
    number: 'Q7',
    answer: '可以的',
    correction: false,
  });
});
