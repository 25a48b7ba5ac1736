import { useState } from 'react';
import { icons } from '../../shared/icons.tsx';
import { remote } from '../remote.ts';
import type { Chat } from '../schema.ts';
import { useWho } from '../who.ts';

/** Sends a file, in the single chat only: WeCom brings the bot no files of a group. */
export function AttachButton({ chat }: { chat: Chat }) {
  const { me } = useWho();
  const [state, setState] = useState<'idle' | 'sending' | 'failed'>('idle');

  async function send(file: File): Promise<void> {
    setState('sending');
    try {
      await remote.sendFile({ userId: me.userId, chatId: chat.id }, file);
      setState('idle');
    } catch {
      setState('failed');
    }
  }

  return (
    <label className="attach" data-state={state}>
      <input
        type="file"
        data-testid="attach"
        aria-label={state === 'failed' ? '文件没有发出去，再选一次' : '发文件'}
        disabled={state === 'sending'}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void send(file);
        }}
      />
      {icons.attach}
    </label>
  );
}
