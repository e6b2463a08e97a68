import { readFileSync } from 'node:fs';
import type { Schema } from '../schema/walk.ts';
import { lazy } from '../text/memo.ts';

/**
 * Stands in for src/described.ts beside dist/openclaw.schema.json: no run has to load it that does not explain a key.
 */
export const described = lazy((): Schema => JSON.parse(readFileSync(`${__dirname}/openclaw.schema.json`, 'utf8')));
