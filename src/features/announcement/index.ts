import type { Feature } from '../feature.ts';
import { keepForPost } from './chat/attachment.ts';
import { confirmDialog, draftActions } from './chat/confirm.ts';
import { deleteDialog } from './chat/delete.ts';
import { resendDialog } from './chat/history.ts';
import { reasonDialog, reviewActions } from './chat/review.ts';
import { saveTemplateDialog } from './chat/template.ts';
import { tickByButton } from './chat/tick.ts';
import { keepEnd } from './delivered.ts';
import { FAN_OUT_JOB } from './departure.ts';
import { announcementEntities } from './entities.ts';
import { afterIntents } from './intents/after.ts';
import { historyIntents } from './intents/history.ts';
import { listIntent } from './intents/list.ts';
import { reviewIntent } from './intents/review.ts';
import { scheduleIntent } from './intents/schedule.ts';
import { templateIntent } from './intents/template.ts';
import { fanOutJob } from './jobs/fan-out.ts';
import { replan } from './jobs/replan.ts';
import { lookFirst } from './jobs/look-first.ts';
import { planTidying, TIDY_JOB, tidyJob } from './jobs/tidy.ts';
import { send } from './jobs/send.ts';
import { personal } from './personal.ts';
import { LOOK_JOB, SEND_JOB } from './repo/announcements.ts';
import { announcements } from './schema/announcement.ts';
import { deliveries } from './schema/delivery.ts';
import { announcementDrafts } from './schema/draft.ts';
import { announcementAttachments } from './schema/attachment.ts';
import { announcementTemplates } from './schema/template.ts';
import { manners } from './schema/manners.ts';
import { sendings } from './schema/sending.ts';
import { ticks } from './schema/tick.ts';

/** Announcements: one sentence with a time → preview → confirmed → posted on time to the chosen groups. */
export function announcementFeature(): Feature {
  return {
    name: 'announcement',
    collections: [announcements, announcementDrafts, announcementTemplates, announcementAttachments, sendings, deliveries, ticks, manners],
    intents: [scheduleIntent, listIntent, reviewIntent, templateIntent, ...afterIntents, ...historyIntents],
    dialogs: [confirmDialog, reasonDialog, saveTemplateDialog, deleteDialog, resendDialog],
    actions: { ...draftActions, ...reviewActions, 'announcement.tick': tickByButton },
    jobs: { [SEND_JOB]: send, [LOOK_JOB]: lookFirst, [FAN_OUT_JOB]: fanOutJob, [TIDY_JOB]: tidyJob },
    react: async (situation, event) => (event.type === 'notice.settled' ? keepEnd(situation, event) : replan(situation, event)),
    setUp: planTidying,
    personal,
    entities: announcementEntities,
    keepFile: keepForPost,
    help: { secretary: '发通知：“每周五下午五点提醒大家关灯”' },
  };
}
