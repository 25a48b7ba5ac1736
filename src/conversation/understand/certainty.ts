import type { Intent, ReadAnswer, Utterance } from '../../features/feature.ts';
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

/** Words that would do as an answer are left alone by anything less. */
const SURE_TO_BE_ELSE = 0.85;

/** Whether words that any question would take are certainly something else: another wish, not small talk. */
export function isCertainlyElse({ akin, lookupsOnly }: NonNullable<ReadAnswer['free']>, [best]: readonly Reading[]): boolean {
  if (best === undefined || best.chance < SURE_TO_BE_ELSE) return false;
  const { name, acts, unserved } = best.intent;
  return !HARMLESS.has(name) && unserved !== true && !akin.includes(name) && !(lookupsOnly === true && acts);
}

/** S1怎么办结, 每日一学要不要停: who asks how or whether wants to know, not to have it done. */
const ASKS_HOW =
  /^(?:请问|问下)?(?!通知|提醒|告诉|发|办|建议|帮).{0,8}?(?:(?:怎么|咋|如何|怎样)(?:才能|能|可以|去|来)?(?!样|了|回事|还|又|没|这么|那么|老|总)|(?:要不要|该不该|用不用|需不需要|是否(?:要|该|需要)?)).{1,8}$/u;
/** A text to be filed may ask how: that is what it is about. */
export const FILINGS: ReadonlySet<string> = new Set([...UNDER_A_NAME, ANONYMOUS]);

function asksHow({ text }: Utterance): boolean {
  // 每日一学怎么设的 asks how it stands, and is told.
  return text.length <= 18 && ASKS_HOW.test(text) && !/大家|所有人|全体|各位|的[?？]?$/u.test(text);
}

/** The reading that is certain enough for what it does, if there is one. */
export function sure(readings: readonly Reading[], said: Utterance): Intent | undefined {
  const [best, second] = readings;
  if (best === undefined) return undefined;
  if (UNDER_A_NAME.has(best.intent.name) && maybeAnonymous(readings) !== undefined) return undefined;
  if (best.intent.acts && !FILINGS.has(best.intent.name) && asksHow(said)) return undefined;
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

/** Somebody may want to say it without a name, however faint the wish. */
export function maybeAnonymous(readings: readonly Reading[]): Reading | undefined {
  return readings.find((reading) => reading.intent.name === ANONYMOUS && reading.chance >= MAYBE_ANONYMOUS);
}
