import { keyOf, kindBounds, PAST, scalar, textKey } from './keys.ts';
import type { Range } from './tree.ts';

/** A collection's declared keys, as far as finding needs them. */
export interface Shape {
  readonly name: string;
  readonly indexes: readonly (readonly string[])[];
  readonly unique: readonly (readonly string[])[];
}

export interface Question {
  readonly where?: object | undefined;
  readonly orderBy?: string | undefined;
  readonly from?: string | number | undefined;
  readonly upTo?: string | number | undefined;
}

/** Where to look. `fields: null` is the collection itself, by id. */
export interface Plan {
  readonly fields: readonly string[] | null;
  readonly range: Range;
  readonly orderBy: string;
  /** The walk itself yields the asked order; otherwise the matches have to be sorted. */
  readonly inOrder: boolean;
  /** The bounds on `orderBy` that the walk could not express. */
  readonly bounds: Range | null;
}

/** Chooses the index that answers the question. Throws when none does: nothing scans by accident. */
export function planQuery(shape: Shape, question: Question): Plan {
  const asked = Object.entries(question.where ?? {});
  const orderBy = question.orderBy ?? 'id';
  if (asked.length === 0 && orderBy === 'id')
    return { fields: null, range: idRange(shape.name, question), orderBy, inOrder: true, bounds: null };

  const { fields, places, inOrder, walkable } = wayOf(
    shape,
    asked.map(([field]) => field),
    orderBy,
  );
  let prefix = '';
  for (const place of places) {
    const [field = '', value] = asked[place] ?? [];
    prefix += keyOf(scalar(value, `${shape.name}.${field}`));
  }
  const bounds = boundsOf(question);
  return {
    fields,
    range: walkable && bounds !== null ? joined(prefix, bounds) : { from: prefix, before: prefix + PAST },
    orderBy,
    inOrder,
    bounds: walkable ? null : bounds,
  };
}

/** What is the same for all questions that name the same fields, whatever the values. */
interface Way extends Pick<Plan, 'inOrder'> {
  readonly fields: readonly string[];
  /** Of each field that begins the index: its place in the question. */
  readonly places: readonly number[];
  /** The bounds limit the walk itself. */
  readonly walkable: boolean;
}

/** Ways by the name of the order, then of one field after the other: no wording has to be put together to look one up. */
interface Ways {
  way: Way | undefined;
  readonly after: Map<string, Ways>;
}

const ways = new WeakMap<Shape, Ways>();

/** Found once for each wording of a question; there are as many as lines of code that ask. */
function wayOf(shape: Shape, where: readonly string[], orderBy: string): Way {
  let known = ways.get(shape);
  if (known === undefined) ways.set(shape, (known = { way: undefined, after: new Map() }));
  known = after(known, orderBy);
  for (const field of where) known = after(known, field);
  known.way ??= newWay(shape, where, orderBy);
  return known.way;
}

function after(known: Ways, name: string): Ways {
  const found = known.after.get(name) ?? { way: undefined, after: new Map<string, Ways>() };
  known.after.set(name, found);
  return found;
}

function newWay(shape: Shape, where: readonly string[], orderBy: string): Way {
  const next = orderBy === 'id' || where.includes(orderBy) ? [] : [orderBy];
  const fields = bestIndex(shape, where, next) ?? wholeUniqueKey(shape, where);
  if (fields === undefined) throw new Error(`${shape.name}: no index begins with where {${where.join(', ')}}, orderBy ${orderBy}`);
  // After these fields the index goes on with the id, so its order is the whole order.
  const inOrder = fields.length === where.length + next.length && fields[where.length] === next[0];
  return {
    fields,
    places: fields.slice(0, where.length).map((field) => where.indexOf(field)),
    inOrder,
    walkable: fields[where.length] === orderBy || (orderBy === 'id' && inOrder),
  };
}

/** The shortest index that begins with the `where` fields in any order and then `next`. */
function bestIndex(shape: Shape, where: readonly string[], next: readonly string[]): readonly string[] | undefined {
  const fitting = shape.indexes.filter(
    (fields) =>
      where.every((field) => fields.indexOf(field) < where.length && fields.includes(field)) &&
      next.every((field) => fields[where.length] === field),
  );
  return fitting.toSorted((a, b) => a.length - b.length)[0];
}

function wholeUniqueKey(shape: Shape, where: readonly string[]): readonly string[] | undefined {
  return shape.unique.find((fields) => fields.length === where.length && fields.every((field) => where.includes(field)));
}

function boundsOf({ from, upTo }: Question): Range | null {
  if (from === undefined && upTo === undefined) return null;
  if (from !== undefined && upTo !== undefined && typeof from !== typeof upTo) throw new TypeError('from and upTo are of different kinds');
  const [first, last] = kindBounds(from ?? upTo ?? '');
  return {
    from: from === undefined ? first : keyOf(scalar(from, 'from')),
    before: upTo === undefined ? last : keyOf(scalar(upTo, 'upTo')) + PAST,
  };
}

function joined(prefix: string, bounds: Range): Range {
  return { from: prefix + bounds.from, before: prefix + (bounds.before ?? PAST) };
}

/** The collection is ordered by bare ids, which spares every lookup the building of a key. */
function idRange(name: string, { from, upTo }: Question): Range {
  if (typeof from === 'number' || typeof upTo === 'number') throw new TypeError(`${name}: an id is a string`);
  return { from: from === undefined ? '' : textKey(from), before: upTo === undefined ? undefined : `${textKey(upTo)}\0` };
}

/** How many are wanted at most; undefined: all. */
export function limitOf({ limit }: { readonly limit?: number }): number | undefined {
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) throw new RangeError('a limit is a whole number, 0 or more');
  return limit;
}
