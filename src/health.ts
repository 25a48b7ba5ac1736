import type Router from '@koa/router';
import type { Metrics } from './metrics.ts';

/** `parts` answers for each part whether it works, with the reason when not. */
export function healthRoutes(router: Router, parts: () => Readonly<Record<string, string | null>>, metrics: Metrics): void {
  router.get('/healthz', (context) => {
    context.body = 'ok\n';
  });
  router.get('/readyz', (context) => {
    const down = Object.entries(parts()).filter(([, reason]) => reason !== null);
    context.status = down.length === 0 ? 200 : 503;
    context.body = down.length === 0 ? 'ready\n' : `${down.map(([part, reason]) => `${part}: ${reason ?? ''}`).join('\n')}\n`;
  });
  router.get('/metrics', async (context) => {
    context.type = metrics.contentType;
    context.body = await metrics.text();
  });
}
