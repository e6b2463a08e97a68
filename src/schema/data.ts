import notesJson from '../generated/notes.json' with { type: 'json' };
import packedJson from '../generated/openclaw.json' with { type: 'json' };
import type { Schema } from './schema.ts';

// `#data` where there is no disk. The command line and the language server have src/disk/data.ts: see package.json.

/** The schema of every release, as schema/pack.ts writes it. */
export const packedSchema = (): string => packedJson.text;

/** Our annotations with their sentences. */
export const describedNotes = (): Schema => notesJson as unknown as Schema;
