import type { Outcome, Turn } from '../../feature.ts';
import { templatesOf } from '../repo/templates.ts';
import { blanksOf, filledText, missingBlanks, type Values } from '../rules/template.ts';
import type { Draft } from '../schema/draft.ts';
import { readBlanks } from '../slots/blanks.ts';
import type { Order } from '../slots/order.ts';
import { templateNamed } from '../slots/template.ts';
import { templateTexts } from '../texts/template.ts';

type Form = NonNullable<Draft['form']>;

/** "用会议通知模板，…": the template with what the sentence says in its blanks; or which templates there are. */
export async function onTemplate(turn: Turn, draft: Draft, order: Order, words: string): Promise<Draft | { readonly answer: Outcome }> {
  const templates = await templatesOf(turn.tx, turn.person);
  const found = templateNamed(words, templates);
  if (found === undefined) return { answer: { reply: { text: templateTexts.unknown(words, templates) } } };
  const { said } = turn;
  const times = said.times.filter((time) => said.text.slice(time.start, time.end) !== order.timeWords);
  const values = readBlanks(
    { ...said, text: order.content, times: shifted(said.text, order.content, times) },
    blanksOf(found.text),
    said.time,
    order.content,
  );
  const form = { name: found.name, text: found.text, values: { ...values } };
  return withForm({ ...draft, title: draft.title ?? found.title, acknowledge: draft.acknowledge || found.acknowledge }, form);
}

/** The answer to the open blanks, or "地点改成三楼" afterwards; undefined when the words fill none. */
export function refilled(turn: Turn, draft: Draft, form: Form, asked: boolean): Draft | undefined {
  const { said } = turn;
  const blanks = blanksOf(form.text);
  const renamed = blanks.find((name) =>
    new RegExp(`^(?:把|那)?${name}(?:改(?:成|为|到)?|换成${asked ? '' : '|是|为|:|：'})`, 'u').test(said.text),
  );
  if (renamed === undefined && !asked) return undefined;
  const open = renamed === undefined ? missingBlanks(form.text, form.values) : [renamed];
  const words = renamed === undefined ? said.written : said.written.replace(/^(?:把|那)?.*?(?:改(?:成|为|到)?|换成|是|为|:|：)\s*/u, '');
  const text = renamed === undefined ? said.text : words;
  const values: Values =
    renamed !== undefined && said.times.length === 0
      ? { [renamed]: words.trim() }
      : readBlanks({ ...said, text, times: shifted(said.text, text, said.times) }, open, said.time, words);
  return withForm(draft, { ...form, values: { ...form.values, ...values } });
}

function withForm(draft: Draft, form: Form): Draft {
  const full = missingBlanks(form.text, form.values).length === 0;
  return { ...draft, form, content: full ? filledText(form.text, form.values) : '' };
}

/** The times where they stand in a part of the sentence. */
function shifted(text: string, part: string, times: Turn['said']['times']): Turn['said']['times'] {
  return times.flatMap((time) => {
    const start = part.indexOf(text.slice(time.start, time.end));
    return start < 0 ? [] : [{ ...time, start, end: start + time.end - time.start }];
  });
}
