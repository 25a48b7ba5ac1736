import { outboxDesk } from './conversation/desk.ts';
import { housekeeping } from './conversation/housekeeping.ts';
import { roster } from './conversation/identity/feature.ts';
import { personal } from './conversation/personal/feature.ts';
import { smalltalk } from './conversation/smalltalk.ts';
import { workdays } from './conversation/workdays/feature.ts';
import { activityFeature } from './features/activity/index.ts';
import { announcementFeature } from './features/announcement/index.ts';
import type { Feature } from './features/feature.ts';
import { policyFeature, policyPassages, type SecondOpinion } from './features/policy/index.ts';
import { studyFeature } from './features/study/index.ts';
import { suggestionFeature } from './features/suggestion/index.ts';

/** Every feature of the house: to add one, add a line. What is personal and small talk come last, they know the others. */
export function allFeatures(second?: SecondOpinion): readonly Feature[] {
  const features: Feature[] = [
    policyFeature(second),
    activityFeature(),
    suggestionFeature(),
    studyFeature({ passages: policyPassages() }),
    announcementFeature(),
    outboxDesk(),
    roster(),
    workdays(),
    housekeeping(),
  ];
  return [...features, personal(features), smalltalk(features)];
}
