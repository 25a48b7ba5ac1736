import type { Ids } from '../core/ids.ts';

interface Media {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** The webhook it was uploaded to; a media_id is good only there (reference d). */
  readonly robotKey?: string;
}

export interface MediaShelf {
  put(media: Omit<Media, 'id'>): Media;
  get(id: string): Media | undefined;
}

const KEPT_BYTES = 100 * 1024 * 1024;

/** Pictures and files of the chats, in memory; the oldest go first. */
export function openMediaShelf(ids: Ids): MediaShelf {
  const kept = new Map<string, Media>();
  let total = 0;
  return {
    put(draft) {
      const media: Media = { ...draft, id: ids.id() };
      kept.set(media.id, media);
      total += media.bytes.length;
      for (const [id, oldest] of kept) {
        if (total <= KEPT_BYTES || id === media.id) break;
        kept.delete(id);
        total -= oldest.bytes.length;
      }
      return media;
    },
    get: (id) => kept.get(id),
  };
}

/** JPG and PNG are all that WeCom takes as pictures; told by their first bytes. */
export function pictureType(bytes: Buffer): 'image/png' | 'image/jpeg' | undefined {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  return undefined;
}
