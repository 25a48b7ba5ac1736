/** 20 MB each, read in a thread each: what a small server has beside its messages. */
const AT_ONCE = 3;
/** Their senders read 正在查 meanwhile; an address to fetch from holds five minutes. */
const WAITING = 12;

/** Runs the work when there is room for it. Undefined: too many wait already, and nothing was begun. */
export type FileRoom = <R>(work: () => Promise<R>) => Promise<R> | undefined;

/** Few files at a time, so that two hundred that come at once are no more than memory holds, and messages go on (reliability U07). */
export function fileRoom(): FileRoom {
  let under = 0;
  const waiting: (() => void)[] = [];
  const enter = (): Promise<void> => {
    if (under < AT_ONCE) {
      under += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  /** The place goes on to the next, or is free. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) under -= 1;
    else next();
  };
  return (work) => {
    if (under === AT_ONCE && waiting.length >= WAITING) return undefined;
    return enter().then(work).finally(leave);
  };
}
