import { childAt, item } from './sorted-keys.ts';

/** The right to change nodes in place: who made a node under this token, and nobody else, may still alter it. */
export type Edit = object;

/** The key of an entry, made out of its value; always the same one for the same value. */
export type KeyOf<V> = Keyed<V>['keyOf'];

// A method, so that a tree of some documents is also one of documents.
interface Keyed<V> {
  keyOf(value: V): string;
}

interface Leaf<V> {
  readonly kind: 'leaf';
  readonly edit: Edit;
  /** Shared with other versions of the node. Each is made when it is first compared: of a million documents that a start reads, few are ever asked for. */
  keys: (string | undefined)[];
  readonly values: V[];
}

interface Branch<V> {
  readonly kind: 'branch';
  readonly edit: Edit;
  /** Shared with other versions of the node. */
  keys: readonly string[];
  readonly children: Node<V>[];
  size: number;
}

export type Node<V> = Leaf<V> | Branch<V>;

// Measured with 10^5 keys: 16 to 64 differ little; wider makes each copied path dearer, narrower the tree deeper.
const MOST = 32;
const FEWEST = 8;
const NOBODY: Edit = {};

export function emptyLeaf<V>(): Node<V> {
  return { kind: 'leaf', edit: NOBODY, keys: [], values: [] };
}

export function sizeOf<V>(node: Node<V>): number {
  return node.kind === 'leaf' ? node.keys.length : node.size;
}

/** The key at this place of a leaf. */
export function keyAt<V>(leaf: Leaf<V>, at: number, keyOf: KeyOf<V>): string {
  return (leaf.keys[at] ??= keyOf(item(leaf.values, at)));
}

/** The place of the first key of a leaf that is not smaller. */
export function placeIn<V>(leaf: Leaf<V>, key: string, keyOf: KeyOf<V>): number {
  let low = 0;
  let high = leaf.keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keyAt(leaf, middle, keyOf) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the leaf holds this key, at this place. */
export function isAt<V>(leaf: Leaf<V>, at: number, key: string, keyOf: KeyOf<V>): boolean {
  return at < leaf.keys.length && keyAt(leaf, at, keyOf) === key;
}

/** What an entry is put with: its key is `keyOf` its value. */
export interface Entry<V> {
  readonly key: string;
  readonly value: V;
  readonly keyOf: KeyOf<V>;
}

export function put<V>(root: Node<V>, entry: Entry<V>, edit: Edit): Node<V> {
  const grown = putInto(root, entry, edit);
  if (grown.keys.length <= MOST) return grown;
  const right = splitOff(grown, entry, edit);
  return { kind: 'branch', edit, keys: ['', firstKey(right, entry.keyOf)], children: [grown, right], size: sizeOf(grown) + sizeOf(right) };
}

/** The key must be there. */
export function take<V>(root: Node<V>, key: string, keyOf: KeyOf<V>, edit: Edit): Node<V> {
  const shrunk = takeFrom(root, key, keyOf, edit);
  return shrunk.kind === 'branch' && shrunk.children.length === 1 ? item(shrunk.children, 0) : shrunk;
}

function owned<V>(node: Leaf<V>, edit: Edit): Leaf<V>;
function owned<V>(node: Branch<V>, edit: Edit): Branch<V>;
function owned<V>(node: Node<V>, edit: Edit): Node<V>;
function owned<V>(node: Node<V>, edit: Edit): Node<V> {
  if (node.edit === edit) return node;
  if (node.kind === 'leaf') return { kind: 'leaf', edit, keys: node.keys, values: node.values.slice() };
  return { kind: 'branch', edit, keys: node.keys, children: node.children.slice(), size: node.size };
}

function putInto<V>(node: Node<V>, entry: Entry<V>, edit: Edit): Node<V> {
  return node.kind === 'leaf' ? putIntoLeaf(node, entry, edit) : putIntoBranch(node, entry, edit);
}

function putIntoLeaf<V>(leaf: Leaf<V>, { key, value, keyOf }: Entry<V>, edit: Edit): Leaf<V> {
  const at = placeIn(leaf, key, keyOf);
  if (isAt(leaf, at, key, keyOf)) {
    const own = owned(leaf, edit);
    own.values[at] = value;
    return own;
  }
  const keys = leaf.keys.toSpliced(at, 0, key);
  // In one go: a copy that grows afterwards is copied twice, and with room that nobody needs.
  if (leaf.edit !== edit) return { kind: 'leaf', edit, keys, values: leaf.values.toSpliced(at, 0, value) };
  leaf.keys = keys;
  leaf.values.splice(at, 0, value);
  return leaf;
}

function putIntoBranch<V>(branch: Branch<V>, entry: Entry<V>, edit: Edit): Branch<V> {
  const own = owned(branch, edit);
  const at = childAt(own.keys, entry.key);
  const old = item(own.children, at);
  const sizeBefore = sizeOf(old);
  const child = putInto(old, entry, edit);
  own.size += sizeOf(child) - sizeBefore;
  own.children[at] = child;
  if (child.keys.length > MOST) {
    const right = splitOff(child, entry, edit);
    own.keys = own.keys.toSpliced(at + 1, 0, firstKey(right, entry.keyOf));
    own.children.splice(at + 1, 0, right);
  }
  return own;
}

function takeFrom<V>(node: Node<V>, key: string, keyOf: KeyOf<V>, edit: Edit): Node<V> {
  const own = owned(node, edit);
  if (own.kind === 'leaf') {
    const at = placeIn(own, key, keyOf);
    if (!isAt(own, at, key, keyOf)) throw new Error('a key to be taken away is not there');
    own.keys = own.keys.toSpliced(at, 1);
    own.values.splice(at, 1);
    return own;
  }
  const at = childAt(own.keys, key);
  const child = takeFrom(item(own.children, at), key, keyOf, edit);
  own.size -= 1;
  own.children[at] = child;
  if (child.keys.length < FEWEST && own.children.length > 1) mergeAt(own, Math.max(1, at), keyOf, edit);
  return own;
}

/** Joins a child with the one before it; what is then too wide is split evenly again. */
function mergeAt<V>(parent: Branch<V>, at: number, keyOf: KeyOf<V>, edit: Edit): void {
  const left = owned(item(parent.children, at - 1), edit);
  const right = item(parent.children, at);
  parent.children[at - 1] = left;
  if (left.kind === 'leaf' && right.kind === 'leaf') {
    left.keys = [...left.keys, ...right.keys];
    left.values.push(...right.values);
  } else if (left.kind === 'branch' && right.kind === 'branch') {
    // The first key of a branch has no meaning of its own; inside the joined one it needs its parent's bound.
    left.keys = [...left.keys, item(parent.keys, at), ...right.keys.slice(1)];
    left.children.push(...right.children);
    left.size += right.size;
  }
  if (left.keys.length > MOST) {
    const half = splitAt(left, left.keys.length >>> 1, edit);
    parent.keys = parent.keys.with(at, firstKey(half, keyOf));
    parent.children[at] = half;
  } else {
    parent.keys = parent.keys.toSpliced(at, 1);
    parent.children.splice(at, 1);
  }
}

/** Keys that only ever rise (replay, running numbers) leave full nodes behind instead of half-empty ones. */
function splitOff<V>(node: Node<V>, { key, keyOf }: Entry<V>, edit: Edit): Node<V> {
  const rising = node.kind === 'leaf' && isAt(node, node.keys.length - 1, key, keyOf);
  return splitAt(node, rising ? node.keys.length - 1 : node.keys.length >>> 1, edit);
}

function splitAt<V>(node: Node<V>, at: number, edit: Edit): Node<V> {
  if (node.kind === 'leaf') {
    const keys = node.keys.slice(at);
    node.keys = node.keys.slice(0, at);
    return { kind: 'leaf', edit, keys, values: node.values.splice(at) };
  }
  const keys = node.keys.slice(at);
  node.keys = node.keys.slice(0, at);
  const children = node.children.splice(at);
  const size = children.reduce((sum, child) => sum + sizeOf(child), 0);
  node.size -= size;
  return { kind: 'branch', edit, keys, children, size };
}

function firstKey<V>(node: Node<V>, keyOf: KeyOf<V>): string {
  return node.kind === 'leaf' ? keyAt(node, 0, keyOf) : item(node.keys, 0);
}

/** Room for a few more, so that the first change does not split every node that it meets. */
const FILLED = 24;

/** A whole tree at once, from values in the order of their keys: for loading, where one by one would copy each path a million times. */
export function built<V>(values: readonly V[], keyOf: KeyOf<V>): Node<V> {
  if (values.length === 0) return emptyLeaf<V>();
  let level = evenly(values.length).map(([from, to]): Node<V> => {
    return { kind: 'leaf', edit: NOBODY, keys: Array.from({ length: to - from }, () => undefined), values: values.slice(from, to) };
  });
  while (level.length > 1) {
    const below = level;
    level = evenly(below.length).map(([from, to]): Node<V> => {
      const children = below.slice(from, to);
      const size = children.reduce((sum, child) => sum + sizeOf(child), 0);
      return { kind: 'branch', edit: NOBODY, keys: children.map((child) => firstKey(child, keyOf)), children, size };
    });
  }
  return item(level, 0);
}

/** Cut so that no piece is too small to stand. */
function evenly(length: number): [from: number, to: number][] {
  const pieces = Math.ceil(length / FILLED);
  return Array.from({ length: pieces }, (_, i) => [Math.floor((i * length) / pieces), Math.floor(((i + 1) * length) / pieces)]);
}
