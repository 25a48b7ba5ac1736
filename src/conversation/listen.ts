import type { Instant } from '../core/clock.ts';
import type { Chat, TextMessage } from '../core/message.ts';
import type { Directory, Person } from '../core/person.ts';
import { Recent } from '../core/recent.ts';
import type { Entity, Feature, Focus, Utterance } from '../features/feature.ts';
import type { Reader } from '../store/store.ts';
import { timesIn } from '../time/read.ts';
import type { WorkdayCalendar } from '../time/time.ts';
import { matchable, withoutBotName } from './normalise.ts';
import { repaired } from './understand/folding.ts';
import { findMentions, findPeople } from './understand/mentions.ts';

export interface Words {
  readonly text: string;
  readonly quote: string | null;
  readonly pictures: number;
}

const THUMB = /^(?:\s|👍|👌|🆗|✅|💪|\p{Emoji_Modifier}|\uFE0F)+$|^\[(?:强|OK|好的|赞)\]$/iu;

/** Makes what was said ready for reading. Pure. */
export function utterance(
  words: Words,
  around: {
    readonly botNames: readonly string[];
    readonly secretary: boolean;
    readonly inGroup: boolean;
    readonly focus: Focus;
    readonly entities: readonly Entity[];
    readonly roster: readonly { userId: string; name: string }[];
    readonly now: Instant;
    readonly zone: string;
    readonly calendar: WorkdayCalendar;
  },
): Utterance {
  const { written, plain } = heard(words.text, around.botNames);
  // A thumb up answers what was asked; without a question it says nothing.
  const sign = around.focus.pending !== null && THUMB.test(written) ? '好的' : '';
  const text = plain || sign;
  const time = { now: around.now, zone: around.zone, calendar: around.calendar, isAnswer: around.focus.pending !== null };
  return {
    text,
    written,
    secretary: around.secretary,
    inGroup: around.inGroup,
    quote: words.quote,
    pictures: words.pictures,
    focus: around.focus,
    entities: around.entities,
    mentioned: findMentions(text, around.entities),
    people: findPeople(text, around.roster),
    ...timesIn(text, time),
    time,
  };
}

interface Heard {
  readonly written: string;
  readonly plain: string;
}

/** Longer words are hardly said twice, and are nobody's business once they are answered. */
const SHORT = 32;
const heardLately = new WeakMap<readonly string[], Recent<Heard>>();

/** A group says the same few words, one member after the other: 报名, A, 收到. */
function heard(said: string, botNames: readonly string[]): Heard {
  const hear = (): Heard => {
    const written = withoutBotName(said, botNames);
    return { written, plain: repaired(matchable(written)) };
  };
  if (said.length > SHORT) return hear();
  const lately = heardLately.get(botNames) ?? new Recent<Heard>();
  heardLately.set(botNames, lately);
  return lately.get(said, hear);
}

export function wordsOf(message: TextMessage): Words {
  return { text: message.text, quote: message.quote ?? null, pictures: message.pictures };
}

/** Everything that this person may mean in this chat, over all features. */
export async function entitiesFor(
  features: readonly Feature[],
  asker: { tx: Reader; now: Instant; person: Person; chat: Chat; directory: Directory },
): Promise<readonly Entity[]> {
  const lists: (readonly Entity[])[] = [];
  // One after the other: a transaction is one conversation with the database.
  for (const feature of features) if (feature.entities !== undefined) lists.push(await feature.entities(asker));
  return lists.flat();
}
