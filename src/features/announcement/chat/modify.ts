import type { Outcome, Turn, Utterance } from '../../feature.ts';
import { timesIn } from '../../../time/read.ts';
import { mayPostTo } from '../rules/targets.ts';
import type { Announcement } from '../schema/announcement.ts';
import { draftSchema, shapeOf } from '../schema/draft.ts';
import { changed } from '../slots/change/index.ts';
import { sheetOf, writtenPart } from '../slots/sheet.ts';
import { draftTexts } from '../texts/draft.ts';
import { CONFIRM, preview } from './draft.ts';
import { keepDraft } from '../repo/drafts.ts';
import { afterTexts } from '../texts/after.ts';
import { onceTexts } from '../texts/once.ts';
import { aboutOf, toCorrect } from './correct.ts';
import { changeOnce, changeOnwards } from './once.ts';
import { inForce } from '../rules/plan.ts';
import { whichPlanned } from './which.ts';

const LEAD = /^(?:的|那[个条]|这[个条]|提醒|通知|公告|消息|[,，\s])+/u;
/** Where the reference ends and the change begins. */
const CHANGE_BEGINS =
  /(?:的?(?:时间|内容|正文|标题))?(?:改|换|推迟|延后|延迟|往后|往前|提前|挪|[晚早](?=[半一二两三四五六七八九十\d])|(?:不要|不用|别|不)(?:再)?(?:发|@|回执|要大家)|再?加上|也发|只发|发到|开头|结尾|末尾|标为|要大家|需要)/u;

/** "例会提醒改到十点": the planned one is changed, not drafted anew, and only when it was confirmed. */
export async function modifyPlanned(turn: Turn): Promise<Outcome> {
  const which = await whichPlanned(turn);
  if ('ask' in which) {
    const sent = which.isNone ? await toCorrect(turn) : undefined;
    return sent === undefined ? which.ask : { reply: { text: afterTexts.cannotChange(sent) }, focus: { about: aboutOf(sent) } };
  }
  const found = { ...which.found, plan: inForce(which.found.plan, turn) };
  const draft = draftSchema.parse({ ...found, of: found.id, seen: shapeOf(which.found) });
  const all = await turn.directory.groups();
  const groups = { all, own: all.filter((group) => mayPostTo(turn.person, group)) };
  const change = changeIn(turn.said, which.found);
  const once = await changeOnce(turn, found, change, groups);
  if (once !== undefined) return once;
  const onwards = changeOnwards(turn, draft, change, groups);
  if (onwards === null)
    return { reply: { text: onceTexts.changesAlready(draft.number) }, focus: { about: { kind: 'announcement', id: found.id } } };
  if (onwards !== undefined) return preview(turn, onwards);
  const next = changed(draft, change, groups);
  if (next !== undefined && 'draft' in next) return preview(turn, next.draft);
  // Opened all the same: what comes next is a change of it.
  const token = turn.ids.id();
  await keepDraft(turn, token, draft);
  const ask = { dialog: CONFIRM, data: { token, wants: [], all: false, doubt: next === undefined ? null : turn.said.text } };
  return { reply: { text: next === undefined ? draftTexts.howToChange(draft.number) : draftTexts.doubt(next.inContent) }, ask };
}

/** The words without those that say which one is meant. */
function changeIn(said: Utterance, { number }: Announcement): Utterance {
  const numbered = new RegExp(number, 'iu').exec(said.text);
  const from = numbered === null ? 0 : numbered.index + numbered[0].length;
  const at = CHANGE_BEGINS.exec(said.text.slice(from))?.index ?? 0;
  const begins = from + at;
  const text = said.text.slice(begins).replace(LEAD, '');
  const start = said.text.length - text.length;
  const written = writtenPart(sheetOf(said), { start, end: said.text.length }, []);
  return {
    ...said,
    text,
    written,
    ...timesIn(text, said.time),
    mentioned: [],
    people: said.people.filter((one) => one.start >= start).map((one) => ({ ...one, start: one.start - start, end: one.end - start })),
  };
}
