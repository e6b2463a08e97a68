// The readers that know the whole language. Nearly every file is read without them (quick.ts).
export { parseAnyJson } from './strict.ts';
export { parseAnyJson5 } from './tolerant.ts';
