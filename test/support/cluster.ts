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
  const folder = await mkdtemp(join(tmpdir(), 'dangqun-cluster-'));
  if (isRoot) {
    const [uid, gid] = [Number(await asPostgres('id', '-u')), Number(await asPostgres('id', '-g'))];
    await chown(folder, uid, gid);
  }
  const port = await freePort();
  await asPostgres(join(bin, 'initdb'), '-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale');
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  const start = async (): Promise<void> => {
    await asPostgres(join(bin, 'pg_ctl'), '-D', folder, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  };
  const stop = async (mode: 'fast' | 'immediate'): Promise<void> => {
    await asPostgres(join(bin, 'pg_ctl'), '-D', folder, '-m', mode, '-w', 'stop');
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    // As a machine that loses its power: what was not on disk is gone, what was promised must be there.
    stop: () => stop('immediate'),
    async [Symbol.asyncDispose]() {
      await stop('immediate').catch(() => {});
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
