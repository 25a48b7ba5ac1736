import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { neutraliseLine } from '../../../src/core/plain.ts';
import { policyClauses } from '../../../src/features/policy/schema.ts';
import { zhangWei } from '../../support/cast.ts';
import { openRules } from './rules-chat.ts';
import { COLLOQUIAL, TRIAL } from './colloquial-questions.ts';
import { IN_SCOPE, OUT_OF_SCOPE } from './seed-questions.ts';
import { questionExamples } from '../../../src/features/policy/examples/questions.ts';

const line = z.looseObject({ text: z.string(), intent: z.string() });
const fixtures = ['utterances-own', 'utterances-hard'].flatMap((name) =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/${name}.jsonl`, import.meta.url)), 'utf8')
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => line.parse(JSON.parse(one)))
    .filter(({ intent }) => intent === 'policy_question')
    .map(({ text }) => text),
);
const questions = [
  ...new Set([
    ...IN_SCOPE.map(([one]) => one),
    ...COLLOQUIAL.map(([one]) => one),
    ...TRIAL.map(([one]) => one),
    ...OUT_OF_SCOPE,
    ...fixtures,
    ...questionExamples,
  ]),
];

let chat: Awaited<ReturnType<typeof openRules>>;
let stored: readonly string[];
beforeAll(async () => {
  chat = await openRules();
  stored = (await chat.read((tx) => tx.find(policyClauses))).map(({ text }) => text);
});
afterAll(() => chat.close());

/** The lines that the bot says of its own: where it stands, whether it holds, how many rows there are, what was asked beside it. */
const OWN_WORDS =
  /^——《|^(?:现行有效|尚未施行|已失效|已废止|已被新版替换)|^表里共 \d+ 行|^\|(?: --- \|)+$|^回复数字看那一条的全文。$|^(?:“[^”]+”)+没查到，可以换个说法单独再问。$/u;

/** Where several things were asked, each quotation under the member's words. */
function quotationsIn(text: string): readonly string[] {
  return (text.match(/^——《/gmu) ?? []).length > 1 ? text.split(/^【\d】.*$/mu).slice(1) : [text];
}

/** What a member reads, as it stood in the clause: rows of a table with their bars, everything else as it is. */
function quoted(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((one) => one.trim() !== '' && !OWN_WORDS.test(one))
    .flatMap((one) => (one.startsWith('| ') ? [one.slice(2, -2)] : [one]));
}

test('every word of every answer that is not the bot’s own stands in one stored clause', async () => {
  let answers = 0;
  for (const question of questions) {
    const { text = '' } = await chat.says(zhangWei, `请问：${question}`, { in: 'direct' });
    if (!text.includes('\n——《')) continue;
    answers += 1;
    for (const quotation of quotationsIn(text)) {
      const lines = quoted(quotation);
      expect(lines.length, question).toBeGreaterThan(0);
      const whole = stored.some((clause) => {
        const shown = clause
          .split('\n')
          .map((one) => one.split(' | ').map(neutraliseLine).join(' | '))
          .join('\n');
        return lines.every((one) => shown.includes(one));
      });
      expect(whole, `${question}\n${lines.join('\n')}`).toBe(true);
    }
  }
  expect(questions.length).toBeGreaterThan(450);
  expect(answers).toBeGreaterThan(250);
}, 300_000);
