import type { Intent, Outcome } from '../features/feature.ts';
import type { Routed } from './router.ts';
import { FILINGS } from './understand/certainty.ts';

/** Two questions to the rules are one search, and a suggestion that goes on is one suggestion. */
export function isOneWish(one: Intent, other: Intent): boolean {
  return one.name === other.name || (FILINGS.has(one.name) && FILINGS.has(other.name));
}

/** What both come to. The second was handled last: what it asks, and what its numbers mean, counts from now on. */
export function together(one: Routed, other: Routed, oneIsFirst: boolean): Routed {
  const [before, after] = oneIsFirst ? [one.outcome, other.outcome] : [other.outcome, one.outcome];
  const anonymous = one.outcome.anonymous ?? other.outcome.anonymous;
  const outcome: Outcome = {
    ...owed(one.outcome),
    reply: { ...one.outcome.reply, ...other.outcome.reply, text: joined(before.reply?.text, after.reply?.text) },
    focus: { ...one.outcome.focus, ...other.outcome.focus },
    ...(anonymous === undefined ? {} : { anonymous }),
  };
  // What the first offers (转, a number) still stands in the answer.
  const asks = 'ask' in other.asks || !('ask' in one.asks) ? other.asks : one.asks;
  return {
    ...other,
    outcome,
    feature: one.feature,
    asks,
    also: { feature: other.feature, intent: one.intent, outcome: owed(other.outcome), focus: one.outcome.focus ?? {} },
  };
}

/** The same outcome, with words behind its own. */
export function withWords(routed: Routed, words: string): Routed {
  const { reply } = routed.outcome;
  return { ...routed, outcome: { ...routed.outcome, reply: { ...reply, text: joined(reply?.text, words) } } };
}

function owed({ notices, events, withdraw, sendAgain }: Outcome): Outcome {
  return {
    ...(notices === undefined ? {} : { notices }),
    ...(events === undefined ? {} : { events }),
    ...(withdraw === undefined ? {} : { withdraw }),
    ...(sendAgain === undefined ? {} : { sendAgain }),
  };
}

function joined(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined).join('\n\n');
}
