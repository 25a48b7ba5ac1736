import type { Utterance } from '../../feature.ts';
import { ACTIVITY, listNumber, NUMERAL } from './named.ts';
import { asksAboutIt, asksToWait } from './signup.ts';

/** What words say to "哪一个？": one of them, a question about one, or still several. */
export type Choice =
  | { readonly kind: 'one'; readonly index: number }
  | { readonly kind: 'about'; readonly index: number }
  | { readonly kind: 'open'; readonly indexes: readonly number[]; readonly waitlist: boolean }
  /** Every one of them. */
  | { readonly kind: 'all' }
  /** None of them: what was asked for is not wanted any more. */
  | { readonly kind: 'none' };

interface Verbs {
  readonly before: string;
  readonly after: string;
}

/** The verbs that repeat what was asked for; with any other verb the words are a request of their own. */
const VERBS: Readonly<Record<string, Verbs>> = {
  signup: {
    before: '报名参加|报名?|参加|去|给我报|帮我报|算我',
    after: '算我一个|算我|我去|我报名?|报名?|我参加|我也去|我也报|参加|加我|给我报上|帮我报上|我要',
  },
  signup_for_others: { before: '报名参加|报名?|参加', after: '报名?|参加' },
  cancel_signup: { before: '取消报名|取消|退掉|退出|退', after: '取消|退[掉了]?|去不了|不去了|不参加了' },
  who_signed_up: { before: '看看?|查', after: '那个' },
  list_activities: { before: '看看?|了解|问', after: '那个' },
};
const PLAIN: Verbs = { before: '选', after: '那个' };
const LEADS = '我|那个|这个|那|就|是|要|想|选|说的|指的|还是';
const ENDS = '那个|这个|吧|呀|啊|的|了|哈|呗|嘛|谢谢|活动|[。!~,， ]';

const ALL =
  /^(?:我)?(?:这|那)?(?:[两俩三四几]|全部?|所有)?(?:个|样|项|场)?(?:活动)?(?:我)?都(?:想|要|给我|帮我)?(?:报名?|参加|去|要|报上|取消|退|不去了?)(?:吧|了|呀|啊|的|上)*[。!~]*$|^全(?:报|要|退|取消)(?:吧|了|上)*[。!~]*$/u;
const NONE = /^(?:算了|不用了?|不要了?|没事了?|都不是|都不(?:要|报|去)了?|先不(?:报|要|去|取消)了?)(?:吧|呀|啊|的|哈|谢谢|[,，。!~ ])*$/u;
/** Where a place is wanted these words give the wish up; where one is given up they repeat it. */
const NO_SIGNUP = /^(?:取消|退出|不报名?|不参加|不去)(?:了|吧|呀|啊|哈|[。!~])*$/u;

/** Only a bare choice chooses: "1", "第1个", "报1", the title or the number of one. `options` as they were shown. */
export function readChoice(said: Utterance, intent: string, options: readonly { id: string; title: string }[]): Choice | undefined {
  const verbs = VERBS[intent] ?? PLAIN;
  if (NONE.test(said.text) || (intent.startsWith('signup') && NO_SIGNUP.test(said.text))) return { kind: 'none' };
  if ((intent === 'signup' || intent === 'cancel_signup') && ALL.test(said.text)) return { kind: 'all' };
  const number = listNumber(said.text);
  if (number !== undefined) {
    const index = number - 1;
    if (options[index] === undefined) return undefined;
    if (isBareNumber(said.text, verbs)) return { kind: 'one', index };
    return asksAboutIt(said.text) ? { kind: 'about', index } : undefined;
  }
  const named = namedOptions(said, verbs, options);
  const [index] = named;
  if (index !== undefined) return named.length === 1 ? { kind: 'one', index } : { kind: 'open', indexes: named, waitlist: false };
  const waits = intent.startsWith('signup') && asksToWait(said.text) && !asksAboutIt(said.text);
  const namesOne = said.mentioned.some(({ entity }) => entity.kind === ACTIVITY);
  return waits && !namesOne ? { kind: 'open', indexes: [...options.keys()], waitlist: true } : undefined;
}

function isBareNumber(text: string, { before, after }: Verbs): boolean {
  return new RegExp(`^(?:${LEADS})*(?:${before})?\\s*(?:第\\s*)?(?:${NUMERAL})\\s*(?:个|号|项|条)?(?:${after}|${ENDS})*$`, 'u').test(text);
}

function namedOptions(said: Utterance, { before, after }: Verbs, options: readonly { id: string; title: string }[]): readonly number[] {
  const words = said.text.replace(new RegExp(`^(?:${LEADS}|${before})+|(?:${after}|${ENDS})+$`, 'gu'), '');
  if (words.length < 2) return [];
  const numbers = new Map(said.entities.map(({ id, number }) => [id, number?.toLowerCase()]));
  return options.flatMap(({ id, title }, index) => (numbers.get(id) === words || title.toLowerCase().includes(words) ? [index] : []));
}
