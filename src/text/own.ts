/** What an object holds under a name that may be any: `constructor` and `toString` are in every object, and not its own. */
export const own = <T>(object: { readonly [name: string]: T } | undefined, name: string): T | undefined =>
  object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
