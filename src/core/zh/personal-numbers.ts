/** Telephone, identity card and bank account numbers, as people write them in a sentence. */
export const PERSONAL_NUMBER = /(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dx]|\d{15,19})(?!\d)/iu;
