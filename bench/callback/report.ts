import type { Loaded } from './load.ts';
import type { Shares } from './profile.ts';

/** The bare peer, the peer that keeps three rows, and the program. */
export const PATHS = ['bare', 'kept', 'whole'] as const;
export type Path = (typeof PATHS)[number];

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

interface Verdict {
  readonly ratio: number;
  readonly cpuRatio: number;
  readonly p99Ratio: number;
  readonly slowest: number;
}

export function printRows(
  name: string,
  rounds: readonly Readonly<Record<Path, { readonly loaded: Loaded; readonly micros: number }>>[],
  half: readonly Readonly<Record<Path, Loaded>>[],
  verdict: Verdict,
): void {
  const row = (who: Path): string => {
    const cells = [
      median(rounds.map((one) => one[who].loaded.perSecond)).toFixed(0),
      median(rounds.map((one) => one[who].micros)).toFixed(0),
      median(rounds.map((one) => one[who].loaded.p99)).toFixed(1),
      Math.max(...rounds.map((one) => one[who].loaded.slowest)).toFixed(0),
      median(half.map((one) => one[who].p50)).toFixed(2),
      median(half.map((one) => one[who].p99)).toFixed(2),
    ];
    return `| ${who} | ${cells.join(' | ')} |\n`;
  };
  process.stdout.write(
    `\n${name}\n| path | messages/s | processor µs each | p99 ms full | slowest ms full | p50 ms half | p99 ms half |\n|---|---:|---:|---:|---:|---:|---:|\n`,
  );
  process.stdout.write(PATHS.map(row).join(''));
  process.stdout.write(
    `rate ${(verdict.ratio * 100).toFixed(1)} % of bare (by processor time ${(verdict.cpuRatio * 100).toFixed(1)} %), ` +
      `p99 at half load ${verdict.p99Ratio.toFixed(2)} times bare\n`,
  );
}

export function printShares(name: string, shares: Shares): void {
  const list = (pairs: Shares['byRoom']): string =>
    pairs.map(([what, share]) => `${(share * 100).toFixed(1).padStart(5)} %  ${what}\n`).join('');
  process.stdout.write(`\nwhere the time of ${name} goes, by room\n${list(shares.byRoom)}`);
  process.stdout.write(`by function\n${list(shares.byFunction)}`);
}
