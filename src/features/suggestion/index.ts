import type { Entity, Feature } from '../feature.ts';
import { actAction, detailDialog, rateAction, rateDialog } from './chat/detail.ts';
import { askedLately } from './chat/lately.ts';
import { textDialog } from './chat/file.ts';
import { mergeDialog } from './chat/merge.ts';
import { similarDialog } from './chat/second.ts';
import { countedTries } from './chat/tries.ts';
import { whichDialog } from './chat/which.ts';
import { intents } from './intents/index.ts';
import { digest, planStandingJobs, sweep } from './jobs.ts';
import { leave, personal } from './personal.ts';
import { suggestionsFor, type Asker } from './repo.ts';
import { isAuthor } from './rules/access.ts';
import { suggestions, type Suggestion } from './schema.ts';
import { SUGGESTION } from './slots/named.ts';
import { helpTexts } from './texts/labels.ts';
import { refText, titleText } from './texts/names.ts';

/** Suggestions and hazards from the first word to the author's verdict; anonymous ones without an author. */
export function suggestionFeature(): Feature {
  const lately = askedLately();
  return {
    name: 'suggestion',
    collections: [suggestions],
    intents: intents(countedTries(), lately),
    dialogs: [textDialog(lately), similarDialog, mergeDialog, whichDialog, detailDialog, rateDialog],
    actions: {
      'suggestion.accept': actAction({ kind: 'accept', dueOn: null }),
      'suggestion.decline': actAction({ kind: 'decline', reason: null }),
      'suggestion.assign': actAction({ kind: 'assign', assignee: null, dueOn: null }),
      'suggestion.answer': actAction({ kind: 'answer', text: null }),
      'suggestion.close': actAction({ kind: 'close', result: null, adopted: null }),
      'suggestion.rate': rateAction,
    },
    jobs: { 'suggestion.sweep': sweep, 'suggestion.digest': digest },
    entities: async (asker) => (await suggestionsFor(asker)).map((suggestion) => entityOf(suggestion, asker)),
    react: (situation, event) => (event.type === 'member.left' ? leave(situation, event) : Promise.resolve({})),
    personal,
    audits: [SUGGESTION],
    help: helpTexts,
    setUp: planStandingJobs,
  };
}

function entityOf(suggestion: Suggestion, asker: Asker): Entity {
  const named = names.get(suggestion) ?? namesOf(suggestion);
  names.set(suggestion, named);
  return { ...named, mine: isAuthor(suggestion, asker.person) };
}

/** A row never changes; who filed one has it before them with each word they say. */
const names = new WeakMap<Suggestion, Entity>();

function namesOf(suggestion: Suggestion): Entity {
  const ref = refText(suggestion);
  return {
    kind: SUGGESTION,
    id: suggestion.id,
    title: titleText(suggestion).replace(/…$/u, ''),
    ...(suggestion.number === null ? { aliases: [ref] } : { number: ref }),
    status: suggestion.status,
  };
}
