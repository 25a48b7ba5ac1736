import { signups } from '../../src/features/activity/schema.ts';
import { quizAnswers } from '../../src/features/study/schema.ts';
import { suggestions } from '../../src/features/suggestion/schema.ts';
import type { Kind } from './messages.ts';
import { ACTIVITIES, BRANCHES, openBenchStore, PEOPLE } from './world.ts';

/** Questions about the rules may be read as suggestions too; those are not counted. */
const OURS = /^\d+号楼\d+层/u;

/** What was acknowledged and is not in the store as it should be; empty when all of it is. */
export async function missingFacts(folder: string, made: Readonly<Record<Kind, number>>): Promise<readonly string[]> {
  const store = await openBenchStore(folder);
  try {
    return await store.read(async (tx) => {
      const standingNow = (await tx.find(signups)).filter(({ id, state }) => id.startsWith('bench-') && state === 'signedUp').length;
      return [
        ...differing('sign-ups that stand', standingNow, standing(made.signup)),
        ...differing('quiz answers', await tx.count(quizAnswers), made.quiz),
        ...differing('suggestions', (await tx.find(suggestions)).filter(({ text }) => OURS.test(text)).length, made.suggestion),
      ];
    });
  } finally {
    await store.close();
  }
}

/** Every pair of member and activity signs up, then all of them give back, and so on. */
function standing(made: number): number {
  const pairs = BRANCHES * PEOPLE * ACTIVITIES;
  const rest = made % pairs;
  return Math.floor(made / pairs) % 2 === 0 ? rest : pairs - rest;
}

function differing(what: string, there: number, wanted: number): readonly string[] {
  return there === wanted ? [] : [`${what}: ${there} of ${wanted}`];
}
