import type { Organization } from './options.ts';

export interface Names {
  nameOf(userId: string): string;
  /** Userids of those of `among` whose `@name` stands in the text, and `@all` for `@所有人`. */
  namedIn(text: string, among: readonly string[]): readonly string[];
  /** Userids of `<@userid>` in a webhook's text. */
  taggedIn(text: string): readonly string[];
  /** Whether the text has the bot's `@name`: WeCom delivers a group message only then. */
  callsBot(text: string): boolean;
}

/** Mentions are plain text in WeCom's messages; only names tell who is meant (reference b.1). */
export function namesOf(organization: Organization, botName: string): Names {
  const names = new Map(organization.people.map(({ userId, name }) => [userId, name]));
  return {
    nameOf: (userId) => names.get(userId) ?? userId,
    namedIn(text, among) {
      const people = among.filter((userId) => text.includes(`@${names.get(userId) ?? userId}`));
      return text.includes('@所有人') ? ['@all', ...people] : people;
    },
    taggedIn: (text) => [...text.matchAll(/<@([^<>\s]{1,64})>/g)].map(([, userId = '']) => userId),
    callsBot: (text) => text.includes(`@${botName}`),
  };
}
