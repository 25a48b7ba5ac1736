import { connect } from 'node:net';

export interface RawAnswer {
  /** The status of the first answer; null when the connection ended without one. */
  readonly status: number | null;
  readonly text: string;
  /** The other side ended the connection. */
  readonly closed: boolean;
  readonly ms: number;
}

/** Bytes as an attacker writes them: no client library puts them right. Resolves when the other side ends, or after `waitMs`. */
export function rawHttp(url: string, bytes: string | Buffer | readonly (string | Buffer)[], waitMs = 1_500): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const startedMs = performance.now();
    let text = '';
    const socket = connect(Number(port), hostname);
    const done = (closed: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/u.exec(text)?.[1];
      resolve({ status: status === undefined ? null : Number(status), text, closed, ms: performance.now() - startedMs });
    };
    const timer = setTimeout(() => done(false), waitMs);
    socket.on('error', () => done(true));
    socket.on('close', () => done(true));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    const pieces = Array.isArray(bytes) ? bytes : [bytes];
    for (const piece of pieces) socket.write(piece);
  });
}

/** One request as text; the body's length is put in unless the headers say otherwise. */
export function rawRequest(line: string, headers: Readonly<Record<string, string>> = {}, body = ''): string {
  const all = {
    Host: 'bot',
    ...(body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
    Connection: 'close',
    ...headers,
  };
  return `${line} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`;
}
