import type { Intent, Utterance } from '../../features/feature.ts';
import type { Reading } from './read.ts';

/** Asking or showing may be a little wrong; doing may not. */
const SURE_TO_ACT = 0.75;
const SURE_TO_ANSWER = 0.4;
/** A second reading that is this near makes an act a question. */
const TOO_CLOSE = 0.5;
const WORTH_OFFERING = 0.12;
/** Filing something under a name that was to stay secret cannot be taken back: the faintest wish for it stops the act. */
const ANONYMOUS = 'anonymous_suggestion';
const MAYBE_ANONYMOUS = 0.06;
const UNDER_A_NAME = new Set(['suggestion', 'hazard_report']);
/** Small talk and what is none of our business: the answer does nothing, so the likeliest reading is enough. */
const HARMLESS = new Set(['none', 'chitchat']);

const QUESTION =
  /[?？]|吗$|么$|呢$|多少|几[天个点号次]|怎么|咋|如何|哪[里些个儿]|啥|什么|能不能|可不可以|可以.{0,8}(吗|不)|谁|多久|为何|为啥|标准|规定|流程|条件/u;

/** The reading that is certain enough for what it does, if there is one. */
export function sure(readings: readonly Reading[], said: Utterance): Intent | undefined {
  const [best, second] = readings;
  if (best === undefined) return undefined;
  if (UNDER_A_NAME.has(best.intent.name) && maybeAnonymous(readings) !== undefined) return undefined;
  if (best.intent.acts) return best.chance >= SURE_TO_ACT && (second?.chance ?? 0) < best.chance * TOO_CLOSE ? best.intent : undefined;
  if (best.chance >= SURE_TO_ANSWER || HARMLESS.has(best.intent.name)) return best.intent;
  // Looking up a policy does nothing and says honestly when it finds nothing: the best home for any question.
  const policy = readings.slice(0, 2).find((reading) => reading.intent.name === 'policy_question');
  const acts = readings.filter((reading) => reading.intent.acts).reduce((sum, reading) => sum + reading.chance, 0);
  return policy !== undefined && QUESTION.test(said.text) && acts < 0.35 ? policy.intent : undefined;
}

/** What is worth offering as a choice: the two likeliest, or fewer when the rest is noise. */
export function unsure(readings: readonly Reading[], said: Utterance): readonly Intent[] {
  const worth = readings
    .filter(({ chance, intent }) => chance >= WORTH_OFFERING && !HARMLESS.has(intent.name) && intent.unserved !== true)
    .filter((reading) => reading.intent.who === 'anyone' || said.secretary)
    .slice(0, 2);
  const anonymous = worth.some((reading) => UNDER_A_NAME.has(reading.intent.name)) ? maybeAnonymous(readings) : undefined;
  const offered = anonymous === undefined || worth.includes(anonymous) ? worth : [...worth.slice(0, 1), anonymous];
  return offered.map((reading) => reading.intent);
}

function maybeAnonymous(readings: readonly Reading[]): Reading | undefined {
  return readings.find((reading) => reading.intent.name === ANONYMOUS && reading.chance >= MAYBE_ANONYMOUS);
}
