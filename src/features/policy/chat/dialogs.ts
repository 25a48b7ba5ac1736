import { MINUTE_MS } from '../../../core/clock.ts';

/** Names of the questions that the bot asks about answers, and how long they wait. */
export const CHOOSE = 'policy.choose';
export const VERDICT = 'policy.verdict';
export const HAND_OFF = 'policy.handOff';
export const OFFER_MS = 30 * MINUTE_MS;
