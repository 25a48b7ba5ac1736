import { joinList } from '../../../core/zh/format.ts';
import { neutraliseLine } from '../../../core/plain.ts';
import type { Activity, Signup } from '../schema.ts';
import { namesOf, titleOf } from './names.ts';

const TITLES_SHOWN = 3;

/** What a member reads about their own sign-ups, and the organiser about those of somebody who left. */
export const personalTexts = {
  signups: (count: number, guests: number, ahead: readonly Activity[]): string => {
    const titles = joinList(ahead.slice(0, TITLES_SHOWN).map(titleOf));
    const more = ahead.length > TITLES_SHOWN ? `等${ahead.length}项` : '';
    const what = [...(count === 0 ? [] : [`报名 ${count} 次`]), ...(guests === 0 ? [] : [`带人 ${guests} 个`])].join('，');
    return `${what}${ahead.length === 0 ? '' : `，还没办完的：${titles}${more}`}`;
  },
  ahead: (count: number): string => `还没结束的 ${count} 项报名：不去了先发“取消报名”，办完了再来删`,
  left: (activity: Activity, name: string, people: number, places: number, promoted: readonly Signup[]): string => {
    const who = people === 1 ? neutraliseLine(name) : `${neutraliseLine(name)}等${people}人`;
    const next = promoted.length === 0 ? '' : `候补的${namesOf(promoted)}补上了。`;
    return `${who}已经不在职工名单上，${titleOf(activity)}里的 ${places} 个名额退出来了。${next}`;
  },
  organiser: (activity: Activity, name: string): string =>
    `${neutraliseLine(name)}已经不在职工名单上，他组织的${titleOf(activity)}还没办，请您接着管：看名单发“${titleOf(activity)}名单”，不办了发“取消${titleOf(activity)}”。`,
};
