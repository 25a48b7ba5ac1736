import type { ZodType } from 'zod';
import type { Instant } from '../core/clock.ts';
import type { DomainEvent } from '../core/events.ts';
import type { Ids } from '../core/ids.ts';
import type { Chat, Content, EntityRef, Reply, Target } from '../core/message.ts';
import type { ChatGroup, Directory, Person } from '../core/person.ts';
import type { Model } from '../model/model.ts';
import type { Job } from '../schedule/job.ts';
import type { AnyCollection, Reader, Writer } from '../store/store.ts';
import type { Page } from './page.ts';
import type { LongPast, Personal } from './personal.ts';
import type { FoundTime, ImpossibleDate, TimeContext, WorkdayCalendar } from '../time/time.ts';

/** A named thing within reach of this member in this chat. */
export interface Entity extends EntityRef {
  readonly title: string;
  /** What people type for it: A3, S12, Q5. */
  readonly number?: string;
  readonly aliases?: readonly string[];
  /** The member signed up, filed or owns it. */
  readonly mine?: boolean;
  readonly status?: string;
  /** When it begins, of a thing that happens at a time: "改到周日同一时间". */
  readonly startsAt?: Instant;
  /** Of an open question: letter → words. */
  readonly options?: Readonly<Record<string, string>>;
}

/** A dialog that waits for an answer of this member in this chat. */
export interface OpenQuestion {
  readonly dialog: string;
  readonly data: unknown;
  /** It follows something looked up. A draft never gives way to it. */
  readonly aside?: boolean;
}

/** What this member and the bot were just talking about in this chat. */
export interface Focus {
  /** The numbered list shown last: "报2" means its second entry. */
  readonly list: readonly EntityRef[];
  /** What the bot last posted or answered about here: "把我也写上". */
  readonly about: EntityRef | null;
  readonly intent: string | null;
  readonly topic: string | null;
  /** The question that waits for an answer: the one asked last. */
  readonly pending: OpenQuestion | null;
  /** A draft or another act's question that waits beneath, when `pending` is an aside. */
  readonly beneath?: OpenQuestion | null;
  /** How the words before these were read, in people's words, and how sure. */
  readonly reading?: { readonly label: string; readonly percent: number } | null;
}

/** What was said, made ready for reading: pure data, so that understanding runs without store or channel. */
export interface Utterance {
  /** NFKC, bot name and noise stripped, one line; for matching. */
  readonly text: string;
  /** As written, only the bot name taken out; for keeping and echoing. */
  readonly written: string;
  readonly secretary: boolean;
  readonly inGroup: boolean;
  readonly quote: string | null;
  readonly pictures: number;
  readonly focus: Focus;
  readonly entities: readonly Entity[];
  /** Entities named in `text`, best first; `sure` when by number or whole title. */
  readonly mentioned: readonly { readonly entity: Entity; readonly start: number; readonly end: number; readonly sure: boolean }[];
  /** People of the roster named in `text`, in order. */
  readonly people: readonly {
    readonly person: { readonly userId: string; readonly name: string };
    readonly start: number;
    readonly end: number;
  }[];
  /** Time expressions in `text`, in order. */
  readonly times: readonly FoundTime[];
  /** Dates in `text` that no year has (2月30号), in order. */
  readonly impossibleDates: readonly ImpossibleDate[];
  readonly time: TimeContext;
}

/** Slot values as in the labelled utterance sets (snake_case keys, plain JSON). */
export type Slots = Readonly<Record<string, unknown>>;

/** What a handler may know and use. It returns an {@link Outcome}; it never sends and never calls the network. */
export interface Situation {
  readonly tx: Writer;
  readonly now: Instant;
  readonly zone: string;
  readonly ids: Ids;
  readonly calendar: WorkdayCalendar;
  readonly directory: Directory;
  readonly person: Person;
  readonly chat: Chat;
  /** The group of a group chat, where it is known. */
  readonly group: ChatGroup | undefined;
  readonly messageId: string;
  /** Address under which members reach our pages, without a trailing slash. */
  readonly publicUrl: string;
  /** Keyed one-way code of a text, stable over restarts (receipts, link tokens). Hex. */
  readonly keyedHash: (text: string) => string;
}

export interface Turn extends Situation {
  readonly said: Utterance;
}

export interface ActionTurn extends Situation {
  readonly cardId: string;
  readonly args: readonly string[];
  readonly selected: readonly { readonly key: string; readonly options: readonly string[] }[];
}

/** What a file that was read comes to, in the transaction of its message. May run again: it only reads and writes. */
export type FileHandler = (situation: Situation) => Promise<Outcome>;

/** A message owed to somebody; it becomes an outbox row in the same transaction. */
export interface NoticeDraft {
  /** Idempotency: the same key is queued once, for ever. */
  readonly key: string;
  readonly to: Target;
  readonly content: Content;
  readonly about?: EntityRef;
  /** Newer news of the same topic takes the place of older news to the same target that did not go out yet. */
  readonly topic?: string;
  /** Default: now. */
  readonly dueAt?: Instant;
  /** Where it must wait until the person comes: whether their group is told, without a word of it, that something waits. Default: yes. */
  readonly nudge?: boolean;
  /** Safety and emergencies pass whatever else waits for the same target. Default: normal. */
  readonly priority?: 'urgent' | 'normal';
  /** After this it is reported as missed, not sent. */
  readonly expiresAt?: Instant;
}

/** How a message is handled with what was asked for it outside. May run again: it only reads and writes, and never asks once more. */
export type AskedHandler = (turn: Turn) => Promise<Outcome>;

export interface Outcome {
  /**
   * Somebody outside is to be asked before this intent can be handled well. The handler has written nothing, and nothing else of
   * this outcome counts. It runs once the transaction was let go; it never rejects and comes to an end within a second. Then the message is
   * read anew in a transaction of its own, and what this returns handles it, if it is still read as the same intent (decision 21).
   */
  readonly askFirst?: () => Promise<AskedHandler>;
  readonly reply?: Reply;
  readonly notices?: readonly NoticeDraft[];
  readonly events?: readonly DomainEvent[];
  /** Topics whose news is no longer true: what did not go out yet is taken back, wherever it was going. */
  readonly withdraw?: readonly string[];
  /** Keys of notices that did not arrive for certain and that a person wants sent once more. */
  readonly sendAgain?: readonly string[];
  /**
   * Opens a dialog with this member in this chat; null closes it; absent leaves it. An aside (by default what a lookup
   * asks) leaves an open draft waiting beneath; an act's question takes the place of all that is open.
   */
  readonly ask?: { readonly dialog: string; readonly data: unknown; readonly forMs?: number; readonly aside?: boolean } | null;
  /**
   * Words that an outside model may add under `reply.text`, after everything is kept: called outside the transaction, and only
   * where a chat model is configured. Each piece is all that is added so far. What it throws, or brings too
   * late, changes nothing: `reply.text` stands.
   */
  readonly later?: (chat: NonNullable<Model['chat']>, signal: AbortSignal) => AsyncIterable<string>;
  /** What "2", "那个", "它" will mean from now on. */
  readonly focus?: { readonly list?: readonly EntityRef[]; readonly about?: EntityRef | null; readonly topic?: string };
  /**
   * Nothing about this member is written along with it: no conversation state, no code of what was said, and of the
   * answer only `keep`, which a repeat of the message gets. `RECEIPT_MARK` (core/receipt.ts) in `reply` and `keep`
   * becomes the message's receipt on its way out; `keep` must hold nothing else that belongs to one person or one text.
   */
  readonly anonymous?: { readonly keep: Reply };
  /** Only the member's own data were touched: that it was done is recorded of who holds an office, not which rows. */
  readonly ownData?: true;
}

export interface Intent {
  /** Label of the utterance sets: snake_case. */
  readonly name: string;
  readonly who: 'anyone' | 'secretary';
  /** What members do for themselves, whatever else they are: who with an office did it is nobody's business, and not recorded. */
  readonly own?: true;
  /** It changes something, so it must be certain before it is done. */
  readonly acts: boolean;
  /** As members write them, 20 or more; 〈activity〉 〈suggestion〉 〈person〉 〈time〉 〈place〉 〈n〉 stand for what changes. */
  readonly examples: readonly string[];
  /** Evidence beyond the words, in log-odds: + for, − against; ±4 is near certainty. */
  readonly evidence?: (said: Utterance) => number;
  readonly slots: (said: Utterance) => Slots;
  /** How it is offered when the bot is not sure: "报名健步走". */
  readonly label: (said: Utterance) => string;
  readonly handle: (turn: Turn) => Promise<Outcome>;
  /** No feature serves this wish yet: it is known so that it is not taken for another, and never offered. */
  readonly unserved?: true;
  /** The intent, where there is one, that answers in its place as well as it can. */
  readonly elsewhere?: string;
}

/** What some words are as an answer. */
export interface ReadAnswer {
  readonly intent: string;
  readonly slots: Slots;
  /**
   * Any words would do (a text to keep, a reason): they are an answer only while they are not certainly something else. Intents
   * `akin` are nothing else; `lookupsOnly`: nor is whatever acts, since the text may tell others to do just that.
   */
  readonly free?: { readonly akin: readonly string[]; readonly lookupsOnly?: true };
}

/** A question the bot asked this member. Its name is `<feature>.<name>`. */
export interface Dialog {
  readonly name: string;
  /** What the words mean as an answer; undefined when they are not one (then they are read afresh). Pure. */
  readonly reads: (said: Utterance, data: unknown) => ReadAnswer | undefined;
  readonly answer: (turn: Turn, data: unknown) => Promise<Outcome>;
}

/** Types a dialog's data by its schema: what is kept between two messages is a border too. */
export function dialog<D>(definition: {
  name: `${string}.${string}`;
  schema: ZodType<D>;
  reads: (said: Utterance, data: D) => ReadAnswer | undefined;
  answer: (turn: Turn, data: D) => Promise<Outcome>;
}): Dialog {
  return {
    name: definition.name,
    reads: (said, data) => definition.reads(said, definition.schema.parse(data)),
    answer: (turn, data) => definition.answer(turn, definition.schema.parse(data)),
  };
}

/** What a job may know and use. */
export type JobSituation = Pick<Situation, 'tx' | 'now' | 'zone' | 'ids' | 'calendar' | 'directory' | 'publicUrl'>;

/**
 * Work due at a time, run inside one transaction with its claim: its effects happen once. The row of the job is gone when
 * `run` or `missed` is called; a repeated job plans its next occurrence itself (`planJob`).
 * `late`: it is run after downtime, at most 30 minutes behind; posts then carry a mark.
 * `missed`: more than 30 minutes behind; report it, do not do it.
 */
export interface JobHandler {
  run(situation: JobSituation, job: Job, occurrence: { readonly plannedAt: Instant; readonly late: boolean }): Promise<JobOutcome>;
  missed(situation: JobSituation, job: Job, plannedAt: Instant): Promise<JobOutcome>;
}
export type JobOutcome = Pick<Outcome, 'notices' | 'events' | 'withdraw'>;

export type { LongPast, Page, Personal };

/** The shipped seed data; read by the app, so that features do no IO. */
export interface SeedFiles {
  json(path: string): Promise<unknown>;
  texts(folder: string): Promise<readonly { readonly name: string; readonly text: string }[]>;
}

/** All a stranger needs to know of one feature. */
export interface Feature {
  readonly name: string;
  readonly collections: readonly AnyCollection[];
  readonly intents: readonly Intent[];
  readonly dialogs?: readonly Dialog[];
  /** Card actions by `<feature>.<name>`. */
  readonly actions?: Readonly<Record<string, (turn: ActionTurn) => Promise<Outcome>>>;
  /** Jobs by kind `<feature>.<name>`. */
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** Facts of other features that this one listens to. */
  readonly react?: (situation: JobSituation, event: DomainEvent) => Promise<JobOutcome>;
  /** What this person can mean in this chat. Only what they may see. */
  readonly entities?: (asker: { tx: Reader; now: Instant; person: Person; chat: Chat; directory: Directory }) => Promise<readonly Entity[]>;
  /** Kinds of entities that stand for something a person said or did: who with an office was shown one is recorded. */
  readonly audits?: readonly string[];
  /** One line of the help for members and/or secretaries, with a phrase to send; at most one line each. */
  readonly help: { readonly member?: string; readonly secretary?: string };
  /**
   * Reads a file that a secretary sent alone, outside any transaction; at most one feature does. The bytes are a stranger's:
   * it never rejects for what is in them.
   */
  readonly openFile?: (file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<FileHandler>;
  /**
   * Keeps a picture or file that a secretary sent alone, for what they say next. What it returns is said with the answer.
   */
  readonly keepFile?: (
    situation: Situation,
    file: { readonly type: 'image' | 'file'; readonly name: string; readonly bytes: Uint8Array },
  ) => Promise<string | null>;
  readonly personal?: Personal;
  readonly pages?: readonly Page[];
  readonly seed?: (tx: Writer, files: SeedFiles, now: Instant) => Promise<void>;
  /** At every start, inside one transaction: plans standing jobs. Idempotent. */
  readonly setUp?: (situation: JobSituation) => Promise<void>;
}
