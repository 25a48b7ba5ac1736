import { useSyncExternalStore } from 'react';

export interface Route {
  /** Who one is; undefined: still to be chosen. */
  readonly me: string | undefined;
  /** The open chat; undefined: the list. */
  readonly chatId: string | undefined;
}

/** `#/zhangwei/wrSIM…`: in the address, so that two windows can be two people and the phone's back button works. */
function parseRoute(hash: string): Route {
  const [me, chatId] = hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  return { me, chatId };
}

export function go(me?: string, chatId?: string, how: 'push' | 'replace' = 'push'): void {
  const hash = `#/${[me, chatId]
    .filter((part) => part !== undefined)
    .map(encodeURIComponent)
    .join('/')}`;
  if (how === 'push') history.pushState(null, '', hash);
  else history.replaceState(null, '', hash);
  window.dispatchEvent(new Event('hashchange'));
}

function listen(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  window.addEventListener('popstate', onChange);
  return () => {
    window.removeEventListener('hashchange', onChange);
    window.removeEventListener('popstate', onChange);
  };
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(listen, () => window.location.hash));
}

/** Desk: list and chat side by side. */
export function isWide(): boolean {
  return window.matchMedia('(min-width: 760px)').matches;
}
