import type { Outcome, Situation } from '../../feature.ts';
import type { DomainEvent } from '../../../core/events.ts';
import type { NoticeDraft } from '../../feature.ts';
import { assigneeNotice, changeNotices, refTo, secretaryNotices } from '../posts.ts';
import { save } from '../repo.ts';
import { isAssignee, mayHandle, maySayIn } from '../rules/access.ts';
import { act, type ActRefusal } from '../rules/life.ts';
import { mayBeRepeated } from '../rules/repeatable.ts';
import type { Act, Suggestion } from '../schema.ts';
import { memberTexts } from '../texts/member.ts';
import { newsTexts } from '../texts/news.ts';
import { refText } from '../texts/names.ts';
import { actRefusedText, doneText } from '../texts/office.ts';
import { asks, dayOf, groupIdOf, momentOf } from './outcome.ts';

interface Done {
  readonly line: string;
  readonly notices: readonly NoticeDraft[];
  readonly events: readonly DomainEvent[];
  readonly missing?: true;
}

/** Does the same with each of them: "110和111分别办结". */
export async function actOn(situation: Situation, request: Act, targets: readonly Suggestion[]): Promise<Outcome> {
  const done: Done[] = [];
  for (const target of targets) done.push(await actOnOne(situation, request, target));
  const text = done.map(({ line }) => line).join('\n');
  const [only] = targets;
  if (done.some(({ missing }) => missing === true))
    return asks(text, 'suggestion.detail', { act: request, ids: targets.map(({ id }) => id) });
  return {
    reply: { text },
    notices: done.flatMap(({ notices }) => notices),
    events: done.flatMap(({ events }) => events),
    ...(only === undefined ? {} : { focus: { about: refTo(only) } }),
  };
}

async function actOnOne(situation: Situation, request: Act, suggestion: Suggestion): Promise<Done> {
  const { tx, person, directory } = situation;
  const at = momentOf(situation);
  if (!mayHandle(suggestion, person)) {
    if (request.kind === 'close' && isAssignee(suggestion, person)) return propose(situation, suggestion, request.result);
    return nothing(memberTexts.notSecretary(refText(suggestion)));
  }
  const decision = act(suggestion, request, dayOf(situation));
  if (!decision.ok)
    return { ...nothing(actRefusedText(suggestion, decision.refusal)), ...(isMissing(decision.refusal) ? { missing: true } : {}) };
  const changed = decision.facts;
  await save(tx, changed);
  return {
    line: doneText(changed, request, maySayIn(changed, situation.chat) && mayBeRepeated(changed, situation.chat.kind === 'group'), at),
    notices: [
      ...(await changeNotices(changed, request.kind, directory, at)),
      ...(request.kind === 'assign' ? assigneeNotice(changed, person, groupIdOf(situation), at) : []),
    ],
    events: request.kind === 'close' ? [{ type: 'suggestion.closed', suggestionId: changed.id }] : [],
  };
}

/** The assignee's "办好了" is a proposal: the secretary closes, and the author judges. */
async function propose(situation: Situation, suggestion: Suggestion, result: string | null): Promise<Done> {
  const text = newsTexts.proposed(suggestion, situation.person.name, result);
  const notices = await secretaryNotices(suggestion, `proposed:${suggestion.revision}`, text, situation.directory);
  return { line: memberTexts.proposed(refText(suggestion)), notices, events: [] };
}

function nothing(line: string): Done {
  return { line, notices: [], events: [] };
}

function isMissing(refusal: ActRefusal): boolean {
  return ['reasonMissing', 'assigneeMissing', 'textMissing'].includes(refusal);
}
