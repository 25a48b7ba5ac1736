import type { Activity } from '../schema.ts';
import { titleOf } from './names.ts';

/** Phrases to send, quoted in answers: they must be understood when sent. */

export function exportPhrase(activity: Activity): string {
  return `导出${titleOf(activity)}名单`;
}

export function missingPhrase(activity: Activity): string {
  return `${titleOf(activity)}谁还没报名`;
}
