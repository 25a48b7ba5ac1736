/** A clause that was found, with its score (only the order and the ratio mean anything). */
interface Found {
  readonly id: string;
  readonly score: number;
}

/** A found clause and what its quotation would hold. */
export interface Candidate extends Found {
  /** 第X条 of a rule; a guide only repeats what the rule says. */
  readonly isArticle: boolean;
  /** The figures of the kind asked for (times, money, days) in the words that would be quoted. */
  readonly figures: ReadonlySet<string>;
  /** Rows of a table would be quoted. */
  readonly isTable: boolean;
  /** It works a case out (例如，某职工…) and rules nothing. */
  readonly isExample: boolean;
  /** It says what who wants it has to do. */
  readonly isProcedure: boolean;
}

/** 困难补助怎么申请, 报销走什么流程: asked is what to do, not how much there is. */
const ASKS_WHAT_TO_DO =
  /(?:怎么|咋|如何|怎样)(?:去|才能|样)?(?:申请|申报|办|报销|报账|领|提交)|(?:申请|办理?|报销|申报|领取?).{0,3}(?:流程|程序|手续|步骤)|什么(?:流程|程序|手续)|要.{0,3}(?:什么|哪些|啥)(?:材料|手续)|找谁(?:办|申请)/u;
const TELLS_WHAT_TO_DO =
  /提交.{0,24}(?:申请|表|材料|报销|单|证明)|填(?:写|报)|按(?:下列|以下)(?:程序|步骤|流程)|[持凭].{1,20}(?:到.{1,12}(?:办理|领取|报销)|办理)|(?:工作台|党群助手).{0,14}(?:提交|申请|填报|办理)|向.{1,16}(?:提出|递交).{0,8}申请/u;

export function asksWhatToDo(question: string): boolean {
  return ASKS_WHAT_TO_DO.test(question);
}

/** Of the ways to ask what to do, those that ask for all of it; 要什么材料 asks for one thing. */
export function asksForSteps(question: string): boolean {
  return asksWhatToDo(question) && !/材料/u.test(question);
}

export function tellsWhatToDo(text: string): boolean {
  return TELLS_WHAT_TO_DO.test(text);
}

/**
 * Below this chance that the first clause answers, the bot says that it found nothing: about as often right as wrong. The chance is measured
 * (`bench retrieval` prints stated and observed).
 */
export const SURE = 0.48;
/** Below this not even a nearest document is worth naming. */
export const RELATED = 0.2;
/** A second clause this near to the first may as well be the one. */
const NEAR = 0.965;
/** Where fewer than half of the content words stand in the first clause, 34 of a hundred of our own questions came true, 52 were stated. */
const HALF_UNSAID = 0.65;
const MOST_CHOICES = 3;
/** So near to what came first, and it is what has to be done that is told. */
const STEPS_NEAR = 0.93;
/** A rule this near to the guide that repeats it is quoted instead of the guide. */
const REPEATED = 0.75;
/** Of the guide's figures, so many must stand in the rule. */
const SAME_FIGURES = 0.5;

export type Choice =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  | { readonly kind: 'none'; readonly nearest: readonly string[] };

/** The chance that a member may rely on. */
export function reliable({
  confidence,
  isHalfUnsaid,
}: {
  readonly confidence: number;
  readonly isHalfUnsaid?: boolean | undefined;
}): number {
  return isHalfUnsaid === true ? confidence * HALF_UNSAID : confidence;
}

/** Whether there is one answer, several that may be meant, or none. `found`: best first. */
export function choose(found: readonly Candidate[], confidence: number, howTo = false): Choice {
  const [best] = found;
  if (best === undefined) return { kind: 'none', nearest: [] };
  if (confidence < SURE) return { kind: 'none', nearest: confidence >= RELATED ? found.map(({ id }) => id) : [] };
  const toDo = howTo ? procedureBehind(best, found) : [];
  const [step, ...steps] = toDo;
  if (step !== undefined) return steps.length === 0 ? { kind: 'one', id: step } : { kind: 'several', ids: toDo };
  const first = ruleBehind(best, found) ?? tableBehind(best, found) ?? best;
  const near = found
    .filter((other) => other.id !== first.id && other.id !== best.id && other.score >= best.score * NEAR)
    .filter((other) => other.isArticle || !first.isArticle || sharedFigures(other, first) < SAME_FIGURES)
    // A table made of the figures that are asked for is what is meant; a clause that holds one of them, too, is about something else.
    .filter((other) => !first.isTable || first.figures.size === 0 || other.isTable)
    .slice(0, MOST_CHOICES - 1);
  return near.length === 0 || first !== best
    ? { kind: 'one', id: first.id }
    : { kind: 'several', ids: [first.id, ...near.map(({ id }) => id)] };
}

/** Who asks what to do is told that, where the same document says it nearly as well as what came first. */
function procedureBehind(best: Candidate, found: readonly Candidate[]): readonly string[] {
  if (best.isProcedure) return [];
  return found
    .filter(({ isProcedure, score, id }) => isProcedure && score >= best.score * STEPS_NEAR && documentIn(id) === documentIn(best.id))
    .slice(0, MOST_CHOICES)
    .map(({ id }) => id);
}

/** `<document>/<order>` */
function documentIn(clauseId: string): string {
  return clauseId.slice(0, clauseId.lastIndexOf('/'));
}

/** The article that holds most of the figures a guide tells, when one is near. */
function ruleBehind(best: Candidate, found: readonly Candidate[]): Candidate | undefined {
  if (best.isArticle || best.figures.size === 0) return undefined;
  return found
    .filter((other) => other.isArticle && other.score >= best.score * REPEATED && sharedFigures(best, other) >= SAME_FIGURES)
    .toSorted((a, b) => sharedFigures(best, b) - sharedFigures(best, a))[0];
}

/** Who asks how much in general is not told how much it was for somebody: the table of the rule, when one is near. */
function tableBehind(best: Candidate, found: readonly Candidate[]): Candidate | undefined {
  if (!best.isExample) return undefined;
  return found.find((other) => other.isArticle && other.isTable && !other.isExample && other.score >= best.score * REPEATED);
}

/** The share of the figures of `one` that stand in `other` too; 0 without figures. */
function sharedFigures(one: Candidate, other: Candidate): number {
  if (one.figures.size === 0) return 0;
  return [...one.figures].filter((figure) => other.figures.has(figure)).length / one.figures.size;
}
