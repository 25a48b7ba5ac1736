import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Message } from '../schema.ts';

/** Within this distance one is "at the end" and wants to stay there. */
const NEAR = 120;

interface StickToEnd {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** Scrolled up to older messages. */
  readonly isAway: boolean;
  toEnd(): void;
}

/** Keeps the newest message in sight, unless the reader has gone up to older ones; what one sends oneself always shows. */
export function useStickToEnd(messages: readonly Message[], pendingCount: number): StickToEnd {
  const ref = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  const [isAway, setAway] = useState(false);

  function toEnd(): void {
    ref.current?.scrollTo({ top: ref.current.scrollHeight });
  }

  useLayoutEffect(() => {
    if (pendingCount > 0) isNear.current = true;
    if (isNear.current) toEnd();
  }, [messages, pendingCount]);

  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const onScroll = (): void => {
      isNear.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      setAway(!isNear.current);
    };
    // A keyboard that opens, or a picture that arrives, must not push the newest out of sight.
    const watcher = new ResizeObserver(() => {
      if (isNear.current) element.scrollTo({ top: element.scrollHeight });
    });
    element.addEventListener('scroll', onScroll, { passive: true });
    watcher.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      watcher.disconnect();
    };
  }, []);

  return { ref, isAway, toEnd };
}
