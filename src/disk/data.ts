import { readFileSync } from 'node:fs';
import type { Schema } from '../schema/walk.ts';
import { once } from '../text/memo.ts';

// `#data` where there is a disk: files beside the bundle, so that a run loads only those that it needs.

/** The history of the keys outside schema/: section, or part of a large one → its lines. */
export const history = once((): Readonly<Record<string, string>> => read('history.json'));

/** schema/ with descriptions, and alternatives as plain `oneOf`. */
export const describedSchema = once((): Schema => read('openclaw.schema.json'));

const read = (name: string) => JSON.parse(readFileSync(`${__dirname}/${name}`, 'utf8'));
