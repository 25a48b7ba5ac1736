import type Router from '@koa/router';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

export interface Health {
  routes(router: Router): void;
  readonly metrics: Metrics;
}

/** Figures for the operator's monitor; labels are closed sets, never ids of people or groups. */
export interface Metrics {
  readonly messages: Counter<'kind'>;
}

/** `parts` answers for each part whether it works, with the reason when not. */
export function health(
  parts: () => Readonly<Record<string, string | null>>,
  owed: () => Promise<Readonly<Record<string, number>>>,
): Health {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const messages = new Counter({
    name: 'dangqun_messages_total',
    help: 'Inbound messages by kind',
    labelNames: ['kind'],
    registers: [registry],
  });
  const notices = new Gauge({ name: 'dangqun_notices', help: 'Outbox rows by state', labelNames: ['state'], registers: [registry] });
  return {
    metrics: { messages },
    routes: (router) => {
      router.get('/healthz', (context) => {
        context.body = 'ok\n';
      });
      router.get('/readyz', (context) => {
        const down = Object.entries(parts()).filter(([, reason]) => reason !== null);
        context.status = down.length === 0 ? 200 : 503;
        context.body = down.length === 0 ? 'ready\n' : `${down.map(([part, reason]) => `${part}: ${reason ?? ''}`).join('\n')}\n`;
      });
      router.get('/metrics', async (context) => {
        for (const [state, count] of Object.entries(await owed())) notices.set({ state }, count);
        context.type = registry.contentType;
        context.body = await registry.metrics();
      });
    },
  };
}
