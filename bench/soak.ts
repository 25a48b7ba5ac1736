import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DAY_MS, MINUTE_MS } from '../src/core/clock.ts';
import { replyOf, sealedRequest, Wire } from './callback/load.ts';
import { fillWorld, openBenchStore, SECRET_KEY } from './callback/world.ts';
import { stepOf, type Step } from './soak/mix.ts';
import { openPushApi, startSoakServer, type SoakServer } from './soak/platform.ts';

const MESSAGES = 1_000_000;
const SHORT = 40_000;
/** Longer than anything that is forgotten is kept, twice: in the second half what comes and what goes balance. */
const MOST_DAYS = 810;
const RSS_LIMIT = 512e6;
const SLOPE_LIMIT = 1e6;
const WIRES = 32;
const SAMPLES = 2_000;
/** After so many samples a whole collection tells what lives: long enough before the second half that its RSS is not the one behind a collection. */
const COLLECTED_AT = SAMPLES * 0.4;
/** The clock leaps no further: what falls due in between must be run in time. */
const LEAP_MS = 20 * MINUTE_MS;
/** What is left of an event loop that holds nothing of ours: its channel to the bench. */
const HARMLESS: ReadonlySet<string> = new Set(['PipeWrap', 'TTYWrap', 'FSReqCallback']);

/** `npm run bench -- soak [messages]`: the months of a busy bot in some minutes; what it holds then, and what it would not let go of. */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { short: { type: 'boolean' } } });
  const count = positionals[0] === undefined ? (values.short === true ? SHORT : MESSAGES) : Number(positionals[0]);
  if (!Number.isInteger(count) || count < 10_000) throw new Error('messages: a whole number, at least 10000');
  const folder = await mkdtemp(join(tmpdir(), 'dangqun-soak-'));
  const dataDir = join(folder, 'store');
  const push = await openPushApi();
  try {
    await fillWorld(dataDir, [], { robots: true, aheadDays: MOST_DAYS + 30 });
    const before = await documentsIn(dataDir);
    const server = await startSoakServer({ dataDir, secretKey: SECRET_KEY, pushUrl: push.url });
    const soaked = await soak(server, count);
    const left = await server.stop();
    const after = await documentsIn(dataDir);
    report({ count, ...soaked, left, before, after, pushes: push.pushes() });
  } finally {
    push.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Sample {
  readonly messages: number;
  readonly rss: number;
}

interface Soaked {
  readonly samples: readonly Sample[];
  /** What lived after a collection when two fifths of the messages were answered, and at the end. */
  readonly living: readonly number[];
  readonly seconds: number;
  /** Answers that were not the right ones, by `<status> instead of <status>`. */
  readonly wrong: Readonly<Record<string, number>>;
}

/** Always as many a day, so that a shorter run is a part of the long one. */
function daysOf(count: number): number {
  return Math.min(MOST_DAYS, Math.ceil((count * MOST_DAYS) / MESSAGES));
}

async function soak(server: SoakServer, count: number): Promise<Soaked> {
  const wires = await Promise.all(Array.from({ length: WIRES }, () => Wire.open(server.port)));
  const samples: Sample[] = [];
  const living: number[] = [];
  const wrong: Record<string, number> = {};
  const perMessageMs = (daysOf(count) * DAY_MS) / count;
  const begun = performance.now();
  let offsetMs = 0;
  for (let done = 0; done < count;) {
    // A step of the clock, then the messages of that step together: none is older than WeCom's five minutes.
    const together = Math.max(1, Math.min(WIRES, Math.floor(LEAP_MS / perMessageMs), count - done));
    await Promise.all(wires.slice(0, together).map((wire, i) => act(wire, stepOf(done + i), Date.now() + offsetMs, wrong)));
    done += together;
    for (let left = perMessageMs * together; left > 0; left -= LEAP_MS) {
      offsetMs += Math.min(left, LEAP_MS);
      await server.setOffset(offsetMs);
    }
    if (Math.floor((done * SAMPLES) / count) > samples.length) {
      samples.push({ messages: done, rss: await server.rssBytes() });
      if (samples.length % (SAMPLES / 10) === 0) process.stderr.write(`${done} messages, ${megabytes(samples.at(-1)?.rss ?? 0)} MB\n`);
      if (samples.length === COLLECTED_AT || samples.length === SAMPLES) living.push(await server.livingBytes());
    }
  }
  for (const wire of wires) wire.close();
  return { samples, living, seconds: (performance.now() - begun) / 1000, wrong };
}

async function act(wire: Wire, step: Step, nowMs: number, wrong: Record<string, number>): Promise<void> {
  const sealed = sealedRequest(step.message, nowMs);
  const request = step.spoiled === true ? sealed.replace('msg_signature=', 'msg_signature=0') : sealed;
  const { status, body } = await wire.post(request);
  note(wrong, status, step.status);
  if (step.twice === true) note(wrong, (await wire.post(request)).status, step.status);
  if (step.takesBack !== true) return;
  const reply = replyOf(body);
  const number = /S\d+/u.exec(reply !== undefined && 'stream' in reply ? reply.stream.content : '')?.[0];
  if (number === undefined) note(wrong, 0, 200);
  else {
    const back = sealedRequest({ ...step.message, body: { msgtype: 'text', text: { content: `撤回${number}` } } }, nowMs);
    note(wrong, (await wire.post(back)).status, 200);
  }
}

function note(wrong: Record<string, number>, status: number, wanted: number): void {
  if (status === wanted) return;
  const what = `${status} instead of ${wanted}`;
  wrong[what] = (wrong[what] ?? 0) + 1;
}

async function documentsIn(dataDir: string): Promise<Readonly<Record<string, number>>> {
  const store = await openBenchStore(dataDir);
  try {
    return store.stats().documents;
  } finally {
    await store.close();
  }
}

/** Bytes a message, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ messages }) => messages), mean(({ rss }) => rss)];
  const spread = samples.reduce((sum, { messages }) => sum + (messages - x) ** 2, 0);
  return samples.reduce((sum, { messages, rss }) => sum + (messages - x) * (rss - y), 0) / spread;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

interface Report extends Soaked {
  readonly count: number;
  readonly left: readonly string[];
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
  readonly pushes: number;
}

function report({ count, samples, living, seconds, wrong, left, before, after, pushes }: Report): void {
  const settled = samples.slice(Math.floor(samples.length / 2));
  const slope = slopeOf(settled) * 100_000;
  const most = Math.max(...samples.map(({ rss }) => rss));
  const held = left.filter((what) => !HARMLESS.has(what));
  // A shorter run ends before the longest memory is full, so what comes and what goes do not balance yet.
  const long = count >= MESSAGES;
  const missed = [
    ...(most > RSS_LIMIT ? [`RSS ${megabytes(most)} MB, at most ${megabytes(RSS_LIMIT)} is asked`] : []),
    ...(long && slope >= SLOPE_LIMIT
      ? [`RSS grows by ${megabytes(slope)} MB per 100,000 messages, less than ${megabytes(SLOPE_LIMIT)} is asked`]
      : []),
    ...(held.length > 0 ? [`left behind: ${held.join(', ')}`] : []),
    ...(Object.keys(wrong).length > 0 ? [`wrong answers: ${JSON.stringify(wrong)}`] : []),
  ];
  process.stdout.write(
    `${count} messages over ${daysOf(count)} days in ${seconds.toFixed(0)} s (${(count / seconds).toFixed(0)}/s), ${pushes} posts\n` +
      `RSS: most ${megabytes(most)} MB, at the end ${megabytes(samples.at(-1)?.rss ?? 0)} MB; second half ${megabytes(slope)} MB per 100,000 messages` +
      `${long ? '' : ' (too few messages for that bound: it is not judged)'}\n` +
      `living after a collection: ${living.map(megabytes).join(' MB at two fifths, ')} MB at the end\nleft at the end: ${left.join(', ') || 'nothing'}\n\n` +
      `| documents | before | after |\n|---|---:|---:|\n`,
  );
  for (const [name, documents] of Object.entries(after))
    if (documents > 0 || (before[name] ?? 0) > 0) process.stdout.write(`| ${name} | ${before[name] ?? 0} | ${documents} |\n`);
  process.stdout.write(
    `\nkept for a time: answers 25 hours, conversations 8 days, what was asked about the rules 14 days, notices 180 days, occurrences, prompts\n` +
      `and citations 400 days; sign-ups have one row for each member and activity; suggestions and quiz answers are facts and stay, their names three years; what secretaries did 400 days\n`,
  );
  for (const line of missed) process.stdout.write(`MISSED ${line}\n`);
  process.stdout.write(
    `${JSON.stringify({ bench: 'soak', count, seconds, most, slope, living, left, wrong, documents: after, missed })}\n`,
  );
  if (missed.length > 0) process.exitCode = 1;
}
