/** A vector as it is kept, by the key of its unit. */
export interface KeptVector {
  readonly key: string;
  readonly vector: Float32Array;
}

/** Where vectors outlive the process, so that nobody pays twice for a clause. A cache: losing it costs one more round at the service. */
export interface VectorShelf {
  /** Everything that can still be read; what is damaged is left out. */
  read(): AsyncIterable<KeptVector>;
  add(vectors: readonly KeptVector[]): Promise<void>;
  /** Nothing but these. */
  replace(vectors: readonly KeptVector[]): Promise<void>;
}
