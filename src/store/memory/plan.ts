import { keyOf, kindBounds, PAST, scalar, textKey, type Scalar } from './keys.ts';
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
  const where = new Map<string, Scalar>();
  for (const [field, value] of Object.entries(question.where ?? {})) where.set(field, scalar(value, `${shape.name}.${field}`));
  const orderBy = question.orderBy ?? 'id';
  const bounds = boundsOf(question);

  if (where.size === 0 && orderBy === 'id')
    return { fields: null, range: idRange(shape.name, question), orderBy, inOrder: true, bounds: null };

  const next = orderBy === 'id' || where.has(orderBy) ? [] : [orderBy];
  const fields = bestIndex(shape, [...where.keys()], next) ?? wholeUniqueKey(shape, where);
  if (fields === undefined) {
    throw new Error(`${shape.name}: no index begins with where {${[...where.keys()].join(', ')}}, orderBy ${orderBy}`);
  }

  const prefix = fields
    .slice(0, where.size)
    .map((field) => keyOf(where.get(field) ?? null))
    .join('');
  // After these fields the index goes on with the id, so its order is the whole order.
  const complete = fields.length === where.size + next.length && fields[where.size] === next[0];
  const walkable = fields[where.size] === orderBy || (orderBy === 'id' && complete);
  return {
    fields,
    range: walkable && bounds !== null ? joined(prefix, bounds) : { from: prefix, before: prefix + PAST },
    orderBy,
    inOrder: complete,
    bounds: walkable ? null : bounds,
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

function wholeUniqueKey(shape: Shape, where: ReadonlyMap<string, Scalar>): readonly string[] | undefined {
  return shape.unique.find((fields) => fields.length === where.size && fields.every((field) => where.has(field)));
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
