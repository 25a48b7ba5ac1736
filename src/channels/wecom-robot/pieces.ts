import { bytesOf, split } from '../wecom/limits.ts';
import { partMark } from './texts.ts';

/**
 * The text in messages of at most `limitBytes`, each of several with its number in front: （1/2）. The number stands in a
 * paragraph of its own, so that a heading or a table after it stays one.
 */
export function numberedPieces(text: string, limitBytes: number, gap: '\n' | '\n\n'): readonly string[] {
  const whole = split(text, limitBytes);
  if (whole.length <= 1) return whole;
  for (let most = 9; ; most = most * 10 + 9) {
    const mark = bytesOf(partMark(most, most)) + gap.length;
    const pieces = split(text, limitBytes - mark);
    if (pieces.length <= most) return pieces.map((piece, index) => `${partMark(index + 1, pieces.length)}${gap}${piece}`);
  }
}
