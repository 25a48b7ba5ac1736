import { createHash } from 'node:crypto';
import type { Instant, LocalDate } from '../../core/clock.ts';
import type { ClauseChange, DomainEvent } from '../../core/events.ts';
import type { SeedFiles } from '../feature.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { touch } from './knowledge.ts';
import { parsePolicy, type ParsedPolicy } from './parse/parse-policy.ts';
import { changesBetween, originOf } from './rules/changes.ts';
import { coreTitle, isCurrent, replacesIt, validityOn } from './rules/validity.ts';
import { policyClauses, policyDocuments, type Clause, type PolicyDocument } from './schema.ts';

export interface Imported {
  readonly plan: ImportPlan;
  /** As it is stored now; when the text says the same as before, the version that was there. */
  readonly document: PolicyDocument;
  /** Titles of the documents that this one repeals. */
  readonly repeals: readonly string[];
  /** To be announced together with what was stored. */
  readonly events: readonly DomainEvent[];
}

export interface ImportOptions {
  /** Local date in the house's zone, and the instant. */
  readonly today: LocalDate;
  readonly now: Instant;
  /** Branches and departments it holds for; absent: as the version before, else everybody. */
  readonly scope?: readonly string[];
}

/** What an import would do. Reads only, so that a draft can say it before anybody agrees. */
export interface ImportPlan {
  readonly policy: ParsedPolicy;
  readonly document: PolicyDocument;
  readonly clauses: readonly Clause[];
  readonly before: PolicyDocument | undefined;
  readonly changes: readonly ClauseChange[];
  readonly replaced: readonly PolicyDocument[];
  /** Another document of the same title that stays in force beside it. */
  readonly namesake: PolicyDocument | undefined;
  readonly unchanged: boolean;
}

export async function planImport(tx: Reader, policy: ParsedPolicy, { today, now, scope }: ImportOptions): Promise<ImportPlan> {
  const before = await sameDocument(tx, policy.document);
  const number = policy.document.number ?? before?.number ?? null;
  const key = before?.key ?? (number ?? policy.document.title).replaceAll(/\s+/gu, '');
  const version = before === undefined ? 1 : before.version + 1;
  const id = `${key}#${version}`;
  const fresh = policy.clauses.map((clause): Clause => ({ ...clause, id: `${id}/${clause.order}`, documentId: id, origin: null }));
  const old = before === undefined ? [] : await tx.find(policyClauses, { where: { documentId: before.id }, orderBy: 'order' });
  const { changes, origins } = changesBetween(old, fresh);
  const others = (await tx.find(policyDocuments, { where: { superseded: false }, orderBy: 'inForceFrom' })).filter(
    (one) => one.key !== key,
  );
  const successor = others.find(
    (other) => other.replaces !== null && replacesIt(other.replaces, { ...policy.document, number }) && isLater(other, policy.document),
  );
  const document: PolicyDocument = {
    ...policy.document,
    number,
    id,
    key,
    version,
    superseded: false,
    supersededOn: null,
    importedAt: now,
    scope: [...(scope ?? before?.scope ?? [])],
    reviewOn: policy.document.reviewOn ?? before?.reviewOn ?? null,
    withdrawnOn: null,
    ...repeal(successor, today),
  };
  const replaced = others.filter((other) => document.replaces !== null && replacesIt(document.replaces, other) && isLater(document, other));
  return {
    policy,
    document,
    before,
    replaced,
    changes: before === undefined ? [] : changes,
    clauses: fresh.map((clause) => ({ ...clause, origin: origins.get(clause.id) ?? null })),
    namesake: others.find(
      (other) => !replaced.includes(other) && isCurrent(validityOn(other, today)) && coreTitle(other.title) === coreTitle(document.title),
    ),
    unchanged: before !== undefined && before.withdrawnOn === null && changes.length === 0 && saysTheSame(before, document),
  };
}

/** Stores a parsed policy. The same document again is a new version; the clauses of the version before stay, marked as replaced. */
export async function storePolicy(tx: Writer, policy: ParsedPolicy, options: ImportOptions): Promise<Imported> {
  const plan = await planImport(tx, policy, options);
  const { document, before, changes, clauses, replaced, unchanged } = plan;
  if (unchanged && before !== undefined) return { plan, document: before, repeals: [], events: [] };
  const { today } = options;
  if (before !== undefined)
    await tx.put(policyDocuments, { ...before, superseded: true, supersededOn: laterOf(document.inForceFrom, today) });
  await tx.insert(policyDocuments, document);
  for (const clause of clauses) await tx.insert(policyClauses, clause);
  const events: DomainEvent[] = changed(document, changes);
  for (const other of replaced) {
    if (other.repealedBy === document.id) continue;
    await tx.put(policyDocuments, { ...other, ...repeal(document, today) });
    events.push(...changed(document, await takenOver(tx, other, clauses)));
  }
  await touch(tx, 'documents', `${document.id}\n${createHash('sha256').update(JSON.stringify(policy)).digest('hex')}`);
  return { plan, document, repeals: replaced.map((other) => other.title), events };
}

/** A secretary takes a document back: nobody is answered from it any more, and who was hears of it. */
export async function withdrawPolicy(tx: Writer, document: PolicyDocument, today: LocalDate): Promise<readonly DomainEvent[]> {
  await tx.put(policyDocuments, { ...document, withdrawnOn: today });
  await touch(tx, 'documents', `${document.id}\nwithdrawn ${today}`);
  const clauses = await tx.find(policyClauses, { where: { documentId: document.id }, orderBy: 'order' });
  return changed(
    document,
    clauses.map((clause): ClauseChange => ({
      kind: 'removed',
      clauseNo: clause.label,
      origin: originOf(clause),
      oldClauseId: clause.id,
      newClauseId: null,
    })),
  );
}

/** The clauses of a document that another one repeals: what of them the other one says differently, and what it no longer says. */
async function takenOver(tx: Reader, repealed: PolicyDocument, fresh: readonly Clause[]): Promise<readonly ClauseChange[]> {
  const old = await tx.find(policyClauses, { where: { documentId: repealed.id }, orderBy: 'order' });
  return changesBetween(old, fresh).changes.filter(({ kind }) => kind === 'changed' || kind === 'removed');
}

function changed(document: PolicyDocument, changes: readonly ClauseChange[]): DomainEvent[] {
  return changes.length === 0 ? [] : [{ type: 'policy.clausesChanged', documentId: document.id, version: document.version, changes }];
}

/**
 * The version before: by number; a text without one (or one that got its number only now) by its title, where just one
 * document has it. Two documents with different numbers are two documents, whatever they are called.
 */
async function sameDocument(tx: Reader, { number, title }: Pick<PolicyDocument, 'number' | 'title'>): Promise<PolicyDocument | undefined> {
  const current = await tx.find(policyDocuments, { where: { superseded: false }, orderBy: 'inForceFrom' });
  const plain = number?.replaceAll(/\s+/gu, '');
  const byNumber = current.find((document) => plain !== undefined && document.number?.replaceAll(/\s+/gu, '') === plain);
  const byKey = current.find(({ key }) => key === (plain ?? title.replaceAll(/\s+/gu, '')));
  if (byNumber !== undefined || byKey !== undefined) return byNumber ?? byKey;
  const named = current.filter((document) => coreTitle(document.title) === coreTitle(title));
  return named.length === 1 ? named.find((document) => number === null || document.number === null) : undefined;
}

const TOLD = ['title', 'number', 'issuer', 'issuedOn', 'inForceFrom', 'inForceUntil', 'replaces', 'contact', 'reviewOn'] as const;

function saysTheSame(one: PolicyDocument, other: PolicyDocument): boolean {
  return TOLD.every((field) => one[field] === other[field]) && one.scope.join('\n') === other.scope.join('\n');
}

/** A document cannot replace what came into force after it (titles are often the same). */
function isLater(one: Pick<PolicyDocument, 'inForceFrom'>, other: Pick<PolicyDocument, 'inForceFrom'>): boolean {
  return one.inForceFrom === null || other.inForceFrom === null || one.inForceFrom > other.inForceFrom;
}

function laterOf(day: LocalDate | null, today: LocalDate): LocalDate {
  return day !== null && day > today ? day : today;
}

function repeal(by: PolicyDocument | undefined, today: LocalDate): Pick<PolicyDocument, 'repealedFrom' | 'repealedBy'> {
  return by === undefined ? { repealedFrom: null, repealedBy: null } : { repealedFrom: by.inForceFrom ?? today, repealedBy: by.id };
}

/** The shipped, fictitious rules. */
export async function seedPolicies(tx: Writer, files: SeedFiles, now: Instant): Promise<void> {
  for (const { name, text } of await files.texts('policies'))
    await storePolicy(tx, parsePolicy(name, text), { now, today: now.slice(0, 10) });
}
