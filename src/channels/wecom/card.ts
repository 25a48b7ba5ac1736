import type { Button, Card } from '../../core/card.ts';
import type { Button as WireButton, TemplateCard } from './template-card.ts';
import { cutCharacters } from './limits.ts';

/** Recommended lengths of document path 101032 (read 2026-11-21), in characters: phones cut what is longer. */
const TITLE = 26;
const DESCRIPTION = 30;
const BODY = 112;
const FIELD_NAME = 5;
const FIELD_VALUE = 26;
const LABEL = 10;
const OPTION = 11;
/** A question card has no body; its line under the title is the only place for words (limit of document path 90236). */
const VOTE_DESCRIPTION = 160;

const STYLES = { primary: 1, danger: 3, plain: 4 } as const;

/**
 * The neutral card as WeCom's: with a question `vote_interaction`, with buttons `button_interaction`, else `text_notice`.
 * @param url where a card without buttons leads: WeCom wants one for every notice.
 */
export function templateCard(card: Card, url: string): TemplateCard {
  if (card.choice !== undefined) return voteCard(card, card.choice);
  const common = { main_title: titleOf(card, DESCRIPTION, card.description), ...wordsOf(card), task_id: card.id };
  if (card.buttons === undefined || card.buttons.length === 0) {
    return { card_type: 'text_notice', ...common, card_action: { type: 1, url: card.link ?? url } };
  }
  return { card_type: 'button_interaction', ...common, button_list: card.buttons.slice(0, 6).map(buttonOf) };
}

/** As {@link templateCard} for a webhook, which takes notices only, without task_id. The caller looks that it has no buttons. */
export function webhookCard(card: Card, url: string): TemplateCard {
  return {
    card_type: 'text_notice',
    main_title: titleOf(card, DESCRIPTION, card.description),
    ...wordsOf(card),
    card_action: { type: 1, url: card.link ?? url },
  };
}

/** Words for which the card's type has no place; they must be said beside it. '' when it shows everything. */
export function hiddenWords(card: Card): string {
  if (card.choice === undefined) return '';
  const words = voteWords(card);
  const fields = (card.fields ?? []).map(({ name, value }) => `${name}：${value}`);
  return [...(words === cutCharacters(words, VOTE_DESCRIPTION) ? [] : [words]), ...fields].join('\n');
}

function voteCard(card: Card, choice: NonNullable<Card['choice']>): TemplateCard {
  return {
    card_type: 'vote_interaction',
    main_title: titleOf(card, VOTE_DESCRIPTION, voteWords(card)),
    checkbox: {
      question_key: choice.key,
      mode: choice.multiple ? 1 : 0,
      option_list: choice.options.slice(0, 20).map(({ id, label }) => ({ id, text: cutCharacters(label, OPTION), is_checked: false })),
    },
    submit_button: { text: cutCharacters(choice.submit.label, LABEL), key: choice.submit.action },
    task_id: card.id,
  };
}

function voteWords(card: Card): string {
  return [card.description, card.body].filter((words) => words !== undefined).join('\n');
}

function titleOf(card: Card, limit: number, description: string | undefined): { title: string; desc?: string } {
  const title = cutCharacters(card.title, TITLE);
  return description === undefined || description === '' ? { title } : { title, desc: cutCharacters(description, limit) };
}

function wordsOf(card: Card): Pick<TemplateCard, 'sub_title_text' | 'horizontal_content_list'> {
  const fields = (card.fields ?? []).slice(0, 6).map(({ name, value }) => ({
    keyname: cutCharacters(name, FIELD_NAME),
    value: cutCharacters(value, FIELD_VALUE),
  }));
  return {
    ...(card.body === undefined ? {} : { sub_title_text: cutCharacters(card.body, BODY) }),
    ...(fields.length === 0 ? {} : { horizontal_content_list: fields }),
  };
}

function buttonOf(button: Button): WireButton {
  const text = cutCharacters(button.label, LABEL);
  // WeCom paints a button without a style in its strongest colour; ours are plain unless they say otherwise.
  return { text, key: button.action, style: STYLES[button.style ?? 'plain'] };
}
