import type * as others from './others.ts';

/**
 * Stands in for others.ts in the bundle that only checks: src/start.ts loads the whole one where an argument may name a
 * command.
 */
function absent(): never {
  throw new Error('this command is not part of the bundle that only checks');
}

export const HELP = '';
export const explainRule: typeof others.explainRule = absent;
export const listRules: typeof others.listRules = absent;
export const route: typeof others.route = absent;
export const schema: typeof others.schema = absent;
export const upgrade: typeof others.upgrade = absent;
