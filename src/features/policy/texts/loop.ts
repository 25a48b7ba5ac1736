import { neutraliseLine } from '../../../core/plain.ts';
import type { Place } from '../answering.ts';
import type { GivenAnswer } from '../schema/loop.ts';
import { first, source } from './citation.ts';

/** How sure, in words: figures of a search mean nothing to a reader. */
function sureness(percent: number): string {
  if (percent >= 85) return '很有把握';
  return percent >= 65 ? '较有把握' : '把握不大';
}

/** What is said around questions that were not answered well. */
export const loopTexts = {
  notYourAnswer: '有用没用由提问的人来点。您有问题直接问我就行。',
  trace: (given: GivenAnswer, places: readonly Place[]): string =>
    [
      '【回答被标没用】有职工说下面的回答没用（不显示是谁）。',
      `问：${first(neutraliseLine(given.question), 120)}`,
      `我答的：${places.length === 0 ? (given.source ?? '') : places.map(source).join('；')}`,
      `当时${sureness(given.percent)}（${given.percent}%）。要补充规定或改说法，请告诉我。`,
    ].join('\n'),
} as const;
