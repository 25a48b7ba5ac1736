import { z } from 'zod';
import { collection } from '../../store/store.ts';

const instant = z.iso.datetime();
const clockTime = z.string().regex(/^\d{2}:\d{2}$/u);

/** When members are reminded, told relative to the start, so that moving the activity moves its reminders. */
export const reminderSchema = z.discriminatedUnion('kind', [
  /** `days` before the local day of the start (0 = that day), at local `time`. */
  z.object({ kind: z.literal('daysBefore'), days: z.number().int().min(0), time: clockTime }),
  z.object({ kind: z.literal('minutesBefore'), minutes: z.number().int().positive() }),
]);
export type Reminder = z.infer<typeof reminderSchema>;

export const ACTIVITY_STATUSES = ['draft', 'open', 'closed', 'finished', 'cancelled'] as const;

const activitySchema = z.object({
  id: z.string(),
  /** What people say: A12. */
  number: z.number().int(),
  title: z.string(),
  startsAt: instant,
  endsAt: instant.nullable(),
  place: z.string().nullable(),
  /** null = unlimited. */
  capacity: z.number().int().positive().nullable(),
  /** Sign-up is refused from this instant on. */
  signupClosesAt: instant,
  /** The deadline was not said but counted from the start: it moves along. */
  closesByDefault: z.boolean(),
  reminders: z.array(reminderSchema),
  note: z.string().nullable(),
  /** The groups it is (or will be) announced to; only they and its signed-up people see it. */
  groupIds: z.array(z.string()),
  partyBranch: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instant,
  status: z.enum(ACTIVITY_STATUSES),
  /** Who closed sign-up: a deadline reopens when it moves, a person's word does not. */
  closedBy: z.enum(['time', 'hand']).nullable(),
  /** Counts the changes: part of the keys of the notices about them. */
  revision: z.number().int(),
});
export type Activity = z.infer<typeof activitySchema>;
export type ActivityStatus = Activity['status'];

export const activities = collection({
  name: 'activities',
  schema: activitySchema,
  indexes: [['status', 'startsAt']],
  unique: [['number']],
  audited: true,
});

const SIGNUP_STATES = ['signedUp', 'waiting', 'cancelled'] as const;

/** One person of one activity. A member has one row per activity for ever, so signing up twice cannot take two places. */
const signupSchema = z.object({
  /** `<activity>:<userId>`, of a guest `<activity>:guest:<order>`. */
  id: z.string(),
  activityId: z.string(),
  /** First come, first served: rises with every sign-up of the activity, also of the waitlist. */
  order: z.number().int(),
  state: z.enum(SIGNUP_STATES),
  /** null = a guest who is not on the roster. */
  userId: z.string().nullable(),
  name: z.string(),
  /** Who signed this person up, where it was somebody else. */
  broughtBy: z.string().nullable(),
  /** The group where it was said, where promotion is announced; null = the single chat. */
  groupId: z.string().nullable(),
  at: instant,
});
export type Signup = z.infer<typeof signupSchema>;

export const signups = collection({
  name: 'activitySignups',
  schema: signupSchema,
  indexes: [
    ['activityId', 'order'],
    ['activityId', 'state', 'order'],
    ['userId', 'at'],
    ['broughtBy', 'at'],
  ],
  audited: true,
});

/** A ready-made activity of the catalogue ("订单式服务"). */
export const packageSchema = z.object({
  id: z.string(),
  name: z.string(),
  theme: z.string(),
  summary: z.string(),
  durationMinutes: z.number().int().positive(),
  suggestedCapacity: z.number().int().positive().nullable(),
  suggestedPlace: z.string().nullable(),
  fixedPart: z.array(z.string()),
  freePart: z.array(z.string()),
  materials: z.array(z.string()),
  costYuanPerPerson: z.number().nonnegative(),
  preparation: z.array(z.string()),
  /** What a secretary could say to open it. */
  sentence: z.string(),
});
export type ActivityPackage = z.infer<typeof packageSchema>;

export const activityPackages = collection({ name: 'activityPackages', schema: packageSchema });

/** One download of one list. The link's token is nowhere: `id` is its keyed hash. */
const listExportSchema = z.object({
  id: z.string(),
  activityId: z.string(),
  requestedBy: z.string(),
  expiresAt: instant,
  usedAt: instant.nullable(),
});
export type ListExport = z.infer<typeof listExportSchema>;

export const listExports = collection({ name: 'activityListExports', schema: listExportSchema, indexes: [['expiresAt']], audited: true });
