import { useEffect } from 'react';
import { lastSeq } from '../chats.ts';
import { remote } from '../remote.ts';
import type { Chat } from '../schema.ts';

/** What is on an open, visible screen has been read. */
export function useReading(chat: Chat, me: string): void {
  const { id, readUpTo } = chat;
  const newest = lastSeq(chat);
  useEffect(() => {
    function read(): void {
      // Lost when the server is away: the next message or look says it again.
      if (newest > readUpTo && document.visibilityState === 'visible') remote.read(me, id, newest).catch(() => undefined);
    }
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [id, me, newest, readUpTo]);
}
