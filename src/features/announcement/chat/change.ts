import type { Turn, Utterance } from '../../feature.ts';
import type { Draft } from '../schema/draft.ts';
import { contentOf } from '../slots/content.ts';
import { planOf } from '../slots/plan.ts';
import { targetsOf } from '../targets.ts';

/** What the words change in an open draft; undefined when they are no change of it. */
export async function amended(turn: Turn, draft: Draft): Promise<Draft | undefined> {
  const next = amendment(turn.said, draft);
  const { groups, words } = await targetsOf(turn, turn.said);
  const toGroups =
    /发到|群/u.test(turn.said.text) && words.length > 0 ? { ...(next ?? draft), groupIds: groups.map((group) => group.id) } : undefined;
  return toGroups ?? next;
}

function amendment(said: Utterance, draft: Draft): Draft | undefined {
  const content = /^(?:把)?(?:内容|文字|正文)(?:改(?:成|为|一下)?|换成|是)?[:：,，\s]*([\s\S]+)$/u.exec(said.written.trim())?.[1];
  if (content !== undefined) return { ...draft, content: content.trim() };
  if (draft.content === '' && said.times.length === 0) return { ...draft, content: contentOf(said) };
  const plan = planOf(said);
  const onlyTime = plan !== null && (/改|换|推迟|提前|时间/u.test(said.text) || draft.plan === null || contentOf(said) === '');
  return onlyTime ? { ...draft, plan } : undefined;
}
