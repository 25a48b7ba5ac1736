const D = '[\\d０-９]';
const GAP = '[\\s-]?';

/** Telephone, identity card and bank account numbers, as people write them in a sentence: 138 0013 8000, 0512-66668888, 1101011990… */
export const PERSONAL_NUMBER = new RegExp(
  `(?<!${D})(?:(?:\\+?86${GAP})?[1１][3-9３-９]${D}${GAP}${D}{4}${GAP}${D}{4}|[0０]${D}{2,3}-${D}{7,8}|${D}{6}${GAP}${D}{8}${GAP}${D}{3}[\\dxX０-９]|${D}{15,19})(?!${D})`,
  'iu',
);
