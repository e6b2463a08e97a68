import notes from '../generated/notes.json' with { type: 'json' };
import type { Schema } from './schema.ts';

// What runs in Node has src/cli/described.ts in the place of this module.

/** Our annotations with their sentences. */
export const described = (): Schema => notes as unknown as Schema;
