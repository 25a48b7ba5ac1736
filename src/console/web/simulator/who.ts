import { createContext, useContext } from 'react';
import type { Person, Town } from './schema.ts';

export const BOT = 'bot';

/** Who is who, for every part of the page. */
export interface Who {
  readonly me: Person;
  readonly town: Town;
  readonly botName: string;
  readonly nameOf: (userId: string) => string;
}

export function whoOf(town: Town, me: Person): Who {
  const names = new Map(town.people.map(({ userId, name }) => [userId, name]));
  const nameOf = (userId: string): string => {
    if (userId === BOT) return town.botName;
    return userId === '@all' || userId === 'all' ? '所有人' : (names.get(userId) ?? userId);
  };
  return { me, town, botName: town.botName, nameOf };
}

const WhoContext = createContext<Who | undefined>(undefined);
export const WhoProvider = WhoContext.Provider;

export function useWho(): Who {
  const who = useContext(WhoContext);
  if (who === undefined) throw new Error('no person chosen');
  return who;
}
