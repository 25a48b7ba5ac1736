import type { Feature } from '../feature.ts';
import { answerButton } from './chat/actions.ts';
import { confirmButton, confirmPlanDialog, dropButton } from './chat/confirm.ts';
import { askQuizIntent } from './intents/ask-quiz.ts';
import { myStudyIntent } from './intents/my-study.ts';
import { quizAnswerIntent } from './intents/quiz-answer.ts';
import { setStudyIntent } from './intents/set-study.ts';
import { studyOverviewIntent } from './intents/study-overview.ts';
import { planShipped, replan, studyJobs } from './jobs.ts';
import { studyEntities } from './open-question.ts';
import { personal } from './personal.ts';
import { mistakes, practices, questions, quizAnswers, studyDrafts, studyPlans, studyPrompts, type Passages } from './schema.ts';
import { seedStudy } from './seed.ts';
import { help } from './texts/labels.ts';

/**
 * Three minutes of study: a paragraph and a question a day in the group, answered without anybody seeing whether rightly,
 * and practice from the own mistakes in the single chat.
 */
export function studyFeature({ passages }: { passages: Passages }): Feature {
  return {
    name: 'study',
    collections: [questions, studyPlans, studyDrafts, studyPrompts, quizAnswers, mistakes, practices],
    intents: [quizAnswerIntent, askQuizIntent, setStudyIntent, myStudyIntent, studyOverviewIntent],
    dialogs: [confirmPlanDialog],
    actions: { 'study.answer': answerButton, 'study.confirm': confirmButton, 'study.drop': dropButton },
    jobs: studyJobs(passages),
    entities: studyEntities,
    help,
    seed: seedStudy,
    setUp: planShipped,
    react: replan,
    personal,
  };
}
