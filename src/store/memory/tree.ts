import { childAt, item } from './sorted-keys.ts';
import { built, emptyLeaf, isAt, keyAt, placeIn, put, sizeOf, take, type Edit, type KeyOf, type Node } from './tree-nodes.ts';

/**
 * An ordered map that is never changed: `with` and `without` give a new tree that shares all but one path with the old one.
 * So a snapshot costs nothing, a change costs the logarithm of the size, and a transaction that throws leaves nothing behind.
 * Trees made under the same {@link Edit} may reuse their own fresh nodes; only the newest of them may be kept.
 */
export class Tree<V> {
  readonly #keyOf: KeyOf<V>;
  readonly #root: Node<V>;

  constructor(keyOf: KeyOf<V>, root: Node<V> = emptyLeaf<V>()) {
    this.#keyOf = keyOf;
    this.#root = root;
  }

  /** This tree's likes, of values in the order of their keys, none twice. */
  filled(values: readonly V[]): Tree<V> {
    return new Tree(this.#keyOf, built(values, this.#keyOf));
  }

  get size(): number {
    return sizeOf(this.#root);
  }

  get(key: string): V | undefined {
    let node = this.#root;
    while (node.kind === 'branch') node = item(node.children, childAt(node.keys, key));
    const at = placeIn(node, key, this.#keyOf);
    return isAt(node, at, key, this.#keyOf) ? node.values[at] : undefined;
  }

  /** `key` is the value's own; who puts it has made it already. */
  with(key: string, value: V, edit: Edit): Tree<V> {
    return new Tree(this.#keyOf, put(this.#root, { key, value, keyOf: this.#keyOf }, edit));
  }

  /** The key must be there. */
  without(key: string, edit: Edit): Tree<V> {
    return new Tree(this.#keyOf, take(this.#root, key, this.#keyOf, edit));
  }

  /** How many keys are smaller. */
  rank(key: string): number {
    let node = this.#root;
    let before = 0;
    while (node.kind === 'branch') {
      const at = childAt(node.keys, key);
      for (let i = 0; i < at; i += 1) before += sizeOf(item(node.children, i));
      node = item(node.children, at);
    }
    return before + placeIn(node, key, this.#keyOf);
  }

  /** Visits `from <= key < before` in order, or backwards, until `visit` answers false. */
  walk(range: Range, descending: boolean, visit: (value: V) => boolean): void {
    const walk = { range, keyOf: this.#keyOf, visit };
    if (descending) down(this.#root, walk);
    else up(this.#root, walk);
  }

  /** The first value in the range. */
  first(range: Range): V | undefined {
    let node = this.#root;
    while (node.kind === 'branch') node = item(node.children, childAt(node.keys, range.from));
    const at = placeIn(node, range.from, this.#keyOf);
    if (at < node.keys.length)
      return range.before === undefined || keyAt(node, at, this.#keyOf) < range.before ? node.values[at] : undefined;
    // It would be the first of the next leaf, to which there is no direct way.
    let found: V | undefined;
    this.walk(range, false, (value) => {
      found = value;
      return false;
    });
    return found;
  }
}

/** `before: undefined` has no upper end. */
export interface Range {
  readonly from: string;
  readonly before: string | undefined;
}

export function isIn({ from, before }: Range, key: string): boolean {
  return key >= from && (before === undefined || key < before);
}

export const EVERYTHING: Range = { from: '', before: undefined };

interface Walk<V> {
  readonly range: Range;
  readonly keyOf: KeyOf<V>;
  readonly visit: (value: V) => boolean;
}

function up<V>(node: Node<V>, walk: Walk<V>): boolean {
  const { from, before } = walk.range;
  if (node.kind === 'leaf') {
    const end = before === undefined ? node.keys.length : placeIn(node, before, walk.keyOf);
    for (let i = from === '' ? 0 : placeIn(node, from, walk.keyOf); i < end; i += 1) if (!walk.visit(item(node.values, i))) return false;
    return end === node.keys.length;
  }
  const start = childAt(node.keys, from);
  for (let i = start; i < node.keys.length; i += 1) {
    if (i > start && before !== undefined && item(node.keys, i) >= before) return false;
    if (!up(item(node.children, i), walk)) return false;
  }
  return true;
}

function down<V>(node: Node<V>, walk: Walk<V>): boolean {
  const { from, before } = walk.range;
  if (node.kind === 'leaf') {
    const first = from === '' ? 0 : placeIn(node, from, walk.keyOf);
    const last = (before === undefined ? node.keys.length : placeIn(node, before, walk.keyOf)) - 1;
    for (let i = last; i >= first; i -= 1) if (!walk.visit(item(node.values, i))) return false;
    return first === 0;
  }
  for (let i = before === undefined ? node.keys.length - 1 : childAt(node.keys, before); i >= 0; i -= 1) {
    if (!down(item(node.children, i), walk)) return false;
    if (item(node.keys, i) < from) return false;
  }
  return true;
}
