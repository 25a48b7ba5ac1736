import type { Announcement } from '../schema/announcement.ts';
import { excerpt } from './words.ts';

interface PostWords {
  readonly title: string | null;
  readonly content: string;
  readonly urgent: boolean;
  /** When it should have left; only of one that is late. */
  readonly plannedFor: string | undefined;
}

const mark = ({ urgent }: PostWords): string => (urgent ? '🚨 【紧急】' : '📢 ');
const lateness = ({ plannedFor }: PostWords): string => (plannedFor === undefined ? '' : `（补发，原定 ${plannedFor}）`);

/** What the groups read. */
export const postTexts = {
  text: (words: PostWords): string =>
    `${mark(words)}${lateness(words)}${words.title === null ? '' : `【${words.title}】\n`}${words.content}`,
  cardTitle: (title: string | null, urgent: boolean, plannedFor: string | undefined): string =>
    `${urgent ? '【紧急】' : ''}${title ?? '通知'}${plannedFor === undefined ? '' : '（补发）'}`,
  markdown: (words: PostWords): string =>
    `${words.title === null ? mark(words) : `## ${mark(words)}${words.title}\n`}${lateness(words)}${words.content}`,
} as const;

/** What fits on a phone. */
const MISSED_SHOWN = 10;

/** What the author reads about a post that did not go out. */
export const jobTexts = {
  missed: (item: Announcement, planned: string, next: string | null): string =>
    `公告 ${item.number}（${excerpt(item.content)}）原定 ${planned} 发出，当时系统没有运行，${item.whenMissed === 'never' ? '按您说的' : '已过半小时，'}没有补发。\n要补发，说“补发${item.number}”。${next === null ? '' : `\n下次 ${next} 照常发。`}`,
  missedMany: (missed: readonly { readonly item: Announcement; readonly planned: string }[]): string =>
    [
      `系统停过一阵，有 ${missed.length} 条公告过了时间，没有补发：`,
      ...missed.slice(0, MISSED_SHOWN).map(({ item, planned }) => `${item.number}（${excerpt(item.content)}）原定 ${planned}`),
      ...(missed.length > MISSED_SHOWN ? [`还有 ${missed.length - MISSED_SHOWN} 条。`] : []),
      `要补发哪条，说“补发${missed[0]?.item.number ?? 'N1'}”。重复发的，下次照常。`,
    ].join('\n'),
} as const;
