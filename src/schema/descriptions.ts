import bundled from '../generated/openclaw.schema.json';
import type { Schema } from './walk.ts';

// What runs in Node has src/cli/described.ts in the place of this module.

/** schema/ with its descriptions, alternatives as plain `oneOf`. */
export const described = (): Schema => bundled as unknown as Schema;
