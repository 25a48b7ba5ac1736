import { z } from 'zod';
import type { Outcome, Turn } from '../../feature.ts';
import { signupsOf } from '../repo.ts';
import type { Applicant } from '../rules/places.ts';
import type { Activity } from '../schema.ts';
import { isOpen, namedActivity } from '../slots/named.ts';
import { readOthers } from '../slots/signup.ts';
import { nobodyNamedText, sameNameText, tooManyText } from '../texts/signup.ts';
import { says } from './outcome.ts';
import { isJoinable, signUpPeople } from './signup.ts';
import { meant } from './which.ts';

/** A crew, not a department: more needs the secretary's word in several messages. */
const PEOPLE_LIMIT = 30;

const othersSchema = z.object({
  waitlist: z.boolean(),
  confirm: z.boolean(),
  people: z.array(z.string()),
  includeSelf: z.boolean(),
  group: z.string().nullable(),
  headcount: z.number().int().nullable(),
  more: z.boolean(),
});
type OthersRequest = z.infer<typeof othersSchema>;

/** "把我和小蔡都写上", "代鲁建平报帮厨", "运转班来八个". */
export async function handleOthers(turn: Turn): Promise<Outcome> {
  const said = readOthers(turn.said);
  const request: OthersRequest = { ...said, people: [...said.people] };
  const found = await meant(turn, namedActivity(turn.said, isOpen), { intent: 'signup_for_others', request, suits: isJoinable });
  return 'outcome' in found ? found.outcome : signUpOthers(turn, found.activity, request);
}

export async function continueOthers(turn: Turn, activity: Activity, request: unknown): Promise<Outcome> {
  return signUpOthers(turn, activity, othersSchema.parse(request));
}

export async function signUpOthers(turn: Turn, activity: Activity, request: OthersRequest): Promise<Outcome> {
  const self: readonly Applicant[] = request.includeSelf ? [{ userId: turn.person.userId, name: turn.person.name }] : [];
  const heads = request.headcount === null ? 0 : request.headcount - self.length;
  if (request.people.length + heads + self.length > PEOPLE_LIMIT) return says(tooManyText(PEOPLE_LIMIT), activity);
  const applicants: Applicant[] = [...self];
  for (const name of request.people) {
    const known = (await turn.directory.peopleNamed(name)).filter((person) => person.name === name || name.length >= 2);
    const exact = known.filter((person) => person.name === name);
    const people = exact.length > 0 ? exact : known;
    if (people.length > 1)
      return says(
        sameNameText(
          name,
          people.map((person) => person.department ?? person.name),
        ),
        activity,
      );
    const [person] = people;
    applicants.push(person === undefined ? { userId: null, name } : { userId: person.userId, name: person.name });
  }
  applicants.push(...(await crew(turn, activity, request, heads)));
  if (applicants.length === 0) return says(nobodyNamedText(), activity);
  return signUpPeople(turn, activity, applicants, request.waitlist);
}

/** Nameless heads get names that repeat, so that the same sentence twice signs nobody up twice; "再来两个" counts on. */
async function crew(turn: Turn, activity: Activity, request: OthersRequest, heads: number): Promise<readonly Applicant[]> {
  if (heads <= 0) return [];
  const crewName = request.group ?? `${turn.person.name}带的`;
  const before = (await signupsOf(turn.tx, activity.id)).filter(
    (signup) =>
      signup.state !== 'cancelled' && signup.userId === null && signup.broughtBy === turn.person.userId && signup.name.startsWith(crewName),
  );
  const from = request.more ? before.length : 0;
  return Array.from({ length: heads }, (_, index) => ({ userId: null, name: `${crewName}第${from + index + 1}人` }));
}
