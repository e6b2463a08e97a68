// What is not a check. Most runs are one, so the bundle that they load has no-others.ts in its place.
export { explainRule, HELP, listRules } from './help.ts';
export { route } from './route.ts';
export { schema } from './schema.ts';
export { upgrade } from './upgrade.ts';
