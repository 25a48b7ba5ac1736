/** What is wanted with templates. `name` as it was said, null when none was. */
export interface TemplateWish {
  readonly act: 'list' | 'save' | 'delete' | 'show';
  readonly name: string | null;
}

const NAME = '["“「]?([^，,。"”」\\s]{1,12}?)["”」]?';
const SAVE = /(?:存|保存|另存|收藏|留|做|设)(?:成|为|作|个|一个|下来?当?)?.{0,4}模[板版]|以后当模[板版]/u;
const DELETE = /(?:删掉?|删除|去掉|不要|移除).{0,16}模[板版]|模[板版].{0,10}(?:删掉?|删除|不要了?)/u;
const CALLED = new RegExp(`(?:叫做?|名字是?|取名|命名为?|名为)${NAME}(?:吧|的?模[板版])?[。!！]?$`, 'u');
const OF_DELETE = new RegExp(`(?:删掉?|删除|去掉|移除|把)${NAME}(?:的|这个|那个)?模[板版]`, 'u');
const OF_SHOW = new RegExp(`(?:看看|看一?下|查看|打开|给我看)${NAME}(?:的)?模[板版]`, 'u');
const ALL = /^(?:全部|所有|有哪些|哪些|都有什么|一下|我们?的?|支部的?|通知|公告)*$/u;

export function templateWish(text: string): TemplateWish {
  if (SAVE.test(text)) return { act: 'save', name: CALLED.exec(text)?.[1] ?? null };
  if (DELETE.test(text)) return { act: 'delete', name: named(OF_DELETE.exec(text)?.[1]) };
  const shown = named(OF_SHOW.exec(text)?.[1]);
  return shown === null ? { act: 'list', name: null } : { act: 'show', name: shown };
}

function named(words: string | undefined): string | null {
  return words === undefined || ALL.test(words) ? null : words;
}

interface Called {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** The one that is meant: its name, an alias, or the only name that holds the words. */
export function templateNamed<T extends Called>(words: string, templates: readonly T[]): T | undefined {
  const said = words.replace(/(?:通知|公告|提醒)?(?:的)?$/u, '');
  const exact = templates.find(({ name, aliases }) => name === words || aliases.includes(words) || name === said || aliases.includes(said));
  if (exact !== undefined) return exact;
  const holding = templates.filter(({ name }) => name.includes(said) || words.includes(name));
  return said !== '' && holding.length === 1 ? holding[0] : undefined;
}
