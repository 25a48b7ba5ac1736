import { useState } from 'react';
import { newClientId, remote } from '../remote.ts';
import type { Chat } from '../schema.ts';

/** A message on its way to the server. */
export interface Pending {
  readonly clientId: string;
  readonly text: string;
  readonly quote: string | undefined;
  readonly hasFailed: boolean;
}

export interface Outgoing {
  readonly pending: readonly Pending[];
  send(text: string, quote?: string): void;
  retry(pending: Pending): void;
}

/** Shows what was typed at once; a retry carries the same clientId, so nothing is said twice. */
export function useOutgoing(chat: Chat, me: string): Outgoing {
  const [all, setAll] = useState<readonly Pending[]>([]);

  function post(one: Pending): void {
    const { clientId, text, quote } = one;
    setAll((before) => [...before.filter((other) => other.clientId !== clientId), { ...one, hasFailed: false }]);
    remote.say({ userId: me, chatId: chat.id, clientId, text, ...(quote === undefined ? {} : { quote }) }).catch(() => {
      setAll((before) => before.map((other) => (other.clientId === clientId ? { ...other, hasFailed: true } : other)));
    });
  }

  // Those that have come back as messages are shown as such.
  const arrived = new Set(chat.messages.map(({ clientId }) => clientId));
  return {
    pending: all.filter(({ clientId }) => !arrived.has(clientId)),
    send: (text, quote) => post({ clientId: newClientId(), text, quote, hasFailed: false }),
    retry: post,
  };
}
