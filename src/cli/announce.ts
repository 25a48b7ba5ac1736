import { allFeatures } from '../feature-list.ts';
import type { Config } from '../config.ts';
import { directoryIn } from '../conversation/identity/directory.ts';
import { settle } from '../conversation/settle.ts';
import { calendars } from '../conversation/workdays/schema.ts';
import { systemClock } from '../core/clock.ts';
import type { DomainEvent } from '../core/events.ts';
import { randomIds } from '../core/ids.ts';
import type { Writer } from '../store/store.ts';
import { shippedTables } from '../workdays.ts';

/** A command changed something that features listen to: they hear of it as from the chat, and what they owe goes out at the next start. */
export async function announce(tx: Writer, config: Config, events: readonly DomainEvent[]): Promise<void> {
  const situation = {
    tx,
    now: systemClock.now(),
    zone: config.zone,
    ids: randomIds,
    calendar: await calendars(await shippedTables())(tx),
    directory: directoryIn(tx, { secretaries: config.secretaries, admins: config.admins }),
    publicUrl: config.publicUrl ?? '',
  };
  await settle(allFeatures(), situation, 'policy', { events });
}
