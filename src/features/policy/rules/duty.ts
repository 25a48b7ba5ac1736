import type { Duty } from '../schema/loop.ts';

const GIVES =
  /^(?:以后)?(?<matter>[\p{Script=Han}A-Za-z]{2,10}?)(?:方面|类)?的?(?:问题|提问|咨询)(?:都|以后都)?(?:归|由|交给|转给|请|让)(?<who>\p{Script=Han}{2,6}?)(?:来)?(?:回答|答复|负责|答|管)[吧了。!！]*$/u;
const TAKES =
  /^(?<matter>[\p{Script=Han}A-Za-z]{2,10}?)(?:方面|类)?的?(?:问题|提问|咨询)(?:不用|不归|不再)\p{Script=Han}{0,6}(?:答|管|负责|回答|答复)?了?[吧。!！]*$/u;

/** "差旅费的问题归李强答" */
export function dutyGiven(text: string): { readonly matter: string; readonly who: string } | undefined {
  const found = GIVES.exec(text.trim())?.groups;
  const [matter, who] = [found?.['matter'], found?.['who']];
  return matter === undefined || who === undefined ? undefined : { matter, who };
}

/** "差旅费的问题不归李强管了" */
export function dutyTaken(text: string): string | undefined {
  return TAKES.exec(text.trim())?.groups?.['matter'];
}

/** The narrowest matter that the question, or the title of the nearest document, names. */
export function dutyFor(duties: readonly Duty[], question: string, title: string): Duty | undefined {
  const named = (text: string): Duty | undefined =>
    duties.filter(({ id }) => text.includes(id)).toSorted((a, b) => b.id.length - a.id.length)[0];
  return named(question) ?? named(title);
}
