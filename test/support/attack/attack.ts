import { MINUTE_MS, plusMs, SECOND_MS } from '../../../src/core/clock.ts';
import type { Inbound } from '../../../src/core/message.ts';
import type { FileLayer } from '../../../src/store/json/index.ts';
import type { Organization } from '../../../src/seed.ts';
import { FOLDER } from '../../store/support/desk.ts';
import { Disk } from '../../store/support/disk.ts';
import { chanceOf, oneOf, type Below } from '../chance.ts';
import { setClock } from '../clock.ts';
import { fillFolder, readKept, type Kept } from '../crash-folder.ts';
import { acknowledged, findingsIn, type Said } from '../crash-history.ts';
import type { Meaning } from '../crash-bot.ts';
import { countedIds } from '../ids.ts';
import { arm, faultOf, type Fault, type Toll } from './fault.ts';
import { begin, type Life, type Surroundings } from './life.ts';

const BEGINS = '2026-11-23T01:00:00.000Z';
/** WeCom gives a message three tries. */
const TRIES = 3;
/** All rounds together stay within the day for which a repeat is recognised. */
const ROUNDS = 80;
const QUARTER_MS = 15 * MINUTE_MS;
const WINDOW_MS = 61 * SECOND_MS;
const PEOPLE = ['zhangwei', 'zhaojing', 'sunlei', 'zhouting', 'wujianguo'] as const;
const ACTIVITIES = ['健步走', '急救培训', '包饺子'] as const;
const HEALTHY: Fault = { kind: 'stop' };

interface Spoken extends Said {
  readonly inbound: Inbound;
  readonly answers: { text?: string; reply: unknown }[];
}

export interface Outcome {
  readonly seed: number;
  readonly toll: Toll;
  readonly messages: number;
  readonly acknowledged: number;
  readonly posts: number;
  /** What went wrong, in words. */
  readonly findings: readonly string[];
}

interface Options {
  readonly deaths: number;
  /** What the bot takes for its disk; to see whether the books tell when that lies. */
  readonly layer?: (disk: Disk) => FileLayer;
}

/** One bot on one disk, through as many deaths as asked for; then everything is sent once more, and the books are checked. */
export async function attack(seed: number, options: Options): Promise<Outcome> {
  const below = chanceOf(seed);
  const toll: Toll = { cut: 0, kill: 0, error: 0, full: 0, stop: 0 };
  const disk = new Disk();
  const organization = await fillFolder(FOLDER, disk.layer());
  const town = townOf({ disk, layer: options.layer ?? ((whole) => whole.layer()), organization, below, toll });
  try {
    await town.open();
    await town.storm();
    for (let round = 1; round <= ROUNDS && toll.cut + toll.kill < options.deaths; round += 1) {
      const secretary = below(3) === 0 ? [town.announce(`第${round}次停水`)] : [];
      await Promise.all([...PEOPLE.map((userId) => town.oneWord(userId)), ...secretary]);
      await town.pass(QUARTER_MS);
      if (round % 2 === 0) await town.nextFault();
    }
    await town.calm();
    const kept = await town.settled();
    const found = findingsIn(town.history(), kept);
    // What WeCom gave up after three tries does not come again.
    for (const spoken of town.spoken.filter(acknowledged)) await town.comesAgain(spoken);
    const after = findingsIn(town.history(), await town.settled());
    return outcome([...found, ...after.map((words) => `after everything came again: ${words}`)]);
  } catch (error) {
    return outcome([error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  }

  function outcome(findings: readonly string[]): Outcome {
    const { spoken, arrivals } = town.history();
    return { seed, toll, messages: spoken.length, acknowledged: spoken.filter(acknowledged).length, posts: arrivals.length, findings };
  }
}

interface Place {
  readonly disk: Disk;
  readonly layer: (disk: Disk) => FileLayer;
  readonly organization: Organization;
  readonly below: Below;
  readonly toll: Toll;
}

function townOf({ disk, layer, organization, below, toll }: Place) {
  const clock = setClock(BEGINS);
  const spoken: Spoken[] = [];
  let lostAnswers = 0;
  let calm = true;
  const around: Surroundings = {
    files: () => layer(disk),
    clock,
    ids: countedIds(),
    below,
    organization,
    arrivals: [],
    onLostAnswer: () => {
      lostAnswers += 1;
    },
  };
  let now: Promise<Life> = start();

  /** A start may die as well; one that fails although nobody touched it is a finding. */
  async function start(): Promise<Life> {
    for (;;) {
      const fault = calm ? HEALTHY : faultOf(below);
      const struckBefore = toll.error + toll.full;
      const armed = arm(disk, fault, toll, below);
      try {
        return await begin(around, armed);
      } catch (error) {
        if (!armed.dead() && toll.error + toll.full === struckBefore) throw error;
        disk.kill();
      }
    }
  }

  async function alive(): Promise<Life> {
    for (;;) {
      const life = await now;
      if (!life.armed.dead()) return life;
      now = again(life);
    }
  }

  let follows: { readonly of: Life; readonly next: Promise<Life> } | undefined;
  /** Whoever finds the bot dead first starts it again. */
  function again(life: Life): Promise<Life> {
    if (follows?.of === life) return follows.next;
    const next = life.over().then(start);
    follows = { of: life, next };
    return next;
  }

  async function deliver(message: Spoken): Promise<boolean> {
    const life = await alive();
    try {
      const reply = await life.receive(message.inbound);
      message.answers.push({ ...(reply?.text === undefined ? {} : { text: reply.text }), reply });
      return true;
    } catch {
      // Nothing was acknowledged: the process is gone, or said that it cannot keep anything now.
      return false;
    }
  }

  async function says(userId: string, text: string, saying: { direct?: boolean; means?: Meaning } = {}): Promise<Spoken> {
    const messageId = `msg-${spoken.length + 1}`;
    const [home] = organization.groups;
    const chat =
      saying.direct === true
        ? ({ channel: 'attack', kind: 'direct', id: userId } as const)
        : ({ channel: 'attack', kind: 'group', id: home?.chatId ?? '' } as const);
    const words = saying.direct === true ? text : `@党群助手 ${text}`;
    const inbound: Inbound = { kind: 'text', messageId, chat, userId, receivedAt: clock.now(), text: words, pictures: 0, spoken: false };
    const message: Spoken = { userId, text, messageId, means: saying.means ?? { kind: 'other' }, answers: [], inbound };
    spoken.push(message);
    for (let tried = 0; tried < TRIES && message.answers.length === 0; tried += 1) await deliver(message);
    // Sometimes WeCom did not hear the acknowledgement.
    if (acknowledged(message) && below(8) === 0) await deliver(message);
    return message;
  }

  const secretary = (text: string, means?: Meaning): Promise<Spoken> =>
    says('wangmin', text, { direct: true, ...(means === undefined ? {} : { means }) });

  async function confirmed(text: string): Promise<void> {
    const draft = await secretary(text);
    if (acknowledged(draft)) await secretary('确认', { kind: 'confirm' });
  }

  async function tick(): Promise<void> {
    await (await alive()).tick().catch(() => {});
  }

  /** One that could not strike so far makes room for another. */
  async function nextFault(): Promise<void> {
    (await alive()).armed.next(faultOf(below));
  }

  async function settled(): Promise<Kept> {
    for (let looks = 0; looks < 100; looks += 1) {
      await tick();
      const kept = await readKept(FOLDER, disk.layer());
      const owed = kept.notices.filter(({ state }) => state === 'pending' || state === 'sending');
      if (owed.length === 0 && !kept.jobs.some(({ dueAt }) => dueAt <= clock.now())) return kept;
      // What the quiet hours hold back is due in the morning.
      const isNight = owed.length > 0 && owed.every(({ dueAt }) => dueAt > plusMs(clock.now(), QUARTER_MS));
      clock.advance(isNight ? QUARTER_MS : WINDOW_MS);
    }
    throw new Error('it does not come to rest');
  }

  return {
    spoken,
    open: async (): Promise<void> => {
      for (const [index, title] of ACTIVITIES.entries())
        await confirmed(`11月${27 + index}日上午九点在多功能厅办${title}，${2 + (index % 2)}人，发到一支部群`);
      await confirmed('每小时提醒大家喝水');
    },
    oneWord: async (userId: string): Promise<void> => {
      const title = oneOf(ACTIVITIES, below);
      const kind = below(20);
      if (kind < 11) await says(userId, `${title}报名 满了就候补`, { means: { kind: 'signUp', title } });
      else if (kind < 18) await says(userId, `${title}我去不了了`, { means: { kind: 'cancel', title } });
      else if (kind < 19) await says(userId, '匿名：夜班补助发得不公平', { direct: true, means: { kind: 'suggest' } });
      // The same words again would be the same suggestion.
      else await says(userId, `建议：${spoken.length}号楼水龙头漏水`, { direct: true, means: { kind: 'suggest' } });
    },
    announce: (words: string): Promise<void> => confirmed(`马上通知所有群：${words}`),
    pass: async (ms: number): Promise<void> => {
      await tick();
      clock.advance(ms);
      await tick();
    },
    storm: async (): Promise<void> => {
      calm = false;
      await nextFault();
    },
    nextFault,
    /** From now on nothing fails any more; what is alive is stopped as an operator stops it. */
    calm: async (): Promise<void> => {
      calm = true;
      const life = await alive();
      await life.over();
      toll.stop += 1;
      life.armed.exit();
    },
    comesAgain: deliver,
    settled,
    history: () => ({
      spoken,
      arrivals: around.arrivals,
      organization,
      // A process that ended after an error of the disk is one more death.
      cuts: toll.cut + toll.kill + toll.error + toll.full + lostAnswers,
    }),
  };
}
