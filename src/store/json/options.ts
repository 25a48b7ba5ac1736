import type { AnyCollection } from '../store.ts';
import type { World } from './generations.ts';

export interface JsonStoreOptions extends World {
  readonly collections: readonly AnyCollection[];
  /** Called once when the disk failed: the process should end, so that the next start reads what is really there. */
  readonly onFatal: (error: Error) => void;
  /** Size of the journals, in bytes, past which a snapshot is taken. */
  readonly snapshotAfterBytes: number;
  readonly patience?: Patience;
}

export interface Patience {
  /** What the work of one transaction may take, before the others go on without it. */
  readonly workMs: number;
  /** How often a full disk is asked whether there is room again. */
  readonly roomMs: number;
}

export const PATIENCE: Patience = { workMs: 10_000, roomMs: 5_000 };
