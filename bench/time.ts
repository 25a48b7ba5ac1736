import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { workdayCalendar, workdayTableSchema } from '../src/time/calendar.ts';
import { answerTimeLine } from '../src/time/stdio.ts';
import { chronoNode, recognizers } from './time-peers.ts';
import { caseSchema, isRight, type Case, type Fields } from './time-score.ts';

const KINDS = ['instant', 'date', 'range', 'recurring', 'duration', 'none'];
const ROUNDS = 5;

/** What a reader says to a case; where it offers several readings, any right one counts. */
type Answers = (test: Case) => readonly Fields[];

/**
 * `npm run bench -- time [folder] [--wrong]`: accuracy per kind and for the tag `sched`, µs a text, ours beside
 * chrono-node and recognizers-text in one run; `--wrong` lists our misses.
 */
export function run(args: readonly string[]): Promise<void> {
  // The recognizers know no zone but the process's own; every case is one of Shanghai.
  process.env['TZ'] = 'Asia/Shanghai';
  const folder = resolve(args.find((arg) => !arg.startsWith('--')) ?? new URL('../../shared/datasets/time-zh', import.meta.url).pathname);
  const cases = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readCases(join(folder, name)));
  const calendar = shippedCalendar();
  const readers: Readonly<Record<string, Answers>> = {
    ours: (test) => [answerTimeLine(test, calendar)],
    'chrono-node': chronoNode,
    recognizers,
  };
  const results = Object.entries(readers).map(([reader, answers]) => ({ reader, ...measure(cases, answers) }));
  console.table(Object.fromEntries(results.map(({ reader, right, speed }) => [reader, { ...accuracies(cases, right), ...speed }])));
  const [ours] = results;
  if (args.includes('--wrong') && ours !== undefined) listWrong(cases, ours.answers, ours.right);
  console.log(
    JSON.stringify({
      bench: 'time',
      cases: cases.length,
      ...Object.fromEntries(results.map(({ reader, right, speed }) => [reader, { ...accuracies(cases, right), ...speed }])),
    }),
  );
  return Promise.resolve();
}

interface Measured {
  readonly answers: readonly (readonly Fields[])[];
  readonly right: readonly boolean[];
  readonly speed: { readonly p50us: number; readonly p99us: number };
}

function measure(cases: readonly Case[], reader: Answers): Measured {
  const answers = cases.map(reader);
  // The median of a text's rounds: what other work does to this machine is not the reader's.
  const times = cases.map((test) => {
    const rounds = Array.from({ length: ROUNDS }, () => {
      const startedMs = performance.now();
      reader(test);
      return (performance.now() - startedMs) * 1000;
    });
    return rounds.toSorted((left, right) => left - right)[Math.floor(ROUNDS / 2)] ?? 0;
  });
  times.sort((left, right) => left - right);
  const at = (share: number): number => Math.round(times[Math.floor(times.length * share)] ?? 0);
  return {
    answers,
    right: cases.map((test, index) => (answers[index] ?? []).some((answer) => isRight(test, answer))),
    speed: { p50us: at(0.5), p99us: at(0.99) },
  };
}

function accuracies(cases: readonly Case[], right: readonly boolean[]): Record<string, string> {
  const share = (isMeant: (test: Case) => boolean): string => {
    const meant = right.filter((_, index) => isMeant(cases[index] ?? { id: '', ref: '', tz: '', text: '', kind: '', expect: {} }));
    return meant.length === 0 ? '–' : `${((meant.filter(Boolean).length * 100) / meant.length).toFixed(1)} %`;
  };
  return {
    sched: share((test) => test.tags?.includes('sched') ?? false),
    ...Object.fromEntries(KINDS.map((kind) => [kind, share((test) => test.kind === kind)])),
    all: share(() => true),
  };
}

function shippedCalendar(): ReturnType<typeof workdayCalendar> {
  const seeds = new URL('../data/seed/workdays/', import.meta.url);
  return workdayCalendar(
    readdirSync(seeds).map((name) => workdayTableSchema.parse(JSON.parse(readFileSync(new URL(name, seeds), 'utf8')))),
  );
}

function readCases(file: string): readonly Case[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => caseSchema.parse(JSON.parse(line)));
}

function listWrong(cases: readonly Case[], answers: Measured['answers'], right: readonly boolean[]): void {
  for (const [index, test] of cases.entries()) {
    if (right[index] === true) continue;
    const { id: _, ...answer } = answers[index]?.[0] ?? {};
    console.log(
      `${test.tags?.includes('sched') === true ? '*' : ' '} ${test.ref.slice(0, 16)} ${test.text} | ${test.kind} ${JSON.stringify(test.expect)} | got ${JSON.stringify(answer)} | ${test.tags?.join(',')}`,
    );
  }
}
