import type { Intent, Utterance } from '../../features/feature.ts';
import type { Reading } from './read.ts';

/** Asking or showing may be a little wrong; doing may not. */
const SURE_TO_ACT = 0.62;
const SURE_TO_ANSWER = 0.42;
/** A second reading that is this near makes an act a question. */
const TOO_CLOSE = 0.5;
const WORTH_OFFERING = 0.12;

const QUESTION =
  /[?？]|吗$|么$|呢$|多少|几[天个点号次]|怎么|咋|如何|哪[里些个儿]|啥|什么|能不能|可不可以|可以.{0,8}(吗|不)|谁|多久|为何|为啥|标准|规定|流程|条件/u;

/** The reading that is certain enough for what it does, if there is one. */
export function sure(readings: readonly Reading[], said: Utterance): Intent | undefined {
  const [best, second] = readings;
  if (best === undefined) return undefined;
  if (best.intent.acts) return best.chance >= SURE_TO_ACT && (second?.chance ?? 0) < best.chance * TOO_CLOSE ? best.intent : undefined;
  if (best.chance >= SURE_TO_ANSWER) return best.intent;
  // Looking up a policy does nothing and says honestly when it finds nothing: the best home for any question.
  const policy = readings.find((reading) => reading.intent.name === 'policy_question');
  const acts = readings.filter((reading) => reading.intent.acts).reduce((sum, reading) => sum + reading.chance, 0);
  return policy !== undefined && QUESTION.test(said.text) && acts < 0.35 ? policy.intent : undefined;
}

/** What is worth offering as a choice: the two likeliest, or fewer when the rest is noise. */
export function unsure(readings: readonly Reading[], said: Utterance): readonly Intent[] {
  return readings
    .filter((reading) => reading.chance >= WORTH_OFFERING && reading.intent.name !== 'none' && reading.intent.name !== 'chitchat')
    .filter((reading) => reading.intent.who === 'anyone' || said.secretary)
    .slice(0, 2)
    .map((reading) => reading.intent);
}
