import { childAt, item, lowerBound } from './sorted-keys.ts';
import { built, emptyLeaf, put, sizeOf, take, type Edit, type Node } from './tree-nodes.ts';

/**
 * An ordered map that is never changed: `with` and `without` give a new tree that shares all but one path with the old one.
 * So a snapshot costs nothing, a change costs the logarithm of the size, and a transaction that throws leaves nothing behind.
 * Trees made under the same {@link Edit} may reuse their own fresh nodes; only the newest of them may be kept.
 */
export class Tree<V> {
  readonly #root: Node<V>;

  constructor(root: Node<V> = emptyLeaf<V>()) {
    this.#root = root;
  }

  /** Keys in order, none twice. */
  static from<V>(keys: readonly string[], values: readonly V[]): Tree<V> {
    return new Tree(built(keys, values));
  }

  get size(): number {
    return sizeOf(this.#root);
  }

  get(key: string): V | undefined {
    let node = this.#root;
    while (node.kind === 'branch') node = item(node.children, childAt(node.keys, key));
    const at = lowerBound(node.keys, key);
    return node.keys[at] === key ? node.values[at] : undefined;
  }

  with(key: string, value: V, edit: Edit): Tree<V> {
    return new Tree(put(this.#root, key, value, edit));
  }

  /** The key must be there. */
  without(key: string, edit: Edit): Tree<V> {
    return new Tree(take(this.#root, key, edit));
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
    return before + lowerBound(node.keys, key);
  }

  /** Visits `from <= key < before` in order, or backwards, until `visit` answers false. */
  walk(range: Range, descending: boolean, visit: (value: V, key: string) => boolean): void {
    if (descending) down(this.#root, range, visit);
    else up(this.#root, range, visit);
  }

  /** The first value in the range. */
  first(range: Range): V | undefined {
    let node = this.#root;
    while (node.kind === 'branch') node = item(node.children, childAt(node.keys, range.from));
    const at = lowerBound(node.keys, range.from);
    const key = node.keys[at];
    if (key !== undefined) return range.before === undefined || key < range.before ? node.values[at] : undefined;
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

export const EVERYTHING: Range = { from: '', before: undefined };

function up<V>(node: Node<V>, { from, before }: Range, visit: (value: V, key: string) => boolean): boolean {
  const start = node.kind === 'leaf' ? lowerBound(node.keys, from) : childAt(node.keys, from);
  for (let i = start; i < node.keys.length; i += 1) {
    const key = item(node.keys, i);
    if (node.kind === 'leaf') {
      if (before !== undefined && key >= before) return false;
      if (!visit(item(node.values, i), key)) return false;
    } else {
      if (i > start && before !== undefined && key >= before) return false;
      if (!up(item(node.children, i), { from, before }, visit)) return false;
    }
  }
  return true;
}

function down<V>(node: Node<V>, { from, before }: Range, visit: (value: V, key: string) => boolean): boolean {
  const last = node.keys.length - 1;
  let start = last;
  if (before !== undefined) start = node.kind === 'leaf' ? lowerBound(node.keys, before) - 1 : childAt(node.keys, before);
  for (let i = start; i >= 0; i -= 1) {
    if (node.kind === 'leaf') {
      const key = item(node.keys, i);
      if (key < from) return false;
      if (!visit(item(node.values, i), key)) return false;
    } else {
      if (!down(item(node.children, i), { from, before }, visit)) return false;
      if (item(node.keys, i) < from) return false;
    }
  }
  return true;
}
