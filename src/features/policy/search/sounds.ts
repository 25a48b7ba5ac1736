import { pinyin } from 'pinyin-pro';

/** What dialects and quick tongues do not tell apart: 知 and 资, 南 and 兰, 今 and 经. Tones are not typed, so they do not count. */
function folded(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/u, '$1')
    .replace(/^l/u, 'n')
    .replace(/([aei])ng$/u, '$1n');
}

const known = new Map<number, readonly string[]>();

/** How a character may sound, by its code; a wrong character from a keyboard of sounds, or from speech, sounds like the right one. */
export function soundsOf(code: number): readonly string[] {
  let all = known.get(code);
  if (all === undefined) {
    all = [...new Set(pinyin(String.fromCharCode(code), { toneType: 'none', multiple: true, type: 'array' }).map(folded))];
    known.set(code, all);
  }
  return all;
}
