import './avatar.css';

/** Quiet colours for squares with a name in them; a person keeps theirs. The factor below sets the first five people well apart. */
const HUES = [212, 174, 258, 28, 196, 338, 140, 232];

function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 67 + (character.codePointAt(0) ?? 0)) % 9967;
  return HUES[sum % HUES.length] ?? 212;
}

/** A square with the last two characters of the name, as WeCom draws people without a picture. */
export function Avatar({ id, name, small = false }: { id: string; name: string; small?: boolean }) {
  return (
    <span className={small ? 'avatar avatar-small' : 'avatar'} style={{ background: `hsl(${hueOf(id)} 38% 48%)` }} aria-hidden="true">
      {name.slice(-2)}
    </span>
  );
}

/** The bot's square: a speech bubble with a star, in the red of Party work. */
export function BotAvatar() {
  return (
    <span className="avatar avatar-bot" aria-hidden="true">
      <svg viewBox="0 0 40 40" width="100%" height="100%">
        <path
          d="M20 9c7.2 0 13 4.6 13 10.4S27.2 29.8 20 29.8c-1.5 0-2.9-.2-4.2-.6L10.5 32l1-5C8.7 25.2 7 22.5 7 19.4 7 13.6 12.8 9 20 9z"
          fill="#fff"
        />
        <path d="M20 13.4l1.65 3.5 3.85.5-2.82 2.65.7 3.8L20 22l-3.38 1.85.7-3.8-2.82-2.65 3.85-.5z" fill="currentColor" />
      </svg>
    </span>
  );
}

/** A group's square: up to nine of its members. */
export function GroupAvatar({ members }: { members: readonly { id: string; name: string }[] }) {
  return (
    <span className="avatar avatar-group" aria-hidden="true">
      {members.slice(0, 9).map(({ id, name }) => (
        <span key={id} style={{ background: `hsl(${hueOf(id)} 38% 52%)` }}>
          {name.slice(0, 1)}
        </span>
      ))}
    </span>
  );
}
