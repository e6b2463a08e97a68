import type * as readers from '../parse/readers.ts';

declare const require: (path: './readers.cjs') => typeof readers;

// Stand in for src/parse/readers.ts in the bundle that only checks.
export const parseAnyJson: typeof readers.parseAnyJson = (file) => require('./readers.cjs').parseAnyJson(file);
export const parseAnyJson5: typeof readers.parseAnyJson5 = (file) => require('./readers.cjs').parseAnyJson5(file);
