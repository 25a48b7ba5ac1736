import { UniqueViolation, type Collection, type Document, type Query, type Reader, type Writer } from '../store.ts';
import type { Session } from './session.ts';
import type { Asking, PostgresTable } from './table.ts';
import type { Tables } from './tables.ts';

/** Reads in one snapshot. */
export class PostgresReader implements Reader {
  protected readonly session: Session;
  protected readonly tables: Tables;
  #over = false;

  constructor(session: Session, tables: Tables) {
    this.session = session;
    this.tables = tables;
  }

  async get<T extends Document>(of: Collection<T>, id: string): Promise<T | undefined> {
    const table = this.table(of);
    const [row] = await this.session.ask(this.getting(table, id));
    const json = row?.['document'] ?? null;
    return json === null ? undefined : table.read(json);
  }

  async find<T extends Document>(of: Collection<T>, query: Query<T> = {}): Promise<readonly T[]> {
    const table = this.table(of);
    const asking = table.find(query);
    if (asking === null) return [];
    const rows = await this.session.ask(asking);
    return rows.flatMap(({ document: json = null }) => (json === null ? [] : [table.read(json)]));
  }

  async count<T extends Document>(of: Collection<T>, query: Query<T> = {}): Promise<number> {
    const asking = this.table(of).count(query);
    if (asking === null) return 0;
    const [row] = await this.session.ask(asking);
    return Number(row?.['count'] ?? 0);
  }

  /** Read as everything else is, so it is as old or new as what this transaction sees of the collection itself. */
  async revisionOf<T extends Document>(of: Collection<T>): Promise<string | undefined> {
    const table = this.table(of);
    if (!of.revised) return undefined;
    const [row] = await this.session.ask(table.revision());
    return row?.['revision'] ?? undefined;
  }

  /** Ends it: a reader or writer kept and used later is a bug and throws. */
  end(): void {
    this.#over = true;
  }

  protected getting(table: PostgresTable, id: string): Asking {
    return table.get(id);
  }

  protected table<T extends Document>(of: Collection<T>): PostgresTable<T> {
    if (this.#over) throw new Error('the transaction is over');
    return this.tables.of(of);
  }
}

/** Told, inside a transaction, what it keeps: whoever must do something of their own in the same transaction listens. */
export type OnPut = (collection: string, document: Document, transaction: Session) => Promise<void>;

/** Reads its own writes; nobody else sees them before the commit. */
export class PostgresWriter extends PostgresReader implements Writer {
  /** Documents as this transaction knows them: whose unique keys stay as they were need not be looked for again. */
  readonly #known = new Map<string, Map<string, Document | null>>();
  /** Collections it meant to change. */
  readonly #changed = new Set<string>();
  readonly #onPut: OnPut;

  constructor(session: Session, tables: Tables, onPut: OnPut) {
    super(session, tables);
    this.#onPut = onPut;
  }

  override async get<T extends Document>(of: Collection<T>, id: string): Promise<T | undefined> {
    const found = await super.get(of, id);
    this.#note(of, id, found ?? null);
    return found;
  }

  /** The number with the first look, which nearly every writer begins with: so COMMIT need not wait for what a change answers. */
  protected override getting(table: PostgresTable, id: string): Asking {
    return this.session.wantsNumber() ? table.getNumbered(id) : table.get(id);
  }

  override async find<T extends Document>(of: Collection<T>, query: Query<T> = {}): Promise<readonly T[]> {
    const found = await super.find(of, query);
    if (of.unique.length > 0) for (const document of found) this.#note(of, document.id, document);
    return found;
  }

  /** What it changed itself, nobody else may ever see: nothing drawn out of that is kept. */
  override async revisionOf<T extends Document>(of: Collection<T>): Promise<string | undefined> {
    return this.#changed.has(of.name) ? undefined : super.revisionOf(of);
  }

  async insert<T extends Document>(into: Collection<T>, document: T): Promise<void> {
    const table = this.table(into);
    const kept = table.kept(document);
    this.#changed.add(into.name);
    const [row] = await this.session.change(table.insert(kept));
    if (row === undefined) {
      const [holder] = await this.session.ask(table.get(kept.id));
      throw new UniqueViolation(into.name, holder === undefined ? await this.#takenKey(table, kept) : 'id');
    }
    await this.#keep(into, table, kept);
  }

  async put<T extends Document>(into: Collection<T>, document: T): Promise<void> {
    const table = this.table(into);
    const kept = table.kept(document);
    this.#changed.add(into.name);
    if (this.#keysStay(into, table, kept)) this.session.send(table.put(kept, false));
    else {
      const [row] = await this.session.change(table.put(kept, true));
      if (row === undefined) throw new UniqueViolation(into.name, await this.#takenKey(table, kept));
    }
    await this.#keep(into, table, kept);
  }

  /** Puts a document of a collection that is known by name only; checked by that collection's schema. */
  async restore(name: string, document: unknown): Promise<void> {
    const table = this.tables.named(name);
    const kept = table.kept(document);
    this.#changed.add(name);
    const [row] = await this.session.change(table.insert(kept));
    if (row === undefined) throw new UniqueViolation(name, 'id');
    this.session.wrote(rowOf({ name }, kept.id), table.writtenBy(kept.id));
    await this.#onPut(name, kept, this.session);
  }

  async delete<T extends Document>(from: Collection<T>, id: string): Promise<void> {
    this.#changed.add(from.name);
    this.session.send(this.table(from).delete(id));
    this.session.deleted(rowOf(from, id));
    this.#note(from, id, null);
  }

  #keysStay<T extends Document>(into: Collection<T>, table: PostgresTable<T>, kept: T): boolean {
    if (into.unique.length === 0) return true;
    const known = this.#known.get(into.name)?.get(kept.id);
    return known !== undefined && known !== null && table.agreeOnKeys(known, kept);
  }

  /** Called after a refusal; where nobody holds a key any more, somebody else is at work on it, and the work runs again. */
  async #takenKey<T extends Document>(table: PostgresTable<T>, document: T): Promise<string> {
    const asking = table.taken(document);
    const [row] = asking === null ? [] : await this.session.ask(asking);
    const key = row?.['key'] ?? null;
    if (key === null) throw new Error(`${table.collection.name}: refused, but no key is taken`);
    return key;
  }

  async #keep(into: { readonly name: string }, table: Pick<PostgresTable, 'writtenBy'>, document: Document): Promise<void> {
    this.#note(into, document.id, document);
    this.session.wrote(rowOf(into, document.id), table.writtenBy(document.id));
    await this.#onPut(into.name, document, this.session);
  }

  #note(of: { readonly name: string }, id: string, document: Document | null): void {
    const known = this.#known.get(of.name);
    if (known === undefined) this.#known.set(of.name, new Map([[id, document]]));
    else known.set(id, document);
  }
}

function rowOf({ name }: { readonly name: string }, id: string): string {
  return `${name}/${id}`;
}
