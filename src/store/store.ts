import type { ZodType } from 'zod';

/** Everything kept is a document: plain JSON with an `id`. Documents are frozen; change = put a new one. */
export interface Document {
  readonly id: string;
}

type Field<T> = keyof T & string;

/**
 * A typed collection. `schema` checks what is written and what is read from disk.
 * `indexes` and `unique` list top-level fields whose values are strings, numbers, booleans or null
 * (a missing field counts as null). A unique key does not bind documents in which one of its fields is null.
 */
export interface Collection<T extends Document> {
  readonly name: string;
  readonly schema: ZodType<T>;
  readonly indexes: readonly (readonly Field<T>[])[];
  readonly unique: readonly (readonly Field<T>[])[];
  /** Something is drawn out of all of it (`derived.ts`), and it changes seldom: those who change it wait for each other. */
  readonly revised: boolean;
  /** It is recorded who of those with an office changed which document of it (conversation/audit). */
  readonly audited: boolean;
}

/** A collection whose document type does not matter (lists of collections, engines). */
export interface AnyCollection {
  readonly name: string;
  readonly schema: ZodType<Document>;
  readonly indexes: readonly (readonly string[])[];
  readonly unique: readonly (readonly string[])[];
  readonly revised?: boolean;
  readonly audited?: boolean;
}

export function collection<T extends Document>(definition: {
  name: string;
  schema: ZodType<T>;
  indexes?: readonly (readonly Field<T>[])[];
  unique?: readonly (readonly Field<T>[])[];
  revised?: boolean;
  audited?: boolean;
}): Collection<T> {
  return { indexes: [], unique: [], revised: false, audited: false, ...definition };
}

/**
 * Equality on `where`, then order by `orderBy` (default `id`), bounded by `from` (inclusive) and `upTo` (inclusive).
 * The fields of `where` plus `orderBy` must begin a declared index (the `where` fields in any order), or `where` must
 * be a whole unique key; `{}` alone walks the collection by id. Anything else is a bug and throws: nothing scans by accident.
 */
export interface Query<T extends Document> {
  readonly where?: { readonly [F in Field<T>]?: T[F] | null };
  readonly orderBy?: Field<T>;
  readonly from?: string | number;
  readonly upTo?: string | number;
  readonly descending?: boolean;
  readonly limit?: number;
}

export interface Reader {
  get<T extends Document>(of: Collection<T>, id: string): Promise<T | undefined>;
  find<T extends Document>(of: Collection<T>, query?: Query<NoInfer<T>>): Promise<readonly T[]>;
  count<T extends Document>(of: Collection<T>, query?: Query<NoInfer<T>>): Promise<number>;
  /**
   * The same value for as long as nothing in the collection changed, and another one, of no other store, ever after.
   * For `derived.ts`; an engine that cannot tell cheaply leaves it out, or says undefined.
   */
  revisionOf?<T extends Document>(of: Collection<T>): Promise<object | string | undefined>;
}

export interface Writer extends Reader {
  /** Throws {@link UniqueViolation} when the id or a unique key is taken. */
  insert<T extends Document>(into: Collection<T>, document: NoInfer<T>): Promise<void>;
  /** Inserts or replaces by id. Throws {@link UniqueViolation} when a unique key belongs to another document. */
  put<T extends Document>(into: Collection<T>, document: NoInfer<T>): Promise<void>;
  /** Deleting what is not there is no error. */
  delete<T extends Document>(from: Collection<T>, id: string): Promise<void>;
}

/** Another document already has this id or unique key. The transaction goes on unless the caller lets it throw. */
export class UniqueViolation extends Error {
  readonly collection: string;
  readonly key: string;
  /** The document that wanted it, where its caller cannot know. */
  readonly documentId: string | undefined;
  constructor(collectionName: string, key: string, documentId?: string) {
    super(`${collectionName}: ${key} is taken`);
    this.name = 'UniqueViolation';
    this.collection = collectionName;
    this.key = key;
    this.documentId = documentId;
  }
}

/** The store cannot promise durability at the moment (disk full, database away). Nothing was changed. */
export class StoreUnavailable extends Error {
  constructor(reason: string, options?: { cause: unknown }) {
    super(`the store is not available: ${reason}`, options);
    this.name = 'StoreUnavailable';
  }
}

/** The work of a transaction did not come to an end in time. Nothing was changed; the others go on. A bug, not the disk. */
export class WorkTookTooLong extends Error {
  constructor(limitMs: number) {
    super(`a transaction did not end within ${limitMs} ms`);
    this.name = 'WorkTookTooLong';
  }
}

/**
 * The door to everything kept.
 * `write` is a serializable transaction: all of it or, when `work` throws, none of it; it resolves only once durable.
 * `work` may run again (conflict on a database), so it must do nothing but read and write through the given writer.
 * `read` sees one consistent state, and nothing that is not yet durable.
 */
export interface Store {
  read<R>(work: (tx: Reader) => Promise<R>): Promise<R>;
  write<R>(work: (tx: Writer) => Promise<R>): Promise<R>;
  /** Finishes what was begun, then lets go of files and connections. Later calls throw {@link StoreUnavailable}. */
  close(): Promise<void>;
}
