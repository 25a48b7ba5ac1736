import type { Intent } from '../../feature.ts';
import { manageTemplates } from '../chat/template.ts';
import { templateExamples } from '../examples/template.ts';
import { templateWish } from '../slots/template.ts';
import { templateTexts } from '../texts/template.ts';

const USES = /(?:用|套用?|按照?|照着?|拿|使用|选).{0,14}模[板版]/u;

export const templateIntent: Intent = {
  name: 'announcement_template',
  who: 'secretary',
  acts: true,
  examples: templateExamples,
  evidence: ({ secretary, text }) => {
    if (!secretary || !/模[板版]/u.test(text)) return -4;
    return USES.test(text) ? -6 : 5;
  },
  slots: ({ text }) => ({ ...templateWish(text) }),
  label: () => templateTexts.label,
  handle: manageTemplates,
};
