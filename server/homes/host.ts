import type { Files } from '../../src/files.ts';
import type { HomeOptions } from '../../src/home/home.ts';

/** The server's environment: a disk, or in a browser only what the editor sends. */
export interface Host {
  readonly version: string;
  readonly files: Files;
  readonly now: () => number;
  /** variables of the process, for homes that use them */
  readonly environment?: Readonly<{ [name: string]: string | undefined }>;
  /** the home that OpenClaw uses on this machine, whose parts may be elsewhere */
  readonly live?: { readonly config: string } & Pick<HomeOptions, 'stateDir' | 'dotenvDir' | 'gatewayEnv'>;
  readonly includeRoots?: readonly string[];
  /** runs work and ends it, wherever it stands, after so many milliseconds: undefined then; not every host can */
  within?<T>(milliseconds: number, work: () => T): { readonly value: T } | undefined;
  /** a text that changes when a file or folder does; without it the client must report changes */
  stamp?(path: string): string;
  /** without a disk, accepts a file sent by the client; undefined: it was deleted */
  put?(path: string, text: string | undefined): void;
}

/** In milliseconds: no answer takes longer, whatever a file holds. */
const ANSWER = 5000;

/** What work gives, unless it takes too long for an editor. */
export const inTime = <T>({ within }: Host, work: () => T, milliseconds = ANSWER): { readonly value: T } | undefined =>
  within ? within(milliseconds, work) : { value: work() };
