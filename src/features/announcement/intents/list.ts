import type { Intent } from '../../feature.ts';
import { showList } from '../chat/plan-list.ts';
import { listExamples } from '../examples/list.ts';
import { labels } from '../texts/labels.ts';

export const listIntent: Intent = {
  name: 'list_announcements',
  who: 'secretary',
  acts: false,
  examples: listExamples,
  evidence: (said) => (said.secretary ? 0 : -3),
  slots: () => ({}),
  label: () => labels.list,
  handle: showList,
};
