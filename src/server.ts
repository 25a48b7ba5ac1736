import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import Koa from 'koa';
import Router from '@koa/router';
import helmet from 'koa-helmet';
import { faultOf, type Log } from './core/log.ts';
import { SECOND_MS } from './core/clock.ts';
import type { Intake, Refusal } from './intake.ts';

/** Limits of every connection (reliability P13). Behind a proxy the proxy's own limits come first. */
const HEADERS_TIMEOUT_MS = 10 * SECOND_MS;
const REQUEST_TIMEOUT_MS = 15 * SECOND_MS;
/** Longer than proxies keep an idle connection (nginx: 60 s), or their next message meets one that is just being closed. */
const KEEP_ALIVE_MS = 65 * SECOND_MS;
export const MAX_CONNECTIONS = 1_000;
/** The other side went away, in the middle of its request or of our answer. What is no HTTP (`HPE_…`) is its affair as well. */
const QUIET_CODES: ReadonlySet<string> = new Set(['ERR_HTTP_REQUEST_TIMEOUT', 'ECONNRESET', 'EPIPE', 'ECONNABORTED']);
const DRAIN_MS = 5 * SECOND_MS;
/** WeCom and proxies send their request with the connection. */
const SILENT_MS = SECOND_MS;
/** How often it is looked whether the rest of a slow body has come, or a connection is done with. */
const LOOK_MS = 50;
/** reliability P13. */
const LONGEST_BYTES = 1024 * 1024;

export interface WebServer {
  readonly port: number;
  /** From now on requests go to this application. */
  serve(app: Koa, gate: Gate): void;
  /** No new connections; requests in hand are finished, the rest is cut after some seconds. */
  close(): Promise<void>;
}

/**
 * The Koa application: one place for what nobody foresaw, and the routes of whoever has some. `callbacks` are what platforms call,
 * many times a second: they come before the headers that protect a page in a browser.
 */
export function webApp(log: Log, routes: { readonly callbacks: readonly AddRoutes[]; readonly pages: readonly AddRoutes[] }): Koa {
  const app = new Koa();
  app.use(async (context, next) => {
    try {
      await next();
    } catch (error) {
      // Neither the request nor the error's text leaves: only where it happened.
      log.error('a request failed', { method: context.method, route: context.routerPath ?? 'none', ...faultOf(error) });
      context.status = 500;
      context.body = '';
    }
  });
  app.use(routerOf(routes.callbacks).routes());
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      // Whether members reach us over https is the proxy's business; a header here would lock out plain-http trials.
      strictTransportSecurity: false,
    }),
  );
  const pages = routerOf(routes.pages);
  app.use(pages.routes());
  app.use(pages.allowedMethods());
  app.on('error', (error: unknown) => {
    // Connections that the other side cut end up here; a storm of them must not become a storm of lines.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'none';
    if (QUIET_CODES.has(code) || code.startsWith('HPE_')) return;
    log.error('the web server reported an error', { error: error instanceof Error ? error.name : 'unknown', code });
  });
  return app;
}

type AddRoutes = (router: Router) => void;

function routerOf(routes: readonly AddRoutes[]): Router {
  const router = new Router();
  for (const add of routes) add(router);
  return router;
}

/** Who decides whether a platform's message is taken, and hears of those that are not. */
export interface Gate {
  readonly intake: Intake;
  readonly refused: (reason: Refusal) => void;
}

const CALLBACKS = '/wecom/';
const COME_AGAIN_S = '2';

/**
 * Takes the port (0 picks a free one) and answers 503 until `serve` is called: the simulator must know the port before
 * the application is put together. Rejects with the system's error when the port is taken.
 */
export async function openServer(host: string, port: number): Promise<WebServer> {
  let handler: ReturnType<Koa['callback']> | undefined;
  let gate: Gate | undefined;
  let closing = false;
  /** Connections over which nothing was asked yet, with the moment they came. */
  const silent = new Map<Socket, number>();
  const server: Server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: SECOND_MS,
    },
    (request, response) => {
      silent.delete(request.socket);
      // A proxy keeps its connections busy for ever: each is told to end with its next answer.
      if (closing) response.shouldKeepAlive = false;
      if (handler === undefined) response.writeHead(503).end();
      else if (gate === undefined || !isCallback(request)) void handler(request, response);
      else queueUp(gate, request, response, handler.bind(undefined, request, response));
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket) => {
    gate?.intake.knock();
    silent.set(socket, performance.now());
    socket.once('close', () => silent.delete(socket));
  });
  // Who only keeps a connection makes room for who comes; so does who has said nothing for longer than anybody needs.
  server.on('drop', () => {
    server.closeIdleConnections();
    const before = performance.now() - SILENT_MS;
    for (const [socket, since] of silent) {
      if (since > before) break;
      socket.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: portOf(server.address()),
    serve: (app, keeper) => {
      gate = keeper;
      handler = app.callback();
    },
    close: () => {
      closing = true;
      return closeServer(server);
    },
  };
}

/** Pages and probes always pass. */
function isCallback({ method, url }: IncomingMessage): boolean {
  return method === 'POST' && url?.startsWith(CALLBACKS) === true;
}

/** A refusal costs next to nothing: no byte of the message was read, nothing was decrypted. */
function queueUp({ intake, refused }: Gate, request: IncomingMessage, response: ServerResponse, handle: () => Promise<void>): void {
  const offer = (): void => {
    const refusal = intake.offer({
      begin: (done) => {
        response.once('close', done);
        void handle();
      },
      // Whoever sends a body byte by byte must not hold a place that others could use.
      leaves: () => response.destroyed || (!isAllThere(request) && comesAgain()),
    });
    if (refusal === undefined) return;
    refused(refusal);
    response.writeHead(503, { 'retry-after': COME_AGAIN_S, 'content-length': 0 }).end();
  };
  /** Node ends a request that takes longer than its limit. */
  const comesAgain = (): true => {
    const look = setInterval(() => {
      if (!response.destroyed && !isAllThere(request)) return;
      clearInterval(look);
      if (!response.destroyed) offer();
    }, LOOK_MS).unref();
    return true;
  };
  offer();
}

/** All of the body is with us, or as much as Node takes before it is read: whoever reads it need not wait for its sender. */
function isAllThere(request: IncomingMessage): boolean {
  const awaited = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  // So long a one is refused by whoever would read it, before it is sent.
  if (awaited > LONGEST_BYTES && request.headers['content-length'] !== undefined) return true;
  return request.complete || request.readableLength >= Math.min(awaited, request.readableHighWaterMark);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    // Those that were busy when it began to stop are idle once they have their answer.
    const look = setInterval(() => server.closeIdleConnections(), LOOK_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(look);
      resolve();
    });
    server.closeIdleConnections();
  });
}
