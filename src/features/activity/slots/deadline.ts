import { plusDays } from '../../../core/zone.ts';
import type { FoundTime, LocalDateTime } from '../../../time/time.ts';
import type { Utterance } from '../../feature.ts';

export interface SaidDeadline {
  readonly closesAt?: LocalDateTime;
  /** How its time was said. */
  readonly words?: string;
  readonly taken: readonly FoundTime[];
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

const AFTER = /^(?:之前|以前|前|为止)?\s*(?:下班前?)?\s*(?:报名)?(?:截止|(?<=前)报名|(?<=前)报完|前报名|之前报名|停止报名)/u;
const BEFORE =
  /(?:(?:延长|推迟|延后|顺延)(?:一下)?报名(?:时间|截止)?|报名(?:截止)?(?:时间|期限|日期)?(?:再)?(?:延长|推迟|延后|顺延|宽限)|报名截止|截止报名|截止|截至|报名到|报名时间到|报到)(?:时间)?(?:改成|改到|到|至|是|为|到|在|于|延到|延长到|[:：])?\s*$/u;
/** "周三截止" lasts until the end of that working day. */
const END_OF_DAY = '18:00';

/** "周三下午五点前报名", "报名截止到25号". */
export function readDeadline(said: Utterance): SaidDeadline {
  for (const time of said.times) {
    const before = BEFORE.exec(said.text.slice(0, time.start));
    const words = said.text.slice(time.start, time.end);
    const rest = said.text.slice(time.end);
    const after = AFTER.exec(rest) ?? (words.endsWith('前') ? /^报(?:名|完)/u.exec(rest) : null);
    // The words of the limit may be part of the expression: "截止到周三".
    const own = /^(?:截止|截至)/u.test(words);
    const closesAt = before === null && after === null && !own ? undefined : endOf(time);
    if (closesAt !== undefined) {
      return {
        closesAt,
        words: words.replace(/^(?:截止|截至)(?:到|至)?/u, ''),
        taken: [time],
        spans: [{ start: before?.index ?? time.start, end: time.end + (after?.[0].length ?? 0) }],
      };
    }
  }
  return { taken: [], spans: [] };
}

const WEEKDAY_ALONE = /^(?:周|星期|礼拜)[一二三四五六日天]/u;

/** 下周三办, 周二截止: the last such day before it begins, not the next one from today. */
export function beforeStart(closesAt: LocalDateTime, words: string, startsAt: LocalDateTime | undefined): LocalDateTime {
  if (startsAt === undefined || !WEEKDAY_ALONE.test(words)) return closesAt;
  let at = closesAt;
  for (let next = weekLater(at); next < startsAt; next = weekLater(next)) at = next;
  return at;
}

function weekLater(at: LocalDateTime): LocalDateTime {
  return `${plusDays(at.slice(0, 10), 7)}${at.slice(10)}`;
}

function endOf({ meaning }: FoundTime): LocalDateTime | undefined {
  if (meaning.kind === 'instant') return meaning.at.slice(0, 16);
  if (meaning.kind === 'date') return `${meaning.date}T${END_OF_DAY}`;
  if (meaning.kind !== 'range' || meaning.end === null) return undefined;
  // A range of whole days ends at the midnight after its last day.
  return meaning.end.slice(11, 16) === '00:00' ? `${plusDays(meaning.end.slice(0, 10), -1)}T${END_OF_DAY}` : meaning.end.slice(0, 16);
}
