import type { Intent, Utterance } from '../../feature.ts';
import { handleFiling } from '../chat/file.ts';
import {
  handleAccept,
  handleAddition,
  handleAssign,
  handleClose,
  handleRating,
  handleReply,
  handleReport,
  handleStatus,
  handleWithdraw,
} from '../chat/handlers.ts';
import { handleAnonymous } from '../chat/receipt.ts';
import { handleSecond } from '../chat/second.ts';
import type { Lately } from '../chat/lately.ts';
import type { Tries } from '../chat/tries.ts';
import { anonymousSlots, hazardSlots, suggestionSlots } from '../slots/filing.ts';
import { isOpenEntity, namedSuggestions, refOf } from '../slots/named.ts';
import { acceptSlots, assignSlots, closeSlots, replySlots } from '../slots/office.ts';
import { mergeIn } from '../slots/merge.ts';
import { ratingSlots } from '../slots/rating.ts';
import { reportSlots } from '../slots/report.ts';
import { additionSlots, refOnlySlots } from '../slots/second.ts';
import { statusSlots } from '../slots/status.ts';
import { intentLabels as labels } from '../texts/labels.ts';
import * as evidence from './evidence.ts';
import { memberExamples } from './member-examples.ts';
import { officeExamples } from './office-examples.ts';

/** All that people can want of this feature. */
export function intents(tries: Tries, lately: Lately): readonly Intent[] {
  return [
    {
      name: 'suggestion',
      own: true,
      who: 'anyone',
      acts: true,
      examples: memberExamples.suggestion,
      evidence: evidence.suggestionEvidence,
      slots: suggestionSlots,
      label: () => labels.suggestion,
      handle: handleFiling('suggestion', lately),
    },
    {
      name: 'anonymous_suggestion',
      who: 'anyone',
      acts: true,
      examples: memberExamples.anonymous_suggestion,
      evidence: evidence.anonymousEvidence,
      slots: anonymousSlots,
      label: () => labels.anonymous,
      handle: handleAnonymous(tries, lately),
    },
    {
      name: 'hazard_report',
      own: true,
      who: 'anyone',
      acts: true,
      examples: memberExamples.hazard_report,
      evidence: evidence.hazardEvidence,
      slots: hazardSlots,
      label: () => labels.hazard,
      handle: handleFiling('hazard', lately),
    },
    {
      name: 'suggestion_status',
      who: 'anyone',
      acts: false,
      examples: memberExamples.suggestion_status,
      evidence: evidence.statusEvidence,
      slots: statusSlots,
      label: (said) => labels.status(meantRef(said)),
      handle: handleStatus(tries),
    },
    {
      name: 'rate_suggestion',
      own: true,
      who: 'anyone',
      acts: true,
      examples: memberExamples.rate_suggestion,
      evidence: evidence.ratingEvidence,
      slots: ratingSlots,
      label: (said) => labels.rate(meantRef(said)),
      handle: handleRating(tries),
    },
    {
      name: 'withdraw_suggestion',
      own: true,
      who: 'anyone',
      acts: true,
      examples: memberExamples.withdraw_suggestion,
      evidence: evidence.withdrawEvidence,
      slots: refOnlySlots,
      label: (said) => labels.withdraw(meantRef(said)),
      handle: handleWithdraw,
    },
    {
      name: 'add_to_suggestion',
      own: true,
      who: 'anyone',
      acts: true,
      examples: memberExamples.add_to_suggestion,
      evidence: evidence.additionEvidence,
      slots: additionSlots,
      label: (said) => labels.add(meantRef(said)),
      handle: handleAddition,
    },
    {
      name: 'second_suggestion',
      own: true,
      who: 'anyone',
      acts: true,
      examples: memberExamples.second_suggestion,
      evidence: evidence.secondEvidence,
      slots: refOnlySlots,
      label: (said) => labels.second(meantRef(said)),
      handle: handleSecond,
    },
    {
      name: 'accept_suggestion',
      who: 'secretary',
      acts: true,
      examples: officeExamples.accept_suggestion,
      evidence: evidence.acceptEvidence,
      slots: acceptSlots,
      label: (said) => labels.accept(meantRef(said)),
      handle: handleAccept,
    },
    {
      name: 'assign_suggestion',
      who: 'secretary',
      acts: true,
      examples: officeExamples.assign_suggestion,
      evidence: evidence.assignEvidence,
      slots: assignSlots,
      label: (said) => labels.assign(meantRef(said)),
      handle: handleAssign,
    },
    {
      name: 'reply_suggestion',
      who: 'secretary',
      acts: true,
      examples: officeExamples.reply_suggestion,
      evidence: evidence.replyEvidence,
      slots: replySlots,
      label: (said) => labels.reply(meantRef(said)),
      handle: handleReply,
    },
    {
      // Not for secretaries alone: the assignee's "S12 办好了" is a proposal to close.
      name: 'close_suggestion',
      who: 'anyone',
      acts: true,
      examples: officeExamples.close_suggestion,
      evidence: evidence.closeEvidence,
      slots: closeSlots,
      label: (said) => (mergeIn(said) === undefined ? labels.close(meantRef(said)) : labels.merge),
      handle: handleClose,
    },
    {
      name: 'report_request',
      who: 'secretary',
      acts: false,
      examples: officeExamples.report_request,
      evidence: evidence.reportEvidence,
      slots: reportSlots,
      label: () => labels.report,
      handle: handleReport,
    },
  ];
}

/** The number alone: a label is shown in the group too, where a private one's words have no place. */
function meantRef(said: Utterance): string {
  const named = namedSuggestions(said, isOpenEntity);
  return named.kind === 'some' ? named.entities.map(refOf).join('、') : '';
}
