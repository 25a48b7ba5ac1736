import type { Content } from '../../../core/message.ts';
import { unreachable } from '../../../core/errors.ts';
import { cardInWords } from '../../../core/content-words.ts';
import { joinList } from '../../../core/zh/format.ts';

/** Signs that our markdown would read as formatting, or blanks that it would drop. */
const READ_AS_FORMAT = /[*_#`>[\]|~<\\]|^\s|\n\s|\n\d+\. |\n- /u;
const LINE = '──────────';

/** Sign for sign: between lines, or between fences where a sign of it would be read as formatting. */
function asSent(text: string): string {
  return READ_AS_FORMAT.test(text) ? fenced(text) : `${LINE}\n${text}\n${LINE}`;
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function words(content: Content, callsOf: (mentions: readonly string[]) => string): string {
  const calls = 'mentions' in content && content.mentions !== undefined ? `\n（${callsOf(content.mentions)}）` : '';
  switch (content.kind) {
    case 'text':
    case 'markdown':
      return `${asSent(content.text)}${calls}`;
    case 'card':
      return `${asSent(cardInWords(content.card))}${content.card.link === undefined ? '' : `\n点开：${content.card.link}`}${calls}`;
    case 'image':
      return '［图片］';
    case 'file':
      return `［文件］${content.name}`;
    default:
      return unreachable(content);
  }
}

/** What the groups will see, sign for sign. */
export function lookText(
  groups: readonly string[],
  contents: readonly Content[],
  callsOf: (mentions: readonly string[]) => string,
): string {
  return [`${joinList(groups)} 会看到：`, ...contents.map((content) => words(content, callsOf))].join('\n');
}

export const callWords = (names: readonly string[]): string => `会@${joinList(names)}`;

export const lookNext = '回复“确认”就定下，要改就直说。';

export const lookFirstText = (number: string, leaves: string, seen: string): string =>
  `${number} 将在 ${leaves} 发出，先给您看一眼。\n${seen}\n不拦就按时发；要拦说“暂停${number}”，要改说“${number}内容改成…”。`;
