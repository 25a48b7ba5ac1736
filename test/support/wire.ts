import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The line between the bot and the database, where a test can stand and cut it. */
export interface Wire {
  readonly url: string;
  /** Cuts what is there; new connections are cut too until it is whole again. */
  cut(): void;
  /** Cuts what is there; new connections are taken and never hear a word. */
  swallow(): void;
  /** What is there stays and never hears a word again, and so do new connections. */
  freeze(): void;
  mend(): void;
  /** The next statement with these words still reaches the database, but its answer never comes back: the line is cut instead. */
  loseAnswerTo(words: string): void;
  /** The next statement that begins with this word arrives as one that the database does not know. */
  garble(word: string): void;
  /** From now on it leads to another server, on which the database has the same name. */
  leadTo(databaseUrl: string): void;
  close(): Promise<void>;
}

export async function openWire(databaseUrl: string): Promise<Wire> {
  let target = new URL(databaseUrl);
  const lines = new Set<Socket>();
  let whole = true;
  let swallows = false;
  let frozen = false;
  let lost: string | undefined;
  let garbled: string | undefined;
  const server = createServer((near) => {
    near.on('error', () => {});
    if (!whole) {
      near.destroy();
      return;
    }
    if (swallows) {
      lines.add(near);
      return;
    }
    const far = connect(Number(target.port || 5432), target.hostname);
    far.on('error', () => near.destroy());
    let deaf = false;
    lines.add(near).add(far);
    near.on('data', (bytes: Buffer) => {
      if (frozen) return;
      const at = garbled === undefined ? -1 : bytes.indexOf(garbled);
      if (at >= 0) {
        garbled = undefined;
        bytes.write('X', at);
      }
      far.write(bytes);
      if (lost === undefined || !bytes.includes(lost)) return;
      lost = undefined;
      deaf = true;
      // The database has answered when its answer would have come by here; only then is the line cut.
      far.once('data', () => near.destroy());
    });
    far.on('data', (bytes: Buffer) => void (deaf || frozen || near.write(bytes)));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(portOf(server.address()));
  const cutAll = (): void => {
    for (const line of lines) line.destroy();
    lines.clear();
  };
  return {
    url: url.href,
    cut: () => {
      whole = false;
      cutAll();
    },
    swallow: () => {
      swallows = true;
      cutAll();
    },
    freeze: () => {
      frozen = true;
      swallows = true;
    },
    mend: () => {
      if (frozen) cutAll();
      frozen = false;
      whole = true;
      swallows = false;
    },
    garble: (word) => {
      garbled = word;
    },
    leadTo: (another) => {
      target = new URL(another);
    },
    loseAnswerTo: (words) => {
      lost = words;
    },
    close: () =>
      new Promise((resolve) => {
        cutAll();
        server.close(() => resolve());
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the wire has no port');
  return address.port;
}
