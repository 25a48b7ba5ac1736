import { useState, type RefObject } from 'react';
import type { Chat } from '../schema.ts';
import { BOT, useWho } from '../who.ts';

export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/** `@` and the letters after it, right at the end of what was typed. */
const OPEN_MENTION = /@([^\s@]{0,12})$/;

/** The list that opens at `@` in a group: who matches, who is chosen, and what the keys do. */
export function useMentionDraft(chat: Chat, text: string, input: RefObject<HTMLTextAreaElement | null>, setText: (text: string) => void) {
  const { me, botName, nameOf } = useWho();
  const [index, setIndex] = useState(0);
  const [isClosed, setClosed] = useState(false);

  const typed = chat.kind === 'group' && !isClosed ? OPEN_MENTION.exec(text)?.[1] : undefined;
  const everyone: readonly Mentionable[] = [
    { id: BOT, name: botName },
    ...chat.members.filter((id) => id !== me.userId).map((id) => ({ id, name: nameOf(id) })),
    { id: 'all', name: '所有人' },
  ];
  // A name that stands there complete needs no list any more.
  const people =
    typed === undefined ? [] : everyone.filter(({ id, name }) => (name.includes(typed) || id.startsWith(typed)) && name !== typed);
  const chosen = people[Math.min(index, people.length - 1)];

  function write(next: string): void {
    setText(next);
    setIndex(0);
    input.current?.focus();
  }
  function pick({ name }: Mentionable): void {
    write(text.replace(OPEN_MENTION, `@${name} `));
  }

  return {
    people,
    chosen: chosen?.id,
    pick,
    callBot: () => write(`@${botName} ${text}`),
    reopen: () => setClosed(false),
    /** Whether the key was for the list. */
    onKey(key: string): boolean {
      if (chosen === undefined) return false;
      if (key === 'ArrowDown') setIndex((Math.min(index, people.length - 1) + 1) % people.length);
      else if (key === 'ArrowUp') setIndex((Math.min(index, people.length - 1) + people.length - 1) % people.length);
      else if (key === 'Enter' || key === 'Tab') pick(chosen);
      else if (key === 'Escape') setClosed(true);
      else return false;
      return true;
    },
  };
}
