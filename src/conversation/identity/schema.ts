import { z } from 'zod';
import { ROLES } from '../../core/person.ts';
import { collection } from '../../store/store.ts';

export const memberSchema = z.object({
  /** The platform's user id. */
  id: z.string(),
  name: z.string(),
  department: z.string().nullable(),
  partyBranch: z.string().nullable(),
  roles: z.array(z.enum(ROLES)),
  politicalStatus: z.enum(['partyMember', 'probationary', 'leagueMember', 'nonMember']).nullable(),
  /** Encrypted; kept for a later channel that needs it, shown nowhere. */
  sealedPhone: z.string().exactOptional(),
});
export type Member = z.infer<typeof memberSchema>;

export const members = collection({
  name: 'members',
  schema: memberSchema,
  indexes: [['name'], ['partyBranch']],
  revised: true,
  audited: true,
});

export const chatGroupSchema = z.object({
  /** The platform's chat id; never change its case. */
  id: z.string(),
  name: z.string(),
  partyBranch: z.string().nullable(),
  /** Sealed push address (the address is a secret); null = the bot cannot speak first there. */
  sealedRobot: z.string().nullable(),
  /** Keyed hash of the address, so that one address is not bound to two groups. */
  robotHash: z.string().nullable(),
});
export type ChatGroupRecord = z.infer<typeof chatGroupSchema>;

export const chatGroups = collection({
  name: 'chatGroups',
  schema: chatGroupSchema,
  unique: [['robotHash']],
  revised: true,
  audited: true,
});
