import type { Person } from '../../core/person.ts';
import type { Feature, Outcome, Turn } from '../../features/feature.ts';
import { rosterExamples } from './examples.ts';
import { branchNamed, rosterQuestionIn } from './question.ts';
import { members } from './schema.ts';
import { rosterTexts as texts, type Count } from './texts.ts';

/** Who is who, for those who ask: only what stands in the roster, and never a telephone number. */
export function roster(): Feature {
  return {
    name: 'roster',
    // The members are the house's: every transaction reads them.
    collections: [],
    intents: [
      {
        name: 'who_is_who',
        who: 'anyone',
        acts: false,
        examples: rosterExamples,
        evidence: ({ text }) => (rosterQuestionIn(text) === undefined ? -6 : 8),
        slots: () => ({}),
        label: () => texts.label,
        handle: async (turn) => ({ reply: { text: await answer(turn) } }) satisfies Outcome,
      },
    ],
    help: {},
  };
}

async function answer(turn: Turn): Promise<string> {
  const { said, person, chat, directory } = turn;
  const asked = rosterQuestionIn(said.text);
  const everyone = await directory.everyone();
  const branches = [...new Set(everyone.flatMap(({ partyBranch }) => partyBranch ?? []))];
  const branch = branchNamed(said.text, branches) ?? person.partyBranch ?? turn.group?.partyBranch ?? null;
  if (asked === 'own') return texts.own(person);
  if (asked === 'secretaries') return secretaries(branch, everyone);
  if (asked === 'contact') return `${secretaries(branch, everyone)}\n${texts.howToReach}`;
  if (branch === null) return texts.noBranch;
  const people = everyone.filter(({ partyBranch }) => partyBranch === branch);
  if (asked === 'committee') {
    return texts.committee(
      branch,
      people.filter(({ roles }) => roles.includes('committeeMember')),
    );
  }
  if (asked === 'names') {
    if (!mayList(person, branch)) return `${texts.count(branch, await countIn(turn, branch))}\n${texts.namesForSecretary}`;
    return chat.kind === 'group' ? texts.namesAlone : texts.names(branch, people);
  }
  return texts.count(branch, await countIn(turn, branch));
}

function secretaries(branch: string | null, everyone: readonly Person[]): string {
  const named = everyone.filter(({ roles }) => roles.includes('secretary'));
  if (branch === null) return texts.secretaries(null, named);
  const own = named.filter(({ partyBranch }) => partyBranch === branch);
  return own.length > 0 || named.length === 0 ? texts.secretaries(branch, own) : texts.noneOfBranch(branch, named);
}

function mayList({ roles, partyBranch }: Person, branch: string): boolean {
  return roles.includes('admin') || (roles.includes('secretary') && partyBranch === branch);
}

async function countIn({ tx }: Turn, branch: string): Promise<Count> {
  const all = await tx.find(members, { where: { partyBranch: branch } });
  const probationary = all.filter(({ politicalStatus }) => politicalStatus === 'probationary').length;
  const full = all.filter(({ politicalStatus }) => politicalStatus === 'partyMember').length;
  const isKnown = all.some(({ politicalStatus }) => politicalStatus !== null);
  return { people: all.length, partyMembers: isKnown ? full + probationary : null, probationary };
}
