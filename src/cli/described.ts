import { readFileSync } from 'node:fs';
import type { Schema } from '../schema/schema.ts';
import { lazy } from '../text/memo.ts';

/** Stands in for src/schema/descriptions.ts beside dist/notes.json: no run loads it that does not explain a key. */
export const described = lazy((): Schema => JSON.parse(readFileSync(`${__dirname}/notes.json`, 'utf8')) as Schema);
