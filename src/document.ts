import { SCHEMA } from './generated/schema.ts';
import type { Schema } from './schema.ts';

let parsed: Schema | undefined;

/** schema/ as one document, without its descriptions: what validation needs. Parsed once. */
export const document = (): Schema => (parsed ??= JSON.parse(SCHEMA) as Schema);
