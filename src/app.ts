import { randomBytes } from 'node:crypto';
import type Router from '@koa/router';
import { openArrivals } from './arrivals.ts';
import type { Channel } from './channels/channel.ts';
import { wecomHttp } from './channels/wecom/api.ts';
import { clockSkew, wecomDate } from './channels/wecom/clock-skew.ts';
import { systemTimers } from './channels/wecom/timers.ts';
import { aibotChannel } from './channels/wecom-aibot/index.ts';
import { robotChannel } from './channels/wecom-robot/index.ts';
import type { Config } from './config.ts';
import { servePages } from './console/pages.ts';
import { commandEntries } from './conversation/audit/chain.ts';
import { logEntry } from './conversation/audit/record.ts';
import { houseCollections } from './conversation/collections.ts';
import { conversation } from './conversation/conversation.ts';
import { chatGroups } from './conversation/identity/schema.ts';
import { calendars } from './conversation/workdays/schema.ts';
import type { Clock } from './core/clock.ts';
import { diskWatch, type DiskWatch, roomIn } from './disk-room.ts';
import { atMost, STOP_MS, STORE_MS } from './ending.ts';
import type { Failpoints } from './core/failpoints.ts';
import type { Ids } from './core/ids.ts';
import { faultOf, type Log } from './core/log.ts';
import { secretsOf, type Secrets } from './core/secrets.ts';
import { allFeatures } from './feature-list.ts';
import { openEngine, type Engine } from './engine.ts';
import { healthRoutes } from './health.ts';
import { openMetrics } from './metrics.ts';
import { markKey } from './key-mark.ts';
import { openModel } from './model/openai.ts';
import { dispatcher } from './outbox/dispatcher.ts';
import { countNotices } from './outbox/count.ts';
import { INTAKE, intake, type IntakeLimits } from './intake.ts';
import { overloadWatch } from './overload.ts';
import { frontPage, pageRoutes } from './pages.ts';
import { behindMs } from './schedule/behind.ts';
import { startTicking } from './schedule/cron.ts';
import { ticker } from './schedule/ticker.ts';
import { secondOpinionOf } from './second-opinion.ts';
import { secretKey } from './secret-key.ts';
import { isDemo, readOrganization, sow } from './seed.ts';
import { openServer, webApp, type WebServer } from './server.ts';
import { simulator } from './simulator/index.ts';
import type { FileLayer } from './store/json/index.ts';
import type { Store } from './store/store.ts';
import { openVectorShelf } from './vector-file.ts';
import { shippedTables } from './workdays.ts';

/** The outside world, as the program knows it. Tests hand in another. */
export interface World {
  readonly clock: Clock;
  /** The clock is right whatever a database says: a test moves the time of all its processes. */
  readonly ownTime?: boolean;
  readonly ids: Ids;
  readonly log: Log;
  readonly failpoints: Failpoints;
  readonly files: FileLayer;
  /** 0..1; spreads the retries of a herd. */
  readonly chance: () => number;
  /** The store can no longer keep its promise: the process must end. */
  readonly onFatal: (error: Error) => void;
  /** Size of the journal past which a snapshot is taken; a crash test wants many. */
  readonly snapshotAfterBytes?: number;
  /** How much is taken at a time; a test of overload wants little. */
  readonly intake?: IntakeLimits;
}

export interface App {
  readonly url: string;
  readonly simulator: boolean;
  /** A real bot on invented people and rules: the operator must hear of it. */
  readonly demoData: boolean;
  /** The network file system on which everything lies; null: a disk of this machine, or a database. */
  readonly networkDisk: string | null;
  /** Finishes what is in hand, keeps it, lets go of everything. */
  stop(): Promise<void>;
}

/** Who WeCom is for this run. The simulator plays it with the bot's own token and key, or with ones made for this run. */
function wecomOf(config: Config, url: string): { aibot: Config['aibot']; apiBase: string } {
  return {
    aibot: config.aibot ?? (config.simulator ? { token: randomBytes(16).toString('hex'), aesKey: randomAesKey() } : null),
    apiBase: config.wecomApiBase ?? (config.simulator ? `${url}/simulator/qyapi` : 'https://qyapi.weixin.qq.com'),
  };
}

/** Puts everything together and starts it. Rejects when a part cannot start; then nothing is left running. */
export async function startApp(config: Config, world: World): Promise<App> {
  const { log } = world;
  const secrets = secretsOf(await secretKey(config.secretKey, config.dataDir, log));
  const engine = await openEngine(config, [...houseCollections, ...allFeatures().flatMap((feature) => feature.collections)], world);
  let server: WebServer | undefined;
  try {
    server = await openServer(config.host, config.port);
    return await assemble(config, world, { secrets, engine, server });
  } catch (error) {
    await server?.close();
    await engine.store.close();
    throw error;
  }
}

interface Parts {
  readonly secrets: Secrets;
  readonly engine: Engine;
  readonly server: WebServer;
}

async function assemble(config: Config, world: World, { secrets, engine, server }: Parts): Promise<App> {
  const { ids, log, failpoints, chance } = world;
  const { store, clock } = engine;
  const url = addressOf(config.host, server.port);
  // "Everywhere" is an address to listen on, not one to call.
  const ownUrl = addressOf(EVERYWHERE.has(config.host) ? '127.0.0.1' : config.host, server.port);
  const publicUrl = config.publicUrl ?? ownUrl;
  const [botName = '党群助手'] = config.botNames;
  const appointed = { secretaries: config.secretaries, admins: config.admins };
  const keyedHash = (text: string): string => secrets.keyedHash(text);
  await markKey(store, secrets);
  let wake = (): void => {};
  let disk: DiskWatch | undefined;
  const door = intake({ monotonicMs: clock.monotonicMs, nextTurn: (step) => void setImmediate(step) }, world.intake ?? INTAKE);
  const metrics = openMetrics({
    owed: () => countNotices(store),
    behindMs: () => behindMs(store, clock.now()),
    stored: () => engine.figures(),
    room: () => disk?.reading() ?? null,
    intake: () => ({ waiting: door.waiting(), inFlight: door.inFlight() }),
    embedded: () => second?.vectors.size() ?? 0,
  });
  const model = config.model === null ? null : openModel(config.model);
  const shelf = openVectorShelf({ files: world.files, folder: config.dataDir });
  const second = secondOpinionOf(config, { model, clock, log, shelf, count: metrics.opinion });
  const features = allFeatures(second);
  if (config.seed === 'demo') await sow(store, features, { now: clock.now(), secrets, bindRobots: config.simulator });
  const talk = conversation({
    store,
    features,
    clock,
    ids,
    log,
    failpoints,
    publicUrl,
    appointed,
    keyedHash,
    calendarIn: calendars(await shippedTables()),
    zone: config.zone,
    refusesFiles: () => disk?.isShort() === true,
    perMinute: config.memberMessagesPerMinute,
    botNames: config.botNames,
    model,
    onCommit: () => wake(),
    onHandled: (handled) => {
      metrics.handled(handled);
      log.info('handled', { ...handled, ms: Math.round(handled.ms * 10) / 10 });
    },
  });
  const watch = overloadWatch({
    clock,
    log,
    after: systemTimers.after,
    count: metrics.shed,
    tell: (episode) => store.write((tx) => talk.overloaded(tx, episode)).then(wake),
  });
  const { aibot, apiBase } = wecomOf(config, ownUrl);
  const wecom = { clock, log, ids, failpoints, apiBase, http: wecomHttp(), botName, cardUrl: publicUrl };
  // The simulator has this machine's own clock.
  const skew =
    aibot === null || config.simulator ? null : clockSkew({ clock, log, timers: systemTimers, ask: () => wecomDate(wecom.http, apiBase) });
  const channels: readonly Channel[] = [
    ...(aibot === null
      ? []
      : [
          aibotChannel({
            ...wecom,
            ...aibot,
            ...(config.mediaHosts === null ? {} : { mediaHosts: config.mediaHosts }),
            receive: talk.receive,
            answerOf: talk.answerOf,
            giveUp: talk.giveUp,
            putAside: talk.putAside,
            arrivals: openArrivals({ files: world.files, folder: config.dataDir, secrets, log }),
            onRefused: (kind) => metrics.refused(kind),
          }),
        ]),
    robotChannel({ ...wecom, urlOf: (groupId) => robotOf(store, secrets, groupId) }),
  ];
  const smallWecom =
    aibot === null || !config.simulator
      ? null
      : simulator({
          ...wecom,
          ...aibot,
          organization: await readOrganization(),
          bot: { name: botName, aibotId: 'aibSimulator' },
          callbackUrl: `${ownUrl}/wecom/aibot`,
          basePath: '/simulator',
        });
  server.serve(
    webApp(log, {
      callbacks: channels.map((channel) => (router: Router) => channel.routes?.(router)),
      pages: [
        (router) => healthRoutes(router, () => ({ store: engine.problem(), clock: skew?.problem() ?? null }), metrics),
        (router) => smallWecom?.routes(router),
        (router) => pageRoutes(router, { store, features, clock, log, zone: config.zone, keyedHash, appointed }),
        (router) => servePages(router, { simulator: config.simulator }),
        (router) => frontPage(router, { botName, simulator: config.simulator }),
      ],
    }),
    { intake: door, refused: watch.refused },
  );

  const outbox = dispatcher({ store, channels, clock, failpoints, log, chance, settled: talk.settled, held: talk.held });
  const schedule = ticker({ store, clock, failpoints, log, run: talk.runJob, abandoned: talk.abandoned });
  await talk.setUp();
  await tellCommands(store, log, keyedHash);
  talk.warmUp();
  await outbox.recover({ alone: engine.alone });
  const demoData = config.aibot !== null && config.seed !== 'demo' && (await isDemo(store));
  const networkDisk = config.databaseUrl === null ? await world.files.networkFileSystem(config.dataDir) : null;
  // Two tickers: a platform that is slow to take our posts must not hold up what is due.
  const outboxTicking = startTicking(() => outbox.look(), { clock, log });
  const jobTicking = await engine
    .startJobs(schedule, () => outboxTicking.wake())
    .catch(async (error: unknown) => {
      await outboxTicking.stop();
      throw error;
    });
  wake = () => {
    jobTicking.wake();
    outboxTicking.wake();
  };
  // Last, when nothing can refuse the start any more: nobody would call them off.
  second?.start(store);
  disk = diskWatch({
    clock,
    log,
    room: () => roomIn(world.files, config.dataDir, config.databaseUrl !== null),
    after: systemTimers.after,
    tell: (shortage) => store.write((tx) => talk.diskShort(tx, shortage)).then(wake),
  });
  for (const channel of channels) {
    channel.resume?.().catch((error: unknown) => log.error('what an earlier process had taken cannot be read', faultOf(error)));
  }
  return {
    url,
    simulator: config.simulator,
    demoData,
    networkDisk,
    stop: async () => {
      const endsAtMs = clock.monotonicMs() + STOP_MS;
      const outboxEnds = outboxTicking.stop().then(() => outbox.stop());
      // A push under way is waited for, a database that hangs is not: what is not done by then is for the next start.
      await atMost(STOP_MS - STORE_MS, Promise.all([jobTicking.stop(), outboxEnds, server.close()]), log);
      smallWecom?.stop();
      watch.stop();
      disk?.stop();
      skew?.stop();
      for (const channel of channels) await channel.stop?.();
      await second?.stop();
      // A large store takes its snapshot meanwhile; without it the next start reads the journal.
      await atMost(Math.max(STORE_MS, endsAtMs - clock.monotonicMs()), store.close(), log);
    },
  };
}

/** What commands did while nobody wrote a log: told now, and once more at each start; it is compared, not counted. */
async function tellCommands(store: Store, log: Log, keyedHash: (text: string) => string): Promise<void> {
  for (const entry of await store.read(commandEntries)) logEntry(log, entry, keyedHash);
}

/** The push address of a group; undefined where none is bound. */
async function robotOf(store: Store, secrets: Secrets, groupId: string): Promise<string | undefined> {
  const sealed = (await store.read((tx) => tx.get(chatGroups, groupId)))?.sealedRobot ?? null;
  return sealed === null ? undefined : secrets.unseal(sealed);
}

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function randomAesKey(): string {
  return randomBytes(32).toString('base64').slice(0, 43).replace(/[+/]/gu, 'A');
}
