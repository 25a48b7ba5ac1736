import { Avatar } from '../../shared/Avatar.tsx';
import { icons } from '../../shared/icons.tsx';
import { go } from '../route.ts';
import type { Person } from '../schema.ts';
import { texts } from '../texts.ts';

export function PersonCard({ person }: { person: Person }) {
  const { userId, name, department, partyBranch, roles } = person;
  const role = texts.roles(roles);
  return (
    <button type="button" className="person" data-testid={`person-${userId}`} onClick={() => go(userId)}>
      <Avatar id={userId} name={name} />
      <span className="person-words">
        <span className="person-name">
          {name}
          {role === '' ? null : <span className="tag">{role}</span>}
        </span>
        <span className="person-place">{[partyBranch, department].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="person-go">{icons.next}</span>
    </button>
  );
}
