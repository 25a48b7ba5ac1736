import { dirname } from 'node:path';
import { StoreRefused } from '../../../src/store/json/errors.ts';
import type { AppendFile, FileLayer } from '../../../src/store/json/files.ts';
import type { Below } from '../../support/chance.ts';

export type Call =
  | 'open'
  | 'append'
  | 'datasync'
  | 'truncate'
  | 'close'
  | 'list'
  | 'readFile'
  | 'readStream'
  | 'rename'
  | 'syncFolder'
  | 'remove';

/** What becomes of bytes and names that were never synced. */
export type Loss =
  | 'all'
  | 'nothing'
  | 'halfOfEachFile'
  | 'contentButNotLength'
  | 'everyOtherSector'
  | 'contentButNotNames'
  | 'namesButNotContent'
  | 'cuts';

/** A change of names that a sync of the folder makes durable; a rename is one change. */
interface Naming {
  readonly set?: { readonly path: string; readonly inode: Inode };
  readonly gone?: string;
}

interface Inode {
  data: Buffer;
  /** Where each write since the last sync begins. */
  writes: number[];
  /** What a power cut leaves at least. */
  durable: Buffer;
  /** The longest since the last sync: what is there if a later cut is lost. */
  longest: Buffer;
}

const SECTOR = 512;

/**
 * A disk in memory that forgets what was not synced. `before` sees every call and may throw in its place, or answer a
 * number for an append: so many bytes are written, and no error is told.
 */
export class Disk {
  before: (call: Call, path: string) => number | void = () => {};
  readonly calls: Call[] = [];
  #names = new Map<string, Inode>();
  #durableNames = new Map<string, Inode>();
  #namings: Naming[] = [];
  #folders = new Set<string>(['/']);
  #locked = new Set<string>();
  /** What it says of itself; it takes more all the same. */
  freeBytes = 9e11;
  /** What it calls itself, and whether its locks are seen by others. */
  networkFileSystem: string | null = null;
  locksAreSeen = true;
  #life = 0;

  /** Every process has its own layer; a power cut ends them all. */
  layer(): FileLayer {
    const life = this.#life;
    const call = (kind: Call, path: string): number | void => {
      if (life !== this.#life) throw failure('EIO', 'this process is gone');
      this.calls.push(kind);
      return this.before(kind, path);
    };
    const inode = (path: string): Inode => {
      const found = this.#names.get(path);
      if (found === undefined) throw failure('ENOENT', path);
      return found;
    };
    return {
      makeFolder: async (path) => {
        this.#folders.add(path);
      },
      list: async (path) => {
        call('list', path);
        if (!this.#folders.has(path)) return null;
        return [...this.#names.keys()].filter((name) => dirname(name) === path).map((name) => name.slice(path.length + 1));
      },
      open: async (path) => {
        call('open', path);
        return this.#handle(path, (kind) => call(kind, path));
      },
      openDurable: async (path) => {
        call('open', path);
        const file = this.#handle(path, (kind) => call(kind, path));
        const append = async (bytes: Uint8Array): Promise<number> => {
          const written = await file.append(bytes);
          await file.datasync();
          return written;
        };
        return { ...file, append };
      },
      readFile: async (path) => {
        call('readFile', path);
        return Buffer.from(inode(path).data);
      },
      // Small pieces, so that lines come in parts.
      readStream: (path) => pieces(() => (call('readStream', path), Buffer.from(inode(path).data)), 100),
      rename: async (from, to) => {
        call('rename', to);
        this.#rename({ gone: from, set: { path: to, inode: inode(from) } });
      },
      syncFolder: async (path) => {
        call('syncFolder', path);
        for (const name of this.#durableNames.keys()) if (dirname(name) === path) this.#durableNames.delete(name);
        for (const [name, found] of this.#names) if (dirname(name) === path) this.#durableNames.set(name, found);
        this.#namings = this.#namings.filter(({ set, gone }) => dirname(set?.path ?? gone ?? '') !== path);
      },
      remove: async (path) => {
        call('remove', path);
        inode(path);
        this.#rename({ gone: path });
      },
      room: async () => ({ freeBytes: this.freeBytes, totalBytes: 1e12 }),
      networkFileSystem: async () => this.networkFileSystem,
      lock: async (folder) => {
        if (this.#locked.has(folder)) throw new StoreRefused('locked', 'locked');
        this.#locked.add(folder);
        return { isSeen: async () => this.locksAreSeen, release: async () => void (life === this.#life && this.#locked.delete(folder)) };
      },
    };
  }

  #handle(path: string, call: (kind: Call) => number | void): AppendFile {
    const inode = this.#opened(path);
    return { ...handle(inode, call), isAt: async (where) => this.#names.get(where) === inode };
  }

  #opened(path: string): Inode {
    const known = this.#names.get(path);
    if (known !== undefined) return known;
    const inode = inodeOf(Buffer.alloc(0));
    this.#rename({ set: { path, inode } });
    return inode;
  }

  #rename(naming: Naming): void {
    named(this.#names, naming);
    this.#namings.push(naming);
  }

  /** All processes die; what was written stays. */
  kill(): void {
    this.#life += 1;
    this.#locked.clear();
  }

  cutPower(loss: Loss): void {
    this.kill();
    const keepNames = loss === 'nothing' || loss === 'namesButNotContent' || loss === 'cuts';
    if (!keepNames && loss !== 'halfOfEachFile') this.#names = new Map(this.#durableNames);
    for (const inode of this.#names.values()) Object.assign(inode, inodeOf(remains(inode, loss)));
    this.#durableNames = new Map(this.#names);
    this.#namings = [];
  }

  /**
   * Each file and each change of names fares by itself: nothing, all, a beginning, sectors, writes out of order, a length
   * without content, a name without what it names.
   */
  cutPowerByChance(below: Below): void {
    this.kill();
    const names = new Map(this.#durableNames);
    const inOrder = below(2) === 0;
    const kept = below(this.#namings.length + 1);
    for (const [i, naming] of this.#namings.entries()) if (inOrder ? i < kept : below(2) === 0) named(names, naming);
    this.#names = names;
    for (const inode of this.#names.values()) Object.assign(inode, inodeOf(chanceOf(inode, below)));
    this.#durableNames = new Map(this.#names);
    this.#namings = [];
  }

  read(path: string): Buffer {
    return Buffer.from(this.#names.get(path)?.data ?? Buffer.alloc(0));
  }

  write(path: string, data: Uint8Array): void {
    const inode = inodeOf(Buffer.from(data));
    this.#folders.add(dirname(path));
    this.#names.set(path, inode);
    this.#durableNames.set(path, inode);
  }

  delete(path: string): void {
    this.#names.delete(path);
    this.#durableNames.delete(path);
  }

  names(folder: string): string[] {
    return [...this.#names.keys()]
      .filter((name) => dirname(name) === folder)
      .map((name) => name.slice(folder.length + 1))
      .toSorted();
  }

  /** The same content in a new machine. */
  copy(): Disk {
    const copy = new Disk();
    for (const [path, { data }] of this.#names) copy.write(path, data);
    for (const folder of this.#folders) copy.#folders.add(folder);
    return copy;
  }
}

export function failure(code: string, about = ''): Error {
  return Object.assign(new Error(`${code}: ${about}`), { code });
}

function handle(inode: Inode, call: (kind: Call) => number | void): Omit<AppendFile, 'isAt'> {
  return {
    append: async (bytes) => {
      const short = call('append');
      const written = typeof short === 'number' ? bytes.subarray(0, short) : bytes;
      inode.writes.push(inode.data.length);
      inode.data = Buffer.concat([inode.data, written]);
      if (inode.data.length > inode.longest.length) inode.longest = inode.data;
      return written.length;
    },
    datasync: async () => {
      call('datasync');
      inode.durable = inode.data;
      inode.longest = inode.data;
      inode.writes = [];
    },
    truncate: async (length) => {
      call('truncate');
      inode.data = inode.data.subarray(0, length);
    },
    close: async () => void call('close'),
  };
}

async function* pieces(read: () => Buffer, size: number): AsyncIterable<Uint8Array> {
  const data = read();
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

function inodeOf(data: Buffer): Inode {
  return { data, writes: [], durable: data, longest: data };
}

function remains({ data, durable, longest }: Inode, loss: Loss): Buffer {
  if (loss === 'cuts') return longest;
  if (data.equals(durable)) return durable;
  const fresh = data.subarray(durable.length);
  switch (loss) {
    case 'all':
    case 'namesButNotContent':
      return durable;
    case 'nothing':
    case 'contentButNotNames':
      return data;
    case 'halfOfEachFile':
      return Buffer.concat([durable, fresh.subarray(0, fresh.length >>> 1)]);
    case 'contentButNotLength':
      return Buffer.concat([durable, Buffer.alloc(fresh.length)]);
    case 'everyOtherSector':
      return withHoles(data, durable.length);
  }
}

function withHoles(data: Buffer, from: number): Buffer {
  const torn = Buffer.from(data);
  const first = Math.ceil(from / SECTOR) * SECTOR;
  // The sector in which the new bytes begin is lost as well: its old bytes are there, the new ones are zero.
  torn.fill(0, from, Math.min(first, torn.length));
  for (let at = first + SECTOR; at < torn.length; at += 2 * SECTOR) torn.fill(0, at, Math.min(at + SECTOR, torn.length));
  return torn;
}

function named(names: Map<string, Inode>, { set, gone }: Naming): void {
  if (gone !== undefined) names.delete(gone);
  if (set !== undefined) names.set(set.path, set.inode);
}

/** What a cut may leave of a file: its synced bytes for certain, of the others whatever chance wills. */
function chanceOf(inode: Inode, below: Below): Buffer {
  const { data, durable, longest, writes } = inode;
  // A cut to a shorter length that was not synced may be undone.
  const whole = data.length < longest.length && below(2) === 0 ? longest : data;
  const from = Math.min(durable.length, whole.length);
  if (whole.length <= from) return below(2) === 0 ? whole : longest.subarray(0, durable.length);
  switch (below(6)) {
    case 0:
      return whole.subarray(0, from);
    case 1:
      return whole;
    case 2:
      return whole.subarray(0, from + below(whole.length - from + 1));
    case 3:
      return Buffer.concat([whole.subarray(0, from), Buffer.alloc(whole.length - from)]);
    case 4:
      return without(whole, spans(from, whole.length), below);
    default:
      return without(whole, between([from, ...writes.filter((at) => at > from && at < whole.length), whole.length]), below);
  }
}

/** The sectors of the new bytes; the first begins where they do. */
function spans(from: number, to: number): [number, number][] {
  const edges = [from];
  for (let at = (Math.floor(from / SECTOR) + 1) * SECTOR; at < to; at += SECTOR) edges.push(at);
  return between([...edges, to]);
}

const between = (edges: readonly number[]): [number, number][] => edges.slice(1).map((to, i) => [edges[i] ?? 0, to]);

/** Each span is there or zero; lost ones at the end are not even zero. */
function without(whole: Buffer, parts: readonly [number, number][], below: Below): Buffer {
  const left = Buffer.from(whole);
  let end = parts[0]?.[0] ?? left.length;
  for (const [from, to] of parts) {
    if (below(2) === 0) end = to;
    else left.fill(0, from, to);
  }
  return left.subarray(0, end);
}
