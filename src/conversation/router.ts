import { z } from 'zod';
import { parseActionKey } from '../core/card.ts';
import type { Inbound, TextMessage } from '../core/message.ts';
import { mayHoldReceipt } from '../core/receipt.ts';
import { isOver, saysNo } from '../core/zh/assent.ts';
import { isSecretary } from '../core/person.ts';
import type { AskedHandler, Feature, Focus, Intent, Outcome, Situation, Turn, Utterance } from '../features/feature.ts';
import { soundsDesperate } from './distress.ts';
import { entitiesFor, utterance, wordsOf, type Words } from './listen.ts';
import type { OpenedFile } from './files.ts';
import { waitingMail } from './mailbox.ts';
import { helpText } from './smalltalk.ts';
import { texts } from './texts.ts';
import { twoWishes } from './two-wishes.ts';
import { sure, unsure } from './understand/certainty.ts';
import type { Understander, Understanding } from './understand/read.ts';
import { asking, LEAVE, type Asking } from './waiting.ts';

/** What was done with a message, beside the outcome: for the conversation's memory and for "why". */
export interface Routed {
  readonly outcome: Outcome;
  /** The intent that was handled; null when none was. */
  readonly intent: string | null;
  /** The feature that owes the notices. */
  readonly feature: string;
  /** What becomes of the open questions. */
  readonly asks: Asking;
  /** Of two wishes in one message: what the last owes (its words stand in `outcome`), and what the other was and showed. */
  readonly also?: Pick<Routed, 'outcome' | 'feature' | 'intent'> & Pick<Outcome, 'focus'>;
  /** How the words were read, for “为什么”; absent where nothing was read. */
  readonly reading?: { readonly label: string; readonly percent: number };
}

/** What somebody outside said, ready to be used where the message is read as this intent again. */
export interface Asked {
  readonly intent: string | null;
  readonly handle: AskedHandler;
}

/** What was brought before the transaction of the message: a file that was read, words from outside. */
export interface Brought {
  readonly file?: OpenedFile | undefined;
  readonly asked?: Asked | undefined;
}

export interface Router {
  route(situation: Situation, inbound: Inbound, focus: Focus, brought?: Brought): Promise<Routed>;
}

const CHOOSE = 'router.choose';
const CONFIRMS = /^(?:确认|确定|发布|就这样|可以发|发吧)/u;
const SURE_ENOUGH_TO_REFUSE = 0.3;
const choiceSchema = z.object({ text: z.string(), quote: z.string().nullable(), intents: z.array(z.string()) });

/** Decides who answers. It never changes anything itself, and nothing is done on a guess. */
export function router(features: readonly Feature[], understander: Understander, botNames: readonly string[]): Router {
  const ownerOf = new Map(features.flatMap((feature) => feature.intents.map((intent) => [intent.name, feature.name] as const)));
  const dialogOwner = new Map(features.flatMap((feature) => (feature.dialogs ?? []).map((one) => [one.name, feature.name] as const)));
  const intents = new Map(features.flatMap((feature) => feature.intents.map((intent) => [intent.name, intent] as const)));

  const listen = async (situation: Situation, words: Words, focus: Focus): Promise<Utterance> =>
    utterance(words, {
      botNames,
      secretary: isSecretary(situation.person),
      inGroup: situation.chat.kind === 'group',
      focus,
      entities: await entitiesFor(features, situation),
      roster: await situation.directory.everyone(),
      now: situation.now,
      zone: situation.zone,
      calendar: situation.calendar,
    });

  const handle = async (intent: Intent, turn: Turn, asked?: Asked): Promise<Routed> => {
    const feature = ownerOf.get(intent.name) ?? 'conversation';
    if (intent.who === 'secretary' && !isSecretary(turn.person)) return { ...plain(texts.secretaryOnly), feature };
    const outcome = await (asked?.intent === intent.name ? asked.handle(turn) : intent.handle(turn));
    return { outcome, intent: intent.name, feature, asks: asking(outcome.ask, !intent.acts, closedBy(intent, outcome, turn.said.focus)) };
  };

  /** A new act closes what is open. A lookup closes an aside of its own feature, and any that its new list would be mixed up with. */
  const closedBy = (intent: Intent, { focus }: Outcome, { pending }: Focus): 'closeAll' | 'closeAside' | 'leave' => {
    if (intent.acts) return 'closeAll';
    const own = pending !== null && dialogOwner.get(pending.dialog) === ownerOf.get(intent.name);
    return own || focus?.list !== undefined ? 'closeAside' : 'leave';
  };

  const hear = async (situation: Situation, message: TextMessage, focus: Focus, asked?: Asked): Promise<Routed> => {
    const said = await listen(situation, wordsOf(message), focus);
    const turn = { ...situation, said };
    if (soundsDesperate(said.text)) return plain(texts.desperate);
    if (said.text === '' && said.pictures > 0) return plain(texts.attachment);
    if (said.text === '') return plain(helpText(features, said.secretary));
    if (focus.pending?.dialog === CHOOSE) {
      // Words about the draft were not understood: it must not go out as if they had been.
      if ((focus.beneath ?? null) !== null && CONFIRMS.test(said.text))
        return { ...plain(texts.draftUnchanged), asks: { kind: 'closeAside' } };
      const chosen = await chosenReading(situation, said, focus.pending.data, asked);
      if (chosen !== undefined) return chosen;
      // A draft beneath is dropped by the same word, and by its own feature.
      if ((focus.beneath ?? null) === null && isNeither(said.text)) return { ...plain(texts.neither), asks: { kind: 'closeAside' } };
    }
    const understood = understander.read(said);
    if (understood.undecided) return plain(texts.waitsBeneath);
    if (understood.answer !== undefined) return answered(turn, understood.answer);
    const two = mayBeTwo(focus) ? await both(situation, wordsOf(message), said, asked) : undefined;
    if (two !== undefined) return two;
    const certain = sure(understood.readings, said);
    if (certain !== undefined) {
      const chance = understood.readings.find((reading) => reading.intent === certain)?.chance ?? 0;
      // Nobody serves this wish, but the rules may tell (who is to be called).
      const elsewhere = certain.elsewhere === undefined ? undefined : intents.get(certain.elsewhere);
      const routed = await handle(elsewhere ?? certain, turn, asked);
      // Asking why is no new reading to ask about.
      return certain.name === 'why' ? routed : { ...routed, reading: { label: certain.label(said), percent: Math.round(chance * 100) } };
    }
    const [likeliest] = understood.readings;
    // A no needs less certainty than an act: whoever may not do it learns the right way at once.
    if (likeliest?.intent.who === 'secretary' && !said.secretary && likeliest.chance >= SURE_ENOUGH_TO_REFUSE)
      return handle(likeliest.intent, turn);
    return ask(unsure(understood.readings, said), said);
  };

  const both = twoWishes({ listen, read: (said) => understander.read(said).readings, handle, ownerOf });

  const answered = async (turn: Turn, { dialog, data, intent, beneath }: NonNullable<Understanding['answer']>): Promise<Routed> => {
    const outcome = await dialog.answer(turn, data);
    const aside = !beneath && turn.said.focus.pending?.aside === true;
    const asks = asking(outcome.ask, aside, aside ? 'closeAside' : 'closeAll');
    return { outcome, intent, feature: dialogOwner.get(dialog.name) ?? 'conversation', asks };
  };

  /** A number, or the words of one of the two readings that were offered. */
  const chosenReading = async (situation: Situation, said: Utterance, data: unknown, asked?: Asked): Promise<Routed | undefined> => {
    const offered = choiceSchema.parse(data);
    const again = await listen(
      situation,
      { text: offered.text, quote: offered.quote, pictures: 0 },
      { ...said.focus, pending: said.focus.beneath ?? null },
    );
    const named = offered.intents.findIndex((name) => intents.get(name)?.label(again) === said.written);
    const at = named >= 0 ? named : numberSaid(said.text) - 1;
    const intent = intents.get(offered.intents[at] ?? '');
    if (intent === undefined) return undefined;
    const routed = await handle(intent, { ...situation, said: again }, asked);
    return routed.asks.kind === 'leave' ? { ...routed, asks: { kind: 'closeAside' } } : routed;
  };

  const ask = (likely: readonly Intent[], said: Utterance): Routed => {
    // An anonymous reading must leave no trace of who said what: nothing is kept, the member says it again.
    if (likely.some((intent) => intent.name === 'anonymous_suggestion')) {
      const reply = { text: texts.chooseAnonymous };
      return { outcome: { reply, anonymous: { keep: reply } }, intent: null, feature: 'conversation', asks: LEAVE };
    }
    // What is offered is kept until it is answered: a receipt beside a name would tell whose it is.
    if (mayHoldReceipt(said.written)) {
      const reply = { text: texts.chooseReceipt };
      return { outcome: { reply, anonymous: { keep: reply } }, intent: null, feature: 'conversation', asks: LEAVE };
    }
    if (likely.length === 0) return plain(texts.notUnderstood);
    const question = { dialog: CHOOSE, data: { text: said.written, quote: said.quote, intents: likely.map((intent) => intent.name) } };
    return { ...plain(texts.choose(likely.map((intent) => intent.label(said)))), asks: { kind: 'openAside', ask: question } };
  };

  const click = async (situation: Situation, inbound: Extract<Inbound, { kind: 'cardAction' }>, focus: Focus): Promise<Routed> => {
    const { name, args } = parseActionKey(inbound.action);
    const owner = features.find((feature) => feature.actions?.[name] !== undefined);
    const action = owner?.actions?.[name];
    if (owner === undefined || action === undefined) return { outcome: {}, intent: null, feature: 'conversation', asks: LEAVE };
    const outcome = await action({ ...situation, cardId: inbound.cardId, args, selected: inbound.selected });
    return { outcome, intent: null, feature: owner.name, asks: asking(outcome.ask, false, closedByClick(outcome, owner.name, focus)) };
  };

  /** A tap closes a question of its own feature; who taps elsewhere is not through with the draft. */
  const closedByClick = (outcome: Outcome, feature: string, { pending, beneath }: Focus): 'closeAll' | 'closeAside' | 'leave' => {
    const owns = (question: Focus['pending']): boolean => question !== null && dialogOwner.get(question.dialog) === feature;
    if (outcome.ask !== null) return 'leave';
    if (owns(beneath ?? null) || (owns(pending) && pending?.aside !== true)) return 'closeAll';
    return owns(pending) ? 'closeAside' : 'leave';
  };

  return {
    route: async (situation, inbound, focus, { file, asked } = {}) => {
      switch (inbound.kind) {
        case 'text':
          return hear(situation, inbound, focus, asked);
        case 'cardAction':
          return click(situation, inbound, focus);
        case 'attachment':
          return file === undefined ? plain(texts.attachment) : openedFile(situation, file);
        case 'entered': {
          const waiting = await waitingMail(situation.tx, situation.person.userId, situation.now);
          const greeting = texts.welcome(situation.person.name, botNames[0] ?? '党群助手');
          const news = waiting.length === 0 ? helpText(features, isSecretary(situation.person)) : texts.mailWaits(waiting.length);
          return plain(`${greeting}${news}`);
        }
      }
    },
  };
}

/** What a draft waits for is one thing; an offer under an answer keeps nobody from saying two. */
function mayBeTwo({ pending, beneath = null }: Focus): boolean {
  return pending === null || (pending.aside === true && beneath === null && pending.dialog !== CHOOSE);
}

/** 都不是, 取消, 算了 in answer to "您是想：1. … 2. …". */
function isNeither(text: string): boolean {
  return saysNo(text) || isOver(text) || /^(?:两个|哪个)?[都也]不(?:是|对)[的了吧啊呀。.!！]*$/u.test(text);
}

/** "2", "选2", "第二个" → 2; 0 for anything else. */
function numberSaid(text: string): number {
  const said = /^(?:选|第)?\s*([1-9一二])\s*(?:个|项)?$/u.exec(text)?.[1] ?? '0';
  return said === '一' ? 1 : said === '二' ? 2 : Number(said);
}

async function openedFile(situation: Situation, file: OpenedFile): Promise<Routed> {
  const outcome = await file.handle(situation);
  return { outcome, intent: null, feature: file.feature, asks: asking(outcome.ask, false, 'leave') };
}

function plain(text: string): Routed {
  return { outcome: { reply: { text } }, intent: null, feature: 'conversation', asks: LEAVE };
}
