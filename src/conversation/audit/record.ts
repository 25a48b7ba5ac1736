import type { Instant } from '../../core/clock.ts';
import { parseActionKey } from '../../core/card.ts';
import type { Log } from '../../core/log.ts';
import type { EntityRef, Inbound } from '../../core/message.ts';
import { isSecretary } from '../../core/person.ts';
import type { Feature, Outcome, Situation } from '../../features/feature.ts';
import type { Writer } from '../../store/store.ts';
import { append } from './chain.ts';
import type { AuditEntry } from './schema.ts';
import { watched } from './watch.ts';

/** What is recorded of one message, in its transaction: without the line nothing of it is done (reliability S06). */
export interface Recording {
  /** To be handled with this one: it notes what is changed. */
  readonly situation: Situation;
  /** The entry, where something was changed or shown; null where nothing was, and of whoever has no office. */
  end(inbound: Inbound, done: Done): Promise<AuditEntry | null>;
}

/** `also`: of two wishes in one message the other. */
interface Done {
  readonly intent: string | null;
  readonly outcome: Outcome;
  readonly also?: { readonly intent: string | null } & Pick<Outcome, 'focus'>;
}

const NOTHING = (): Promise<null> => Promise.resolve(null);

/** Those with an office act for others and see what others said: each such deed is an entry. What they say anonymously is not. */
export function recorder(features: readonly Feature[], seal: (text: string) => string): (situation: Situation) => Recording {
  const kinds = new Set(features.flatMap(({ audits = [] }) => audits));
  const own = new Set(features.flatMap(({ intents }) => intents.filter((intent) => intent.own === true).map(({ name }) => name)));
  return (situation) => {
    const { tx, now, person } = situation;
    if (!isSecretary(person)) return { situation, end: NOTHING };
    const watch = watched(tx);
    return {
      situation: { ...situation, tx: watch.tx },
      end: async (inbound, { intent, outcome, also }) => {
        const intents = [also?.intent ?? null, intent].flatMap((one) => one ?? []);
        const deeds = intents.filter((one) => !own.has(one));
        if (outcome.anonymous !== undefined || (intents.length > 0 && deeds.length === 0)) return null;
        const deed = { actor: person.userId, at: now, via: 'chat', what: deeds.length > 0 ? deeds.join('+') : whatOf(inbound) } as const;
        if (outcome.ownData === true) return append(tx, { ...deed, changed: [], shown: [] }, seal);
        const changed = watch.changed();
        const shown = refsIn([also?.focus, outcome.focus]).filter(({ kind }) => kinds.has(kind));
        if (changed.length + shown.length === 0) return null;
        return append(tx, { ...deed, changed, shown }, seal);
      },
    };
  };
}

function refsIn(focuses: readonly Outcome['focus'][]): readonly EntityRef[] {
  const refs = focuses.flatMap((focus) => [...(focus?.list ?? []), ...(focus?.about ? [focus.about] : [])]);
  return [...new Map(refs.map(({ kind, id }) => [`${kind}/${id}`, { kind, id }])).values()];
}

function whatOf(inbound: Inbound): string {
  return inbound.kind === 'cardAction' ? parseActionKey(inbound.action).name : inbound.kind;
}

/** A page or a command, which acts for one person: `work` is given a writer that notes what it changes. */
export async function recorded<R>(
  tx: Writer,
  deed: {
    readonly now: Instant;
    readonly via: 'page' | 'command';
    readonly what: string;
    readonly actorOf: (result: R) => string | undefined;
  },
  seal: (text: string) => string,
  work: (tx: Writer) => Promise<R>,
): Promise<{ readonly result: R; readonly entry: AuditEntry | null }> {
  const watch = watched(tx);
  const result = await work(watch.tx);
  const changed = watch.changed();
  const actor = deed.actorOf(result);
  // A page may change nothing; a command is an act, whatever it comes to.
  if (actor === undefined || (deed.via === 'page' && changed.length === 0)) return { result, entry: null };
  return { result, entry: await append(tx, { actor, at: deed.now, via: deed.via, what: deed.what, changed, shown: [] }, seal) };
}

/** An actor as the log calls them: it says nothing about anybody, and `audit check` knows it again. */
export function actorCode(actor: string, seal: (text: string) => string): string {
  return seal(`audit-actor/${actor}`).slice(0, 12);
}

/** The second place: an entry that is changed or taken out later no longer fits what the log collector holds. */
export function logEntry(log: Log, { actor, order, seal }: AuditEntry, keyedHash: (text: string) => string): void {
  log.info('audit', { actor: actorCode(actor, keyedHash), order, seal });
}
