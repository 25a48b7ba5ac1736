import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerFor, type Answer } from '../../../../src/features/policy/answering.ts';
import { openKnowledge, type Rules } from '../../../../src/features/policy/knowledge.ts';
import { lookUp } from '../../../../src/features/policy/lookup.ts';
import { together } from '../../../../src/features/policy/rules/fusion.ts';
import type { Store } from '../../../../src/store/store.ts';
import { IN_SCOPE, NUMBERS, OUT_OF_SCOPE } from '../seed-questions.ts';
import { NOW, seededStore } from '../seed-store.ts';

const ZONE = 'Asia/Shanghai';
const knowledge = openKnowledge();
let store: Store;
beforeAll(async () => {
  store = await seededStore();
});
afterAll(() => store.close());

/** How a service that the test plays values a clause: `right`, whether it answers; `listed`, whether the own search found it; `lot` in 0..1. */
type Service = (clause: { readonly right: boolean; readonly listed: boolean; readonly lot: number }) => number;
const drawsLots: Service = ({ lot }) => lot;
const knows: Service = ({ right, lot }) => (right ? 2 : 0) + lot;
const lies: Service = ({ right, listed, lot }) => (right ? -2 : listed ? 1 : 0) + lot;

function keysOf(wanted: readonly string[]): ReadonlySet<string> {
  return new Set(wanted.map((one) => one.split(':')).map(([file = '', label = '']) => `${NUMBERS[file] ?? ''}:${label}`));
}

function answers(rules: Rules, id: string, keys: ReadonlySet<string>): boolean {
  const clause = rules.clauses.get(id);
  return clause !== undefined && keys.has(`${rules.documents.get(clause.documentId)?.number ?? ''}:${clause.label}`);
}

const ask = (question: string, keys: ReadonlySet<string>, service: Service | null, rereads: boolean): Promise<Answer> =>
  store.read(async (tx) => {
    const { rules, admits, search } = await lookUp(knowledge, tx, question, null, NOW, ZONE);
    const own = search.results.map(({ id }) => id);
    const order = (ids: readonly string[], salt: string, by: Service): readonly string[] => {
      const lotOf = (id: string): number => createHash('md5').update(`${question}${salt}${id}`).digest().readUInt32LE(0) / 2 ** 32;
      const valued = ids.map((id) => ({ id, value: by({ right: answers(rules, id, keys), listed: own.includes(id), lot: lotOf(id) }) }));
      return valued.toSorted((a, b) => b.value - a.value).map(({ id }) => id);
    };
    if (service === null) return answerFor(knowledge, tx, question, null, NOW, ZONE);
    const alike = order([...rules.clauses.keys()].filter(admits), 'alike', service).slice(0, 30);
    const reread = rereads ? order(together(own, alike).slice(0, 10), 'reread', service) : [];
    return answerFor(knowledge, tx, question, null, NOW, ZONE, { alike, reread });
  });

/** Right at once, right among those offered, wrong, none. */
async function figures(service: Service | null, rereads = false): Promise<Record<'right' | 'offered' | 'wrong' | 'none', number>> {
  const counted = { right: 0, offered: 0, wrong: 0, none: 0 };
  for (const [question, wanted] of IN_SCOPE) {
    const keys = keysOf(wanted);
    const answer = await ask(question, keys, service, rereads);
    const shown = answer.kind === 'citation' ? [answer.citation] : answer.kind === 'choices' ? answer.citations : [];
    const isRight = shown.some(({ document, clause }) => keys.has(`${document.number ?? ''}:${clause.label}`));
    counted[shown.length === 0 ? 'none' : !isRight ? 'wrong' : answer.kind === 'citation' ? 'right' : 'offered'] += 1;
  }
  return counted;
}

describe('what services can do to our own questions', () => {
  test('those that know lead to more right answers, and to no wrong one', async () => {
    const without = await figures(null);
    const both = await figures(knows, true);
    expect(both.wrong).toBe(0);
    expect(both.right).toBeGreaterThanOrEqual(without.right);
    expect((await figures(knows)).wrong).toBe(0);
  });

  test('one that draws lots takes few direct answers away, and makes next to none of them wrong', async () => {
    const [without, lots] = [await figures(null), await figures(drawsLots)];
    expect(lots.right).toBeGreaterThanOrEqual(without.right * 0.85);
    expect(lots.wrong).toBeLessThanOrEqual(without.wrong + 1);
  });

  test('one that always names a wrong clause: the right one is still offered beside it', async () => {
    const [without, lied] = [await figures(null), await figures(lies)];
    expect(lied.wrong).toBeLessThanOrEqual(without.wrong + 3);
    expect(lied.none).toBe(without.none);
  });

  test.each([drawsLots, lies])('a question without an answer gets none, whatever they say', async (service) => {
    for (const question of OUT_OF_SCOPE) expect((await ask(question, new Set(), service, true)).kind, question).toBe('none');
  });
});
