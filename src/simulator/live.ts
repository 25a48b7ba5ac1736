import type { Writable } from 'node:stream';
import type { Timers } from '../channels/wecom/timers.ts';
import { snapshotFor, viewOf } from './view.ts';
import type { Change, World } from './world.ts';

/** Server-Sent Events of one person: everything at first, then what changes. */
export interface Live {
  open(userId: string, response: Writable): void;
  stop(): void;
}

/** Proxies and phones drop a silent connection after about a minute. */
const BEAT_MS = 20_000;

export function live(world: World, timers: Timers): Live {
  const open = new Set<Writable>();

  function beat(response: Writable): void {
    if (!open.has(response)) return;
    response.write(':\n\n');
    const callOff = timers.after(BEAT_MS, () => {
      response.off('close', callOff);
      beat(response);
    });
    response.once('close', callOff);
  }

  return {
    open(userId, response) {
      const mine = new Set(world.chatsOf(userId).map(({ id }) => id));
      const send = (event: unknown): void => {
        response.write(`data: ${JSON.stringify(event)}\n\n`);
      };
      const onChange = (change: Change): void => {
        if (change.type === 'message' && mine.has(change.message.chatId))
          send({ type: 'message', message: viewOf(change.message, userId) });
        if (change.type === 'read' && change.userId === userId) send({ type: 'read', chatId: change.chatId, seq: change.seq });
      };
      response.write('retry: 2000\n');
      send({ type: 'snapshot', ...snapshotFor(world, userId) });
      const deaf = world.listen(onChange);
      open.add(response);
      response.once('close', () => {
        deaf();
        open.delete(response);
      });
      beat(response);
    },
    stop() {
      for (const response of open) response.end();
    },
  };
}
