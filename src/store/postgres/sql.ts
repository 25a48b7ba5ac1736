/** Where the collections' tables stand. */
export const TABLES = 'dangqun';
/** Where the store keeps what it knows of itself. */
export const HOUSE = 'dangqun_store';

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function tableName(collection: string): string {
  return `${TABLES}.${quoted(collection)}`;
}

/** A statement with a name is parsed and planned once by each connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}
