import { BAD_DAY } from './storm/platform.ts';
import { storm, type Aftermath } from './storm/storm.ts';

const GROUPS = 2_000;

/** What must hold after a storm; the sentences are those of the report. */
function broken(after: Aftermath, groups: number, isBadDay: boolean): readonly string[] {
  return [
    ...(after.lost > 0 ? [`${after.lost} posts are lost`] : []),
    ...(after.doubled > 0 ? [`${after.doubled} posts came twice`] : []),
    ...(after.open > 0 ? [`${after.open} posts have no end`] : []),
    ...(after.flooded > 0 ? [`${after.flooded} robots got more than 20 a minute`] : []),
    ...(after.sent + after.unknown === groups ? [] : [`${after.sent} sent and ${after.unknown} unknown are not ${groups}`]),
    ...(!isBadDay && after.unknown > 0 ? [`${after.unknown} unknown although every answer came`] : []),
    ...(!isBadDay && after.lastAfterMs > 60_000 ? [`the last post left ${Math.round(after.lastAfterMs / 1000)} s after it was due`] : []),
    ...(!isBadDay && after.stormP99Ms >= 3 * after.calmP99Ms
      ? [`answers took ${(after.stormP99Ms / after.calmP99Ms).toFixed(1)} times as long`]
      : []),
    ...(!isBadDay && after.unanswered > 0 ? [`${after.unanswered} messages of members got no answer`] : []),
  ];
}

/**
 * `npm run bench -- storm [groups]`: all groups' posts due at one instant while members talk at 50 messages a second; then
 * again on a day on which 5 % of the calls fail, 2 % of the answers are lost and the process is killed in the middle.
 * Ends with 1 when a promise does not hold.
 */
export async function run([given]: readonly string[]): Promise<void> {
  const groups = given === undefined ? GROUPS : Number(given);
  const good = await storm({ groups, faults: {}, killAfterMs: null, calmMs: 15_000, patienceMs: 120_000 });
  const bad = await storm({ groups, faults: BAD_DAY, killAfterMs: 3_000, calmMs: 5_000, patienceMs: 900_000 });
  const rows: readonly (readonly [string, (after: Aftermath) => string])[] = [
    ['sent', (after) => String(after.sent)],
    ['unknown, said so', (after) => String(after.unknown)],
    ['lost', (after) => String(after.lost)],
    ['doubled', (after) => String(after.doubled)],
    ['robots over their limit', (after) => String(after.flooded)],
    ['last post after due, s', (after) => (after.lastAfterMs / 1000).toFixed(1)],
    ['callback p99 before, ms', (after) => after.calmP99Ms.toFixed(1)],
    ['callback p99 during, ms', (after) => after.stormP99Ms.toFixed(1)],
    ['messages answered / not', (after) => `${after.answered} / ${after.unanswered}`],
  ];
  process.stdout.write(`${groups} groups, each with its own robot; a platform that answers in 100 ms\n\n`);
  process.stdout.write('| | good day | 5 % errors, 2 % lost answers, kill -9 |\n|---|---:|---:|\n');
  for (const [name, figure] of rows) process.stdout.write(`| ${name} | ${figure(good)} | ${figure(bad)} |\n`);
  const findings = [
    ...broken(good, groups, false).map((one) => `good day: ${one}`),
    ...broken(bad, groups, true).map((one) => `bad day: ${one}`),
  ];
  process.stdout.write(findings.length === 0 ? '\nevery promise holds\n' : `\nBROKEN:\n${findings.map((one) => `- ${one}\n`).join('')}`);
  process.stdout.write(`${JSON.stringify({ bench: 'storm', groups, good, bad, findings })}\n`);
  if (findings.length > 0) process.exitCode = 1;
}
