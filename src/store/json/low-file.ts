import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Low, type Adapter } from 'lowdb';
import type { ZodType } from 'zod';
import type { Failpoints } from '../../core/failpoints.ts';
import { codeOf, StoreDamaged } from './errors.ts';
import type { FileLayer } from './files.ts';
import { FORMAT, refuseNewer } from './folder.ts';
import { writeAside } from './write-aside.ts';

interface World {
  readonly files: FileLayer;
  readonly failpoints: Failpoints;
  readonly onWritten?: (bytes: number) => void;
  readonly format?: number;
}

/**
 * A lowdb file as the store needs it: lowdb's own adapters rename without a sync, so that a power cut may leave an empty
 * file, and keep no checksum. This one is in place whole and durable or not at all, and knows when a byte of it changed.
 */
export function lowFile<T>(world: World, path: string, schema: ZodType<T>, data: T): Low<T> {
  return new Low<T>(new CheckedFile(world, path, schema), data);
}

// {"format":1,"sha256":"…","data":…} and a line end; the sum is over format and data as they stand there.
const HEAD = /^\{"format":(\d{1,9}),"sha256":"([0-9a-f]{64})","data":/;
const HEAD_BYTES_AT_MOST = 120;
const TAIL = '}\n';

class CheckedFile<T> implements Adapter<T> {
  readonly #world: World;
  readonly #path: string;
  readonly #schema: ZodType<T>;

  constructor(world: World, path: string, schema: ZodType<T>) {
    this.#world = world;
    this.#path = path;
    this.#schema = schema;
  }

  /** Throws {@link StoreDamaged} when the file is missing or not what was written. Other troubles of the disk pass through. */
  async read(): Promise<T> {
    const bytes = Buffer.from(await this.#bytes());
    const [head = '', format = '', sum = ''] = HEAD.exec(bytes.toString('latin1', 0, HEAD_BYTES_AT_MOST)) ?? [];
    const json = bytes.subarray(head.length, bytes.length - TAIL.length);
    const whole = bytes.toString('latin1', bytes.length - TAIL.length) === TAIL;
    if (head === '' || !whole || sumOf(Number(format), json) !== sum) throw this.#damaged('is not what was written');
    refuseNewer(basename(this.#path), Number(format), this.#world.format);
    const content: unknown = JSON.parse(json.toString('utf8'));
    const parsed = this.#schema.safeParse(content);
    if (!parsed.success) throw this.#damaged('has another shape than a snapshot');
    return parsed.data;
  }

  async write(data: T): Promise<void> {
    const { format = FORMAT } = this.#world;
    const json = Buffer.from(JSON.stringify(data));
    const head = `{"format":${format},"sha256":"${sumOf(format, json)}","data":`;
    const bytes = Buffer.concat([Buffer.from(head), json, Buffer.from(TAIL)]);
    await writeAside(this.#world.files, this.#path, bytes, {
      beforeRename: () => this.#world.failpoints.hit('snapshot.beforeRename'),
      afterRename: () => this.#world.failpoints.hit('snapshot.afterRename'),
    });
    this.#world.onWritten?.(bytes.length);
  }

  async #bytes(): Promise<Uint8Array> {
    try {
      return await this.#world.files.readFile(this.#path);
    } catch (error) {
      throw codeOf(error) === 'ENOENT' ? this.#damaged('is missing') : error;
    }
  }

  #damaged(what: string): StoreDamaged {
    return new StoreDamaged(basename(this.#path), null, `the file ${what}`);
  }
}

function sumOf(format: number, json: Uint8Array): string {
  return createHash('sha256').update(`${format}\n`).update(json).digest('hex');
}
