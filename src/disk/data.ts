import { readFileSync } from 'node:fs';
import type { Schema } from '../schema/schema.ts';
import { once } from '../text/memo.ts';

// `#data` where there is a disk: files beside the bundle, so that a run loads only those that it needs.

/** The schema of every release, as schema/pack.ts writes it. */
export const packedSchema = once((): string => read('openclaw.txt'));

/** Our annotations with their sentences. */
export const describedNotes = once((): Schema => JSON.parse(read('notes.json')) as Schema);

const read = (name: string) => readFileSync(`${__dirname}/${name}`, 'utf8');
