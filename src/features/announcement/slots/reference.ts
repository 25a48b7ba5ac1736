import type { Instant } from '../../../core/clock.ts';
import { localDateOf, localTimeOf } from '../../../core/zone.ts';
import type { Utterance } from '../../feature.ts';
import type { Announcement } from '../schema/announcement.ts';

type Candidate = Pick<Announcement, 'id' | 'number' | 'content' | 'title' | 'nextAt' | 'plan'>;

/** Words about handling an announcement, which name none. */
const HANDLING =
  /改成|改到|改为|改在|换成|换到|推迟到?|提前到?|延后|往后|往前|取消|暂停|恢复|继续|删除|删掉|删了|撤掉|撤回|停掉|停发|跳过|别发|不发|不用发|的?那[个条]|这[个条]|提醒|通知|公告|消息|时间|内容|标题|把|的|了|吧|再|到|成|群|下次|这次|一次/gu;
const LIST_NUMBER = /第?([一二三四五六七八九十]|\d{1,2})条/u;
const NUMERALS = '一二三四五六七八九十';
/** Two characters in common may be chance; a name of two is not, where nothing else has it. */
const LEAST_SHARED = 2;

/**
 * Which of the announcements the words mean: by number, by place in the list shown last, by words of its text, by its time, else the
 * one just spoken of. Several when the words fit several equally.
 */
export function meant<C extends Candidate>(said: Utterance, candidates: readonly C[]): readonly C[] {
  const numbered = candidates.filter(({ number }) => new RegExp(`(?<![a-z0-9])${number.toLowerCase()}(?!\\d)`, 'u').test(said.text));
  if (numbered.length > 0) return numbered;
  const listed = listedAt(said);
  const inList = candidates.filter(({ id }) => id === listed);
  if (inList.length > 0) return inList;
  const words = said.text.replace(HANDLING, ' ').trim();
  const scored = candidates.map((one) => ({ one, score: score(words, one, said) })).filter(({ score: points }) => points > 0);
  const best = Math.max(0, ...scored.map(({ score: points }) => points));
  if (best > 0) return scored.filter(({ score: points }) => points === best).map(({ one }) => one);
  const about = said.focus.about;
  return candidates.filter(({ id }) => about?.kind === 'announcement' && id === about.id);
}

function listedAt({ text, focus }: Utterance): string | undefined {
  const place = LIST_NUMBER.exec(text)?.[1];
  if (place === undefined) return undefined;
  const at = NUMERALS.includes(place) ? NUMERALS.indexOf(place) : Number(place) - 1;
  const entry = focus.list[at];
  return entry?.kind === 'announcement' ? entry.id : undefined;
}

function score(words: string, one: Candidate, said: Utterance): number {
  const text = `${one.title ?? ''}${one.content}`.normalize('NFKC').toLowerCase();
  const shared = longestShared(words, text);
  const byTime = one.nextAt !== null && said.times.some(({ meaning }) => isAt(meaning, one.nextAt ?? '', said)) ? 1 : 0;
  return (shared >= LEAST_SHARED ? shared * 2 : 0) + byTime;
}

/** 明天八点那条, 周五那个: the time by which it is called. */
function isAt(meaning: Utterance['times'][number]['meaning'], nextAt: Instant, { time }: Utterance): boolean {
  const date = localDateOf(nextAt, time.zone);
  const { hour, minute } = localTimeOf(nextAt, time.zone);
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  if (meaning.kind === 'instant') return meaning.at.startsWith(`${date}T${clock}`);
  if (meaning.kind === 'date') return meaning.date === date;
  return (
    meaning.kind === 'range' &&
    meaning.start !== null &&
    meaning.end !== null &&
    meaning.start <= `${date}T${clock}` &&
    `${date}T${clock}` < meaning.end
  );
}

function longestShared(words: string, text: string): number {
  let longest = 0;
  for (let from = 0; from < words.length; from += 1) {
    let length = longest + 1;
    while (from + length <= words.length && isWord(words.slice(from, from + length)) && text.includes(words.slice(from, from + length))) {
      longest = length;
      length += 1;
    }
  }
  return longest;
}

function isWord(part: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(part);
}
