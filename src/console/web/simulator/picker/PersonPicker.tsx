import { useState } from 'react';
import { BotAvatar } from '../../shared/Avatar.tsx';
import { icons } from '../../shared/icons.tsx';
import type { Person, Town } from '../schema.ts';
import { PersonCard } from './PersonCard.tsx';
import './picker.css';

/** The first five to offer: a secretary, members, a committee member, somebody of another branch. */
const OFFERED = ['wangmin', 'zhangwei', 'zhaojing', 'liqiang', 'chentao'];

export function PersonPicker({ town }: { town: Town }) {
  const [wanted, setWanted] = useState('');
  const offered = OFFERED.flatMap((id) => town.people.find(({ userId }) => userId === id) ?? []);
  const first = offered.length > 0 ? offered : town.people.slice(0, 5);
  const words = wanted.trim();
  const shown = words === '' ? first : town.people.filter((person) => matches(person, words));

  return (
    <main className="picker">
      <header className="picker-head">
        <BotAvatar />
        <h1>您是哪一位？</h1>
        <p>选一位同事进入聊天，和{town.botName}说说话</p>
      </header>
      <ul className="picker-people">
        {shown.map((person) => (
          <li key={person.userId}>
            <PersonCard person={person} />
          </li>
        ))}
      </ul>
      {shown.length === 0 ? <p className="picker-none">没有找到“{words}”</p> : null}
      <label className="picker-search">
        {icons.search}
        <span className="only-read">查找同事</span>
        <input
          type="search"
          value={wanted}
          placeholder={`找其他同事（共 ${town.people.length} 位）`}
          onChange={(event) => setWanted(event.target.value)}
        />
      </label>
    </main>
  );
}

function matches(person: Person, words: string): boolean {
  return [person.name, person.department, person.partyBranch, person.userId].some((text) => text?.includes(words) === true);
}
