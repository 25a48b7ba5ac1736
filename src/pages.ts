import type Router from '@koa/router';
import { directoryIn, type AppointedRoles } from './conversation/identity/directory.ts';
import { logEntry, recorded } from './conversation/audit/record.ts';
import type { Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import type { Feature } from './features/feature.ts';
import type { Store } from './store/store.ts';

/** The features' pages under `/h5/`: each request is one transaction, and nothing of it may stay in a cache. */
export function pageRoutes(
  router: Router,
  options: {
    store: Store;
    features: readonly Feature[];
    clock: Clock;
    log: Log;
    zone: string;
    keyedHash: (text: string) => string;
    appointed: AppointedRoles;
  },
): void {
  for (const page of options.features.flatMap((feature) => feature.pages ?? [])) {
    router.register(page.path, [page.method], async (context) => {
      const now = options.clock.now();
      const deed = { now, via: 'page', what: `${page.method} ${page.path}`, actorOf: ({ by }: { readonly by?: string }) => by } as const;
      const { result: answer, entry } = await options.store.write((tx) =>
        recorded(tx, deed, options.keyedHash, (watched) =>
          page.handle({
            tx: watched,
            now,
            zone: options.zone,
            params: context.params,
            directory: directoryIn(tx, options.appointed),
            keyedHash: options.keyedHash,
          }),
        ),
      );
      if (entry !== null) logEntry(options.log, entry, options.keyedHash);
      context.status = answer.status;
      context.type = answer.type;
      context.set('cache-control', 'no-store');
      if (answer.fileName !== undefined) context.attachment(answer.fileName);
      context.body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body);
    });
  }
}

/** Whoever follows a card's link to the bare address reads where to go on; with the simulator it is the simulator. */
export function frontPage(router: Router, { botName, simulator }: { botName: string; simulator: boolean }): void {
  if (simulator) {
    router.redirect('/', '/simulator', 302);
    return;
  }
  const name = botName.replace(/[<>&"]/gu, '');
  router.get('/', (context) => {
    context.type = 'html';
    context.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title>
<body style="font: 20px/1.6 sans-serif; margin: 2em; max-width: 30em"><h1 style="font-size: 1.3em">${name}</h1>
<p>请回到企业微信，在群里 @${name}，或者点它的头像单聊。</p><p>发“帮助”，看它能办什么。</p></body></html>`;
  });
}
