/** What is hashed for the token of a download link; apart from the tokens of other features. */
export function exportKey(token: string): string {
  return `activity.export:${token}`;
}
