import { signups } from '../../src/features/activity/schema.ts';
import { quizAnswers } from '../../src/features/study/schema.ts';
import { suggestions } from '../../src/features/suggestion/schema.ts';
import type { Act } from './messages.ts';
import { openBenchStore } from './world.ts';

/** Questions about the rules may be read as suggestions too; those are not counted. */
const OURS = /^\d+号楼\d+层/u;

/** What the server has acknowledged, to be looked for in its store afterwards. */
export class Ledger {
  readonly #standing = new Set<string>();
  #answers = 0;
  #suggestions = 0;

  note(act: Act): void {
    if (act.kind === 'quiz') this.#answers += 1;
    else if (act.kind === 'suggestion') this.#suggestions += 1;
    else if (act.signup?.given === true) this.#standing.delete(act.signup.id);
    else if (act.signup !== undefined) this.#standing.add(act.signup.id);
  }

  /** What was acknowledged and is not in the store as it should be; empty when all of it is, and nothing twice. */
  async missingIn(folder: string): Promise<readonly string[]> {
    const store = await openBenchStore(folder);
    try {
      return await store.read(async (tx) => {
        const rows = (await tx.find(signups)).filter(({ id, state }) => id.startsWith('bench-') && state === 'signedUp');
        const right = rows.filter(({ id }) => this.#standing.has(id)).length;
        const texts = (await tx.find(suggestions)).filter(({ text }) => OURS.test(text));
        return [
          ...differing('sign-ups that stand', right, this.#standing.size),
          ...differing('sign-ups in all', rows.length, this.#standing.size),
          ...differing('quiz answers', await tx.count(quizAnswers), this.#answers),
          ...differing('suggestions', texts.length, this.#suggestions),
        ];
      });
    } finally {
      await store.close();
    }
  }
}

function differing(what: string, there: number, wanted: number): readonly string[] {
  return there === wanted ? [] : [`${what}: ${there} of ${wanted}`];
}
