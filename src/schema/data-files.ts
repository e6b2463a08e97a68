import { once } from '../text/memo.ts';

// `#data` in the package: files beside the engine, so that a run loads only those that it needs.

/** The schema of every release, as schema/pack.ts writes it. */
export const packedSchema = once(() => require('./openclaw.json') as { readonly text: string; readonly names: string });

/** The sentences of our annotations, each at its place among them. */
export const sentences = once((): object => require('./notes.json') as object);
