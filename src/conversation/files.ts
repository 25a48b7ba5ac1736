import type { Attachment, FetchedFile, Inbound } from '../core/message.ts';
import { isSecretary } from '../core/person.ts';
import type { Feature, FileHandler } from '../features/feature.ts';
import type { Store } from '../store/store.ts';
import { directoryIn, type AppointedRoles } from './identity/directory.ts';
import type { FileRoom } from './file-room.ts';
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
  around: {
    readonly store: Store;
    readonly features: readonly Feature[];
    readonly appointed: AppointedRoles;
    readonly refusesFiles?: () => boolean;
    readonly fileRoom: FileRoom;
  },
  inbound: Inbound,
  id: string,
): Promise<OpenedFile | undefined> {
  if (inbound.kind !== 'attachment' || inbound.type === 'video' || inbound.chat.kind !== 'direct') return undefined;
  const { type } = inbound;
  const known = await around.store.read(async (tx) => ({
    answered: (await tx.get(answers, id)) !== undefined,
    person: await directoryIn(tx, around.appointed).person(inbound.userId),
  }));
  if (known.answered) return undefined;
  if (!isSecretary(known.person)) return type === 'file' ? saying(texts.fileOfMember) : undefined;
  const reader = type === 'file' ? around.features.find((one) => one.openFile !== undefined) : undefined;
  const keepers = around.features.filter((one) => one.keepFile !== undefined);
  const [owner = keepers[0]] = reader === undefined ? [] : [reader];
  if (owner === undefined) return undefined;
  // Before messages have to be refused (reliability D12).
  if (around.refusesFiles?.() === true) return saying(texts.noRoomForFiles);
  const opened = around.fileRoom(async () => {
    const file = await fetched(inbound);
    if (file === undefined) return undefined;
    if (!file.ok) return saying(texts.fileNotFetched(file.reason));
    const read = await reader?.openFile?.({ name: file.name, bytes: file.bytes });
    return { feature: owner.name, handle: keeping(keepers, { type, name: file.name, bytes: file.bytes }, read) };
  });
  return opened ?? saying(texts.tooManyFiles);
}

/** What was read of it, and below that what else can be done with it. */
function keeping(
  keepers: readonly Feature[],
  file: { readonly type: 'image' | 'file'; readonly name: string; readonly bytes: Uint8Array },
  read: FileHandler | undefined,
): FileHandler {
  return async (situation) => {
    const outcome = (await read?.(situation)) ?? {};
    const said: string[] = outcome.reply?.text === undefined ? [] : [outcome.reply.text];
    for (const keeper of keepers) {
      const words = (await keeper.keepFile?.(situation, file)) ?? null;
      if (words !== null) said.push(words);
    }
    return { ...outcome, reply: { ...outcome.reply, text: said.join('\n') } };
  };
}

function fetched(inbound: Attachment): Promise<FetchedFile | undefined> {
  return inbound.fetch === undefined ? Promise.resolve(undefined) : inbound.fetch();
}

function saying(text: string): OpenedFile {
  return { feature: 'conversation', handle: () => Promise.resolve({ reply: { text } }) };
}
