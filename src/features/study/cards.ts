import { actionKey, type Card } from '../../core/card.ts';
import { joinList } from '../../core/zh/format.ts';
import { lettersOf } from './rules/judge.ts';
import type { Question } from './schema.ts';
import { inWords, rightAndWhy, studyTexts } from './texts/study.ts';
import { settingsTexts } from './texts/settings.ts';

/** Which question a button answers: the prompt of a group, or the one of the presser's own practice. */
export type CardScope =
  | { readonly kind: 'prompt'; readonly promptId: string }
  | { readonly kind: 'practice'; readonly nth: number; readonly total: number };

export const CHOICE_KEY = 'answer';

/** WeCom cuts an option's words in a question card after 11 characters. */
const OPTION_SHOWN = 11;

/** A question with buttons, or with options to tick where several are right. */
export function questionCard(id: string, question: Question, scope: CardScope): Card {
  const ref = scope.kind === 'prompt' ? scope.promptId : question.id;
  const head = {
    id,
    title:
      scope.kind === 'prompt' ? studyTexts.promptTitle(question.topic) : studyTexts.practiceTitle(scope.nth, scope.total, question.topic),
    description: studyTexts.kinds[question.kind],
  };
  const letters = lettersOf(question.options);
  const label = (letter: string): string => `${letter}. ${question.options[letters.indexOf(letter)] ?? ''}`;
  if (question.kind === 'multiple') {
    const cut = letters.some((letter) => label(letter).length > OPTION_SHOWN);
    return {
      ...head,
      // Where the options would be cut, they stand in full above.
      body: cut ? [question.stem, ...letters.map(label)].join('\n') : question.stem,
      choice: {
        key: CHOICE_KEY,
        multiple: true,
        options: letters.map((letter) => ({ id: letter, label: label(letter) })),
        submit: { label: studyTexts.submit, action: actionKey('study.answer', scope.kind, ref) },
      },
    };
  }
  const judged = question.kind === 'trueFalse';
  return {
    ...head,
    body: question.stem,
    ...(judged ? {} : { fields: letters.map((letter, index) => ({ name: letter, value: question.options[index] ?? '' })) }),
    buttons: letters.map((letter, index) => ({
      label: judged ? (question.options[index] ?? letter) : letter,
      action: actionKey('study.answer', scope.kind, ref, letter),
    })),
  };
}

export function noteCard(id: string, title: string, body?: string): Card {
  return { id, title, ...(body === undefined ? {} : { body }) };
}

/** What a field of a card shows at most. */
const FIELD_SHOWN = 26;

/** What a question's card turns into for the one who answered: the question, the own choice, what is right and why. */
export function judgedCard(id: string, question: Question, chosen: readonly string[], right: boolean): Card {
  const words = inWords(question, chosen);
  return {
    id,
    title: right ? studyTexts.cardResult.right : studyTexts.cardResult.wrong,
    body: `${question.stem}\n${rightAndWhy(question)}`,
    fields: [
      { name: studyTexts.chosen, value: words.length > FIELD_SHOWN ? joinList(chosen) : words },
      { name: studyTexts.source, value: question.source },
    ],
  };
}

/** The preview's buttons; what was understood stands in the text above them. */
export function confirmCard(id: string, token: string): Card {
  return {
    id,
    title: settingsTexts.cardTitle,
    buttons: [
      { label: settingsTexts.buttons.confirm, action: actionKey('study.confirm', token), style: 'primary' },
      { label: settingsTexts.buttons.drop, action: actionKey('study.drop', token), style: 'plain' },
    ],
  };
}
