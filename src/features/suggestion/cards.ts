import { actionKey, type Card } from '../../core/card.ts';
import type { Suggestion } from './schema.ts';
import { dayText, quoted, refText, statusText, titleText, type Moment } from './texts/names.ts';

/** For a secretary in the single chat: what is to be decided, and the buttons for it. */
export function officeCard(id: string, suggestion: Suggestion, at: Moment): Card {
  const ref = suggestion.id;
  return {
    id,
    title: `${suggestion.urgent ? '【紧急】' : ''}${refText(suggestion)} ${titleText(suggestion)}`,
    description: `${statusText(suggestion.status)}，期限${dayText(suggestion.dueOn, at)}`,
    body: quoted(suggestion.text),
    buttons: [
      ...(suggestion.status === 'filed' ? [{ label: '受理', action: actionKey('suggestion.accept', ref), style: 'primary' } as const] : []),
      { label: '交办', action: actionKey('suggestion.assign', ref) },
      { label: '答复', action: actionKey('suggestion.answer', ref) },
      { label: '办结', action: actionKey('suggestion.close', ref) },
      ...(suggestion.status === 'filed'
        ? [{ label: '不受理', action: actionKey('suggestion.decline', ref), style: 'danger' } as const]
        : []),
    ],
  };
}

export const RATING_KEY = 'rating';

/** For the author: one tap for the verdict. */
export function ratingCard(id: string, suggestion: Suggestion): Card {
  const labels = ['1分 很不满意', '2分 不满意', '3分 一般', '4分 满意', '5分 很满意'];
  return {
    id,
    title: `${refText(suggestion)} 办得怎么样？`,
    choice: {
      key: RATING_KEY,
      multiple: false,
      options: labels.map((label, index) => ({ id: String(index + 1), label })),
      submit: { label: '评价', action: actionKey('suggestion.rate', suggestion.id), style: 'primary' },
    },
  };
}

/** What a card turns into once its question is settled. */
export function settledCard(id: string, suggestion: Suggestion): Card {
  return { id, title: `${refText(suggestion)} ${statusText(suggestion.status)}`, body: titleText(suggestion) };
}
