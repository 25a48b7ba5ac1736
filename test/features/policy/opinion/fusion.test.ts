import { describe, expect, test } from 'vitest';
import { choose } from '../../../../src/features/policy/rules/choice.ts';
import { fused, type Opinion, type OwnSearch } from '../../../../src/features/policy/rules/fusion.ts';

/** The own search found these, in this order, and would be so sure of each in the first place. */
function own(found: Readonly<Record<string, number>>, scores: readonly number[] = [1, 0.9, 0.8, 0.7, 0.6]): OwnSearch {
  const ids = Object.keys(found);
  return {
    results: ids.map((id, at) => ({ id, score: scores[at] ?? 0.5 })),
    confidence: found[ids[0] ?? ''] ?? 0,
    ifFirst: (id) => ({ confidence: found[id] ?? 0 }),
  };
}

const opinion = (alike: string, reread = ''): Opinion => ({ alike: [...alike], reread: [...reread] });
const order = (search: OwnSearch, said: Opinion): string =>
  fused(search, said)
    .results.map(({ id }) => id)
    .join('');
/** What a member gets: one clause, several to choose from, or none. */
function answer(search: OwnSearch, said: Opinion): string {
  const { results, confidence } = fused(search, said);
  const choice = choose(
    results.map((found) => ({ ...found, isArticle: false, isTable: false, isExample: false, isProcedure: false, figures: new Set() })),
    confidence,
  );
  return choice.kind === 'one' ? choice.id : choice.kind === 'several' ? choice.ids.join(' or ') : 'none';
}

const sure = { a: 0.8, b: 0.7, c: 0.6 };

describe('the orders meet', () => {
  test('without an opinion everything stays as it was', () => {
    expect(fused(own(sure), opinion(''))).toMatchObject({ results: own(sure).results, confidence: 0.8 });
  });

  test('a clause that both find high comes before one that only one finds', () => {
    expect(order(own(sure), opinion('bxyz'))).toMatch(/^ba/u);
  });

  test('of as many votes the own order stands', () => {
    expect(order(own(sure), opinion('ba'))).toBe('abc');
  });

  test('who reads question and clause together puts the first behind, but cannot lift the last to the top', () => {
    expect(order(own(sure), opinion('abc', 'bac'))).toBe('abc');
    expect(order(own(sure), opinion('abc', 'bca'))).toBe('bac');
    const many = own(Object.fromEntries([...'abcdefghij'].map((id) => [id, 0.8])));
    expect(order(many, opinion('abcdefghij', 'jabcdefghi'))).toMatch(/^a/u);
  });

  test('standing in two lists is not enough: whom the own search puts far behind stays behind its first', () => {
    const many = own(Object.fromEntries([...'abcdefghij'].map((id) => [id, 0.8])));
    expect(order(many, opinion('vwxyzj'))).toMatch(/^a/u);
  });

  test('what only the vectors find may stand in the list, never first', () => {
    const found = order(own(sure), opinion('xy', 'xyabc'));
    expect(found).toContain('x');
    expect('abc').toContain(found[0]);
  });
});

describe('services say which clause, never whether there is one', () => {
  test('nothing that the own search would not be sure enough of comes first', () => {
    expect(order(own({ a: 0.8, b: 0.3, c: 0.7 }), opinion('bca', 'bca'))).toMatch(/^[ac]/u);
  });

  test('the stated chance is the lower of the two', () => {
    expect(fused(own({ a: 0.8, b: 0.6 }), opinion('bxa', 'ba')).confidence).toBe(0.6);
    expect(fused(own({ a: 0.6, b: 0.8 }), opinion('bxa', 'ba')).confidence).toBe(0.6);
  });

  test.each(['ba', 'bx', 'xb', 'x'])('what was no answer stays none, whatever they name (%s)', (named) => {
    expect(answer(own({ a: 0.4, b: 0.45 }), opinion(named, named))).toBe('none');
    expect(answer(own({ a: 0.1, b: 0.15 }), opinion(named, named))).toBe('none');
  });

  test.each(['bac', 'cab', 'xyz', 'ca', ''])('what was an answer stays one (%s)', (named) => {
    expect(answer(own(sure), opinion(named, named))).not.toBe('none');
  });

  test('half unsaid counts for whichever of the two it lowers', () => {
    const search: OwnSearch = { ...own({ a: 0.9, b: 0.85 }), ifFirst: (id) => ({ confidence: 0.85, isHalfUnsaid: id === 'b' }) };
    expect(fused(search, opinion('bxa', 'ba'))).toMatchObject({ confidence: 0.85, isHalfUnsaid: true });
  });
});

describe('who disagrees is heard', () => {
  test('one service against the own search: the member is offered both', () => {
    expect(answer(own(sure), opinion('bxya'))).toBe('b or a');
  });

  test('both services against it: theirs stands alone', () => {
    expect(answer(own(sure), opinion('bxya', 'bxa'))).toBe('b');
  });

  test('whom all others prefer, though the own search finds it merely related, is offered beside the first', () => {
    expect(answer(own({ a: 0.6, b: 0.3, c: 0.1 }), opinion('bxca', 'bca'))).toBe('a or b');
    expect(answer(own({ a: 0.6, b: 0.1, c: 0.1 }), opinion('bxca', 'bca'))).toBe('a');
  });

  test('clauses that nearly tie are both offered, whatever vectors say', () => {
    expect(answer(own(sure, [1, 0.99, 0.5]), opinion('ac', 'ac'))).toBe('a or b');
  });
});
