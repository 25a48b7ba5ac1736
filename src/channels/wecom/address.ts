/** This very machine, where the simulator lives; the last two are what a server that listens everywhere calls itself. */
const THIS_MACHINE = new Set(['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '[::]']);

/**
 * Whether an address that somebody gave us is the API's own: same scheme, host and port as `apiBase`, exactly this path under it,
 * no user in it. Always https, except for a simulator on this machine (reliability W27, W29).
 */
export function isWecomAddress(address: string, apiBase: string, path: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(apiBase)) return false;
  const url = new URL(address);
  const base = new URL(apiBase);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && THIS_MACHINE.has(base.hostname));
  const samePlace = url.origin === base.origin && url.pathname === base.pathname.replace(/\/$/, '') + path;
  return safe && samePlace && url.username === '' && url.password === '' && url.hash === '';
}
