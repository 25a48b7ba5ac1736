import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { allFeatures } from '../src/app.ts';
import { answerUnderstandLine, lineSchema } from '../src/conversation/understand/stdio.ts';
import { understander } from '../src/conversation/understand/read.ts';
import { shippedWorkdays } from '../src/workdays.ts';

const BOT_NAMES = ['党群助手', '红管家'];
const labelled = lineSchema.extend({ intent: z.string(), slots: z.record(z.string(), z.unknown()) });

/** Intents that change facts: on `none`, `chitchat` and attack rows none of these may come out. */
function actsOf(): ReadonlySet<string> {
  return new Set(allFeatures().flatMap((feature) => feature.intents.filter((intent) => intent.acts).map((intent) => intent.name)));
}

/** Intent and slot accuracy over the labelled sentences, with a confusion table. Folder or file as first argument. */
export async function run(args: readonly string[]): Promise<void> {
  const [place = '../shared/datasets'] = args;
  const file = place.endsWith('.jsonl') ? place : `${place}/utterances.jsonl`;
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => labelled.parse(JSON.parse(line)));
  const features = allFeatures();
  const deps = { understander: understander(features), calendar: await shippedWorkdays(), botNames: BOT_NAMES };
  deps.understander.warmUp();
  const served = new Set(features.flatMap((feature) => feature.intents.map((intent) => intent.name)));
  const acts = actsOf();

  const start = performance.now();
  const answers = rows.map((row) => ({ row, answer: answerUnderstandLine(row, deps) }));
  const microseconds = ((performance.now() - start) * 1000) / rows.length;

  const byIntent = new Map<string, { right: number; all: number; slotsRight: number; slotsAll: number; wrong: Map<string, number> }>();
  const wrongActs: string[] = [];
  for (const { row, answer } of answers) {
    const line = byIntent.get(row.intent) ?? { right: 0, all: 0, slotsRight: 0, slotsAll: 0, wrong: new Map<string, number>() };
    byIntent.set(row.intent, line);
    line.all += 1;
    if (answer.intent === row.intent) line.right += 1;
    else line.wrong.set(answer.intent, (line.wrong.get(answer.intent) ?? 0) + 1);
    for (const [name, value] of Object.entries(row.slots)) {
      if (name === 'also') continue;
      line.slotsAll += 1;
      if (answer.intent === row.intent && JSON.stringify(answer.slots[name]) === JSON.stringify(value)) line.slotsRight += 1;
    }
    if ((row.intent === 'none' || row.intent === 'chitchat') && answer.certain && acts.has(answer.intent)) wrongActs.push(row.id);
    if (process.env['SHOW'] === 'wrong' && answer.intent !== row.intent)
      process.stdout.write(`${row.id} ${row.role} ${row.intent} → ${answer.intent}: ${row.text}\n`);
    if (process.env['SHOW'] === 'slots' && answer.intent === row.intent && JSON.stringify(answer.slots) !== JSON.stringify(row.slots)) {
      process.stdout.write(`${row.id} ${row.text}\n   want ${JSON.stringify(row.slots)}\n   have ${JSON.stringify(answer.slots)}\n`);
    }
  }
  print(byIntent, served, wrongActs, microseconds);
}

function print(
  byIntent: ReadonlyMap<string, { right: number; all: number; slotsRight: number; slotsAll: number; wrong: ReadonlyMap<string, number> }>,
  served: ReadonlySet<string>,
  wrongActs: readonly string[],
  microseconds: number,
): void {
  process.stdout.write('| intent | right | of | slots right | of | read as |\n|---|---:|---:|---:|---:|---|\n');
  let right = 0;
  let all = 0;
  let slotsRight = 0;
  let slotsAll = 0;
  for (const [intent, line] of byIntent) {
    const wrong = [...line.wrong].map(([name, count]) => `${name} ${count}`).join(', ');
    process.stdout.write(
      `| ${intent}${NOT_BUILT.has(intent) ? ' (not built)' : ''} | ${line.right} | ${line.all} | ${line.slotsRight} | ${line.slotsAll} | ${wrong} |\n`,
    );
    if (NOT_BUILT.has(intent) || !served.has(intent)) continue;
    right += line.right;
    all += line.all;
    slotsRight += line.slotsRight;
    slotsAll += line.slotsAll;
  }
  const built = { accuracy: round(right / all), right, all, slotAccuracy: round(slotsRight / slotsAll), slotsRight, slotsAll };
  process.stdout.write(`\nbuilt intents: ${built.right} of ${built.all} right; acts on none, chitchat or attack: ${wrongActs.length}\n`);
  process.stdout.write(
    `${JSON.stringify({ bench: 'understand', ...built, wrongActs: wrongActs.length, microsecondsPerText: Math.round(microseconds) })}\n`,
  );
}

/** Known as classes, so that they are not read as something else, but served by no feature yet. */
const NOT_BUILT = new Set([
  'checkin',
  'my_points',
  'leaderboard',
  'survey_answer',
  'claim_task',
  'who_is_responsible',
  'study_note',
  'report_request',
]);

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
