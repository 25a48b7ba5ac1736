import type { Outcome, Turn } from '../../feature.ts';
import { dutyGiven, dutyTaken } from '../rules/duty.ts';
import { policyDuties } from '../schema/loop.ts';
import { dutyTexts } from '../texts/duties.ts';

/** "差旅费的问题归李强答": questions of a matter go to one person, secretary or not. */
export async function giveDuty(turn: Turn): Promise<Outcome> {
  const taken = dutyTaken(turn.said.text);
  if (taken !== undefined) {
    await turn.tx.delete(policyDuties, taken);
    return { reply: { text: dutyTexts.taken(taken) } };
  }
  const given = dutyGiven(turn.said.text);
  if (given === undefined) return { reply: { text: dutyTexts.how } };
  const [person, ...more] = await turn.directory.peopleNamed(given.who);
  if (person === undefined || more.length > 0) return { reply: { text: dutyTexts.unknown(given.who, more.length > 0) } };
  await turn.tx.put(policyDuties, { id: given.matter, userId: person.userId, givenBy: turn.person.userId, at: turn.now });
  return { reply: { text: dutyTexts.given(given.matter, person.name) } };
}

export async function listDuties(turn: Turn): Promise<Outcome> {
  const lines: { readonly matter: string; readonly name: string }[] = [];
  for (const { id, userId } of await turn.tx.find(policyDuties))
    lines.push({ matter: id, name: (await turn.directory.person(userId)).name });
  return { reply: { text: dutyTexts.list(lines) } };
}
