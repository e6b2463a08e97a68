import notesJson from '../generated/notes.json' with { type: 'json' };
import packedJson from '../generated/openclaw.json' with { type: 'json' };

// `#data` where the sources run as they are. The package has src/schema/data-files.ts: see package.json.

/** The schema of every release, as schema/pack.ts writes it. */
export const packedSchema = (): { readonly text: string; readonly names: string } => packedJson;

/** The sentences of our annotations, each at its place among them. */
export const sentences = (): object => notesJson;
