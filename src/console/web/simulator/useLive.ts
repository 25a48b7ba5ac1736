import * as z from 'zod/mini';
import { useEffect, useState } from 'react';
import { applyEvent } from './chats.ts';
import { remote } from './remote.ts';
import { liveEvent, type Chat } from './schema.ts';

/** Longest wait before the next try to connect, when the browser itself has given up. */
const AGAIN_MS = 3_000;

/** The chats of one person, kept up to date; undefined until the first answer. */
export function useLive(me: string): { chats: readonly Chat[] | undefined; isConnected: boolean } {
  const [chats, setChats] = useState<readonly Chat[]>();
  const [isConnected, setConnected] = useState(true);

  useEffect(() => {
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function connect(): void {
      source = new EventSource(remote.eventsUrl(me));
      source.addEventListener('open', () => setConnected(true));
      source.addEventListener('message', (message: MessageEvent<string>) => {
        const event = z.parse(liveEvent, JSON.parse(message.data));
        setChats((before) => applyEvent(before ?? [], event));
      });
      source.addEventListener('error', () => {
        setConnected(false);
        // Browsers reconnect by themselves after a drop, but not after an answer that was no stream.
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, AGAIN_MS);
      });
    }

    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [me]);

  return { chats, isConnected };
}
