import type { Feature } from '../feature.ts';
import { exportPages } from './api.ts';
import { actions, continuations } from './chat/actions.ts';
import { confirmCancelDialog, confirmChangeDialog } from './chat/change.ts';
import { draftDialog, missingDialog } from './chat/draft.ts';
import { confirmSignupDialog, waitlistDialog } from './chat/offers.ts';
import { whichDialog } from './chat/which.ts';
import { activityEntities } from './entities.ts';
import { cancelSignupIntent } from './intents/cancel-signup.ts';
import { createActivityIntent } from './intents/create-activity.ts';
import { listActivitiesIntent } from './intents/list-activities.ts';
import { signupIntent } from './intents/signup.ts';
import { signupForOthersIntent } from './intents/signup-for-others.ts';
import { whoSignedUpIntent } from './intents/who-signed-up.ts';
import { activityJobs } from './jobs.ts';
import { activities, activityPackages, listExports, signups } from './schema.ts';
import { seedActivities } from './seed.ts';
import { ACTIVITY } from './slots/named.ts';
import { leave, personal } from './personal.ts';
import { memberHelp, secretaryHelp } from './texts/help.ts';

/** Activities from one sentence to the reminder: drafts, sign-up with waitlist, lists, changes, exports. */
export function activityFeature(): Feature {
  return {
    name: 'activity',
    collections: [activities, signups, activityPackages, listExports],
    intents: [createActivityIntent, listActivitiesIntent, signupIntent, signupForOthersIntent, cancelSignupIntent, whoSignedUpIntent],
    dialogs: [
      draftDialog,
      missingDialog,
      confirmChangeDialog,
      confirmCancelDialog,
      waitlistDialog,
      confirmSignupDialog,
      whichDialog(continuations),
    ],
    actions,
    jobs: activityJobs,
    entities: activityEntities,
    audits: [ACTIVITY],
    help: { member: memberHelp, secretary: secretaryHelp },
    react: (situation, event) => (event.type === 'member.left' ? leave(situation, event) : Promise.resolve({})),
    personal,
    pages: exportPages,
    seed: seedActivities,
  };
}
