import { createHash } from 'node:crypto';
import type { ClauseChange, DomainEvent } from '../../core/events.ts';
import type { Person } from '../../core/person.ts';
import { localDateOf } from '../../core/zone.ts';
import type { JobOutcome, JobSituation, NoticeDraft } from '../feature.ts';
import { difference } from './rules/difference.ts';
import { isFor } from './rules/scope.ts';
import { policyClauses, policyDocuments, type PolicyDocument } from './schema.ts';
import { policyCitations } from './schema/loop.ts';
import { recallTexts, type Recalled } from './texts/recall.ts';

/** Clauses changed: everybody who was quoted one of them is told what it says now, alone, once, in one message. */
export async function recall(situation: JobSituation, event: DomainEvent): Promise<JobOutcome> {
  if (event.type !== 'policy.clausesChanged') return {};
  const document = await situation.tx.get(policyDocuments, event.documentId);
  if (document === undefined) return {};
  const byPerson = new Map<string, Recalled[]>();
  for (const change of event.changes) {
    if (change.kind !== 'changed' && change.kind !== 'removed') continue;
    for (const [userId, clause] of await recalledBy(situation, document, change)) {
      byPerson.set(userId, [...(byPerson.get(userId) ?? []), clause]);
    }
  }
  // The same import announced twice finds nobody left to tell; the key guards against the same moment twice.
  const mark = createHash('sha256').update(JSON.stringify(event.changes)).digest('hex').slice(0, 16);
  const notices = [...byPerson].map(([userId, clauses]): NoticeDraft => ({
    key: `policy.recall:${document.id}:${mark}:${userId}`,
    to: { kind: 'person', userId },
    content: { kind: 'text', text: recallTexts.notice(clauses) },
    about: { kind: 'policyDocument', id: document.id },
  }));
  return { notices };
}

/** Who was quoted this clause in words that hold no longer. From now on each of them counts as told the new ones. */
async function recalledBy(
  { tx, now, zone, directory }: JobSituation,
  document: PolicyDocument,
  change: ClauseChange,
): Promise<readonly (readonly [string, Recalled])[]> {
  const next = change.newClauseId === null ? undefined : await tx.get(policyClauses, change.newClauseId);
  const today = localDateOf(now, zone);
  const found: (readonly [string, Recalled])[] = [];
  for (const citation of await tx.find(policyCitations, { where: { origin: change.origin } })) {
    if (citation.clauseId === next?.id) continue;
    const old = await tx.get(policyClauses, citation.clauseId);
    const before = old === undefined ? undefined : await tx.get(policyDocuments, old.documentId);
    // What they read is compared, not the version just before: they may have asked two versions ago.
    const { gone, fresh } = difference(old?.text ?? '', next?.text ?? '');
    if (next === undefined) await tx.delete(policyCitations, citation.id);
    else await tx.put(policyCitations, { ...citation, clauseId: next.id });
    if (next !== undefined && gone.length === 0 && fresh.length === 0) continue;
    const reader = await directory.person(citation.userId);
    found.push([
      citation.userId,
      {
        title: before?.title ?? document.title,
        label: old?.label ?? change.clauseNo,
        quotedOn: localDateOf(citation.at, zone),
        state: stateOf(document, next !== undefined, reader),
        from: document.inForceFrom !== null && document.inForceFrom > today ? document.inForceFrom : null,
        gone,
        fresh,
      },
    ]);
  }
  return found;
}

/** Words that are not for somebody are not sent to them either. */
function stateOf(document: PolicyDocument, stands: boolean, { partyBranch, department, roles }: Person): Recalled['state'] {
  if (document.withdrawnOn !== null) return 'withdrawn';
  if (!stands) return 'removed';
  return isFor(document, { partyBranch, department, roles, group: null }) ? 'changed' : 'notForYou';
}
