import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

/** Shares of the time that was not idle: self time, summed by room of ours or by library, and by function. */
export interface Shares {
  readonly byRoom: readonly (readonly [string, number])[];
  readonly byFunction: readonly (readonly [string, number])[];
}

const SETTLES_MS = 200;

export async function readProfile(file: string): Promise<Shares> {
  for (let tries = 0; tries < 50 && !existsSync(file); tries += 1) await pause(SETTLES_MS);
  await pause(SETTLES_MS);
  const { nodes, samples, timeDeltas } = profileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const rooms = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, i) => {
    const frame = frames.get(id);
    const micros = timeDeltas[i] ?? 0;
    // Beginning to look is work of the looking itself.
    if (frame === undefined || frame.functionName === '(idle)' || frame.url === 'node:inspector') return;
    busy += micros;
    add(rooms, roomOf(frame.url, frame.functionName), micros);
    add(functions, `${frame.functionName || '(anonymous)'} ${placeOf(frame.url)}:${frame.lineNumber + 1}`, micros);
  });
  const shares = (map: ReadonlyMap<string, number>, most: number): readonly (readonly [string, number])[] =>
    [...map]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, most)
      .map(([name, micros]) => [name, micros / Math.max(1, busy)] as const);
  return { byRoom: shares(rooms, 16), byFunction: shares(functions, 40) };
}

function add(map: Map<string, number>, name: string, micros: number): void {
  map.set(name, (map.get(name) ?? 0) + micros);
}

function roomOf(url: string, functionName: string): string {
  const own = /\/src\/((?:features|channels|store)\/[^/]+|[^/]+)/u.exec(url)?.[1];
  if (own !== undefined) return `src/${own}`;
  const library = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(url)?.[1];
  if (library !== undefined) return library;
  if (url.startsWith('node:')) return `node: ${/^node:(?:internal\/)?([^/]+)/u.exec(url)?.[1] ?? ''}`;
  return url === '' && functionName.startsWith('(') ? functionName : 'engine and native code';
}

function placeOf(url: string): string {
  return url.replace(/^.*\/(src|node_modules)\//u, '$1/');
}
