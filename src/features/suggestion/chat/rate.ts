import { DAY_MS } from '../../../core/clock.ts';
import type { Outcome, Situation } from '../../feature.ts';
import { secretaryNotices, toPerson } from '../posts.ts';
import { save } from '../repo.ts';
import { isAuthor } from '../rules/access.ts';
import { rate, reopen } from '../rules/life.ts';
import type { Suggestion } from '../schema.ts';
import { refText } from '../texts/names.ts';
import { memberTexts, ratedText, reopenedText, verdictRefusedText } from '../texts/member.ts';
import { newsTexts } from '../texts/news.ts';
import { asks, dayOf, momentOf, says } from './outcome.ts';

export const RATE_DIALOG_MS = 7 * DAY_MS;

export interface Verdict {
  readonly rating: number | null;
  readonly reopen: boolean;
  readonly words: string | null;
}

/** The author's word, and nobody else's. */
export async function judge(situation: Situation, suggestion: Suggestion, verdict: Verdict): Promise<Outcome> {
  if (!isAuthor(suggestion, situation.person)) return says(verdictRefusedText(suggestion, 'notYours'), suggestion);
  if (verdict.reopen) return reopenOne(situation, suggestion, verdict.words);
  if (verdict.rating === null) return askForRating(suggestion);
  const decision = rate(suggestion, verdict.rating);
  if (!decision.ok) return says(verdictRefusedText(suggestion, decision.refusal), suggestion);
  const rated = decision.facts;
  await save(situation.tx, rated);
  const notices =
    rated.verdict === 'unsolved'
      ? await secretaryNotices(rated, `rated:${rated.revision}`, newsTexts.lowRating(rated), situation.directory)
      : [];
  const stays = rated.verdict === 'unsolved' ? { ask: rateAsk(rated) } : {};
  return { ...says(ratedText(rated), rated), notices, ...stays };
}

export function rateAsk(suggestion: Suggestion): { readonly dialog: string; readonly data: unknown; readonly forMs: number } {
  return { dialog: 'suggestion.rate', data: { id: suggestion.id, ref: refText(suggestion) }, forMs: RATE_DIALOG_MS };
}

function askForRating(suggestion: Suggestion): Outcome {
  if (suggestion.status !== 'closed') return says(verdictRefusedText(suggestion, 'notClosed'), suggestion);
  const { data } = rateAsk(suggestion);
  return asks(memberTexts.askRating(refText(suggestion)), 'suggestion.rate', data, RATE_DIALOG_MS);
}

async function reopenOne(situation: Situation, suggestion: Suggestion, words: string | null): Promise<Outcome> {
  const decision = reopen(suggestion, words, dayOf(situation));
  if (!decision.ok) return says(verdictRefusedText(suggestion, decision.refusal), suggestion);
  const reopened = decision.facts;
  await save(situation.tx, reopened);
  const at = momentOf(situation);
  const what = `reopened:${reopened.revision}`;
  const news = newsTexts.reopened(reopened, suggestion.assigneeName, at);
  const told = await secretaryNotices(reopened, what, news, situation.directory);
  const { assigneeId } = suggestion;
  const had = assigneeId === null ? [] : [toPerson(reopened, what, assigneeId, newsTexts.takenBack(reopened))];
  return { ...says(reopenedText(reopened, at), reopened), notices: [...told, ...had] };
}
