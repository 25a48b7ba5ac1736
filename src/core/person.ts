/** Roles come from the roster and the settings, never from what somebody says or is called. */
export const ROLES = ['member', 'committeeMember', 'secretary', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Person {
  readonly userId: string;
  /** Name of the roster; the user id where the roster does not know the person. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly department: string | null;
  readonly partyBranch: string | null;
}

/** May manage: drafts, lists, suggestions of their own party branch. */
export function isSecretary(person: Person): boolean {
  return person.roles.includes('secretary') || person.roles.includes('admin');
}

export interface ChatGroup {
  /** The platform's chat id, case-sensitive. */
  readonly id: string;
  readonly name: string;
  readonly partyBranch: string | null;
  /** Whether the bot can post here on its own (a push address is bound). */
  readonly canPush: boolean;
}

/** Who is who. Reads only; one of them per transaction. */
export interface Directory {
  person(userId: string): Promise<Person>;
  /** People of the roster with exactly this name, or whose name ends in it when it has two characters or more. */
  peopleNamed(name: string): Promise<readonly Person[]>;
  /** Everybody of the roster (used to find names in a text). */
  everyone(): Promise<readonly Person[]>;
  /** The secretaries of a party branch; all secretaries where the branch is null or has none. */
  secretariesOf(partyBranch: string | null): Promise<readonly Person[]>;
  group(chatId: string): Promise<ChatGroup | undefined>;
  groups(): Promise<readonly ChatGroup[]>;
}
