import type { Instant } from '../../core/clock.ts';
import type { SeedFiles } from '../feature.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { touch } from './knowledge.ts';
import { parsePolicy, type Metadata, type ParsedPolicy } from './parse/parse-policy.ts';
import { replacesIt } from './rules/validity.ts';
import { policyClauses, policyDocuments, type PolicyDocument } from './schema.ts';

export interface Imported {
  readonly policy: ParsedPolicy;
  readonly document: PolicyDocument;
  /** Titles of the documents that this one repeals. */
  readonly repeals: readonly string[];
}

/** Stores a policy text. The same number again is a new version; the clauses of the version before stay, unasked, as what was once quoted. */
export async function storePolicy(tx: Writer, fileName: string, text: string, metadata: Metadata, now: Instant): Promise<Imported> {
  const first = parsePolicy(fileName, text, metadata);
  const versions = await versionsOf(tx, first.document.key);
  const policy = versions.length === 0 ? first : parsePolicy(fileName, text, metadata, versions.length + 1);
  for (const version of versions) if (!version.superseded) await tx.put(policyDocuments, { ...version, superseded: true });
  const others = (await tx.find(policyDocuments, { where: { superseded: false }, orderBy: 'inForceFrom' })).filter(
    (other) => other.key !== policy.document.key,
  );
  const successor = others.find(
    (other) => other.replaces !== null && replacesIt(other.replaces, policy.document) && isLater(other, policy.document),
  );
  const document: PolicyDocument = { ...policy.document, superseded: false, importedAt: now, ...repeal(successor, now) };
  await tx.insert(policyDocuments, document);
  for (const clause of policy.clauses) await tx.insert(policyClauses, clause);
  const replaced = others.filter((other) => document.replaces !== null && replacesIt(document.replaces, other) && isLater(document, other));
  for (const other of replaced) await tx.put(policyDocuments, { ...other, ...repeal(document, now) });
  await touch(tx, 'documents', `${document.id}\n${text}`);
  return { policy, document, repeals: replaced.map((other) => other.title) };
}

async function versionsOf(tx: Reader, key: string): Promise<readonly PolicyDocument[]> {
  const versions: PolicyDocument[] = [];
  for (let version = 1; ; version += 1) {
    const document = await tx.get(policyDocuments, `${key}#${version}`);
    if (document === undefined) return versions;
    versions.push(document);
  }
}

/** A document cannot replace what came into force after it (titles are often the same). */
function isLater(one: Pick<PolicyDocument, 'inForceFrom'>, other: Pick<PolicyDocument, 'inForceFrom'>): boolean {
  return one.inForceFrom === null || other.inForceFrom === null || one.inForceFrom > other.inForceFrom;
}

function repeal(by: PolicyDocument | undefined, now: Instant): Pick<PolicyDocument, 'repealedFrom' | 'repealedBy'> {
  return by === undefined
    ? { repealedFrom: null, repealedBy: null }
    : { repealedFrom: by.inForceFrom ?? now.slice(0, 10), repealedBy: by.id };
}

/** The shipped, fictitious rules. */
export async function seedPolicies(tx: Writer, files: SeedFiles, now: Instant): Promise<void> {
  for (const { name, text } of await files.texts('policies')) await storePolicy(tx, name, text, {}, now);
}
