import { useState } from 'react';
import { remote, type Press } from '../remote.ts';
import type { Card, Message } from '../schema.ts';
import { texts } from '../texts.ts';
import { useWho } from '../who.ts';
import { CardButtons } from './CardButtons.tsx';
import { CardChoice } from './CardChoice.tsx';
import { CardHead } from './CardHead.tsx';
import { CardLinks } from './CardLinks.tsx';
import { CardSelects } from './CardSelects.tsx';
import { CardWords } from './CardWords.tsx';
import './card.css';

/** What one press is doing: `done` stays for votes, which count once until the card changes. */
export type Pressing = 'no' | 'busy' | 'done';

/** A template card, drawn as WeCom draws it, with its buttons at work. */
export function CardBubble({ message, card }: { message: Message; card: Card }) {
  const { me } = useWho();
  const [pressing, setPressing] = useState<Pressing>('no');
  const [problem, setProblem] = useState<string>();

  async function press(one: Press): Promise<void> {
    setPressing('busy');
    setProblem(undefined);
    try {
      const failed = await remote.press(message.id, me.userId, one);
      setPressing(failed === null && one.selected.length > 0 ? 'done' : 'no');
      setProblem(failed === null ? undefined : texts.pressFailed(failed));
    } catch {
      setPressing('no');
      setProblem('没有发出去，请再点一次');
    }
  }
  const onPress = (one: Press): void => void press(one);

  return (
    <section className="card" data-testid="card" aria-label={card.main_title?.title ?? '卡片'} aria-busy={pressing === 'busy'}>
      <CardHead card={card} pressing={pressing} onPress={onPress} />
      <CardWords card={card} />
      <CardSelects card={card} pressing={pressing} onPress={onPress} />
      <CardChoice card={card} pressing={pressing} onPress={onPress} />
      <CardButtons card={card} pressing={pressing} onPress={onPress} />
      <CardLinks card={card} />
      {problem === undefined ? null : (
        <p className="card-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
