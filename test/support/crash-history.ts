import { passiveReplySchema } from '../../src/channels/wecom/passive-reply.ts';
import { encode } from '../../src/channels/wecom-robot/encode.ts';
import { RECEIPT_MARK, receiptOf } from '../../src/core/receipt.ts';
import type { Signup } from '../../src/features/activity/schema.ts';
import type { Content } from '../../src/core/message.ts';
import type { Organization } from '../../src/seed.ts';
import { PUBLIC_URL, type CrashBot, type Meaning } from './crash-bot.ts';
import { secrets, type Kept } from './crash-folder.ts';

const WINDOW_MS = 60_000;
/** WeCom's own limit; the bot keeps to 18, so that the moment between claim and arrival does no harm. */
const PER_WINDOW = 20;

/** One message of a member and every answer that came for it. */
export interface Said {
  readonly userId: string;
  readonly messageId: string;
  readonly text: string;
  readonly means: Meaning;
  readonly answers: readonly { readonly text?: string | null; readonly reply: unknown }[];
}

/** Everything that went in and came out of a bot, over all its lives. */
export interface History {
  readonly spoken: readonly Said[];
  readonly arrivals: readonly { readonly robotKey: string; readonly message: unknown; readonly atMs: number }[];
  readonly organization: Organization;
  /** Crashes, and sends of which the answer was lost: each may leave one notice of each robot unknown. */
  readonly cuts: number;
}

/** What a run did wrong, in words: nothing lost, nothing doubled, nothing oversold, nothing sent again on a guess. */
export async function findings(bot: CrashBot, options: { cuts?: number } = {}): Promise<readonly string[]> {
  const kept = await bot.settled();
  const { spoken, organization, wecom } = bot;
  return findingsIn({ spoken, organization, arrivals: wecom.arrivals, cuts: bot.kills() + (options.cuts ?? 0) }, kept);
}

export function findingsIn(history: History, kept: Kept): readonly string[] {
  const { spoken } = history;
  return [
    ...answeredAlike(spoken),
    ...answersKept(spoken, kept),
    ...placesOf(kept),
    ...signupsAsAcknowledged(spoken, kept),
    ...promotionsTold(spoken, kept),
    ...announcementsTold(spoken, kept),
    ...suggestionsFiled(spoken, kept),
    ...jobsTold(kept),
    ...arrivals(history, kept),
    ...unknowns(kept, history.cuts),
    ...pace(history),
  ];
}

export function acknowledged(spoken: Said): boolean {
  return spoken.answers.length > 0;
}

export function wordsOf(spoken: Said): string {
  return spoken.answers[0]?.text ?? '';
}

/** A repeat got the first answer again: same words, same card. The stream's id may differ, and a stream ends with words where a card would do alone. */
function answeredAlike(spoken: readonly Said[]): readonly string[] {
  return spoken
    .filter(({ answers }) => new Set(answers.map(({ reply }) => JSON.stringify(shown(reply)))).size > 1)
    .map(({ text, answers }) => `two answers to ${text}: ${answers.map((answer) => answer.text).join(' | ')}`);
}

function shown(reply: unknown): unknown {
  const parsed = passiveReplySchema.safeParse(reply);
  if (!parsed.success || !('stream' in parsed.data)) return reply;
  const { data } = parsed;
  const card = 'template_card' in data ? data.template_card : undefined;
  if (card !== undefined && data.stream.content === card.main_title?.title) return { msgtype: 'template_card', template_card: card };
  return { ...data, stream: { ...data.stream, id: '' } };
}

/** One row for each acknowledged message, with the words that the member read; no row for a message that nobody sent. */
function answersKept(spoken: readonly Said[], kept: Kept): readonly string[] {
  const said = new Map(spoken.map((one) => [secrets.keyedHash(`message/${one.messageId}`), one]));
  const rows = new Map(kept.answers.map((row) => [row.id, row]));
  const lost = [...said].filter(([id, one]) => acknowledged(one) && wordsKept(rows.get(id)?.reply?.text, one) !== one.answers[0]?.text);
  const foreign = kept.answers.filter(({ id }) => !said.has(id));
  return [...lost.map(([, one]) => `lost: ${one.text}`), ...foreign.map(() => 'an answer to a message that nobody sent')];
}

/** With the receipt in its place, which is kept nowhere. */
function wordsKept(text: string | undefined, { messageId }: Said): string | undefined {
  return text?.replaceAll(
    RECEIPT_MARK,
    receiptOf(messageId, (said) => secrets.keyedHash(said)),
  );
}

/** Never more people than places, nobody waits beside a free place, and who waits came after all who have one. */
function placesOf({ activities, signups }: Kept): readonly string[] {
  return activities.flatMap(({ id, title, capacity }) => {
    const rows = signups.filter((row) => row.activityId === id);
    const taken = rows.filter((row) => row.state === 'signedUp');
    const waiting = rows.filter((row) => row.state === 'waiting');
    const found: string[] = [];
    if (capacity !== null && taken.length > capacity) found.push(`${title} is oversold: ${taken.length} of ${capacity}`);
    if (waiting.length > 0 && taken.length !== capacity) found.push(`${title} has a free place and people waiting`);
    const lastIn = Math.max(0, ...taken.map((row) => row.order));
    if (waiting.some((row) => row.order < lastIn)) found.push(`${title}: somebody was let past the queue`);
    if (new Set(rows.map((row) => row.order)).size < rows.length) found.push(`${title}: two have the same place in the order`);
    return found;
  });
}

type SignupState = Signup['state'] | 'none';

/** For every member and activity: the row is what the last acknowledged word made it, or what an unacknowledged one may have. */
function signupsAsAcknowledged(spoken: readonly Said[], kept: Kept): readonly string[] {
  const allowed = new Map<string, ReadonlySet<SignupState>>();
  for (const one of spoken) {
    if (one.means.kind !== 'signUp' && one.means.kind !== 'cancel') continue;
    const key = `${one.userId} ${one.means.title}`;
    const next = statesAfter(one);
    allowed.set(key, acknowledged(one) ? next : new Set<SignupState>([...(allowed.get(key) ?? ['none']), ...next]));
  }
  return [...allowed].flatMap(([key, states]) => {
    const [userId, title] = key.split(' ');
    const activity = kept.activities.find((one) => one.title === title);
    const row = kept.signups.find((one) => one.activityId === activity?.id && one.userId === userId);
    const state = row?.state ?? 'none';
    return states.has(state) ? [] : [`${key} is ${state}, acknowledged was ${[...states].join(' or ')}`];
  });
}

function statesAfter(spoken: Said): ReadonlySet<SignupState> {
  if (spoken.means.kind === 'cancel') return new Set(['cancelled', 'none']);
  // Who waits may have been promoted since.
  return /报上了|已经报过/u.test(wordsOf(spoken)) ? new Set(['signedUp']) : new Set(['waiting', 'signedUp']);
}

/** Each cancellation that moved somebody up owes exactly one post about it. */
function promotionsTold(spoken: readonly Said[], kept: Kept): readonly string[] {
  const cancels = spoken.filter(({ means }) => means.kind === 'cancel');
  const sure = cancels.filter((one) => wordsOf(one).includes('名额已递补给')).length;
  const perhaps = cancels.filter((one) => !acknowledged(one)).length;
  const told = kept.notices.filter(({ key }) => key.startsWith('activity.promoted:')).length;
  return told >= sure && told <= sure + perhaps ? [] : [`${sure} promotions, ${told} posts about them`];
}

/** As many announcements as were confirmed, and for each its notices. */
function announcementsTold(spoken: readonly Said[], kept: Kept): readonly string[] {
  const confirmed = spoken.filter(({ means }) => means.kind === 'confirm');
  const sure = confirmed.filter((one) => /60 秒后发到群里|安静时段|已发布|定好了/u.test(wordsOf(one))).length;
  const unheard = confirmed.filter((one) => acknowledged(one)).length - sure;
  const made = kept.announcements.length + kept.activities.filter(({ status }) => status !== 'draft').length;
  const keys = new Set(kept.notices.map(({ key }) => key));
  const missing = kept.announcements
    .filter(({ plan }) => plan.kind === 'now')
    .flatMap(({ id, createdAt, groupIds }) => groupIds.map((group) => `announcement:${id}:${createdAt}:${group}`))
    .filter((key) => !keys.has(key));
  const counted = made >= sure && made <= confirmed.length ? [] : [`${sure} confirmations, ${made} things made`];
  if (unheard > 0) return [`${unheard} confirmations were not understood`];
  return [...counted, ...missing.map((key) => `never owed: ${key}`)];
}

function suggestionsFiled(spoken: readonly Said[], { suggestions }: Kept): readonly string[] {
  const filed = spoken.filter(({ means }) => means.kind === 'suggest');
  const sure = filed.filter((one) => wordsOf(one).includes('登记')).length;
  return suggestions.length >= sure && suggestions.length <= filed.length ? [] : [`${sure} suggestions, ${suggestions.length} rows`];
}

/** What was due has run (nothing failed), and a run that posts owes its post. */
function jobsTold(kept: Kept): readonly string[] {
  const keys = kept.notices.map(({ key }) => key);
  const failed = kept.occurrences.filter(({ outcome }) => outcome === 'failed').map(({ id }) => `failed: ${id}`);
  const silent = kept.occurrences
    .filter(({ id, outcome }) => outcome === 'ran' && /^(?:activity\.remind|announcement\.send):/u.test(id))
    .filter(({ id }) => !keys.some((key) => key.includes(id.slice(id.indexOf('@') + 1)) && key.includes(entityOf(id))))
    .map(({ id }) => `ran without a post: ${id}`);
  return [...failed, ...silent];
}

/** `<feature>.<job>:<entity>[/<n>]@<instant>` */
function entityOf(occurrence: string): string {
  return /:([^/@]+)/u.exec(occurrence)?.[1] ?? occurrence;
}

/** Counts per robot and message: what counts as sent has arrived, and nothing arrived more often than it was sent or unknown. */
function arrivals({ arrivals: posts, organization }: History, kept: Kept): readonly string[] {
  const robotOf = new Map(organization.groups.map(({ chatId, robotKey }) => [chatId, robotKey]));
  const counts = new Map<string, { sent: number; unknown: number; arrived: number }>();
  const countOf = (robotKey: string, message: unknown): { sent: number; unknown: number; arrived: number } => {
    const id = `${robotKey} ${JSON.stringify(message)}`;
    const known = counts.get(id) ?? { sent: 0, unknown: 0, arrived: 0 };
    counts.set(id, known);
    return known;
  };
  for (const notice of kept.notices) {
    if (notice.target.kind !== 'group') continue;
    for (const message of messagesOf(notice.content)) {
      const count = countOf(robotOf.get(notice.target.id) ?? '', message);
      if (notice.state === 'sent') count.sent += 1;
      if (notice.state === 'unknown') count.unknown += 1;
    }
  }
  for (const { robotKey, message } of posts) countOf(robotKey, message).arrived += 1;
  return [...counts]
    .filter(([, { sent, unknown, arrived }]) => arrived < sent || arrived > sent + unknown)
    .map(([id, { sent, unknown, arrived }]) => `${sent} sent, ${unknown} unknown, but ${arrived} arrived: ${id}`);
}

/** What the platform is sent for it. */
export function messagesOf(content: Content): readonly unknown[] {
  const encoded = encode(content, { cardUrl: PUBLIC_URL, botName: '党群助手' });
  return encoded.kind === 'parts' ? encoded.parts.flatMap((part) => (part.kind === 'message' ? [part.message] : [])) : [];
}

/** A crash leaves at most one notice of each robot unknown, and nothing is given up. */
function unknowns(kept: Kept, crashes: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const { state, targetKey } of kept.notices) if (state === 'unknown') counts.set(targetKey, (counts.get(targetKey) ?? 0) + 1);
  const dead = kept.notices.filter(({ state }) => state === 'dead').map(({ key }) => `given up: ${key}`);
  return [
    ...dead,
    ...[...counts]
      .filter(([, count]) => count > crashes)
      .map(([target, count]) => `${count} unknown at ${target} after ${crashes} crashes`),
  ];
}

/** In no minute more than a robot may take, over all restarts. */
function pace({ arrivals: posts, organization }: History): readonly string[] {
  return organization.groups.flatMap(({ robotKey }) => {
    const times = posts.filter((one) => one.robotKey === robotKey).map(({ atMs }) => atMs);
    const most = Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length));
    return most > PER_WINDOW ? [`${most} messages in a minute to one robot`] : [];
  });
}
