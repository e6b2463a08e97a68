import type { Place } from '../text/file.ts';
import { keyLike, quoteLike } from './style.ts';

/** Replaces a range of a file with a text. */
export interface Edit {
  readonly at: Place;
  readonly text: string;
  /** of what is taken out: the object or list around it, with its brackets */
  readonly from?: Place;
}

/** Replaces a string, keeping its quotes. */
export const rewrite = (at: Place, text: string): Edit => ({ at, text: quoteLike(at, text) });

/** Renames a key, keeping its quotes; a bare key stays bare if the new name allows it. */
export const renameKey = (key: Place, name: string): Edit => ({ at: key, text: keyLike(key, name) });
