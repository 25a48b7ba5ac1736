import type { Outcome, Turn, Utterance } from '../../feature.ts';
import { timesIn } from '../../../time/read.ts';
import type { Wanted } from '../rules/draft.ts';
import { mayPostTo } from '../rules/targets.ts';
import type { Draft } from '../schema/draft.ts';
import { changed } from '../slots/change/index.ts';
import { orderOf } from '../targets.ts';
import { draftTexts } from '../texts/draft.ts';
import { targetNoteText } from '../texts/refusals.ts';
import { CONFIRM, preview } from './draft.ts';
import { refilled } from './form.ts';

interface Asked {
  readonly token: string;
  readonly wants: readonly Wanted[];
  readonly all: boolean;
  readonly doubt: string | null;
}

/** Changes one part of the open draft, or fills in what was asked for, and shows it again. */
export async function amend(turn: Turn, draft: Draft, asked: Asked): Promise<Outcome> {
  const formed = draft.form === null ? undefined : refilled(turn, draft, draft.form, asked.wants.includes('blanks'));
  if (formed !== undefined) return preview(turn, formed);
  const all = await turn.directory.groups();
  const groups = { all, own: all.filter((group) => mayPostTo(turn.person, group)) };
  const meant = asked.doubt === null ? null : timeMeant(turn.said.text);
  const said = asked.doubt === null || meant === null ? turn.said : again(turn.said, asked.doubt);
  if (asked.wants.includes('reason') && !isNoReason(turn.said.text)) return preview(turn, withReason(draft, turn.said));
  const next = asked.wants.includes('content') ? await filled(turn, draft, asked.wants) : changed(draft, said, groups, meant);
  if (next === undefined) return { reply: { text: draftTexts.unclear }, ask: { dialog: CONFIRM, data: { ...asked, doubt: null } } };
  if ('inContent' in next) {
    const data = { ...asked, doubt: turn.said.text };
    return { reply: { text: draftTexts.doubt(next.inContent) }, ask: { dialog: CONFIRM, data } };
  }
  const foreign = all.find(({ id }) => next.draft.groupIds.includes(id) && !groups.own.some((own) => own.id === id));
  // A draft that was once for a group of somebody else's would be refused whatever is changed in it.
  if (foreign !== undefined && draft.groupIds.length > 0)
    return preview(turn, { ...next.draft, groupIds: draft.groupIds }, [draftTexts.notYourGroup(foreign.name)]);
  const names = groups.own.map(({ name }) => name);
  const notes = next.unknownGroup === null ? [] : [targetNoteText({ code: 'unknownGroup', name: next.unknownGroup, names })];
  return preview(turn, next.draft, notes);
}

/** The answer to a question holds the content, and maybe the time and the group that were missing too. */
async function filled(turn: Turn, draft: Draft, wants: readonly Wanted[]): Promise<{ draft: Draft; unknownGroup: null }> {
  const { order, chosen } = await orderOf(turn, turn.said);
  const named = order.groups.named.length > 0 || order.groups.every !== null || order.groups.here;
  const timed = wants.includes('time') && order.timeWords !== null;
  return {
    draft: {
      ...draft,
      content: order.content,
      ...(timed ? { plan: order.plan } : {}),
      ...(named ? { groupIds: chosen.groups.map(({ id }) => id) } : {}),
    },
    unknownGroup: null,
  };
}

const NOT_URGENT =
  /^(?:那?算了[,，]?)?(?:也?不|没那么|不算|不用|取消|去掉|别)(?:太|是)?(?:紧急|加急|急|用)|^(?:那?算了|不用了)(?:吧|了)?[。!~]*$/u;
/** Wait, and who is to look first: nobody's reason for haste. */
const NO_REASON = /^(?:等(?:一?[下等]|会儿?)|慢着|先[不别]|别发|不发)|(?:让|给|请|找|叫).{1,6}(?:先)?(?:审|看一?[看眼下]|过目|把关)/u;

function isNoReason(text: string): boolean {
  return NO_REASON.test(text) && !NOT_URGENT.test(text);
}

/** What was asked for was the reason; or it is not urgent after all. */
function withReason(draft: Draft, said: Utterance): Draft {
  if (NOT_URGENT.test(said.text)) return { ...draft, urgent: false, urgentReason: null };
  return { ...draft, urgentReason: said.written.trim().slice(0, 100) };
}

function timeMeant(text: string): 'post' | 'content' | null {
  if (/^(?:第)?[1一](?:个|种)?$|发出|发送|公告|发的/u.test(text)) return 'post';
  return /^(?:第)?[2二](?:个|种)?$|内容|正文|里面/u.test(text) ? 'content' : null;
}

/** As if the words that may mean two things had just been said. */
export function doubted(turn: Turn, doubt: string): Turn {
  return { ...turn, said: again(turn.said, doubt) };
}

/** The words that were in doubt, heard once more. */
function again(said: Utterance, text: string): Utterance {
  return { ...said, text, written: text, ...timesIn(text, said.time), mentioned: [], people: [] };
}
