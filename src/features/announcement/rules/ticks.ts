/** A group and the people who belong to it by the roster. */
export interface GroupRoster {
  readonly groupId: string;
  readonly name: string;
  readonly people: readonly { readonly userId: string; readonly name: string }[];
}

/** How each group stands. Ticks of people who are not on its roster count for nobody. */
export function groupTicks(
  groups: readonly GroupRoster[],
  ticked: ReadonlySet<string>,
): readonly { readonly group: string; readonly expected: number; readonly ticked: number; readonly missing: readonly string[] }[] {
  return groups.map(({ name, people }) => {
    const missing = people.filter(({ userId }) => !ticked.has(userId)).map((person) => person.name);
    return { group: name, expected: people.length, ticked: people.length - missing.length, missing };
  });
}

/** Who has not ticked, each once, in however many of the groups they are. */
export function missingPeople(groups: readonly GroupRoster[], ticked: ReadonlySet<string>): readonly { readonly userId: string }[] {
  const found = new Map(groups.flatMap(({ people }) => people.map((person) => [person.userId, person] as const)));
  return [...found.values()].filter(({ userId }) => !ticked.has(userId));
}
