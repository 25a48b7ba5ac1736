import { chatGroups, members } from '../../src/conversation/identity/schema.ts';
import { DAY_MS, HOUR_MS, plusMs, systemClock } from '../../src/core/clock.ts';
import { activities, signups } from '../../src/features/activity/schema.ts';
import { secrets } from './crash-folder.ts';
import type { Fleet } from './fleet.ts';

export interface Race {
  readonly activities: number;
  readonly people: number;
  readonly capacity: number;
  /** Of those who got a place, so many in a hundred give it back at once. */
  readonly givingBackPercent: number;
  /** Messages under way at the same time. */
  readonly atOnce: number;
}

export interface RaceEnd {
  readonly messages: number;
  readonly unanswered: number;
  readonly findings: readonly Finding[];
  readonly seconds: number;
  /** Places that somebody holds at the end. */
  readonly sold: number;
  readonly waiting: number;
}

/** What must not be, by the promise that it breaks. */
export interface Finding {
  readonly broken: 'oversold' | 'lost' | 'outOfOrder';
  readonly what: string;
}

const BRANCH = '后勤第一党支部';
const GROUPS = ['group-1', 'group-2', 'group-3'] as const;

/**
 * Everybody wants a place in everything: "报名", and "候补" where it is full; some give theirs back in the middle of it.
 * `begin`: once everything is laid out; `onMessage`: one more is said; `end`: before the looking, whoever disturbed it stops.
 */
export async function race(
  fleet: Fleet,
  of: Race,
  {
    begin,
    end,
    onMessage,
  }: { readonly begin?: () => Promise<void>; readonly end?: () => Promise<void>; readonly onMessage?: () => void } = {},
): Promise<RaceEnd> {
  await prepare(fleet, of);
  await begin?.();
  const said = new Map<string, Said>();
  const runners = Array.from({ length: of.activities * of.people }, (_, i) => ({
    number: 1 + (Math.floor(i / 2) % of.activities),
    // Two of every pair in a row want the same: they meet.
    userId: `u${Math.floor(i / 2 / of.activities) * 2 + (i % 2)}`,
  }));
  let messages = 0;
  let unanswered = 0;
  const say = async (userId: string, text: string): Promise<string | undefined> => {
    messages += 1;
    onMessage?.();
    const words = await fleet.says(userId, text, `race-${messages}`);
    if (words === undefined) unanswered += 1;
    return words;
  };
  const begunMs = systemClock.monotonicMs();
  const runner = async (): Promise<void> => {
    for (let next = runners.shift(); next !== undefined; next = runners.shift()) {
      const { number, userId } = next;
      const answers: (string | undefined)[] = [await say(userId, `报名A${number}`)];
      if (answers[0]?.includes('已满') === true) answers.push(await say(userId, `候补A${number}`));
      else if ((number * 31 + Number(userId.slice(1)) * 17) % 100 < of.givingBackPercent)
        answers.push(await say(userId, `取消报名A${number}`));
      said.set(`activity-${number}:${userId}`, { answers });
    }
  };
  await Promise.all(Array.from({ length: of.atOnce }, runner));
  const seconds = (systemClock.monotonicMs() - begunMs) / 1_000;
  await end?.();
  return { messages, unanswered, seconds, ...(await lookedAt(fleet, of, said)) };
}

interface Said {
  readonly answers: readonly (string | undefined)[];
}

/** People of one branch, its groups with robots, and the activities. */
export async function prepare(fleet: Fleet, of: Pick<Race, 'activities' | 'people' | 'capacity'>): Promise<void> {
  const now = systemClock.now();
  await fleet.store.write(async (tx) => {
    for (let i = 0; i < of.people; i += 1)
      await tx.put(members, {
        id: `u${i}`,
        name: `职工${i}`,
        department: null,
        partyBranch: BRANCH,
        roles: ['member'],
        politicalStatus: null,
      });
    for (const id of GROUPS)
      await tx.put(chatGroups, {
        id,
        name: id,
        partyBranch: BRANCH,
        sealedRobot: secrets.seal(`robot-of-${id}`),
        robotHash: secrets.keyedHash(`robot/robot-of-${id}`),
      });
    for (let number = 1; number <= of.activities; number += 1)
      await tx.put(activities, {
        id: `activity-${number}`,
        number,
        title: `第${number}场培训`,
        // At different times: whoever has something else then is asked first.
        startsAt: plusMs(now, 3 * DAY_MS + number * 4 * HOUR_MS),
        endsAt: null,
        place: null,
        capacity: of.capacity,
        signupClosesAt: plusMs(now, 2 * DAY_MS),
        closesByDefault: true,
        reminders: [],
        note: null,
        groupIds: ['group-2'],
        partyBranch: BRANCH,
        createdBy: 'wangmin',
        createdAt: now,
        status: 'open',
        closedBy: null,
        revision: 1,
      });
  });
}

/** The lists as they stand, beside the answers that people were given. */
async function lookedAt(fleet: Fleet, of: Race, said: ReadonlyMap<string, Said>): Promise<Pick<RaceEnd, 'findings' | 'sold' | 'waiting'>> {
  const findings: Finding[] = [];
  let sold = 0;
  let inLine = 0;
  for (let number = 1; number <= of.activities; number += 1) {
    const activityId = `activity-${number}`;
    const rows = await fleet.store.read((tx) => tx.find(signups, { where: { activityId }, orderBy: 'order' }));
    const placed = rows.filter(({ state }) => state === 'signedUp');
    const waiting = rows.filter(({ state }) => state === 'waiting');
    sold += placed.length;
    inLine += waiting.length;
    const found = (broken: Finding['broken'], what: string): void => void findings.push({ broken, what: `A${number}: ${what}` });
    if (placed.length > of.capacity) found('oversold', `${placed.length} of ${of.capacity}`);
    if (placed.length < of.capacity && waiting.length > 0) found('lost', `a free place beside ${waiting.length} who wait`);
    if (new Set(rows.map(({ order }) => order)).size < rows.length) found('outOfOrder', 'two with the same turn');
    const lastPlaced = Math.max(0, ...placed.map(({ order }) => order));
    if (waiting.some(({ order }) => order < lastPlaced)) found('outOfOrder', 'somebody was passed over');
    const states = new Map(rows.map(({ id, state }) => [id, state]));
    for (const [id, { answers }] of said) {
      if (!id.startsWith(`${activityId}:`)) continue;
      const last = answers.at(-1);
      // Without an answer nothing was promised; a slow answer promises nothing yet.
      if (last === undefined || last.includes('请稍等')) continue;
      const state = states.get(id);
      if (
        last.includes('已取消')
          ? state !== 'cancelled'
          : last.includes('候补第')
            ? state === undefined || state === 'cancelled'
            : /已报名|报上/u.test(last) && state !== 'signedUp'
      )
        found('lost', `${id} was told “${last.slice(0, 30)}” and is ${state ?? 'not there'}`);
    }
  }
  return { findings, sold, waiting: inLine };
}
