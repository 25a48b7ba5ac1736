import type { Page } from '../feature.ts';
import { exportKey } from './export-key.ts';
import { activityOf, exportFor, saveExport, signupsOf } from './repo.ts';
import { mayManage } from './rules/access.ts';
import type { Activity } from './schema.ts';
import { sheetOf } from './sheet.ts';
import { exportGoneText, exportPageText, exportRows, fileNameOf } from './texts/export.ts';

const PATH = '/h5/export/:token';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HTML = 'text/html; charset=utf-8';

type Request = Parameters<Page['handle']>[0];

/** Opening the link changes nothing, so that a preview by the chat app does not use it up; the button downloads, once. */
export const exportPages: readonly Page[] = [
  {
    method: 'GET',
    path: PATH,
    handle: async (request) => {
      const found = await loaded(request);
      if (found === undefined) return gone();
      const people = (await signupsOf(request.tx, found.activity.id)).filter((signup) => signup.state !== 'cancelled').length;
      const { title, body, button } = exportPageText(found.activity, people);
      return {
        status: 200,
        type: HTML,
        body: page(title, body, `<form method="post"><button type="submit">${escaped(button)}</button></form>`),
      };
    },
  },
  {
    method: 'POST',
    path: PATH,
    handle: async (request) => {
      const found = await loaded(request);
      if (found === undefined) return gone();
      await saveExport(request.tx, { ...found.made, usedAt: request.now });
      const rows = await exportRows(await signupsOf(request.tx, found.activity.id), request.directory, request);
      return { status: 200, type: XLSX, body: await sheetOf(rows), fileName: fileNameOf(found.activity), by: found.made.requestedBy };
    },
  },
];

async function loaded(
  request: Request,
): Promise<{ made: NonNullable<Awaited<ReturnType<typeof exportFor>>>; activity: Activity } | undefined> {
  const made = await exportFor(request.tx, request.keyedHash(exportKey(request.params['token'] ?? '')), request.now);
  const activity = made === undefined ? undefined : await activityOf(request.tx, made.activityId);
  if (made === undefined || activity === undefined) return undefined;
  // Whoever asked for it may have lost the right to it meanwhile.
  return mayManage(activity, await request.directory.person(made.requestedBy)) ? { made, activity } : undefined;
}

/** The same for a wrong, an old and a used link: nothing to learn by trying. */
function gone(): { status: number; type: string; body: string } {
  const { title, body } = exportGoneText();
  return { status: 404, type: HTML, body: page(title, body, '') };
}

function page(title: string, body: string, form: string): string {
  const style = 'body{font:18px/1.6 sans-serif;margin:2rem auto;max-width:24rem;padding:0 1rem}button{font-size:1.2rem;padding:.6rem 2rem}';
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1><p>${escaped(body)}</p>${form}</body></html>`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
