import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Generator, type Loaded } from './callback/load.ts';
import { factSource, mixedSource, type Source } from './callback/messages.ts';
import { readProfile, type Shares } from './callback/profile.ts';
import { pinOwnProcess, startServer, type RunningServer } from './callback/server.ts';
import { corporaIn, fillWorld, questionsOf } from './callback/world.ts';
import { Ledger } from './callback/facts.ts';
import { median, printRows, printShares, type Path } from './callback/report.ts';

const CONNECTIONS = 128;
const FACTS_AT_LEAST = 0.5;
const MIXED_AT_LEAST = 0.25;
const P99_AT_MOST = 3;
const SLOWEST_MS = 2_500;

const BARE = './bare.ts';
const KEPT = './kept.ts';
const WHOLE = '../../src/main.ts';

/** Processor time of one message, in microseconds: what others do on the machine hardly touches it. */
type Round = Readonly<Record<Path, { readonly loaded: Loaded; readonly micros: number }>>;

interface Part {
  readonly name: string;
  readonly rounds: readonly Round[];
  readonly half: readonly Readonly<Record<Path, Loaded>>[];
  readonly shares: Shares;
}

/**
 * The whole path (verify, decrypt, understand, answer with a durable commit, encrypt) beside a bare Koa + router with the
 * same codec, and that one with three rows kept before it answers, which is the least that a fact costs. All run at once on
 * one core, by turns under load; the load comes from the other core. Then the server is killed, and what it had acknowledged
 * is counted in its store.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { short: { type: 'boolean' }, only: { type: 'string' } },
  });
  const short = values.short ?? false;
  const plan = { rounds: short ? 3 : 7, seconds: short ? 1.5 : 3, warmUp: short ? 15 : 25 };
  const corpora = corporaIn(resolve(positionals[0] ?? new URL('../../shared/datasets/policy-qa', import.meta.url).pathname));
  if (corpora.length === 0) process.stdout.write('no policy corpora at that folder: the shipped rules alone are asked\n');
  const pinned = pinOwnProcess();
  const folder = await mkdtemp(join(tmpdir(), 'dangqun-bench-'));
  const profileFile = join(folder, 'cpu.json');
  try {
    const { clauses } = await fillWorld(join(folder, 'store'), corpora);
    const bare = await startServer(BARE);
    const kept = await startServer(KEPT, { dataDir: join(folder, 'kept') });
    const whole = await startServer(WHOLE, {
      dataDir: join(folder, 'store'),
      nodeOptions: ['--import', new URL('./callback/profiler.ts', import.meta.url).href],
      env: { PROFILE_FILE: profileFile },
    });
    const ledger = new Ledger();
    const facts = factSource();
    const mixed = mixedSource(facts, await questionsOf(corpora));
    const parts: Part[] = [];
    try {
      for (const [name, source] of [['facts', facts] as const, ['mixed', mixed] as const]) {
        if (values.only !== undefined && values.only !== name) continue;
        const paths = {
          bare: { server: bare, load: new Generator(bare.port, likeness(name, corpora)) },
          kept: { server: kept, load: new Generator(kept.port, likeness(name, corpora)) },
          whole: { server: whole, load: new Generator(whole.port, source, ledger) },
        };
        parts.push(await measurePart(name, paths, plan, profileFile));
      }
    } finally {
      await bare.stop();
      await kept.stop();
      await whole.kill();
    }
    const missing = await ledger.missingIn(join(folder, 'store'));
    report({ parts, clauses, pinned, missing, made: mixed.made, plan });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same kind of messages for the peer, which answers all of them alike. */
function likeness(name: string, corpora: readonly string[]): Source {
  return name === 'facts' || corpora.length === 0 ? factSource() : mixedSource(factSource(), ['年假有几天', '差旅费怎么报销']);
}

type Paths = Readonly<Record<Path, { readonly server: RunningServer; readonly load: Generator }>>;

async function measurePart(
  name: string,
  paths: Paths,
  plan: { readonly rounds: number; readonly seconds: number; readonly warmUp: number },
  profileFile: string,
): Promise<Part> {
  await paths.bare.load.closed(CONNECTIONS, plan.warmUp / 4);
  await paths.kept.load.closed(CONNECTIONS, plan.warmUp / 4);
  await paths.whole.load.closed(CONNECTIONS, plan.warmUp);
  const rounds: Round[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    rounds.push({
      bare: await full(paths.bare, plan.seconds),
      kept: await full(paths.kept, plan.seconds),
      whole: await full(paths.whole, plan.seconds),
    });
  }
  const half: Record<Path, Loaded>[] = [];
  const halfOf = async (path: Path): Promise<Loaded> =>
    paths[path].load.open(CONNECTIONS, plan.seconds, median(rounds.map((one) => one[path].loaded.perSecond)) / 2);
  for (let round = 0; round < plan.rounds; round += 1) {
    half.push({ bare: await halfOf('bare'), kept: await halfOf('kept'), whole: await halfOf('whole') });
  }
  paths.whole.server.signal('SIGUSR2');
  await paths.whole.load.closed(CONNECTIONS, plan.seconds);
  paths.whole.server.signal('SIGUSR2');
  const shares = await readProfile(profileFile);
  await rm(profileFile, { force: true });
  return { name, rounds, half, shares };
}

async function full({ server, load }: Paths[Path], seconds: number): Promise<Round[Path]> {
  const before = await server.cpuSeconds();
  const loaded = await load.closed(CONNECTIONS, seconds);
  return { loaded, micros: (((await server.cpuSeconds()) - before) * 1e6) / Math.max(1, loaded.answered) };
}

interface Report {
  readonly parts: readonly Part[];
  readonly clauses: number;
  readonly pinned: boolean;
  readonly missing: readonly string[];
  readonly made: Source['made'];
  readonly plan: { readonly rounds: number; readonly seconds: number };
}

function report({ parts, clauses, pinned, missing, made, plan }: Report): void {
  process.stdout.write(
    `${CONNECTIONS} connections, ${plan.seconds} s a round, ${plan.rounds} rounds by turns, medians; ${clauses} clauses; ` +
      `${pinned ? 'server on one core, load on the other' : 'NOT pinned: this machine cannot'}; load average ${loadavg()[0]?.toFixed(1) ?? '?'} ` +
      `(over 2.5, others share these cores: only the ratio by processor time means anything)\n`,
  );
  const failures = missing.map((line) => `kept: ${line}`);
  const lines = parts.map((part) => {
    const ratio = median(part.rounds.map((one) => one.whole.loaded.perSecond / one.bare.loaded.perSecond));
    const cpuRatio = median(part.rounds.map((one) => one.bare.micros / one.whole.micros));
    const p99Ratio = median(part.half.map((one) => one.whole.p99 / one.bare.p99));
    const slowest = Math.max(...part.rounds.map((one) => one.whole.loaded.slowest));
    const answersOfWhole = [...part.rounds.map((one) => one.whole.loaded), ...part.half.map((one) => one.whole)];
    const refused = answersOfWhole.reduce((sum, loaded) => sum + Object.values(loaded.refused).reduce((a, b) => a + b, 0), 0);
    const least = part.name === 'facts' ? FACTS_AT_LEAST : MIXED_AT_LEAST;
    if (ratio < least) failures.push(`${part.name}: ${ratio.toFixed(3)} of the bare rate, at least ${least} is asked`);
    if (p99Ratio > P99_AT_MOST)
      failures.push(`${part.name}: p99 at half load is ${p99Ratio.toFixed(1)} times the bare one, at most ${P99_AT_MOST}`);
    if (slowest > SLOWEST_MS) failures.push(`${part.name}: one answer took ${Math.round(slowest)} ms`);
    if (refused > 0) failures.push(`${part.name}: ${refused} messages were not answered with 200`);
    printRows(part.name, part.rounds, part.half, { ratio, cpuRatio, p99Ratio, slowest });
    printShares(part.name, part.shares);
    return { name: part.name, ratio, cpuRatio, p99Ratio, slowest, refused, shares: Object.fromEntries(part.shares.byRoom) };
  });
  process.stdout.write(
    `\nmessages: ${JSON.stringify(made)}; counted in the store after SIGKILL: ${missing.length === 0 ? 'all there' : 'MISSING'}\n`,
  );
  for (const failure of failures) process.stdout.write(`MISSED ${failure}\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'callback', pinned, clauses, parts: lines, missed: failures })}\n`);
  if (failures.length > 0) process.exitCode = 1;
}
