import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import type { Entity, Utterance } from '../../feature.ts';
import { otherPeople } from './people.ts';

export const ACTIVITY = 'activity';
export const PACKAGE = 'activityPackage';

/** Which activity is meant. `unknown`: a name was said that is none of ours, so nothing may be taken for it. */
export type Named =
  | { readonly kind: 'one'; readonly entity: Entity }
  | { readonly kind: 'several'; readonly entities: readonly Entity[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

const NUMERAL = '\\d{1,2}|[一二两三四五六七八九十]{1,2}';
const WHOLE_NUMBER = new RegExp(
  `^(?:我|我要|我想)?(?:要|想)?(?:报名?|参加|选|要|退|取消|取消报名|看看?|候补)?\\s*(?:第\\s*)?(${NUMERAL})\\s*(?:个|号|项|条)?(?:活动)?(?:吧|呀|啊|的|了|哈|谢谢|算我|算我一个|我去|我报|报名|去不了|不去了|有谁|谁报了)?[。!~]*$`,
  'u',
);
const ORDINAL = new RegExp(`第\\s*(${NUMERAL})\\s*(?:个|项|条)(?!人|名额|位)`, 'u');

/** 2 for "报2", "第二个", "我要第2个活动"; undefined for "2个人". */
export function listNumber(text: string): number | undefined {
  const word = WHOLE_NUMBER.exec(text)?.[1] ?? ORDINAL.exec(text)?.[1];
  return word === undefined ? undefined : parseChineseNumber(word);
}

/** Name first, then number of the last list, quoted message, what was just talked about, and last the only one there is. */
export function namedActivity(said: Utterance, suits: (entity: Entity) => boolean): Named {
  const named = byName(said, suits);
  if (named !== undefined) return named;
  const listed = listedEntity(said);
  if (listed !== undefined) return { kind: 'one', entity: listed };
  if (namesSomethingElse(said)) return { kind: 'unknown' };
  const ours = said.entities.filter((entity) => entity.kind === ACTIVITY);
  const quote = said.quote;
  const quoted = quote === null ? [] : ours.filter((entity) => quote.includes(entity.title));
  if (quoted.length > 0) return oneOf(quoted);
  const about = said.focus.about;
  const current = about?.kind === ACTIVITY ? ours.find((entity) => entity.id === about.id) : undefined;
  if (current !== undefined) return { kind: 'one', entity: current };
  const suitable = ours.filter(suits);
  return suitable.length === 0 ? { kind: 'none' } : oneOf(suitable);
}

/** The title as the slot `activity`; nothing where it is open which one is meant. */
export function activitySlot(named: Named): { readonly activity?: string } {
  return named.kind === 'one' ? { activity: named.entity.title } : {};
}

export function isOpen(entity: Entity): boolean {
  return entity.status === undefined || !['draft', 'closed', 'finished', 'cancelled'].includes(entity.status);
}

export function isMine(entity: Entity): boolean {
  return entity.mine === true;
}

export function isAhead(entity: Entity): boolean {
  return entity.status === undefined || !['draft', 'finished', 'cancelled'].includes(entity.status);
}

export function anyStatus(): boolean {
  return true;
}

/** Whether an activity stands in the words, was just talked about, or is quoted. */
export function pointsAtActivity(said: Utterance): boolean {
  return (
    said.mentioned.some(({ entity }) => entity.kind === ACTIVITY) ||
    said.focus.about?.kind === ACTIVITY ||
    listedEntity(said) !== undefined ||
    (said.quote !== null && said.entities.some((entity) => entity.kind === ACTIVITY && said.quote?.includes(entity.title) === true))
  );
}

function byName(said: Utterance, suits: (entity: Entity) => boolean): Named | undefined {
  const mentions = said.mentioned.filter(({ entity }) => entity.kind === ACTIVITY);
  const [best] = mentions;
  if (best === undefined) return undefined;
  // Two whole names side by side are two activities: neither may be dropped silently.
  const asGood = mentions.filter(
    (other) =>
      other.sure === best.sure &&
      (other.end - other.start === best.end - best.start || (other.sure && (other.end <= best.start || other.start >= best.end))),
  );
  const entities = [...new Map(asGood.map(({ entity }) => [entity.id, entity])).values()];
  const suitable = entities.filter(suits);
  return oneOf(suitable.length > 0 ? suitable : entities);
}

function listedEntity(said: Utterance): Entity | undefined {
  const number = listNumber(said.text);
  const ref = number === undefined ? undefined : said.focus.list[number - 1];
  return ref?.kind === ACTIVITY ? said.entities.find((entity) => entity.kind === ACTIVITY && entity.id === ref.id) : undefined;
}

function oneOf(entities: readonly Entity[]): Named {
  const [first] = entities;
  return first !== undefined && entities.length === 1 ? { kind: 'one', entity: first } : { kind: 'several', entities };
}

const AFTER_VERB = /(?:报名参加|报名|参加|报个|取消|退出)\s*(?:一下|下|那个|这个|一个|的)*([\p{Script=Han}a-z]{2,12})/u;
const FILLER =
  /活动|一下|这个|那个|一个|一位|名额|候补|排队|报名|确认|谢谢|麻烦|人数|名单|情况|多少|几个|几位|还有|现在|已经|成功|截止|时间|大家|我们|你们|他们|我|你|他|她|俩|也|都|的|了|吧|呀|啊|哈|嘛|呢|吗|么|哦|额|去|来|要|想|能|可以|不|没|有|谁|人|名|在|哪|怎么|加|上|带|和|跟|与|帮|给|把|算|写|名字|班|组|两|三|四|五|六|七|八|九|十|一|二|啥|什么|第|位|掉|临时|请|个|些|哪些/gu;

/** "报名瑜伽课" while there is no such thing: nothing else may be taken for it. */
function namesSomethingElse(said: Utterance): boolean {
  const words = AFTER_VERB.exec(said.text)?.[1];
  if (words === undefined) return false;
  const people = otherPeople(said).people;
  const left = people.reduce((rest, name) => rest.replaceAll(name.toLowerCase(), ''), words).replace(FILLER, '');
  return left.length >= 2 && said.times.every((time) => !said.text.slice(time.start, time.end).includes(left));
}
