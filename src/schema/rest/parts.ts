import parts from '../../generated/history.json' with { type: 'json' };

// The command line has its own copy of this module, which reads the same text from a file when it is needed:
// src/cli/parts.ts.
const PARTS: Readonly<Record<string, string>> = parts;

/** The lines of a section, or of a part of a large one; undefined where schema/ knows all. */
export const partOf = (name: string): string | undefined => (Object.hasOwn(PARTS, name) ? PARTS[name] : undefined);

export const partNames = (): string[] => Object.keys(PARTS);
