import type { Files } from '../../src/files.ts';
import type { HomeOptions } from '../../src/home/home.ts';

/** What the server stands on: a disk, or in a browser only what the editor sends. */
export interface Host {
  readonly version: string;
  readonly files: Files;
  readonly now: () => number;
  /** variables of the process, for homes that are to count them */
  readonly environment?: Readonly<{ [name: string]: string | undefined }>;
  /** the home that OpenClaw uses on this machine, which has parts elsewhere */
  readonly live?: { readonly config: string } & Pick<HomeOptions, 'stateDir' | 'dotenvDir' | 'gatewayEnv'>;
  readonly includeRoots?: readonly string[];
  /** a text that changes when a file or a folder does; without it the client must tell */
  stamp?(path: string): string;
  /** takes in a file that the client sends, where there is no disk; undefined: it is gone */
  put?(path: string, text: string | undefined): void;
}
