import { z } from 'zod';
import { saysNo, saysYes } from '../../../core/zh/assent.ts';
import { findTimes } from '../../../time/read.ts';
import { dialog, type Outcome, type Turn } from '../../feature.ts';
import { announcementFor } from '../repo/announcements.ts';
import { dropTemplate, keepTemplate, templatesOf } from '../repo/templates.ts';
import { withBlanks } from '../rules/template.ts';
import { announcements, type Announcement } from '../schema/announcement.ts';
import { changingParts } from '../slots/blanks.ts';
import { templateNamed, templateWish } from '../slots/template.ts';
import { templateTexts } from '../texts/template.ts';

const SAVE = 'announcement.saveTemplate';
const NEW_NAME = /^(?:就?叫做?|名字(?:叫|是|改成)?|取名|改叫|命名为?)[:：\s]*["“]?([^，,。"”\s]{1,12})["”]?(?:吧)?[。!！]?$/u;
const CONFIRMS = /^(?:确认|保存|存吧?|存下来?)[。!！]*$/u;

/** 模板列表, 看看…模板, 存为模板, 删除…模板. */
export async function manageTemplates(turn: Turn): Promise<Outcome> {
  const { act, name } = templateWish(turn.said.text);
  const templates = await templatesOf(turn.tx, turn.person);
  const found = name === null ? undefined : templateNamed(name, templates);
  switch (act) {
    case 'list':
      return { reply: { text: templateTexts.list(templates) } };
    case 'show':
      return { reply: { text: found === undefined ? templateTexts.unknown(name ?? '', templates) : templateTexts.shown(found) } };
    case 'save':
      return proposeTemplate(turn, name);
    case 'delete':
      if (name === null) return { reply: { text: templateTexts.whichDelete } };
      if (found === undefined) return { reply: { text: templateTexts.unknown(name, templates) } };
      if (found.id.startsWith('shipped:')) return { reply: { text: templateTexts.shipped(found.name) } };
      await dropTemplate(turn.tx, found);
      return { reply: { text: templateTexts.deleted(found.name) } };
  }
}

/** Shows what would be kept, with what changes from time to time as blanks; kept when it is confirmed. */
async function proposeTemplate(turn: Turn, name: string | null): Promise<Outcome> {
  const item = await sentOne(turn);
  if (item === undefined) return { reply: { text: templateTexts.nothingToSave } };
  const times = findTimes(item.content, turn.said.time);
  const people = (await turn.directory.everyone())
    .map((person) => person.name)
    .filter((one) => one.length > 1 && item.content.includes(one));
  const text = withBlanks(item.content, changingParts(item.content, times, people));
  const called = name ?? item.title ?? item.content.replace(/[\s,，。:：].*$/su, '').slice(0, 8);
  return propose({ name: called, title: item.title, text, acknowledge: item.acknowledge });
}

function propose(data: z.infer<typeof savedSchema>): Outcome {
  return { reply: { text: templateTexts.toSave(data.name, data.text) }, ask: { dialog: SAVE, data } };
}

/** By number, else the one that is talked about. */
async function sentOne(turn: Turn): Promise<Announcement | undefined> {
  const named = turn.said.mentioned.find(({ entity, sure }) => entity.kind === 'announcement' && sure)?.entity.id;
  const about = turn.said.focus.about;
  const id = named ?? (await numbered(turn)) ?? (about?.kind === 'announcement' ? about.id : undefined);
  return id === undefined ? undefined : announcementFor(turn.tx, turn.person, id);
}

/** One that was sent is no entity any more; its number still names it. */
async function numbered({ tx, said }: Turn): Promise<string | undefined> {
  const number = /(?<![a-z0-9])n(\d+)/u.exec(said.text)?.[1];
  if (number === undefined) return undefined;
  const [found] = await tx.find(announcements, { where: { number: `N${number}` }, limit: 1 });
  return found?.id;
}

const savedSchema = z.object({ name: z.string(), title: z.string().nullable(), text: z.string(), acknowledge: z.boolean() });

export const saveTemplateDialog = dialog({
  name: SAVE,
  schema: savedSchema,
  reads: ({ text }) =>
    saysYes(text) || saysNo(text) || CONFIRMS.test(text) || NEW_NAME.test(text)
      ? { intent: 'announcement_template', slots: { act: 'save' } }
      : undefined,
  answer: async (turn, data) => {
    const renamed = NEW_NAME.exec(turn.said.written.trim())?.[1];
    if (renamed !== undefined) return propose({ ...data, name: renamed });
    if (saysNo(turn.said.text)) return { reply: { text: templateTexts.notSaved }, ask: null };
    const own = (await templatesOf(turn.tx, turn.person)).find(({ name, createdBy }) => name === data.name && createdBy !== '');
    const { partyBranch, userId } = turn.person;
    await keepTemplate(turn.tx, { ...data, id: own?.id ?? turn.ids.id(), partyBranch, createdBy: userId });
    return { reply: { text: templateTexts.saved(data.name) }, ask: null };
  },
});
