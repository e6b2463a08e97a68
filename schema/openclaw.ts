import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Place } from './places.ts';
import { readPlaces, writePlaces } from './text.ts';

const FOLDER = new URL('./openclaw/', import.meta.url);

/** The schema of every release of OpenClaw that is known: schema/openclaw/*.txt. */
export function readSchema(): Place {
  const lines = readdirSync(FOLDER)
    .sort()
    .flatMap((name) => readFileSync(new URL(name, FOLDER), 'utf8').trimEnd().split('\n'));
  return readPlaces(lines);
}

/** A file for each key of the top level; what is said of the top level itself is in root.txt. */
export function writeSchema(root: Place): void {
  const files = new Map<string, string[]>();
  for (const line of writePlaces(root)) {
    const name = /^[^.<[\t]*/.exec(line)![0].replace('$', '') || 'root';
    files.set(name, [...(files.get(name) ?? []), line]);
  }
  for (const name of readdirSync(FOLDER)) rmSync(new URL(name, FOLDER));
  for (const [name, lines] of files) writeFileSync(new URL(`${name}.txt`, FOLDER), `${lines.join('\n')}\n`);
}
