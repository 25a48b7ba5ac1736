/** One turn of a talk with the service. */
export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** How long the caller is willing to wait in all; `signal` gives up earlier. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * The door to an outside language service (OpenAI-compatible), where one is configured. Each part is there only when its model is
 * set. It is never asked inside a store transaction, it may be slow, away or wrong at any time, and what it says is a stranger's
 * word: the caller checks it. Every method throws PlatformError (channel `model`) and nothing else; no address, key or text in it.
 */
export interface Model {
  /** The answer in the pieces in which it comes; ends when the service ends it. At most `maxTokens` are asked for. */
  readonly chat?: (request: { readonly messages: readonly ModelMessage[]; readonly maxTokens: number } & Patience) => AsyncIterable<string>;
  /** One vector for each text, in their order, all of one length. */
  readonly embed?: (texts: readonly string[], patience: Patience) => Promise<readonly Float32Array[]>;
  /** How well each text answers the question: one figure for each, in their order; only the order means anything. */
  readonly rerank?: (question: string, texts: readonly string[], patience: Patience) => Promise<readonly number[]>;
}
