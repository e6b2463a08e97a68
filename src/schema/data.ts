import historyJson from '../generated/history.json' with { type: 'json' };
import schemaJson from '../generated/openclaw.schema.json' with { type: 'json' };
import type { Schema } from './walk.ts';

// `#data` where there is no disk. The command line and the language server have src/disk/data.ts: see package.json.

/** The history of the keys outside schema/: section, or part of a large one → its lines. */
export const history = (): Readonly<Record<string, string>> => historyJson;

/** schema/ with descriptions, and alternatives as plain `oneOf`. */
export const describedSchema = (): Schema => schemaJson as unknown as Schema;
