import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A PostgreSQL server of the test's own, which may be stopped without harm to anybody. */
export interface Cluster extends AsyncDisposable {
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** A replica of all that is there and all that comes: nothing is acknowledged any more before it has it. */
  synchronousReplica(): Promise<Replica>;
}

export interface Replica extends AsyncDisposable {
  readonly url: string;
  /** It takes the place of its primary. */
  promote(): Promise<void>;
}

const run = promisify(execFile);
/** Debian keeps the server's programs out of PATH. */
const HOME = '/usr/lib/postgresql';
const isRoot = process.getuid?.() === 0;

/** The server's programs refuse to run as root. */
async function asPostgres(program: string, ...args: readonly string[]): Promise<string> {
  const [command, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', program, ...args] : [program, ...args];
  const { stdout } = await run(command ?? program, rest, { cwd: '/' });
  return stdout.trim();
}

export async function openCluster(): Promise<Cluster> {
  const newest = (await readdir(HOME)).toSorted((a, b) => Number(a) - Number(b)).at(-1);
  if (newest === undefined) throw new Error('no PostgreSQL is installed: apt-get install postgresql');
  const bin = join(HOME, newest, 'bin');
  const primary = await serverIn(bin);
  await asPostgres(join(bin, 'initdb'), '-D', primary.folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale');
  await primary.start();
  return {
    url: primary.url,
    start: primary.start,
    // As a machine that loses its power: what was not on disk is gone, what was promised must be there.
    stop: () => primary.control('-m', 'immediate', 'stop'),
    synchronousReplica: async () => {
      const replica = await serverIn(bin);
      await asPostgres(join(bin, 'pg_basebackup'), '-d', primary.url, '-D', replica.folder, '-R', '-c', 'fast');
      await replica.start();
      await asPostgres(join(bin, 'psql'), primary.url, '-c', "ALTER SYSTEM SET synchronous_standby_names = '*'");
      await primary.control('reload');
      return { url: replica.url, promote: () => replica.control('promote'), [Symbol.asyncDispose]: replica[Symbol.asyncDispose] };
    },
    [Symbol.asyncDispose]: primary[Symbol.asyncDispose],
  };
}

interface Server extends AsyncDisposable {
  readonly folder: string;
  readonly url: string;
  start(): Promise<void>;
  control(...args: readonly string[]): Promise<void>;
}

/** A folder and a port for a server, both still empty. */
async function serverIn(bin: string): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'dangqun-cluster-'));
  if (isRoot) {
    const [uid, gid] = [Number(await asPostgres('id', '-u')), Number(await asPostgres('id', '-g'))];
    await chown(folder, uid, gid);
  }
  const port = await freePort();
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  const control = async (...args: readonly string[]): Promise<void> => {
    await asPostgres(join(bin, 'pg_ctl'), '-D', folder, '-w', ...args);
  };
  return {
    folder,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start: () => control('-l', join(folder, 'log'), '-o', options, 'start'),
    control,
    async [Symbol.asyncDispose]() {
      await control('-m', 'immediate', 'stop').catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
