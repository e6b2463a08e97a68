import { perObject } from '../text/memo.ts';
import { resolve, type Schema } from './schema.ts';

/** A secret, as text or as a reference. */
export const secretInput = ({ definitions = {} }: Schema): Schema => definitions.secretInput!;

/** A secret that nothing is written about: channels and plugins do not look at the grammar of a reference's id. */
export const looseSecret = perObject((notes: Schema): Schema => {
  const input = secretInput(notes);
  return { ...input, oneOf: (input.oneOf ?? []).map((each) => loose(resolve(each, notes))) };
});

const loose = (branch: Schema): Schema => ({
  ...branch,
  properties: Object.fromEntries(
    Object.entries(branch.properties ?? {}).map(([name, { pattern: _, ...each }]) => [name, each]),
  ),
});
