import { neutraliseLine } from '../../../core/plain.ts';
import type { Directory } from '../../../core/person.ts';
import { positionOf } from '../rules/places.ts';
import type { Activity, Signup } from '../schema.ts';
import { instantText, type Moment } from './time.ts';

export const EXPORT_HEADERS = ['序号', '姓名', '部门', '状态', '报名时间', '由谁代报'] as const;
export const SHEET_NAME = '报名名单';

/** One row of the list, all words: those with a place first, then the queue, then those who gave up. */
export async function exportRows(list: readonly Signup[], directory: Directory, at: Moment): Promise<readonly (readonly string[])[]> {
  const rank = { signedUp: 0, waiting: 1, cancelled: 2 };
  const ordered = list.toSorted((a, b) => rank[a.state] - rank[b.state] || a.order - b.order);
  return Promise.all(
    ordered.map(async (signup, index) => {
      const department = signup.userId === null ? null : (await directory.person(signup.userId)).department;
      const bringer = signup.broughtBy === null ? '' : (await directory.person(signup.broughtBy)).name;
      return [
        String(index + 1),
        signup.name,
        department ?? (signup.userId === null ? '（名册外）' : ''),
        stateText(list, signup),
        instantText(signup.at, at),
        bringer,
      ];
    }),
  );
}

export function fileNameOf(activity: Activity): string {
  return `${neutraliseLine(activity.title).replaceAll(/["/:?]/gu, ' ')}报名名单.xlsx`;
}

export function exportPageText(
  activity: Activity,
  people: number,
): { readonly title: string; readonly body: string; readonly button: string } {
  return { title: `${activity.title}报名名单`, body: `共${people}人。只能下载一次，名单请勿外传。`, button: '下载' };
}

export function exportGoneText(): { readonly title: string; readonly body: string } {
  return { title: '链接已失效', body: '链接过了10分钟，或已经下载过。请在单聊里再发一次“导出名单”。' };
}

function stateText(list: readonly Signup[], signup: Signup): string {
  if (signup.state === 'cancelled') return '已取消';
  return signup.state === 'waiting' ? `候补第${positionOf(list, signup)}` : '已报名';
}
