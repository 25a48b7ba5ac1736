import type { Instant } from '../../core/clock.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { auditEntries, type AuditEntry } from './schema.ts';

/** Enough to find what was done; an import of ten thousand rows is one line, not ten thousand. */
const LISTED = 50;

export type Deed = Pick<AuditEntry, 'actor' | 'at' | 'via' | 'what' | 'changed' | 'shown'>;

/** The next entry of its actor, sealed with the one before. `seal`: keyed, so that who changes a row cannot seal it anew. */
export async function append(tx: Writer, deed: Deed, seal: (text: string) => string, listed = LISTED): Promise<AuditEntry> {
  const [last] = await tx.find(auditEntries, { where: { actor: deed.actor }, orderBy: 'order', descending: true, limit: 1 });
  const order = (last?.order ?? 0) + 1;
  const changed = deed.changed.slice(0, listed);
  const shown = deed.shown.slice(0, listed);
  const more = deed.changed.length - changed.length + deed.shown.length - shown.length;
  const unsealed = { ...deed, id: `${deed.actor}#${order}`, order, changed, shown, more, previous: last?.seal ?? '' };
  const entry = { ...unsealed, seal: sealOf(unsealed, seal) };
  await tx.insert(auditEntries, entry);
  return entry;
}

/** In a fixed order of its own: a database may give the fields of a row back in another one. */
function sealOf(entry: Omit<AuditEntry, 'seal'>, seal: (text: string) => string): string {
  const { actor, order, at, via, what, changed, shown, more, previous } = entry;
  const rows = changed.map(({ collection, id, act }) => [collection, id, act]);
  const refs = shown.map(({ kind, id }) => [kind, id]);
  return seal(`audit/${JSON.stringify([actor, order, at, via, what, rows, refs, more, previous])}`);
}

const COMMANDS_TOLD = 200;

/** The last ones that were run on a command line, oldest first. */
export async function commandEntries(tx: Reader): Promise<readonly AuditEntry[]> {
  return (await tx.find(auditEntries, { where: { via: 'command' }, orderBy: 'at', descending: true, limit: COMMANDS_TOLD })).toReversed();
}

/** The deed after which entries are sealed with another key. */
const KEY_FORGOTTEN = 'store forget-key';
const HEAD = 'auditEntry';

/** Records that the key was lost and another taken, and how far each chain went by then: what the lost one had sealed ends there. */
export async function appendKeyForgotten(
  tx: Writer,
  by: Pick<Deed, 'actor' | 'at' | 'changed'>,
  seal: (text: string) => string,
): Promise<void> {
  const heads = new Map<string, AuditEntry>();
  for (const entry of await tx.find(auditEntries, { orderBy: 'at' }))
    if (entry.order > (heads.get(entry.actor)?.order ?? 0)) heads.set(entry.actor, entry);
  const shown = [...heads.values()].map(({ id }) => ({ kind: HEAD, id }));
  await append(tx, { ...by, via: 'command', what: KEY_FORGOTTEN, shown }, seal, Number.POSITIVE_INFINITY);
}

/** The last time that the key was lost. */
export interface KeyForgotten {
  readonly at: Instant;
  /** Whether the lost one had sealed it, so that nothing proves it any more. */
  readonly hadSealed: (entry: Pick<AuditEntry, 'actor' | 'order'>) => boolean;
}

export async function keyForgotten(tx: Reader, seal: (text: string) => string): Promise<KeyForgotten | undefined> {
  const commands = await tx.find(auditEntries, { where: { via: 'command' }, orderBy: 'at', descending: true });
  const found = commands.find((entry) => entry.what === KEY_FORGOTTEN && entry.seal === sealOf(entry, seal));
  if (found === undefined) return undefined;
  const heads = new Map(found.shown.map(({ id }) => [id.slice(0, id.lastIndexOf('#')), Number(id.slice(id.lastIndexOf('#') + 1))]));
  return { at: found.at, hadSealed: ({ actor, order }) => order <= (heads.get(actor) ?? 0) };
}

/**
 * The first entry of an actor that does not fit: it was changed, or one before it was changed or taken out. Null: all fit. Of what a
 * lost key had sealed only the links are looked at.
 */
export async function firstMisfit(
  tx: Reader,
  actor: string,
  seal: (text: string) => string,
  forgotten: KeyForgotten | undefined,
): Promise<AuditEntry | null> {
  let before: AuditEntry | undefined;
  for (const entry of await tx.find(auditEntries, { where: { actor }, orderBy: 'order' })) {
    // Old ones go by their time: a chain may begin anywhere, but it has no gaps.
    const follows = before === undefined || (entry.order === before.order + 1 && entry.previous === before.seal);
    if (!follows || (forgotten?.hadSealed(entry) !== true && entry.seal !== sealOf(entry, seal))) return entry;
    before = entry;
  }
  return null;
}
