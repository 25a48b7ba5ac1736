import type { Person } from '../../../src/core/person.ts';
import { members } from '../../../src/conversation/identity/schema.ts';
import { notices } from '../../../src/outbox/outbox.ts';
import type { Model } from '../../../src/model/model.ts';
import { chenTao } from '../../support/cast.ts';
import { openRules } from './rules-chat.ts';

/** The secretary of 陈涛's branch. */
export const gaoQing: Person = { ...chenTao, userId: 'gaoqing', name: '高青', roles: ['member', 'secretary'] };
/** No rule of the seed answers it. */
export const QUESTION = '医保异地就医备案怎么弄';

/** A chat with the shipped rules and a secretary in either branch. */
export async function openLoop(options: { now?: string; model?: Model; laterMs?: number } = {}) {
  const chat = await openRules(options);
  await chat.write(async (tx) => {
    const { userId, name, department, partyBranch, roles } = gaoQing;
    await tx.put(members, { id: userId, name, department, partyBranch, roles: [...roles], politicalStatus: null });
  });
  const mailOf = ({ userId }: Pick<Person, 'userId'>): Promise<readonly string[]> =>
    chat.read(async (tx) =>
      (await tx.find(notices))
        .filter(({ targetKey }) => targetKey === `person:${userId}`)
        .toSorted((a, b) => a.order.localeCompare(b.order))
        .map(({ content }) => ('text' in content ? content.text : '')),
    );
  return { ...chat, mailOf };
}
