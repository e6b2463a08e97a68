import packed from '../generated/openclaw.json' with { type: 'json' };

// The command line has its own copy of this module, which reads the same text from a file when it is needed:
// src/cli/parts.ts.

/** The schema of every release, as schema/pack.ts writes it. */
export const packedText = (): string => packed.text;
