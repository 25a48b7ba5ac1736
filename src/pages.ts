import type Router from '@koa/router';
import { directoryIn, type AppointedRoles } from './conversation/identity/directory.ts';
import type { Clock } from './core/clock.ts';
import type { Feature } from './features/feature.ts';
import type { Store } from './store/store.ts';

/** The features' pages under `/h5/`: each request is one transaction, and nothing of it may stay in a cache. */
export function pageRoutes(
  router: Router,
  options: {
    store: Store;
    features: readonly Feature[];
    clock: Clock;
    zone: string;
    keyedHash: (text: string) => string;
    appointed: AppointedRoles;
  },
): void {
  for (const page of options.features.flatMap((feature) => feature.pages ?? [])) {
    router.register(page.path, [page.method], async (context) => {
      const answer = await options.store.write((tx) =>
        page.handle({
          tx,
          now: options.clock.now(),
          zone: options.zone,
          params: context.params,
          directory: directoryIn(tx, options.appointed),
          keyedHash: options.keyedHash,
        }),
      );
      context.status = answer.status;
      context.type = answer.type;
      context.set('cache-control', 'no-store');
      if (answer.fileName !== undefined) context.attachment(answer.fileName);
      context.body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body);
    });
  }
}
