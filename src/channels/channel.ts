import type Router from '@koa/router';
import type { Content, Target } from '../core/message.ts';

/** What a platform can do, so that nobody asks a channel for what it has not. */
export interface Abilities {
  readonly hearsGroups: boolean;
  readonly answers: boolean;
  readonly pushesToGroups: boolean;
  readonly pushesToPeople: boolean;
  readonly buttons: boolean;
  readonly mentions: boolean;
  /** Most messages to one target in any 60 s. */
  readonly perMinute: number;
  readonly textLimitBytes: number;
  readonly markdownLimitBytes: number;
}

/**
 * A platform behind one shape. `deliver` sends one message to one target and resolves when the platform has said yes. A
 * content may take several (`messagesFor`): `part` says which, from 0; whoever calls keeps how far it got. It throws
 * PlatformError, whose disposition decides what the outbox does.
 */
export interface Channel {
  readonly name: string;
  readonly abilities: Abilities;
  /** Adds the callback's paths to the server. */
  routes?(router: Router): void;
  /** Takes up, one by one, what an earlier process had taken and not finished. Resolves when that is over. */
  resume?(): Promise<void>;
  stop?(): Promise<void>;
  deliver?(target: Target, content: Content, part: number): Promise<void>;
  /** How many messages of the platform this content needs. */
  messagesFor?(content: Content): number;
}
