import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allFeatures } from '../../../src/feature-list.ts';
import { answerUnderstandLine, lineSchema, type UnderstandAnswer } from '../../../src/conversation/understand/stdio.ts';
import { workdays } from '../../support/workdays.ts';
import { reader } from './said.ts';

const labelled = lineSchema.extend({ intent: z.string() });
const later = new Set([
  'checkin',
  'my_points',
  'leaderboard',
  'survey_answer',
  'claim_task',
  'who_is_responsible',
  'study_note',
  'report_request',
]);
const acts = new Set(allFeatures().flatMap(({ intents }) => intents.filter((intent) => intent.acts).map(({ name }) => name)));

function answered(file: string): readonly { readonly wanted: string; readonly text: string; readonly answer: UnderstandAnswer }[] {
  const lines = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const row = labelled.parse(JSON.parse(line));
    const answer = answerUnderstandLine(row, { understander: reader, calendar: workdays, botNames: ['红管家'] });
    return { wanted: row.intent, text: row.text, answer };
  });
}

/** Sentences of our own, written before the example phrases were read, and harder ones that once went wrong. */
describe.each(['utterances-own.jsonl', 'utterances-hard.jsonl'])('the sentences of %s', (file) => {
  const rows = answered(file);
  const built = rows.filter(({ wanted }) => !later.has(wanted));
  const done = rows.filter(({ answer }) => answer.certain && acts.has(answer.intent));

  it('are read right, nine of ten', () => {
    const right = built.filter(({ wanted, answer }) => answer.intent === wanted).length;
    expect(right / built.length).toBeGreaterThanOrEqual(0.9);
  });

  it('lead to nothing where nobody wanted anything of the bot', () => {
    expect(done.filter(({ wanted }) => wanted === 'none' || wanted === 'chitchat').map(({ text }) => text)).toEqual([]);
  });

  it('lead to fewer than 2 % wrong acts otherwise', () => {
    const wrong = done.filter(({ wanted, answer }) => answer.intent !== wanted);
    expect(wrong.length / done.length).toBeLessThan(0.02);
  });

  it('are asked back about rarely: of a hundred at most eight', () => {
    const asked = rows.filter(({ answer }) => !answer.certain && answer.offered.length > 0);
    expect(asked.length / rows.length).toBeLessThanOrEqual(0.08);
  });

  it('are certain with reason: of the readings that would be acted on, nineteen of twenty are right', () => {
    const confident = rows.filter(({ answer }) => (answer.chance ?? 0) >= 0.75);
    expect(confident.filter(({ wanted, answer }) => answer.intent === wanted).length / confident.length).toBeGreaterThanOrEqual(0.95);
  });
});
