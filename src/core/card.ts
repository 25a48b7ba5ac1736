/**
 * A neutral card. Channels render the best form they have: buttons become WeCom buttons, or numbered
 * choices where there are none. Lengths are in characters; channels cut what is longer.
 */
export interface Card {
  /** Unique per sending; comes back with the action. [0-9A-Za-z_@-], at most 128 bytes. */
  readonly id: string;
  /** ≤ 26 characters. */
  readonly title: string;
  /** One line under the title, ≤ 30 characters. */
  readonly description?: string;
  /** ≤ 112 characters. */
  readonly body?: string;
  /** Where a tap on it leads, for channels whose cards lead somewhere. */
  readonly link?: string;
  /** ≤ 6 rows; name ≤ 5 characters, value ≤ 26. */
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
  /** ≤ 6 buttons. */
  readonly buttons?: readonly Button[];
  /** A question with options and one submit button (WeCom vote_interaction); excludes `buttons`. */
  readonly choice?: Choice;
}

export interface Button {
  /** ≤ 10 characters. */
  readonly label: string;
  readonly action: string;
  readonly style?: 'primary' | 'plain' | 'danger';
}

export interface Choice {
  readonly key: string;
  readonly multiple: boolean;
  /** ≤ 20 options, label ≤ 11 characters, id ≤ 128 bytes. */
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly submit: Button;
}

/** `activity.signUp` + arguments → the key that a button carries; ≤ 1024 bytes. */
export function actionKey(name: `${string}.${string}`, ...args: readonly string[]): string {
  return [name, ...args.map((arg) => encodeURIComponent(arg))].join(':');
}

export function parseActionKey(key: string): { name: string; args: readonly string[] } {
  const [name = '', ...args] = key.split(':');
  return { name, args: args.map((arg) => decodeURIComponent(arg)) };
}
