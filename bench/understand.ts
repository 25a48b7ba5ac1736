import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { allFeatures } from '../src/feature-list.ts';
import { answerUnderstandLine, lineSchema, type UnderstandAnswer } from '../src/conversation/understand/stdio.ts';
import { understander } from '../src/conversation/understand/read.ts';
import { shippedWorkdays } from '../src/workdays.ts';

const BOT_NAMES = ['党群助手', '红管家'];
/** Known as classes, so that they are not read as something else, but not asked for yet. */
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
/** Nothing may be done on these. */
const NOTHING_TO_DO = new Set(['none', 'chitchat']);
const CALIBRATED_FROM = 0.62;

const labelled = lineSchema.extend({ intent: z.string(), slots: z.record(z.string(), z.unknown()) });
type Row = z.infer<typeof labelled>;
interface Answered {
  readonly row: Row;
  readonly answer: UnderstandAnswer;
}

/**
 * Intent and slot accuracy over labelled sentences, wrong acts, choices offered and how well chances are calibrated.
 * Folder or .jsonl file as first argument. `SHOW=wrong` and `SHOW=slots` list what differs.
 */
export async function run(args: readonly string[]): Promise<void> {
  const [place = '../shared/datasets'] = args;
  const file = place.endsWith('.jsonl') ? place : `${place}/utterances.jsonl`;
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => labelled.parse(JSON.parse(line)));
  const features = allFeatures();
  const deps = { understander: understander(features), calendar: await shippedWorkdays(), botNames: BOT_NAMES };
  const trainStart = performance.now();
  deps.understander.warmUp();
  const trainMs = performance.now() - trainStart;
  const acts = new Set(features.flatMap((feature) => feature.intents.filter((intent) => intent.acts).map((intent) => intent.name)));

  const start = performance.now();
  const answers = rows.map((row) => ({ row, answer: answerUnderstandLine(row, deps) }));
  const microsecondsPerText = Math.round(((performance.now() - start) * 1000) / rows.length);
  for (const one of answers) show(one);
  table(answers);
  const figures = { ...summary(answers, acts), microsecondsPerText, trainMs: Math.round(trainMs) };
  process.stdout.write(`\nbuilt intents: ${figures.right} of ${figures.all} right; `);
  process.stdout.write(`acts on none, chitchat or attack: ${figures.wrongActs}; other wrong acts: ${figures.otherWrongActs}\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'understand', ...figures })}\n`);
}

function show({ row, answer }: Answered): void {
  const what = process.env['SHOW'];
  if (what === 'wrong' && answer.intent !== row.intent)
    process.stdout.write(
      `${row.id} ${row.role} ${row.intent} → ${answer.intent}${answer.certain ? '!' : `? ${answer.offered.join()}`} ${answer.chance?.toFixed(2) ?? 'dialog'}: ${row.text}\n`,
    );
  if (what === 'slots' && answer.intent === row.intent && JSON.stringify(answer.slots) !== JSON.stringify(row.slots))
    process.stdout.write(`${row.id} ${row.text}\n   want ${JSON.stringify(row.slots)}\n   have ${JSON.stringify(answer.slots)}\n`);
}

function slotsOf({ row, answer }: Answered): { right: number; all: number } {
  const wanted = Object.entries(row.slots).filter(([name]) => name !== 'also');
  const right = wanted.filter(
    ([name, value]) => answer.intent === row.intent && JSON.stringify(answer.slots[name]) === JSON.stringify(value),
  );
  return { right: right.length, all: wanted.length };
}

function table(answers: readonly Answered[]): void {
  process.stdout.write('| intent | right | of | slots right | of | read as |\n|---|---:|---:|---:|---:|---|\n');
  for (const [intent, ones] of Map.groupBy(answers, ({ row }) => row.intent)) {
    const wrong = Map.groupBy(
      ones.filter(({ answer }) => answer.intent !== intent),
      ({ answer }) => answer.intent,
    );
    const readAs = [...wrong].map(([name, some]) => `${name} ${some.length}`).join(', ');
    const right = ones.filter(({ answer }) => answer.intent === intent).length;
    const slots = sumOf(ones.map(slotsOf));
    const name = `${intent}${NOT_BUILT.has(intent) ? ' (not built)' : ''}`;
    process.stdout.write(`| ${name} | ${right} | ${ones.length} | ${slots.right} | ${slots.all} | ${readAs} |\n`);
  }
}

function summary(answers: readonly Answered[], acts: ReadonlySet<string>) {
  const built = answers.filter(({ row }) => !NOT_BUILT.has(row.intent));
  const right = built.filter(({ row, answer }) => answer.intent === row.intent).length;
  const slots = sumOf(built.map(slotsOf));
  const done = answers.filter(({ answer }) => answer.certain && acts.has(answer.intent));
  const wrong = done.filter(({ row, answer }) => answer.intent !== row.intent);
  const wrongActs = wrong.filter(({ row }) => NOTHING_TO_DO.has(row.intent)).length;
  const chosen = answers.filter(({ answer }) => !answer.certain && answer.offered.length === 2);
  const confident = answers.filter(({ answer }) => (answer.chance ?? 0) >= CALIBRATED_FROM);
  return {
    accuracy: share(right, built.length),
    right,
    all: built.length,
    slotAccuracy: share(slots.right, slots.all),
    wrongActs,
    otherWrongActs: wrong.length - wrongActs,
    acts: done.length,
    choices: share(chosen.length, answers.length),
    choicesWithRightOne: share(chosen.filter(({ row, answer }) => answer.offered.includes(row.intent)).length, chosen.length),
    confident: share(confident.length, answers.length),
    confidentMean: mean(confident.map(({ answer }) => answer.chance ?? 0)),
    confidentRight: share(confident.filter(({ row, answer }) => answer.intent === row.intent).length, confident.length),
  };
}

function sumOf(parts: readonly { right: number; all: number }[]): { right: number; all: number } {
  return parts.reduce((sum, part) => ({ right: sum.right + part.right, all: sum.all + part.all }), { right: 0, all: 0 });
}

function mean(values: readonly number[]): number {
  return share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

function share(part: number, all: number): number {
  return all === 0 ? 0 : Math.round((part / all) * 1000) / 1000;
}
