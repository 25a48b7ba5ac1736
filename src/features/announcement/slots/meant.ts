import type { Utterance } from '../../feature.ts';
import type { Sending } from '../schema/sending.ts';

const NUMBER = /n\s*(\d{1,6})/iu;
/** So much of a post is enough to know it by. */
const KNOWN_BY = 8;

/** N3, as people type it. */
export function numberIn(said: Utterance): string | undefined {
  const digits = NUMBER.exec(said.text)?.[1];
  return digits === undefined ? undefined : `N${Number(digits)}`;
}

/** Which of these posts the words are about: by number, by what is quoted, by what was talked about last. */
export function sendingMeant(said: Utterance, among: readonly Sending[]): Sending | undefined {
  const number = numberIn(said);
  if (number !== undefined) return among.find((one) => one.number === number);
  if (said.quote !== null) {
    const quoted = said.quote.replace(/\s+/gu, '');
    return among.find((one) => quoted.includes(one.content.replace(/\s+/gu, '').slice(0, KNOWN_BY)));
  }
  const { about } = said.focus;
  return about?.kind === 'announcement' ? among.find((one) => one.announcementId === about.id) : undefined;
}
