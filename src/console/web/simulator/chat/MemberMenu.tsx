import { useEffect, useRef } from 'react';
import { Avatar, BotAvatar } from '../../shared/Avatar.tsx';
import { BOT } from '../who.ts';
import type { Mentionable } from './useMentionDraft.ts';

interface MemberMenuProps {
  people: readonly Mentionable[];
  chosen: string | undefined;
  onPick: (person: Mentionable) => void;
}

export function MemberMenu({ people, chosen, onPick }: MemberMenuProps) {
  const current = useRef<HTMLLIElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <ul className="member-menu" role="listbox" aria-label="选择提醒谁看">
      {people.map((person) => (
        <li key={person.id} ref={person.id === chosen ? current : null} role="option" aria-selected={person.id === chosen}>
          {/* On pointerdown, so that the input keeps its focus and a phone its keyboard. */}
          <button
            type="button"
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(person)}
            data-testid={`mention-${person.id}`}
          >
            {person.id === BOT ? <BotAvatar /> : <Avatar id={person.id} name={person.name} small />}
            {person.name}
          </button>
        </li>
      ))}
    </ul>
  );
}
