import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import Router from '@koa/router';
import helmet from 'koa-helmet';
import { faultOf, type Log } from './core/log.ts';
import { SECOND_MS } from './core/clock.ts';

/** Limits of every connection (reliability P13). Behind a proxy the proxy's own limits come first. */
const HEADERS_TIMEOUT_MS = 10 * SECOND_MS;
const REQUEST_TIMEOUT_MS = 15 * SECOND_MS;
const MAX_CONNECTIONS = 1_000;
/** The other side went away, in the middle of its request or of our answer. What is no HTTP (`HPE_…`) is its affair as well. */
const QUIET_CODES: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);
const DRAIN_MS = 8 * SECOND_MS;

export interface WebServer {
  readonly port: number;
  /** From now on requests go to this application. */
  serve(app: Koa): void;
  /** No new connections; requests in hand are finished, the rest is cut after some seconds. */
  close(): Promise<void>;
}

/** The Koa application: security headers, one place for what nobody foresaw, and the routes of whoever has some. */
export function webApp(log: Log, addRoutes: readonly ((router: Router) => void)[]): Koa {
  const app = new Koa();
  const router = new Router();
  for (const add of addRoutes) add(router);
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
  app.use(router.routes());
  app.use(router.allowedMethods());
  app.on('error', (error: unknown) => {
    // Connections that the other side cut end up here; a storm of them must not become a storm of lines.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'none';
    if (QUIET_CODES.has(code) || code.startsWith('HPE_')) return;
    log.error('the web server reported an error', { error: error instanceof Error ? error.name : 'unknown', code });
  });
  return app;
}

/**
 * Takes the port (0 picks a free one) and answers 503 until `serve` is called: the simulator must know the port before
 * the application is put together. Rejects with the system's error when the port is taken.
 */
export async function openServer(host: string, port: number): Promise<WebServer> {
  let handler: ReturnType<Koa['callback']> | undefined;
  const server: Server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: SECOND_MS },
    (request, response) => {
      if (handler === undefined) response.writeHead(503).end();
      else void handler(request, response);
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: portOf(server.address()),
    serve: (app) => {
      handler = app.callback();
    },
    close: () => closeServer(server),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
