import { z } from 'zod';
import { actionKey, type Card } from '../../../core/card.ts';
import { HOUR_MS } from '../../../core/clock.ts';
import { saysNo, saysYes } from '../../../core/zh/assent.ts';
import { localDateOf } from '../../../core/zone.ts';
import { dialog, type ActionTurn, type Dialog, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { planImport, storePolicy, type ImportOptions } from '../import.ts';
import type { ParsedPolicy, Warning } from '../parse/parse-policy.ts';
import type { ReadPolicy } from '../parse/reading.ts';
import { scopeNamed } from '../rules/scope-names.ts';
import { policyDrafts, type PolicyDraft } from '../schema.ts';
import { documentTexts as texts } from '../texts/documents.ts';

export const FILE = 'policy.file';
const OPEN_MS = HOUR_MS;
const YES = /^(?:确认|确定)?导入[吧了]?$/u;
const NO = /^(?:取消导入|不导入了?|别导入|不导了?)$/u;
const FOR_SOME = /^(?:只|仅)?(?:给|对|限)(?<who>.{1,40}?)(?:的?人)?(?:看|用|适用|有效)?$/u;
const EVERYBODY = /^(?:所有人|全员|大家|全体(?:职工|员工)?|全部)$/u;

/** A file that a secretary sent was read: what was understood comes back as a draft, and nothing counts until it is confirmed. */
export async function draftFile(situation: Situation, fileName: string, read: ReadPolicy): Promise<Outcome> {
  if (!read.ok) return { reply: { text: texts.refused(read.refusal) } };
  if (read.policy.clauses.length === 0) return { reply: { text: texts.nothingRead(fileName) } };
  const { tx, person, now } = situation;
  for (const old of await tx.find(policyDrafts, { where: { by: person.userId }, orderBy: 'at' })) await tx.delete(policyDrafts, old.id);
  const { document, clauses, warnings } = read.policy;
  const draft: PolicyDraft = { id: situation.ids.id(), by: person.userId, at: now, fileName, document, clauses: [...clauses], scope: null };
  return shown(situation, draft, warnings);
}

/** The draft in words with its buttons; one that brings nothing new is not kept. */
async function shown(situation: Situation, draft: PolicyDraft, warnings: readonly Warning[]): Promise<Outcome> {
  const plan = await planImport(situation.tx, policyOf(draft, warnings), optionsOf(situation, draft));
  if (plan.unchanged && plan.before !== undefined)
    return { reply: { text: texts.nothingNew(plan.document.title, plan.before.version) }, ask: null };
  await situation.tx.put(policyDrafts, draft);
  const card: Card = {
    id: `policy-file-${situation.keyedHash(situation.messageId).slice(0, 24)}`,
    title: texts.draftTitle,
    buttons: [
      { label: texts.draftConfirm, action: actionKey(FILE, 'confirm', draft.id), style: 'primary' },
      { label: texts.draftCancel, action: actionKey(FILE, 'cancel', draft.id) },
    ],
  };
  return { reply: { text: texts.draft(plan), card }, ask: { dialog: FILE, data: { id: draft.id }, forMs: OPEN_MS } };
}

async function confirm(situation: Situation, draft: PolicyDraft): Promise<Outcome> {
  const imported = await storePolicy(situation.tx, policyOf(draft, []), optionsOf(situation, draft));
  await situation.tx.delete(policyDrafts, draft.id);
  return { reply: { text: texts.taken(imported) }, events: imported.events, ask: null };
}

async function cancel(situation: Situation, draft: PolicyDraft): Promise<Outcome> {
  await situation.tx.delete(policyDrafts, draft.id);
  return { reply: { text: texts.dropped }, ask: null };
}

async function limit(turn: Turn, draft: PolicyDraft, who: string): Promise<Outcome> {
  const warnings: readonly Warning[] = [];
  if (EVERYBODY.test(who)) return shown(turn, { ...draft, scope: [] }, warnings);
  const people = await turn.directory.everyone();
  const known = [...new Set(people.flatMap(({ partyBranch, department }) => [partyBranch ?? [], department ?? []].flat()))];
  const found = scopeNamed(who, known);
  if (!found.ok)
    return { reply: { text: texts.unknownScope(found.unknown, known) }, ask: { dialog: FILE, data: { id: draft.id }, forMs: OPEN_MS } };
  return shown(turn, { ...draft, scope: [...found.names] }, warnings);
}

function policyOf({ document, clauses }: PolicyDraft, warnings: readonly Warning[]): ParsedPolicy {
  return { document, clauses, warnings };
}

function optionsOf({ now, zone }: Situation, { scope }: PolicyDraft): ImportOptions {
  return { now, today: localDateOf(now, zone), ...(scope === null ? {} : { scope }) };
}

type Answer = { readonly kind: 'yes' | 'no' } | { readonly kind: 'for'; readonly who: string };

function answerIn(text: string): Answer | undefined {
  if (saysYes(text) || YES.test(text)) return { kind: 'yes' };
  if (saysNo(text) || NO.test(text)) return { kind: 'no' };
  const who = FOR_SOME.exec(text)?.groups?.['who'];
  return who === undefined ? undefined : { kind: 'for', who };
}

export const fileDialog: Dialog = dialog({
  name: FILE,
  schema: z.object({ id: z.string() }),
  reads: ({ text }) => (answerIn(text) === undefined ? undefined : { intent: 'policy_list', slots: {} }),
  answer: async (turn, { id }) => {
    const draft = await turn.tx.get(policyDrafts, id);
    if (draft === undefined || draft.by !== turn.person.userId) return { reply: { text: texts.draftGone }, ask: null };
    const answer = answerIn(turn.said.text);
    switch (answer?.kind) {
      case 'yes':
        return confirm(turn, draft);
      case 'for':
        return limit(turn, draft, answer.who);
      case 'no':
      case undefined:
        return cancel(turn, draft);
    }
  },
});

/** The buttons under the draft. They live as long as the draft does. */
export async function clickFile(turn: ActionTurn): Promise<Outcome> {
  const [what = '', id = ''] = turn.args;
  const draft = await turn.tx.get(policyDrafts, id);
  if (draft === undefined) return { reply: { text: texts.draftGone } };
  if (draft.by !== turn.person.userId) return { reply: { text: texts.notYours } };
  const outcome = what === 'confirm' ? await confirm(turn, draft) : await cancel(turn, draft);
  const title = what === 'confirm' ? texts.draftDone : texts.draftDropped;
  return { ...outcome, reply: { ...outcome.reply, update: { card: { id: turn.cardId, title }, forEveryone: true } } };
}
