import type { Outcome, Turn } from '../../feature.ts';
import { packageOf, packagesOf } from '../repo.ts';
import type { ActivityPackage } from '../schema.ts';
import { listNumber, PACKAGE } from '../slots/named.ts';
import { mergePlans, readPlan, type SaidPlan } from '../slots/plan.ts';
import { noPackagesText, packagesText, packageText } from '../texts/create.ts';
import { draftFrom } from './drafting.ts';
import { says } from './outcome.ts';

/** A page on a phone. */
const LISTED = 5;

/** "活动套餐", "有啥活动可以办"; "更多套餐" goes on after the last one shown. */
export async function listPackages(turn: Turn): Promise<Outcome> {
  const all = await packagesOf(turn.tx);
  if (all.length === 0) return says(noPackagesText());
  const last = turn.said.focus.list.at(-1);
  const seen = /更多|其余|下一页|还有/u.test(turn.said.text) ? all.findIndex((one) => last?.kind === PACKAGE && one.id === last.id) : -1;
  const from = seen + 1 < all.length ? seen + 1 : 0;
  const shown = all.slice(from, from + LISTED);
  return {
    reply: { text: packagesText(shown, all.length) },
    focus: { list: shown.map((one) => ({ kind: PACKAGE, id: one.id })), about: null },
  };
}

/** "用第3个", perhaps with the time: a draft that lacks nothing but the time. */
export async function draftFromPackage(turn: Turn): Promise<Outcome> {
  const number = listNumber(turn.said.text) ?? packageNumber(turn.said.text);
  const ref = number === undefined ? undefined : turn.said.focus.list[number - 1];
  const chosen = ref?.kind === PACKAGE ? await packageOf(turn.tx, ref.id) : undefined;
  if (chosen === undefined) return listPackages(turn);
  const outcome = await draftFrom(turn, mergePlans(planOf(chosen), timesOnly(readPlan(turn.said, false))));
  return outcome.ask?.dialog === 'activity.missing' ? { ...outcome, reply: { text: packageText(chosen) } } : outcome;
}

function planOf(one: ActivityPackage): SaidPlan {
  return {
    title: one.name,
    when: { lengthSeconds: one.durationMinutes * 60 },
    capacity: one.suggestedCapacity,
    note: one.summary,
    targets: [],
    ...(one.suggestedPlace === null ? {} : { place: one.suggestedPlace }),
  };
}

/** "用第3个" itself must not be read as a number of places. */
function timesOnly(plan: SaidPlan): SaidPlan {
  return { when: plan.when, targets: plan.targets };
}

function packageNumber(text: string): number | undefined {
  return listNumber(
    /第\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:个|号|项|款|种|套)?/u.exec(text)?.[0]?.replace(/[号款种套]$/u, '个') ?? '',
  );
}
