import { check } from '../check.ts';
import { memory } from '../files.ts';
import { toPretty } from '../report/pretty.ts';
import { main } from './main.ts';
import { RELEASES, SAMPLE } from './warm-up.ts';

/** Runs what a check runs, so that it is compiled when the compiled code is kept. */
export function warm(): void {
  for (const release of RELEASES)
    toPretty([check(memory(SAMPLE), { config: '/openclaw.json', ...(release && { release }) })]);
}

// all output is written by now; waiting for Node to find nothing to do would take as long as the check
process.exit(main(process.argv.slice(2)));
