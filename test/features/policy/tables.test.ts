import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFor, type Answer, type Citation } from '../../../src/features/policy/answering.ts';
import { openKnowledge } from '../../../src/features/policy/knowledge.ts';
import type { Store } from '../../../src/store/store.ts';
import { citationTexts } from '../../../src/features/policy/texts/citation.ts';
import { NOW, seededStore } from './seed-store.ts';
import { TABLE_QUESTIONS } from './table-questions.ts';

/** Of sixty, so many must end at the right row. */
const WANTED = 57;

let store: Store;
const answers = new Map<string, Answer>();
beforeAll(async () => {
  store = await seededStore();
  const knowledge = openKnowledge();
  for (const [question] of TABLE_QUESTIONS)
    answers.set(question, await store.read((tx) => answerFor(knowledge, tx, question, null, NOW, 'Asia/Shanghai')));
});
afterAll(() => store.close());

const cited = (question: string): Citation | undefined => {
  const answer = answers.get(question);
  return answer?.kind === 'citation' ? answer.citation : undefined;
};

test('there are sixty questions, and every row that they mean stands in a shipped table', async () => {
  expect(TABLE_QUESTIONS).toHaveLength(60);
  const knowledge = openKnowledge();
  const { clauses, documents } = await store.read((tx) => knowledge.rules(tx, null));
  for (const [, title, label, row] of TABLE_QUESTIONS) {
    const meant = [...clauses.values()].filter(
      (clause) => clause.label === label && documents.get(clause.documentId)?.title.includes(title) === true && clause.table !== null,
    );
    expect(
      meant.some(({ text }) => text.split('\n').some((line) => line.startsWith(row))),
      `${title} ${label} ${row}`,
    ).toBe(true);
  }
});

test(`at least ${WANTED} of sixty questions about a table get the right row, under its header`, () => {
  const wrong = TABLE_QUESTIONS.filter(([question, title, label, row]) => {
    const citation = cited(question);
    if (citation === undefined || citation.clause.label !== label || !citation.document.title.includes(title)) return true;
    const lines = citation.quote.split('\n');
    return !lines.some((line) => line.startsWith(row)) || !lines.includes(citation.clause.table?.header.join(' | ') ?? '');
  }).map(([question, title, label]) => `${question} → ${title}${label}; got ${got(question)}`);
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(TABLE_QUESTIONS.length - WANTED);
});

function got(question: string): string {
  const answer = answers.get(question);
  if (answer?.kind === 'citation')
    return `${answer.citation.document.title}${answer.citation.clause.label}: ${answer.citation.quote.replaceAll('\n', ' / ').slice(0, 160)}`;
  if (answer?.kind === 'choices')
    return `choices ${answer.citations.map(({ document, clause }) => document.title + clause.label).join(', ')}`;
  return `${answer?.kind} ${answer?.confidence.toFixed(2)}`;
}

test('every line that is quoted of a table stands word for word in the stored clause, and a header never comes alone', () => {
  for (const [question] of TABLE_QUESTIONS) {
    const citation = cited(question);
    if (citation === undefined) continue;
    for (const line of citation.quote.split('\n')) expect(citation.clause.text.split('\n').some((own) => own.includes(line))).toBe(true);
    const rows = citation.quote.split('\n').filter((line) => line.includes(' | '));
    if (rows.length > 0) expect(rows.length).toBeGreaterThan(1);
  }
});

test('what is shown of a row says for what it holds: caption, header and unit', () => {
  for (const [question] of TABLE_QUESTIONS) {
    const citation = cited(question);
    const table = citation?.clause.table ?? null;
    if (citation === undefined || table === null || !citation.quote.includes(' | ')) continue;
    const said = citationTexts.answer(citation);
    for (const cell of table.header) expect(said).toContain(cell);
    if (citation.quote.split('\n')[0]?.includes(' | ') === true) expect(said).toContain(table.caption);
    if (table.unit !== '') expect(said).toContain(table.unit);
  }
});
