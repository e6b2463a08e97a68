import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';

/** The folders of `src` whose code is changed. */
export const ROOMS = ['routing', 'rules', 'schema'];

/** Mutants that are known to be killed by a test beside them, in each run. */
export const CANARY = 'test/mutation/canary.ts';

const silent = { debug() {}, info() {}, isDebugEnabled: () => false };
const options = { plugins: null, excludedMutations: [], ignorers: [] };

/**
 * All small changes that Stryker knows, each behind a switch in the text of its file: `globalThis.__stryker__` says
 * which one is on.
 * @param {string} root folder of the project
 * @param {string} cache a folder: finding them takes a minute
 * @returns path in the project → its text with the switches; and the mutants, lines and columns counted from 0
 */
export async function mutated(root, cache) {
  const paths = ROOMS.flatMap((room) =>
    readdirSync(join(root, 'src', room), { recursive: true })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `src/${room}/${path.replaceAll('\\', '/')}`),
  ).sort();
  const sources = [...paths, CANARY].map((name) => ({
    name,
    mutate: true,
    content: readFileSync(join(root, name), 'utf8'),
  }));
  const kept = join(cache, `mutants-of-${digest(JSON.stringify(sources))}.json`);
  if (!existsSync(kept))
    writeFileSync(kept, JSON.stringify(await new Instrumenter(silent).instrument(sources, options)));
  const { files, mutants } = JSON.parse(readFileSync(kept, 'utf8'));
  const texts = new Map(sources.map(({ name, content }) => [name, content]));
  return {
    files: new Map(files.map(({ name, content }) => [name, content])),
    mutants: mutants.map(({ id, fileName: file, location: { start }, location, replacement }) => {
      const from = between(texts.get(file), location);
      return { id, file, line: start.line + 1, from, to: replacement, name: nameOf(file, location, replacement) };
    }),
  };
}

/** Tells a mutant from all others. */
const nameOf = (file, { start, end }, to) => JSON.stringify([file, start.line, start.column, end.line, end.column, to]);

/** The text from one line and column to another. */
function between(source, { start, end }) {
  const lines = source.split('\n').slice(start.line, end.line + 1);
  lines.push(lines.pop().slice(0, end.column));
  return lines.join('\n').slice(start.column);
}

/** So many mutants of a room, drawn by a seed; of more there are the same ones first. */
export function drawn(mutants, room, count, seed) {
  const rank = new Map(mutants.map(({ name }) => [name, digest(`${seed} ${name}`)]));
  return mutants
    .filter(({ file }) => file.startsWith(`src/${room}`))
    .sort((a, b) => (rank.get(a.name) < rank.get(b.name) ? -1 : 1))
    .slice(0, count);
}

export const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);
