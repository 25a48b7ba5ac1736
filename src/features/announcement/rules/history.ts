import { MINUTE_MS } from '../../../core/clock.ts';
import type { FailureReason } from '../../../core/errors.ts';
import type { Delivery, DeliveryEnd } from '../schema/delivery.ts';
import type { Sending } from '../schema/sending.ts';

/** Later than this is late; less nobody notices. */
const LATE_MS = MINUTE_MS;

/** How a sending stands at one group. */
export interface GroupState {
  readonly groupId: string;
  readonly state: 'waiting' | 'sent' | 'late' | 'failed' | 'unknown';
  readonly at: string | null;
  readonly lateMs: number;
  readonly reason: FailureReason | null;
  /** It stopped in the middle: something of it is there. */
  readonly begun: boolean;
  /** Notices that a person may want sent again. */
  readonly keys: readonly string[];
}

/** The state at every group; of several notices the worst counts. */
export function groupStates(sending: Sending, deliveries: readonly Delivery[]): readonly GroupState[] {
  const byGroup = new Map(deliveries.map((one) => [one.groupId, one.ends]));
  return sending.groupIds.map((groupId) => groupState(sending, groupId, byGroup.get(groupId) ?? []));
}

function groupState(sending: Sending, groupId: string, ends: readonly DeliveryEnd[]): GroupState {
  const failed = ends.filter(({ state }) => state === 'dead' || state === 'expired');
  const unknown = ends.filter(({ state }) => state === 'unknown');
  const [worst] = [...failed, ...unknown];
  if (worst !== undefined) {
    const isFailed = failed.length > 0;
    return {
      groupId,
      state: isFailed ? 'failed' : 'unknown',
      at: worst.at,
      lateMs: 0,
      reason: worst.reason,
      begun: ends.some(({ arrived }) => arrived > 0),
      keys: (isFailed ? failed : unknown).map(({ key }) => key),
    };
  }
  const last = ends.at(-1);
  if (last === undefined || ends.length < sending.parts)
    return { groupId, state: 'waiting', at: null, lateMs: 0, reason: null, begun: ends.length > 0, keys: [] };
  // What ran after a downtime is late by the plan; what quiet hours held is not.
  const behind = sending.late ? Date.parse(last.at) - Date.parse(sending.plannedAt) : Math.max(...ends.map(({ lateMs }) => lateMs));
  return { groupId, state: behind > LATE_MS ? 'late' : 'sent', at: last.at, lateMs: behind, reason: null, begun: false, keys: [] };
}
