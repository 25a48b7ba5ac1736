import type { Feature } from '../../feature.ts';
import { cancelAction, continueCancel } from './cancel.ts';
import { continueCreate } from './create.ts';
import { discardAction, editAction, publishAction } from './draft.ts';
import { continueDetail } from './list.ts';
import { continueOthers } from './others.ts';
import { continueSignup, signUpAction } from './signup.ts';
import type { Continue } from './which.ts';
import { continueWho, whoAction } from './who.ts';

/** What the buttons of our cards do. */
export const actions: NonNullable<Feature['actions']> = {
  'activity.signUp': signUpAction(false),
  'activity.waitlist': signUpAction(true),
  'activity.cancelSignup': cancelAction,
  'activity.who': whoAction,
  'activity.publish': publishAction,
  'activity.edit': editAction,
  'activity.discard': discardAction,
};

/** How each intent goes on once it is clear which activity is meant. */
export const continuations: Readonly<Record<string, Continue>> = {
  create_activity: continueCreate,
  list_activities: continueDetail,
  signup: continueSignup,
  signup_for_others: continueOthers,
  cancel_signup: continueCancel,
  who_signed_up: continueWho,
};
