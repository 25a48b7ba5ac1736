import { z } from 'zod';
import { isSecretary } from '../../../core/person.ts';
import type { Outcome, Situation, Turn } from '../../feature.ts';
import { mayManage } from '../rules/access.ts';
import type { Activity } from '../schema.ts';
import { createAction } from '../slots/create.ts';
import { anyStatus, namedActivity } from '../slots/named.ts';
import { readPlan, saidPlanSchema, type SaidPlan } from '../slots/plan.ts';
import { notYourActivityText, onlySecretaryText } from '../texts/create.ts';
import { changeActivity } from './change.ts';
import { draftFrom } from './drafting.ts';
import { askCancel, closeNow, publishDraft, reopenNow } from './life.ts';
import { says } from './outcome.ts';
import { draftFromPackage, listPackages } from './packages.ts';
import { meant } from './which.ts';

const manageSchema = z.object({ action: z.enum(['modify', 'cancel', 'publish', 'close', 'reopen']), plan: saidPlanSchema });
type ManageRequest = z.infer<typeof manageSchema>;

/** One sentence of a secretary: a new draft, or a change of what there is. */
export async function handleCreate(turn: Turn): Promise<Outcome> {
  if (!isSecretary(turn.person)) return says(onlySecretaryText());
  const named = namedActivity(turn.said, anyStatus);
  const action = createAction(turn.said, named);
  if (action === 'packages') return listPackages(turn);
  if (action === 'package') return draftFromPackage(turn);
  if (action === 'new') return draftFrom(turn, readPlan(turn.said, true));
  const request: ManageRequest = { action, plan: readPlan(turn.said, false) };
  const found = await meant(turn, named, { intent: 'create_activity', request, suits: (activity) => mayManage(activity, turn.person) });
  return 'outcome' in found ? found.outcome : manage(turn, found.activity, request);
}

export async function continueCreate(turn: Turn, activity: Activity, request: unknown): Promise<Outcome> {
  return manage(turn, activity, manageSchema.parse(request));
}

async function manage(
  situation: Situation,
  activity: Activity,
  request: { readonly action: ManageRequest['action']; readonly plan: SaidPlan },
): Promise<Outcome> {
  if (!mayManage(activity, situation.person)) {
    return says(notYourActivityText(activity, (await situation.directory.person(activity.createdBy)).name), activity);
  }
  switch (request.action) {
    case 'modify':
      return changeActivity(situation, activity, request.plan);
    case 'cancel':
      return askCancel(situation, activity);
    case 'publish':
      return publishDraft(situation, activity);
    case 'close':
      return closeNow(situation, activity);
    case 'reopen':
      return reopenNow(situation, activity);
  }
}
