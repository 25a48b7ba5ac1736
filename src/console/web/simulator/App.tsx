import { useEffect, useMemo, useState } from 'react';
import { Messenger } from './Messenger.tsx';
import { PersonPicker } from './picker/PersonPicker.tsx';
import { remote } from './remote.ts';
import { useRoute } from './route.ts';
import type { Town } from './schema.ts';
import { whoOf, WhoProvider } from './who.ts';

export function App() {
  const { me, chatId } = useRoute();
  const [town, setTown] = useState<Town>();
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    remote.town().then(setTown, () => setFailed(true));
  }, []);

  const who = useMemo(() => {
    const person = town?.people.find(({ userId }) => userId === me);
    return town === undefined || person === undefined ? undefined : whoOf(town, person);
  }, [town, me]);

  if (hasFailed) return <p className="notice">连不上服务，请刷新页面再试。</p>;
  if (town === undefined) return <p className="notice">正在打开…</p>;
  if (who === undefined) return <PersonPicker town={town} />;
  return (
    <WhoProvider value={who}>
      <Messenger key={who.me.userId} chatId={chatId} />
    </WhoProvider>
  );
}
