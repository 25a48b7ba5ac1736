import { MINUTE_MS, type Clock } from '../../core/clock.ts';

/** A wrong key, a proxy that spoils the query, a scanner that passes by: so many in a minute keep their connection. */
const AT_ONCE = 20;
/** Addresses that are remembered; the one that came first makes room. */
const ADDRESSES = 1_000;

/**
 * Who guesses is slowed down, address by address (reliability W06): true when the connection is to be closed behind the refusal,
 * so that each further guess costs a new one. Nobody waits for it, for a refusal that waits holds a connection that others need;
 * and only refusals are counted, so that WeCom is never slowed, even where a proxy makes all callers look like one.
 */
export function guessers(clock: Clock): (address: string) => boolean {
  const seen = new Map<string, { since: number; refused: number }>();
  return (address) => {
    const network = networkOf(address);
    const now = clock.monotonicMs();
    const last = seen.get(network);
    if (last !== undefined && now - last.since < MINUTE_MS) {
      last.refused += 1;
      return last.refused > AT_ONCE;
    }
    const [oldest] = seen.keys();
    if (seen.size >= ADDRESSES && oldest !== undefined) seen.delete(oldest);
    // Behind the others: it was heard of last.
    seen.delete(network);
    seen.set(network, { since: now, refused: 1 });
    return false;
  };
}

const GROUPS = 8;

/** Whoever has an IPv6 address has 2^64 of them. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/u, '');
  if (!plain.includes(':')) return plain;
  const [before = '', after = ''] = plain.split('::');
  const [left, right] = [groupsOf(before), groupsOf(after)];
  const zeros = Array.from({ length: GROUPS - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].slice(0, GROUPS / 2).join(':');
}

function groupsOf(part: string): readonly string[] {
  return part === '' ? [] : part.split(':');
}
