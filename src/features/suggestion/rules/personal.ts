import type { Status, Suggestion } from '../schema.ts';
import { isOpen } from './file.ts';

export const OVER: readonly Status[] = ['closed', 'declined', 'withdrawn', 'merged'];

/** Nobody waits for its author's word any more. */
export function isSettled(suggestion: Suggestion): boolean {
  return !isOpen(suggestion) && (suggestion.status !== 'closed' || suggestion.verdict !== null);
}

/** It was said, but nobody can tell by whom. */
export function withoutAuthor(suggestion: Suggestion): Suggestion {
  return { ...suggestion, authorId: null };
}

/** They still count, but nobody knows who it was. */
export function withoutSecond(suggestion: Suggestion, userId: string): Suggestion {
  return { ...suggestion, seconds: suggestion.seconds.map((one) => (one.userId === userId ? { ...one, userId: null } : one)) };
}

/** Nobody's, and wanted by nobody who could be named. */
export function withoutPeople(suggestion: Suggestion): Suggestion {
  return { ...withoutAuthor(suggestion), seconds: suggestion.seconds.map((one) => ({ ...one, userId: null })) };
}

/** Whether the author's word is all that is still waited for. */
export function awaitsRating(suggestion: Suggestion): boolean {
  return suggestion.status === 'closed' && !isSettled(suggestion);
}
