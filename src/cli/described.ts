import { readFileSync } from 'node:fs';
import type { Schema } from '../schema/walk.ts';
import { once } from '../text/memo.ts';

/**
 * Stands in for src/described.ts beside dist/openclaw.schema.json: no run has to load it that does not explain a key.
 */
export const described = once((): Schema => JSON.parse(readFileSync(`${__dirname}/openclaw.schema.json`, 'utf8')));
