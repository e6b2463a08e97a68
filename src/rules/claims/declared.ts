import { perObject } from '../../text/memo.ts';

/** The ids of a provider's models, in lower case; one that holds a variable may be any. */
export const declaredIn = perObject((models: readonly { readonly id: string }[]) => ({
  ids: new Set(models.map(({ id }) => id.toLowerCase())) as ReadonlySet<string>,
  isCertain: !models.some(({ id }) => id.includes('${')),
}));
