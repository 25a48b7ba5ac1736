import type { Draft } from '../../schema/draft.ts';

type Words = Pick<Draft, 'content' | 'title'>;

const QUOTES = /^["“「『]+|["”」』]+$/gu;
const BEFORE = '(?:那就?|还是|请|帮我|麻烦|另外|把|再|就){0,4}';
const SET = new RegExp(
  `^${BEFORE}(?:内容|正文|文字|文案)(?:全部|整个)?(?:改(?:成|为|一下)?|换(?:成|为)|是|为|就写|写成?)[:：,，\\s]*([\\s\\S]+)$|^${BEFORE}(?:内容|正文|文字|文案)[:：]\\s*([\\s\\S]+)$`,
  'u',
);
const TITLE = new RegExp(
  `^${BEFORE}(?:大)?(?:标题|题目)(?:改(?:成|为)?|换(?:成|为)|就?叫|是|为|用|写)?[:：,，\\s]*([^\\n]{1,40}?)[。!！]?$`,
  'u',
);
const NO_TITLE = /(?:不要|去掉|删掉?|不用)(?:大)?(?:标题|题目)|(?:标题|题目)(?:不要|去掉|删掉?)了?/u;
const AT_START = new RegExp(
  `^${BEFORE}(?:在)?(?:最?前面|开头|最开头|前头)(?:再)?(?:加上?|写上?|添上?|补上?)(?:一?[句个段])?[:：,，\\s]*([\\s\\S]+)$`,
  'u',
);
const AT_END = new RegExp(
  `^${BEFORE}(?:(?:在)?(?:最?后面?|结尾|末尾|最后|下面)(?:再)?(?:加上?|写上?|添上?|补上?)(?:一?[句个段])?|(?:再)?(?:加|添|补)(?:上)?一?[句段](?:话)?|补充(?:一下|一句)?)[:：,，\\s]*([\\s\\S]+)$`,
  'u',
);
const REPLACE = new RegExp(
  `^${BEFORE}(?:内容(?:里|中)?(?:面)?的?)?([\\s\\S]+?)(?:改成|改为|换成|换为|改到|改在)[:：]?([\\s\\S]+?)[。!！]?$`,
  'u',
);
const REMOVE = new RegExp(
  `^${BEFORE}(?:去掉|删掉|删去|删了|不要|拿掉)(?:内容(?:里|中)?(?:面)?的?)?[:：]?([\\s\\S]+?)(?:这[几]?[个句段]?[字话]?|那[句段]话?)?(?:了)?[。!！]?$|^${BEFORE}([\\s\\S]+?)(?:这[几]?[个句段]?[字话]?|那[句段]话?)?(?:去掉|删掉|删了|不要了|拿掉)[。!！]?$`,
  'u',
);
const SAYS_TIME = /(?:\d|[零一二两三四五六七八九十])(?:点|:|：|号|日|月)|周[一二三四五六日天]|今天|明天|后天|[上下]午|早上|晚上|每/u;
const ENDS_SENTENCE = /[。！？!?~…;；:：,，]$/u;

const CORRECTED =
  /^(?:不对|不是|错了|说错了|打错了|写错了|搞错了)(?:了)?[,，。!！\s]+(?:(?:是|应该是?|应当是?|要|得)?在?)([^,，。;；]{2,20})[。!！]?$/u;

/** 不对 是三楼会议室: the place, where it sounds like one. */
function corrected(said: string, content: string): string | undefined {
  const right = bare(CORRECTED.exec(said)?.[1] ?? '');
  return new RegExp(`${NAMES_PLACE}$`, 'u').test(right) && !SAYS_TIME.test(right) ? placed(`地点是${right}`, content) : undefined;
}

/** What the written words do to the text of a draft; undefined when they do nothing to it. */
export function changedText(written: string, draft: Words): Words | undefined {
  const said = written.trim();
  if (NO_TITLE.test(said)) return { ...draft, title: null };
  const title = TITLE.exec(said)?.[1];
  if (title !== undefined) return { ...draft, title: bare(title) };
  const within =
    corrected(said, draft.content) ?? replaced(said, draft.content) ?? placed(said, draft.content) ?? removed(said, draft.content);
  if (within !== undefined) return { ...draft, content: within };
  const whole = SET.exec(said);
  const content = whole?.[1] ?? whole?.[2];
  if (content !== undefined) return { ...draft, content: bare(content) };
  const start = AT_START.exec(said)?.[1];
  if (start !== undefined) return { ...draft, content: `${opening(bare(start))}${draft.content}` };
  const end = AT_END.exec(said)?.[1];
  return end === undefined ? undefined : { ...draft, content: `${closed(draft.content)}${bare(end)}` };
}

/** "三号楼改成五号楼" where the words stand in the text. */
function replaced(said: string, content: string): string | undefined {
  const match = REPLACE.exec(said);
  const old = bare(match?.[1] ?? '');
  const next = bare(match?.[2] ?? '');
  // "例会改到十点" moves the post; it does not write 十点 where 例会 stood.
  if (SAYS_TIME.test(next) && !SAYS_TIME.test(old)) return undefined;
  return old !== '' && next !== '' && content.includes(old) ? content.replace(old, () => next) : undefined;
}

const PLACE = new RegExp(
  `^${BEFORE}(?:地点|地方|会场|位置|集合点)(?:改|换|挪|移)?(?:到|成|为|在|是)+[:：]?\\s*([^,，。;；]{2,20})[。!！]?$`,
  'u',
);
const NAMES_PLACE = '(?:室|厅|楼|场|馆|堂|院|店|站|门口|车间|基地|中心)';
const IN_PLACE = '[^,，。;；\\s在到去点的]';
const STANDS_AT = new RegExp(
  `(?<![收现不直感达遇拿])(在|到|去|地点[:：]?)${IN_PLACE}{1,12}?${NAMES_PLACE}(?:(?!开会|集合)${IN_PLACE}{0,3}?${NAMES_PLACE})*`,
  'gu',
);

/** 地点换到三楼会议室: where a place is told it gives way, else it is told at the end. */
function placed(said: string, content: string): string | undefined {
  const place = bare(PLACE.exec(said)?.[1] ?? '');
  if (place === '') return undefined;
  // Where two places are told nobody knows which of them moves.
  const [found, ...others] = content.matchAll(STANDS_AT);
  if (found === undefined || others.length > 0) return `${closed(content)}地点：${place}`;
  return `${content.slice(0, found.index)}${found[1] ?? ''}${place}${content.slice(found.index + found[0].length)}`;
}

function removed(said: string, content: string): string | undefined {
  const match = REMOVE.exec(said);
  const words = bare(match?.[1] ?? match?.[2] ?? '');
  if (words === '' || words === content || !content.includes(words)) return undefined;
  return content
    .replace(words, () => '')
    .replace(/([,，、;；])(?:\s*[,，、;；])+/gu, '$1')
    .replace(/[,，、;；]+([。！？!?])/gu, '$1')
    .replace(/^[\s,，、;；]+|[\s,，、;；]+$/gu, '');
}

function bare(words: string): string {
  return words.trim().replace(QUOTES, '').trim();
}

/** 各位同事 → 各位同事，… */
function opening(words: string): string {
  return ENDS_SENTENCE.test(words) || words.endsWith('\n') ? words : `${words}，`;
}

function closed(content: string): string {
  return content === '' || ENDS_SENTENCE.test(content) ? content : `${content}，`;
}
