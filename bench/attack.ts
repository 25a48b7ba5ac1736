import { attack, type Outcome } from '../test/support/attack/attack.ts';
import { randomKills } from '../test/support/crash-random.ts';

const CUTS = 10_000;
const KILLS = 2_000;
const DEATHS_A_RUN = 25;
const REAL_KILLS = 100;
const REAL_KILLS_A_RUN = 25;
const MOST_FAILURES_TOLD = 20;

/**
 * `attack [first seed] [power cuts] [kills] [kills of a real process]`: seeded runs of everything mixed, until as many
 * power cuts and kills have been survived. Most kills are of a bot inside this process, on a disk that keeps what was
 * written and forgets the process: for the store that is all that SIGKILL does. The last part kills real processes.
 * Ends with code 1 when anything acknowledged was lost or anything happened twice, and names the seed.
 */
export async function run(args: readonly string[]): Promise<void> {
  const [first = 1, cuts = CUTS, kills = KILLS, real = REAL_KILLS] = args.map(Number);
  const begun = performance.now();
  const outcomes: Outcome[] = [];
  const sum = (pick: (one: Outcome) => number): number => outcomes.reduce((total, one) => total + pick(one), 0);
  for (let seed = first; sum(({ toll }) => toll.cut) < cuts || sum(({ toll }) => toll.kill) < kills; seed += 1) {
    outcomes.push(await attack(seed, { deaths: DEATHS_A_RUN }));
  }
  const mixed = {
    runs: outcomes.length,
    powerCuts: sum(({ toll }) => toll.cut),
    kills: sum(({ toll }) => toll.kill),
    ioErrors: sum(({ toll }) => toll.error),
    fullDisk: sum(({ toll }) => toll.full),
    messages: sum(({ messages }) => messages),
    acknowledged: sum((one) => one.acknowledged),
    posts: sum(({ posts }) => posts),
    findings: sum(({ findings }) => findings.length),
    seconds: seconds(begun),
  };
  const failed = outcomes.filter(({ findings }) => findings.length > 0);
  const processes = await realProcesses(first, real);
  const rows = Object.entries(mixed).map(([name, value]) => `| ${name} | ${value} |`);
  const realRows = Object.entries(processes).map(([name, value]) => `| real process: ${name} | ${value} |`);
  process.stdout.write(`| what | count |\n|---|---:|\n${[...rows, ...realRows].join('\n')}\n\n`);
  for (const { seed, findings } of failed.slice(0, MOST_FAILURES_TOLD)) process.stdout.write(`seed ${seed}: ${findings.join('; ')}\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'attack', mixed, processes, failedSeeds: failed.map(({ seed }) => seed) })}\n`);
  if (mixed.findings + processes.findings > 0) process.exitCode = 1;
}

async function realProcesses(first: number, kills: number) {
  const begun = performance.now();
  const total = { kills: 0, messages: 0, findings: 0 };
  for (let seed = first; total.kills < kills; seed += 1) {
    const told = await randomKills({ seed, kills: Math.min(REAL_KILLS_A_RUN, kills - total.kills) });
    total.kills += told.kills;
    total.messages += told.messages;
    total.findings += told.findings.length;
    for (const words of told.findings) process.stdout.write(`real process, seed ${seed}: ${words}\n`);
  }
  return { ...total, seconds: seconds(begun) };
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10;
}
