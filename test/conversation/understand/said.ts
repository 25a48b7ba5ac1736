import { allFeatures } from '../../../src/feature-list.ts';
import { utterance } from '../../../src/conversation/listen.ts';
import { sure, unsure } from '../../../src/conversation/understand/certainty.ts';
import { understander } from '../../../src/conversation/understand/read.ts';
import type { Entity, Focus, Slots, Utterance } from '../../../src/features/feature.ts';
import { cast } from '../../support/cast.ts';
import { workdays } from '../../support/workdays.ts';

export const reader = understander(allFeatures());

export const dumplings: Entity = { kind: 'activity', id: 'a1', number: 'A501', title: '端午包粽子', status: 'open' };
export const lakeWalk: Entity = { kind: 'activity', id: 'a2', number: 'A502', title: '环湖健步走', status: 'open' };
export const lakeRide: Entity = { kind: 'activity', id: 'a3', number: 'A503', title: '环湖骑行', status: 'open' };
export const leak: Entity = { kind: 'suggestion', id: 's1', number: 'S601', title: '水房漏水', status: '已办结', mine: true };
export const question: Entity = {
  kind: 'question',
  id: 'q1',
  title: '灭火器指针在哪个区域正常',
  status: 'open',
  options: { A: '红区', B: '绿区', C: '黄区' },
};

interface Around {
  readonly entities?: readonly Entity[];
  readonly focus?: Partial<Focus>;
  readonly secretary?: boolean;
}

/** A sentence as the router hears it, with nothing around it unless said. */
export function heard(text: string, { entities = [], focus = {}, secretary = false }: Around = {}): Utterance {
  return utterance(
    { text, quote: null, pictures: 0 },
    {
      botNames: ['党群助手'],
      secretary,
      inGroup: true,
      focus: { list: [], about: null, intent: null, topic: null, pending: null, ...focus },
      entities,
      roster: cast,
      now: '2026-11-21T01:00:00.000Z',
      zone: 'Asia/Shanghai',
      calendar: workdays,
    },
  );
}

export interface Understood {
  /** What would be done or answered; null where the bot would ask. */
  readonly intent: string | null;
  readonly slots: Slots;
  readonly acts: boolean;
  readonly offered: readonly string[];
}

/** What the bot would do with it. */
export function understood(text: string, around: Around = {}): Understood {
  const said = heard(text, around);
  const { answer, readings } = reader.read(said);
  if (answer !== undefined) return { intent: answer.intent, slots: answer.slots, acts: true, offered: [] };
  const certain = sure(readings, said);
  return {
    intent: certain?.name ?? null,
    slots: certain?.slots(said) ?? {},
    acts: certain?.acts ?? false,
    offered: certain === undefined ? unsure(readings, said).map(({ name }) => name) : [],
  };
}
