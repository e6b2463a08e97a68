import { perObject } from '../text/memo.ts';
import { resolve, type Schema } from './schema.ts';

/** A secret that nothing is written about: channels and plugins do not look at the grammar of a reference's id. */
export const looseSecret = perObject((notes: Schema): Schema => {
  const { definitions = {} } = notes;
  const input = definitions.secretInput!;
  return { ...input, oneOf: (input.oneOf ?? []).map((each) => loose(resolve(each, notes))) };
});

const loose = (branch: Schema): Schema => ({
  ...branch,
  properties: Object.fromEntries(
    Object.entries(branch.properties ?? {}).map(([name, { pattern: _, ...each }]) => [name, each]),
  ),
});
