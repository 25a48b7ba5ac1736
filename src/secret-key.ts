import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECRET_KEY_BYTES } from './core/secrets.ts';
import type { Log } from './core/log.ts';

/**
 * The key of the settings, or the one kept in the data folder, or a new one (readable by the owner only, with a warning:
 * without it no sealed robot address and no receipt can be read again, so it belongs into the backup of the settings).
 */
export async function secretKey(given: Buffer | null, dataDir: string, log: Log): Promise<Uint8Array> {
  if (given !== null) return given;
  const path = join(dataDir, 'secret.key');
  const kept = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (kept !== null) {
    const key = Buffer.from(kept.trim(), 'base64');
    if (key.length !== SECRET_KEY_BYTES)
      throw new Error('数据目录（DATA_DIR）里的 secret.key 坏了。请从备份恢复它，或在设置里填上原来的 SECRET_KEY。');
    return key;
  }
  const key = randomBytes(SECRET_KEY_BYTES);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(path, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(path, 0o600);
  log.warn('SECRET_KEY is not set: a new key was written to secret.key in the data folder; keep it with the backup');
  return key;
}
