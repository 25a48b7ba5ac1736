import { Client } from 'pg';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLog, type Log } from '../../../src/core/log.ts';
import { Connections } from '../../../src/store/postgres/connections.ts';
import { openPostgresStore } from '../../../src/store/postgres/index.ts';
import { collection } from '../../../src/store/store.ts';
import { newDatabase } from '../../support/database.ts';

async function settingOf(url: string, name: string): Promise<unknown> {
  const connections = new Connections(url, { most: 1, log: silentLog });
  try {
    const client = await connections.take();
    const { rows } = await client.query<Record<string, unknown>>(`SELECT current_setting('${name}') AS value`);
    client.release();
    return rows[0]?.['value'];
  } finally {
    await connections.close();
  }
}

it('what is acknowledged waits for the disk, whatever the URL, the database or the role say', async () => {
  const database = await newDatabase();
  try {
    await database.query(`ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET synchronous_commit = off`);
    const urls = ['', '?options=-c%20work_mem%3D8MB', '?options=-c%20synchronous_commit%3Doff'].map((more) => `${database.url}${more}`);
    for (const url of urls) expect(await settingOf(url, 'synchronous_commit'), url).toBe('on');
    for (const [name, value] of [
      ['statement_timeout', '5s'],
      ['lock_timeout', '2s'],
      ['idle_in_transaction_session_timeout', '3s'],
      ['enable_seqscan', 'off'],
    ] as const)
      expect(await settingOf(urls[1] ?? '', name), name).toBe(value);
    expect(await settingOf(urls[1] ?? '', 'work_mem')).toBe('8MB');
  } finally {
    await database.drop();
  }
});

it('M09: a database that waits for more than its own disk goes on doing so', async () => {
  const database = await newDatabase();
  try {
    await database.query(`ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET synchronous_commit = remote_apply`);
    expect(await settingOf(database.url, 'synchronous_commit')).toBe('remote_apply');
  } finally {
    await database.drop();
  }
});

it('a start that finds its tables held by a backup waits for its end, and says what it waits for', async () => {
  const database = await newDatabase();
  const open = (indexes: readonly ['text'][], log: Log) =>
    openPostgresStore({
      url: database.url,
      collections: [collection({ name: 'held', schema: z.object({ id: z.string(), text: z.string() }), indexes })],
      clock: systemClock,
      log,
      chance: Math.random,
    });
  try {
    await (await open([], silentLog)).close();
    const backup = new Client(database.url);
    await backup.connect();
    await backup.query('BEGIN; SELECT count(*) FROM dangqun.held');
    const told = Promise.withResolvers<string>();
    const starting = open([['text']], { ...silentLog, warn: (message) => told.resolve(message) });
    expect(await told.promise).toContain('the start waits for it');
    await backup.end();
    await (await starting).close();
  } finally {
    await database.drop();
  }
});
