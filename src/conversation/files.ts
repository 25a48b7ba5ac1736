import type { Attachment, FetchedFile, Inbound } from '../core/message.ts';
import { isSecretary } from '../core/person.ts';
import type { Feature, FileHandler } from '../features/feature.ts';
import type { Store } from '../store/store.ts';
import { directoryIn, type AppointedRoles } from './identity/directory.ts';
import { answers } from './schema.ts';
import { texts } from './texts.ts';

export interface OpenedFile {
  readonly feature: string;
  readonly handle: FileHandler;
}

/**
 * A file that a secretary sent alone is brought here and read before the message's transaction begins: both take seconds,
 * and a store waits for nobody. Everybody else's file stays where it is. undefined: nothing was opened.
 */
export async function openFile(
  around: { readonly store: Store; readonly features: readonly Feature[]; readonly appointed: AppointedRoles },
  inbound: Inbound,
  id: string,
): Promise<OpenedFile | undefined> {
  if (inbound.kind !== 'attachment' || inbound.type !== 'file' || inbound.chat.kind !== 'direct') return undefined;
  const known = await around.store.read(async (tx) => ({
    answered: (await tx.get(answers, id)) !== undefined,
    person: await directoryIn(tx, around.appointed).person(inbound.userId),
  }));
  if (known.answered) return undefined;
  if (!isSecretary(known.person)) return saying(texts.fileOfMember);
  const feature = around.features.find((one) => one.openFile !== undefined);
  const file = await fetched(inbound);
  if (feature?.openFile === undefined || file === undefined) return undefined;
  if (!file.ok) return saying(texts.fileNotFetched(file.reason));
  return { feature: feature.name, handle: await feature.openFile({ name: file.name, bytes: file.bytes }) };
}

function fetched(inbound: Attachment): Promise<FetchedFile | undefined> {
  return inbound.fetch === undefined ? Promise.resolve(undefined) : inbound.fetch();
}

function saying(text: string): OpenedFile {
  return { feature: 'conversation', handle: () => Promise.resolve({ reply: { text } }) };
}
