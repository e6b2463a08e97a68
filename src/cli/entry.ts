import { check } from '../check.ts';
import { memory } from '../files.ts';
import { toPretty } from '../report/pretty.ts';
import { main } from './main.ts';
import { RELEASES, SAMPLE } from './warm-up.ts';

/** Runs a check, so that its code is compiled when the code cache is written. */
export function warm(): void {
  for (const release of RELEASES)
    toPretty([check(memory(SAMPLE), { config: '/openclaw.json', ...(release && { release }) })]);
}

/** Does what the arguments say. */
export function run(): void {
  const code = main(process.argv.slice(2));
  // all output is written; exit at once instead of waiting for the event loop to drain
  if (code !== undefined) process.exit(code);
}
