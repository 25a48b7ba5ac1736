import type Router from '@koa/router';
import { systemTimers } from '../channels/wecom/timers.ts';
import { pageApi } from './api.ts';
import { board } from './board.ts';
import { clicks } from './click.ts';
import { courier } from './courier.ts';
import { live } from './live.ts';
import { openMediaShelf } from './media.ts';
import { namesOf } from './mentions.ts';
import type { SimulatorOptions } from './options.ts';
import { pushApi } from './push-api.ts';
import { responses } from './responses.ts';
import { robots } from './robot.ts';
import { openRoom } from './room.ts';
import { talk } from './talk.ts';
import { keepTraffic } from './traffic.ts';
import { openWorld } from './world.ts';

export interface Simulator {
  /** Adds the page's API and the platform's API to the server; without this call nothing of the simulator is reachable. */
  routes(router: Router): void;
  /** Ends refreshes, calls under way and open pages. */
  stop(): void;
}

/**
 * A small WeCom: the other side of the wire. It encrypts and posts callbacks to the bot as WeCom does, and is the platform
 * to which the bot pushes (`WECOM_API_BASE` = origin + basePath + `/qyapi`). Chats are kept in memory.
 */
export function simulator(options: SimulatorOptions): Simulator {
  const { organization, bot, clock, ids, http, token, aesKey, timers = systemTimers } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const callbackUrl = (): string => (typeof options.callbackUrl === 'string' ? options.callbackUrl : options.callbackUrl());
  const qyapi = `${options.basePath}/qyapi`;
  const ownOrigin = options.ownOrigin ?? ((): string => new URL(callbackUrl()).origin);
  const baseUrl = (): string => ownOrigin() + qyapi;

  const world = openWorld(organization, bot.name, clock, ids);
  const names = namesOf(organization, bot.name);
  const shelf = openMediaShelf(ids);
  const traffic = keepTraffic();
  const shown = board(world, shelf, names);
  const answers = responses({ clock, ids, board: shown, baseUrl });
  const carry = courier({ callbackUrl, token, aesKey, clock, ids, http, traffic, timers, signal });
  const wire = { aibotId: bot.aibotId, world, board: shown, responses: answers, courier: carry, clock, ids, timers, signal };
  const room = openRoom({
    world,
    talk: talk(wire),
    press: clicks(wire),
    names,
    shelf,
    botName: bot.name,
    mediaUrl: (mediaId) => `${baseUrl()}/media/${mediaId}`,
  });
  const events = live(world, timers);

  return {
    routes(router) {
      pageApi(router, { options, world, room, live: events, traffic, shelf });
      const push = robots({ organization, world, shelf, names, clock });
      pushApi(router, { base: qyapi, robots: push, responses: answers, shelf, traffic, clock, ids, aesKey });
    },
    stop() {
      stopping.abort();
      events.stop();
    },
  };
}
