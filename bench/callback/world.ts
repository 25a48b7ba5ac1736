import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { allFeatures } from '../../src/feature-list.ts';
import { houseCollections } from '../../src/conversation/collections.ts';
import { chatGroups, members } from '../../src/conversation/identity/schema.ts';
import { DAY_MS, HOUR_MS, plusMs, systemClock } from '../../src/core/clock.ts';
import { noFailpoints } from '../../src/core/failpoints.ts';
import { silentLog } from '../../src/core/log.ts';
import { secretsOf } from '../../src/core/secrets.ts';
import { localDateOf } from '../../src/core/zone.ts';
import { corpusLine, queryLine, readLines } from '../../src/features/policy/evaluate.ts';
import { activities } from '../../src/features/activity/schema.ts';
import { policyClauses, policyDocuments } from '../../src/features/policy/schema.ts';
import { questions, studyPrompts } from '../../src/features/study/schema.ts';
import { sow } from '../../src/seed.ts';
import { nodeFiles, openJsonStore, type JsonStore } from '../../src/store/json/index.ts';
import type { Writer } from '../../src/store/store.ts';

/** An enterprise: some branches of hundreds of people each, every branch with its group, its activities and its question of the day. */
export const BRANCHES = 8;
export const PEOPLE = 300;
export const ACTIVITIES = 6;
const ZONE = 'Asia/Shanghai';
const passageLine = corpusLine.extend({ doc: z.string() });
/** The key of the server under test, so that what is sealed here can be opened there. */
export const SECRET_KEY = Buffer.alloc(32, 7).toString('base64');
const secrets = secretsOf(Buffer.from(SECRET_KEY, 'base64'));

const TITLES = ['健步走', '读书会', '羽毛球赛', '志愿清扫', '消防演练', '电影党课'];
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'];
const GIVEN = [...'伟芳娜敏静强磊军洋勇艳杰娟涛明超兰霞平刚'];

export interface BenchActivity {
  readonly id: string;
  readonly title: string;
  readonly branch: number;
}

export const groupOf = (branch: number): string => `wrBENCH_Branch_${branch}`;
export const userOf = (branch: number, person: number): string => `b${branch}m${person}`;

export const benchActivities: readonly BenchActivity[] = Array.from({ length: BRANCHES * ACTIVITIES }, (_, n) => ({
  id: `bench-activity-${n}`,
  title: TITLES[n % ACTIVITIES] ?? '',
  branch: Math.floor(n / ACTIVITIES),
}));

/** The store as the server under test has it; also opened afterwards, to count what was kept. */
export function openBenchStore(folder: string): Promise<JsonStore> {
  return openJsonStore({
    folder,
    collections: [...houseCollections, ...allFeatures().flatMap((feature) => feature.collections)],
    files: nodeFiles,
    log: silentLog,
    clock: systemClock,
    failpoints: noFailpoints,
    onFatal: (error) => {
      throw error;
    },
    snapshotAfterBytes: 64 * 1024 * 1024,
  });
}

interface WorldOptions {
  /** The groups can be posted to. */
  readonly robots?: boolean;
  /** So long before the first activity begins. */
  readonly aheadDays?: number;
}

/** Fills a folder for the server under test. `corpora`: folders with corpus.jsonl; without any, only the shipped rules are there. */
export async function fillWorld(
  folder: string,
  corpora: readonly string[],
  options: WorldOptions = {},
): Promise<{ readonly clauses: number }> {
  const store = await openBenchStore(folder);
  const now = systemClock.now();
  try {
    await sow(store, allFeatures(), { now, secrets, bindRobots: options.robots === true });
    await store.write(async (tx) => {
      for (let branch = 0; branch < BRANCHES; branch += 1) await fillBranch(tx, branch, now, options);
    });
    for (const corpus of corpora) await fillRules(store, corpus, now);
    return { clauses: await store.read((tx) => tx.count(policyClauses)) };
  } finally {
    await store.close();
  }
}

async function fillBranch(tx: Writer, branch: number, now: string, options: WorldOptions): Promise<void> {
  const partyBranch = `第${branch}支部`;
  const groupId = groupOf(branch);
  const robot = `bench-robot-${branch}`;
  await tx.put(chatGroups, {
    id: groupId,
    name: `${partyBranch}工作群`,
    partyBranch,
    sealedRobot: options.robots === true ? secrets.seal(robot) : null,
    robotHash: options.robots === true ? secrets.keyedHash(`robot/${robot}`) : null,
  });
  for (let person = 0; person < PEOPLE; person += 1) {
    const at = branch * PEOPLE + person;
    const name = `${SURNAMES[at % 20] ?? ''}${GIVEN[Math.floor(at / 20) % 20] ?? ''}${GIVEN[Math.floor(at / 400) % 20] ?? ''}`;
    const roles = person === 0 ? (['member', 'secretary'] as const) : (['member'] as const);
    await tx.put(members, {
      id: userOf(branch, person),
      name,
      department: '后勤部',
      partyBranch,
      roles: [...roles],
      politicalStatus: null,
    });
  }
  for (const [n, { id, title }] of benchActivities.filter((one) => one.branch === branch).entries()) {
    const startsAt = plusMs(now, (n + (options.aheadDays ?? 3)) * DAY_MS);
    await tx.put(activities, {
      id,
      number: 1000 + branch * ACTIVITIES + n,
      title,
      startsAt,
      endsAt: plusMs(startsAt, HOUR_MS),
      place: '体育馆',
      capacity: null,
      signupClosesAt: plusMs(startsAt, -DAY_MS),
      closesByDefault: true,
      reminders: [],
      note: null,
      groupIds: [groupId],
      partyBranch,
      createdBy: userOf(branch, 0),
      createdAt: now,
      status: 'open',
      closedBy: null,
      revision: 0,
    });
  }
  const bank = (await tx.find(questions)).filter(({ kind }) => kind === 'single');
  const question = bank[branch % bank.length];
  if (question === undefined) throw new Error('the question bank is empty');
  const heldOn = localDateOf(now, ZONE);
  await tx.put(studyPrompts, {
    id: `${groupId}@${heldOn}`,
    groupId,
    heldOn,
    questionId: question.id,
    topic: question.topic,
    passage: null,
    postedAt: now,
    closesAt: plusMs(now, 12 * HOUR_MS),
  });
}

/** Every document of a corpus becomes a rule in force, every passage a clause of it. */
async function fillRules(store: JsonStore, folder: string, now: string): Promise<void> {
  const lines = readLines(await readFile(join(folder, 'corpus.jsonl'), 'utf8'), passageLine);
  const known = new Set<string>();
  await store.write(async (tx) => {
    for (const [order, { doc, title, text }] of lines.entries()) {
      const documentId = `bench-${doc}#1`;
      if (!known.has(documentId)) {
        known.add(documentId);
        await tx.put(policyDocuments, {
          id: documentId,
          key: `bench-${doc}`,
          version: 1,
          superseded: false,
          title,
          number: null,
          issuer: null,
          issuedOn: null,
          inForceFrom: '2020-01-01',
          inForceUntil: null,
          replaces: null,
          repealedFrom: null,
          repealedBy: null,
          scope: [],
          supersededOn: null,
          reviewOn: null,
          withdrawnOn: null,
          contact: null,
          importedAt: now,
        });
      }
      await tx.put(policyClauses, {
        id: `${documentId}/${order}`,
        documentId,
        label: title,
        chapter: '',
        text,
        table: null,
        order,
        origin: null,
      });
    }
  });
}

/** The questions that go with the corpora, each as a member would write it. */
export async function questionsOf(corpora: readonly string[]): Promise<readonly string[]> {
  const sets = await Promise.all(corpora.map((folder) => readFile(join(folder, 'queries.jsonl'), 'utf8')));
  return sets.flatMap((set) => readLines(set, queryLine)).map(({ question }) => question);
}

/** The sets whose 10,000 passages make the rules of the mixed load; empty where the folder is not there. */
export function corporaIn(folder: string): readonly string[] {
  return ['stard', 'ncp'].map((name) => join(folder, name)).filter((one) => existsSync(join(one, 'corpus.jsonl')));
}
