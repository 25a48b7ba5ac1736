import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from '../node-flags.ts';
import { SECRET_KEY } from './town.ts';

export const TOKEN = 'stormtoken';
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

export interface Bot {
  readonly port: number;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** The real server in a process of its own, on the store in `folder`. */
export async function startBot(folder: string, apiBase: string): Promise<Bot> {
  const child = spawn(process.execPath, [...NODE_FLAGS, fileURLToPath(new URL('../../src/main.ts', import.meta.url))], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: folder,
      SEED: 'none',
      SIMULATOR: 'off',
      MEMBER_MESSAGES_PER_MINUTE: '0',
      LOG_LEVEL: 'fatal',
      SECRET_KEY: SECRET_KEY.toString('base64'),
      WECOM_API_BASE: apiBase,
      WECOM_AIBOT_TOKEN: TOKEN,
      WECOM_AIBOT_AES_KEY: AES_KEY,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portOf(child);
  return {
    port,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /listening on http:\/\/[^:]+:(\d+)/u.exec(chunk.toString());
      if (found?.[1] !== undefined) resolve(Number(found[1]));
    });
  });
}
