import { MINUTE_MS, plusMs, type Instant } from '../core/clock.ts';
import type { OpenQuestion, Outcome } from '../features/feature.ts';
import { dialogData, type KeptQuestion } from './schema.ts';

const WAITS_MS = 15 * MINUTE_MS;

/** The questions that wait for one member in one chat: a draft (or another act's question), and at most one aside above it. */
export interface Waiting {
  readonly pending: KeptQuestion | null;
  readonly beneath: KeptQuestion | null;
}

/** What a turn does to them. `open` takes the place of all, `openAside` only of another aside. */
export type Asking =
  | { readonly kind: 'leave' | 'closeAside' | 'closeAll' }
  | { readonly kind: 'open' | 'openAside'; readonly ask: NonNullable<Outcome['ask']> };

export const LEAVE: Asking = { kind: 'leave' };

/** Opens what the outcome asks; without a question `otherwise` holds. */
export function asking(ask: Outcome['ask'], asideByDefault: boolean, otherwise: Exclude<Asking['kind'], 'open' | 'openAside'>): Asking {
  if (ask === undefined || ask === null) return { kind: otherwise };
  return { kind: (ask.aside ?? asideByDefault) ? 'openAside' : 'open', ask };
}

/** What is past its time waits no more; a draft whose aside is over comes up again. */
export function stillWaiting(before: Waiting | undefined, now: Instant): Waiting {
  const live = [before?.pending, before?.beneath].flatMap((one) => (one !== undefined && one !== null && one.until > now ? [one] : []));
  const [pending = null, beneath = null] = live;
  return { pending, beneath };
}

export function afterTurn(before: Waiting, turn: Asking, now: Instant): Waiting {
  const draft = before.pending?.aside === true ? before.beneath : before.pending;
  switch (turn.kind) {
    case 'leave':
      return before;
    case 'closeAside':
      return { pending: draft, beneath: null };
    case 'closeAll':
      return { pending: null, beneath: null };
    case 'open':
      return { pending: kept(turn.ask, false, now), beneath: null };
    case 'openAside':
      return { pending: kept(turn.ask, true, now), beneath: draft };
  }
}

export function shown(question: KeptQuestion | null): OpenQuestion | null {
  return question === null ? null : { dialog: question.dialog, data: question.data, aside: question.aside };
}

function kept(ask: NonNullable<Outcome['ask']>, aside: boolean, now: Instant): KeptQuestion {
  return { dialog: ask.dialog, data: dialogData.parse(ask.data), until: plusMs(now, ask.forMs ?? WAITS_MS), aside };
}
