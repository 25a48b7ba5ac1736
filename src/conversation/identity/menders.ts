import type { Directory, Person } from '../../core/person.ts';

/** Who hears that the program itself is in trouble: the administrators, or every secretary where there is none. */
export async function mendersIn(directory: Directory): Promise<readonly Person[]> {
  const admins = (await directory.everyone()).filter((person) => person.roles.includes('admin'));
  return admins.length > 0 ? admins : directory.secretariesOf(null);
}
