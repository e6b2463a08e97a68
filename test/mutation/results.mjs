import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What became of each mutant, one a line, as soon as it is known: a run that is ended goes on where it was. */
export const RESULTS = process.env.RESULTS ?? '';

const inProject = (fileName) => fileName.replace(/^.*\/(?=src\/|test\/)/, '');

/** Mutants that are known to be killed by a test beside them, in each run. */
export const CANARY = 'test/mutation/canary.ts';
export const isCanary = ({ fileName }) => inProject(fileName) === CANARY;

/** What tells a mutant from all others, whatever folder it was made in. */
export function nameOf({ fileName, location: { start, end }, replacement }) {
  return JSON.stringify([inProject(fileName), start.line, start.column, end.line, end.column, replacement]);
}

export function note({ fileName, ...result }) {
  appendFileSync(RESULTS, `${JSON.stringify({ fileName: inProject(fileName), ...result })}\n`);
}

/** name → the last thing that is known of it */
export function noted() {
  const lines = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8').split('\n').filter(Boolean) : [];
  return new Map(lines.map((line) => JSON.parse(line)).map((result) => [nameOf(result), result]));
}
