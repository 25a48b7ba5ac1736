import type { Directory, Person } from '../../core/person.ts';
import type { Reader } from '../../store/store.ts';
import { dutyFor } from './rules/duty.ts';
import type { PolicyDocument } from './schema.ts';
import { policyDuties } from './schema/loop.ts';

/**
 * Who answers for a question: the person to whom its matter was given; whoever the nearest document names as its contact (a person
 * of the roster by name, else the secretaries and committee members of the office it names); else the secretaries of the branch.
 */
export async function ownersOf(
  tx: Reader,
  directory: Directory,
  partyBranch: string | null,
  about: { readonly question: string; readonly document: Pick<PolicyDocument, 'contact' | 'title'> | undefined },
): Promise<readonly Person[]> {
  const duty = dutyFor(await tx.find(policyDuties), about.question, about.document?.title ?? '');
  // Who was given the matter and left answers nothing any more.
  if (duty !== undefined && (await directory.everyone()).some(({ userId }) => userId === duty.userId))
    return [await directory.person(duty.userId)];
  const contact = about.document?.contact ?? '';
  if (contact !== '') {
    const everyone = await directory.everyone();
    const named = everyone.filter(({ name, userId }) => name.length > 1 && name !== userId && contact.includes(name));
    if (named.length > 0) return named;
    const office = everyone.filter(
      ({ department, roles }) =>
        department !== null && contact.includes(department) && (roles.includes('secretary') || roles.includes('committeeMember')),
    );
    // Of an office with people of several branches those nearest to the asker answer.
    const near = office.filter((one) => one.partyBranch === partyBranch);
    if (office.length > 0) return near.length > 0 ? near : office;
  }
  return directory.secretariesOf(partyBranch);
}
