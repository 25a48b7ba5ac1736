import { z } from 'zod';
import { actionKey, type Card } from '../core/card.ts';
import { DAY_MS, plusMs, type Instant } from '../core/clock.ts';
import type { Directory, Person } from '../core/person.ts';
import { localDateOf } from '../core/zone.ts';
import { formatInstant } from '../core/zh/format.ts';
import type { ActionTurn, Feature, Intent, NoticeDraft, Outcome, Situation } from '../features/feature.ts';
import { closedSince, isUndecided, notices, sendAgain, type Notice } from '../outbox/outbox.ts';
import { plainOf } from '../core/content-words.ts';
import type { Job } from '../schedule/job.ts';
import type { Reader } from '../store/store.ts';
import { deskTexts as texts } from './desk-texts.ts';
import { examples } from './desk-examples.ts';
import { mendersIn } from './identity/menders.ts';

const SHOWN = 5;
const FOR_DAYS = 7;
const argument = z.string().min(1);

/**
 * Where secretaries see what did not go out for certain, and decide: send again, or leave it. Nothing that may have
 * arrived is ever sent twice by itself.
 */
export function outboxDesk(): Feature {
  const intent: Intent = {
    name: 'outbox',
    who: 'secretary',
    acts: false,
    examples: examples.outbox,
    evidence: (said) => (/^(发件箱|未送达|没发出去的)$/u.test(said.text) ? 8 : 0),
    slots: () => ({}),
    label: () => '看没有送达的消息',
    handle: async (turn) => showDesk(turn),
  };
  return {
    name: 'outbox',
    collections: [],
    intents: [intent],
    actions: { 'outbox.resend': resend, 'outbox.leave': leave },
    help: {},
  };
}

/** Only what went to groups of the secretary's own branch, or to people; never what other branches wrote. */
async function undelivered(tx: Reader, asker: Person, directory: Directory, now: Instant): Promise<readonly Notice[]> {
  const found: Notice[] = [];
  for (const state of ['unknown', 'dead', 'expired'] as const) {
    found.push(
      ...(await tx.find(notices, {
        where: { state },
        orderBy: 'dueAt',
        from: plusMs(now, -FOR_DAYS * DAY_MS),
        descending: true,
        limit: 50,
      })),
    );
  }
  const mine: Notice[] = [];
  for (const notice of found) if (await mayDecide(notice, asker, directory)) mine.push(notice);
  return mine.toSorted((a, b) => (a.order < b.order ? -1 : 1));
}

async function mayDecide(notice: Notice, asker: Person, directory: Directory): Promise<boolean> {
  if (asker.roles.includes('admin')) return true;
  if (!asker.roles.includes('secretary') || notice.target.kind !== 'group') return false;
  const group = await directory.group(notice.target.id);
  return group !== undefined && (group.partyBranch === null || group.partyBranch === asker.partyBranch);
}

async function showDesk(turn: Situation): Promise<Outcome> {
  if (turn.chat.kind === 'group') return { reply: { text: texts.direct } };
  const found = await undelivered(turn.tx, turn.person, turn.directory, turn.now);
  const [first] = found;
  if (first === undefined) return { reply: { text: texts.clean } };
  const lines = await Promise.all(found.slice(0, SHOWN).map((notice) => lineOf(notice, turn)));
  return { reply: { text: texts.list(lines, found.length), card: await deskCard(first, turn) } };
}

async function lineOf(notice: Notice, situation: Pick<Situation, 'directory' | 'zone' | 'now'>): Promise<string> {
  const group =
    notice.target.kind === 'group' ? ((await situation.directory.group(notice.target.id))?.name ?? texts.someGroup) : texts.somebody;
  return texts.line(formatInstant(notice.dueAt, situation.zone, situation.now), group, notice, excerpt(notice));
}

function excerpt(notice: Notice): string {
  const words = plainOf(notice.content).replace(/\s+/gu, ' ').trim();
  return words.length > 18 ? `${words.slice(0, 18)}…` : words;
}

async function deskCard(notice: Notice, situation: Pick<Situation, 'directory' | 'zone' | 'now' | 'ids'>): Promise<Card> {
  return {
    id: `outbox_${situation.ids.id()}`,
    title: notice.state === 'unknown' ? texts.maybeTitle : texts.deadTitle,
    body: await lineOf(notice, situation),
    buttons: [
      { label: texts.resend, action: actionKey('outbox.resend', notice.id), style: 'primary' },
      { label: texts.leave, action: actionKey('outbox.leave', notice.id), style: 'plain' },
    ],
  };
}

async function decide(turn: ActionTurn, change: (notice: Notice) => Promise<void>, done: string): Promise<Outcome> {
  const notice = await turn.tx.get(notices, argument.parse(turn.args[0]));
  const open = notice !== undefined && isUndecided(notice);
  const allowed = notice !== undefined && (await mayDecide(notice, turn.person, turn.directory));
  if (notice !== undefined && open && allowed) await change(notice);
  return { reply: { update: { card: { id: turn.cardId, title: open && allowed ? done : texts.settled }, forEveryone: true } } };
}

function resend(turn: ActionTurn): Promise<Outcome> {
  return decide(turn, (notice) => sendAgain(turn.tx, notice, turn.now), texts.resent);
}

function leave(turn: ActionTurn): Promise<Outcome> {
  return decide(turn, (notice) => turn.tx.put(notices, { ...notice, state: 'cancelled' }), texts.left);
}

/** Tells the secretaries of the group's branch that something did not go out for certain. */
export async function undeliveredNotices(
  tx: Reader,
  notice: Notice,
  directory: Directory,
  zone: string,
  now: Instant,
): Promise<readonly NoticeDraft[]> {
  // A report about a report would never end.
  if (notice.feature === 'outbox') return [];
  const branch = notice.target.kind === 'group' ? ((await directory.group(notice.target.id))?.partyBranch ?? null) : null;
  const line = await lineOf(notice, { directory, zone, now });
  const closed = notice.state === 'dead' ? await closedSince(tx, notice.targetKey) : undefined;
  // A group that cannot be posted to at all is told of once a day, not once for each post; when it is closed once more, then no longer.
  const day = closed === undefined ? localDateOf(now, zone) : `closed:${closed}`;
  const about = notice.state === 'dead' ? `${notice.targetKey}:${notice.failure ?? ''}:${day}` : `${notice.id}:${notice.state}`;
  const count = await undecidedOf(tx, notice.topic);
  return (await directory.secretariesOf(branch)).map((secretary) => ({
    key: `outbox-report:${about}:${secretary.userId}`,
    to: { kind: 'person', userId: secretary.userId },
    content: {
      kind: 'text',
      text: closed !== undefined ? texts.closed(line) : count > 1 ? texts.reportMany(count, line) : texts.report(line),
    },
    // One post to a hundred groups is one piece of news with a number, not a hundred pieces.
    ...(notice.topic === null || closed !== undefined ? {} : { topic: `outbox-report:${notice.topic}` }),
  }));
}

/** How many notices of a topic did not arrive for certain. */
async function undecidedOf(tx: Reader, topic: string | null): Promise<number> {
  if (topic === null) return 1;
  let count = 0;
  for (const state of ['unknown', 'dead', 'expired'] as const) count += await tx.count(notices, { where: { topic, state } });
  return count;
}

/** A job that failed too often was set aside: the administrators are told, or the secretaries where there are none. */
export async function abandonedNotices(job: Job, directory: Directory): Promise<readonly NoticeDraft[]> {
  return (await mendersIn(directory)).map((person) => ({
    key: `job-abandoned:${job.id}:${job.dueAt}:${person.userId}`,
    to: { kind: 'person', userId: person.userId },
    content: { kind: 'text', text: texts.abandoned(job.kind) },
  }));
}

/** More came in than could be answered: told once for each time that lasts, however many messages it cost. */
export async function overloadNotices(
  { since, refused }: { readonly since: Instant; readonly refused: number },
  directory: Directory,
  zone: string,
): Promise<readonly NoticeDraft[]> {
  return (await mendersIn(directory)).map((person) => ({
    key: `overload:${since}:${person.userId}`,
    to: { kind: 'person', userId: person.userId },
    content: { kind: 'text', text: texts.overloaded(formatInstant(since, zone, since), refused) },
  }));
}

/** The disk runs out: told to who can mend it, once a day for each degree. */
export async function diskNotices(
  { freeBytes, hours }: { readonly freeBytes: number; readonly hours?: number },
  directory: Directory,
  zone: string,
  now: Instant,
): Promise<readonly NoticeDraft[]> {
  const free = freeBytes < 1e9 ? `${Math.floor(freeBytes / 1e6)} MB` : `${(freeBytes / 1e9).toFixed(1)} GB`;
  return (await mendersIn(directory)).map((person) => ({
    key: `disk-${hours === undefined ? 'short' : 'soon'}:${localDateOf(now, zone)}:${person.userId}`,
    to: { kind: 'person', userId: person.userId },
    content: { kind: 'text', text: hours === undefined ? texts.diskShort(free) : texts.diskSoon(free, hours) },
  }));
}
