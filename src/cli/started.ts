import type { Options } from '../check.ts';
import { programFile, releaseOf } from '../disk/program-file.ts';
import { join } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import type { Target } from './homes.ts';
import { workingFolder } from './output.ts';
import { settingsOf } from './settings.ts';

/** How a gateway that is started from here reads a home: whoever may change the home cannot switch that off there. */
export const asStarted = (target: Target, options: Arguments, release: string | undefined): Options => ({
  live: true,
  ...settingsOf(target, options),
  ...(release !== undefined && { release }),
  processEnvironment: process.env,
  workspaceDotenv: join(workingFolder(), '.env'),
  project: false,
  heed: 'nothing',
});

/** That of the package of OpenClaw which the first of these words that can is a file of, or a program. */
export function releaseStartedBy(words: readonly string[]): string | undefined {
  for (const word of words) {
    const file = programFile(word, process.env.PATH ?? '', workingFolder()) ?? join(workingFolder(), word);
    const release = releaseOf(file);
    if (release !== undefined) return release;
  }
  return undefined;
}
