import { useEffect, useState } from 'react';
import { previewOf } from '../chats.ts';
import { remote } from '../remote.ts';
import type { Exchange, Message } from '../schema.ts';
import { useWho } from '../who.ts';
import { ExchangeView } from './ExchangeView.tsx';

/** What went over the wire for one message, both sides decrypted. */
export function TrafficPanel({ message }: { message: Message | undefined }) {
  const { nameOf } = useWho();
  const [exchanges, setExchanges] = useState<readonly Exchange[]>();
  const id = message?.id;

  useEffect(() => {
    if (id !== undefined) remote.traffic(id).then(setExchanges, () => setExchanges([]));
    // A message that changes has new traffic.
  }, [id, message]);

  if (message === undefined) return <p className="drawer-part">这个聊天里还没有消息</p>;
  return (
    <section className="drawer-part" data-testid="traffic">
      <h2>{previewOf(message.body, nameOf)}</h2>
      {exchanges?.length === 0 ? <p>这条消息没有经过机器人，没有报文</p> : null}
      {exchanges?.map((exchange, index) => (
        <ExchangeView key={index} exchange={exchange} />
      ))}
    </section>
  );
}
