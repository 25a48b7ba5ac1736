import type { Instant } from '../core/clock.ts';
import type { Directory } from '../core/person.ts';
import type { Writer } from '../store/store.ts';

/** A page reached by a link (`/h5/…`), outside the chat. `by`: whose link it was, where something was handed out or changed. */
export interface Page {
  readonly method: 'GET' | 'POST';
  readonly path: `/h5/${string}`;
  handle(request: {
    readonly tx: Writer;
    readonly now: Instant;
    readonly zone: string;
    readonly params: Readonly<Record<string, string>>;
    readonly directory: Directory;
    readonly keyedHash: (text: string) => string;
  }): Promise<{
    readonly status: number;
    readonly type: string;
    readonly body: string | Uint8Array;
    readonly fileName?: string;
    readonly by?: string;
  }>;
}
