import type { CardAction, Growing, Reply } from '../../core/message.ts';
import { hiddenWords, templateCard } from '../wecom/card.ts';
import { cardWords } from '../wecom/card-words.ts';
import { cut, STREAM_LIMIT_BYTES } from '../wecom/limits.ts';
import type { ActiveReply, PassiveReply } from '../wecom/passive-reply.ts';
import { CUT_HINT, NOTHING_TO_SAY } from '../wecom/texts.ts';

/** How a card is shown: where a notice leads, and under which name the bot is spoken to where there are no buttons. */
export interface Looks {
  readonly cardUrl: string;
  readonly botName: string;
}

/** The whole answer to a message, in one go; null (an empty 200) when there is nothing to say. */
export function encodeAnswer(reply: Reply | null, streamId: string, looks: Looks): PassiveReply | null {
  if (reply === null || (!hasText(reply) && reply.card === undefined)) return null;
  if (reply.card !== undefined && !hasText(reply) && hiddenWords(reply.card) === '') {
    return { msgtype: 'template_card', template_card: templateCard(reply.card, looks.cardUrl) };
  }
  return encodeFinished(reply, streamId, looks);
}

/** The end of a stream that was begun: it must have words, an empty end leaves a blank bubble. */
export function encodeFinished(reply: Reply | null, streamId: string, looks: Looks): PassiveReply {
  const card = reply?.card;
  if (card === undefined) return streamOf(streamId, true, reply?.text ?? '');
  // A card without words beside it: its title, because a stream must end with words.
  const words = [reply?.text ?? '', hiddenWords(card)].filter((part) => part !== '');
  const { stream } = streamOf(streamId, true, words.length > 0 ? words.join('\n\n') : card.title);
  return { msgtype: 'stream_with_template_card', stream, template_card: templateCard(card, looks.cardUrl) };
}

/** What stands so far of a text that grows; with its last words the card comes along. */
export function encodeGrowing(reply: Reply, growing: Growing, streamId: string, looks: Looks): PassiveReply {
  const { text, finished } = growing.now();
  return finished ? encodeFinished({ ...reply, text }, streamId, looks) : streamOf(streamId, false, text);
}

export function encodeSentence(streamId: string, sentence: string, finish: boolean): PassiveReply {
  return streamOf(streamId, finish, sentence);
}

/** The end of a stream that is not the asker's (reliability I14): nothing of the other answer. */
export function encodeNothing(streamId: string): PassiveReply {
  return { msgtype: 'stream', stream: { id: streamId, finish: true, content: '' } };
}

/** After enter_chat a text or a card may come, not both (document path 101031): with both, the card is put in words. */
export function encodeWelcome(reply: Reply | null, looks: Looks): PassiveReply | null {
  if (reply === null) return null;
  if (reply.card !== undefined && !hasText(reply)) {
    return { msgtype: 'template_card', template_card: templateCard(reply.card, looks.cardUrl) };
  }
  const words = wordsOf(reply, looks);
  return words === '' ? null : { msgtype: 'text', text: { content: fitted(words) } };
}

/** The changed card; its task_id must be the clicked one's. `userids` works in groups only: without it all see the change. */
export function encodeUpdate(reply: Reply | null, action: CardAction, looks: Looks): PassiveReply | null {
  if (reply?.update === undefined) return null;
  const { card, forEveryone } = reply.update;
  return {
    response_type: 'update_template_card',
    ...(action.chat.kind === 'group' && !forEveryone ? { userids: [action.userId] } : {}),
    template_card: templateCard({ ...card, id: action.cardId }, looks.cardUrl),
  };
}

/** What is said after the exchange, through `response_url`: words only, cards there are refused in groups by some versions. */
export function encodeAfterwards(reply: Reply | null, looks: Looks): ActiveReply | null {
  const words = reply === null ? '' : wordsOf(reply, looks);
  return words === '' ? null : { msgtype: 'markdown', markdown: { content: fitted(words) } };
}

function hasText(reply: Reply): boolean {
  return reply.text !== undefined && reply.text !== '';
}

function wordsOf(reply: Reply, looks: Looks): string {
  return [reply.text ?? '', wordsBeside(reply.card, looks)].filter((part) => part !== '').join('\n\n');
}

function wordsBeside(card: Reply['card'], looks: Looks): string {
  return card === undefined ? '' : cardWords(card, looks.botName);
}

function streamOf(id: string, finish: boolean, content: string): Extract<PassiveReply, { msgtype: 'stream' }> {
  return { msgtype: 'stream', stream: { id, finish, content: fitted(content === '' ? NOTHING_TO_SAY : content) } };
}

/** Within the limit; and `<@…>`, which might notify somebody, is text: an answer mentions nobody (reliability X01). */
function fitted(text: string): string {
  return cut(text.replaceAll('<@', '＜@'), STREAM_LIMIT_BYTES, CUT_HINT);
}
