import type { Utterance } from '../../features/feature.ts';

/** One private-use character per kind of thing that changes from message to message. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  activity: '\uE001',
  suggestion: '\uE002',
  person: '\uE003',
  time: '\uE004',
  place: '\uE005',
  n: '\uE006',
  option: '\uE007',
  question: '\uE008',
  announcement: '\uE009',
};
const NUMBER = /\d+|[一二两三四五六七八九十百]+(?=个|人|名|位|点|号|分|颗|星|道|题|条)/gu;

/** `〈activity〉我报名` → the form that is learned. Unknown placeholders stay as words. */
export function shapeOfExample(example: string): string {
  const shaped = example.replace(/〈(\w+)〉/gu, (whole, kind: string) => PLACEHOLDERS[kind] ?? whole);
  return shaped
    .normalize('NFKC')
    .toLowerCase()
    .replace(NUMBER, PLACEHOLDERS['n'] ?? '');
}

/** What the utterance looks like once names, times and figures are taken out, so that the rest can be compared. */
export function shapeOf(said: Utterance): string {
  const spans: { start: number; end: number; mark: string }[] = [];
  const add = (start: number, end: number, kind: string): void => {
    const mark = PLACEHOLDERS[kind];
    if (mark !== undefined && spans.every((span) => end <= span.start || start >= span.end)) spans.push({ start, end, mark });
  };
  for (const { entity, start, end, sure } of said.mentioned) if (sure || entity.kind === 'activity') add(start, end, entity.kind);
  for (const { start, end } of said.times) add(start, end, 'time');
  for (const { start, end } of said.people) add(start, end, 'person');
  let shaped = said.text;
  for (const span of spans.toSorted((a, b) => b.start - a.start)) shaped = shaped.slice(0, span.start) + span.mark + shaped.slice(span.end);
  return shaped.replace(NUMBER, PLACEHOLDERS['n'] ?? '');
}
