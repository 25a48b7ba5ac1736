import { Buffer } from 'node:buffer';
import type { Feature } from '../../feature.ts';
import { keepLatest } from '../repo/attachments.ts';
import { attachmentTexts } from '../texts/attachment.ts';

/** WeCom's limit for a picture of a group robot; a file goes to every group as a copy, so the same holds for it. */
const LIMIT_BYTES = 2 * 1024 * 1024;
const LEAST_BYTES = 6;

/** A picture or file of a secretary, kept for what they say next: "把这张图发到一支部群". */
export const keepForPost: NonNullable<Feature['keepFile']> = async (situation, { type, name, bytes }) => {
  if (bytes.length > LIMIT_BYTES) return type === 'image' ? attachmentTexts.imageTooBig : attachmentTexts.fileTooBig;
  if (bytes.length < LEAST_BYTES || (type === 'image' && !isPicture(bytes))) return type === 'image' ? attachmentTexts.noPicture : null;
  await keepLatest(situation.tx, situation.person.userId, { type, name, base64: Buffer.from(bytes).toString('base64') });
  return type === 'image' ? attachmentTexts.imageKept : attachmentTexts.fileKept;
};

/** Group robots take PNG and JPEG. */
function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return head === '89504e47' || head.startsWith('ffd8ff');
}
