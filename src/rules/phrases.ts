import { code } from '../edit/suggestion.ts';
import { type Node, type Path, writePath } from '../parse/tree.ts';
import { compare, releases, type Target } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { refuses } from '../schema/judge.ts';
import type { Problem, Type } from '../schema/walk.ts';
import type { Finding } from './rule.ts';

export { type Advice, advice, code, didYouMean, meant, misspelt, writing, writingAt } from '../edit/suggestion.ts';

/** Phrases shared by several rules. */

/** `a`, `b` and `c`, at most twelve. */
export function listed(items: readonly string[], join: 'and' | 'or' = 'or'): string {
  const shown = items.slice(0, 12).map(code);
  if (items.length > 12) shown.push(`${items.length - 12} more`);
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} ${join} ${shown.at(-1)}`;
}

/** A path for messages: `the top level`, `models.providers.minimax`. */
export const placeName = (path: Path): string => (path.length === 0 ? 'the top level' : code(writePath(path)));

/** The severity of "this release refuses it": a warning if the release is unknown. */
export const refusal = ({ target }: Routing): 'error' | 'warning' => (target.release ? 'error' : 'warning');

export const release = (target: Target): string => (target.release ? `OpenClaw ${target.release}` : 'OpenClaw');

/** A finding about a problem that OpenClaw may not look at: only a warning, which tells when. */
export const ifRead = <F extends Finding>({ perhapsUnread }: Problem, finding: F): F =>
  perhapsUnread
    ? {
        ...finding,
        message: `${finding.message}, unless a path of \`plugins.load.paths\` is missing`,
        severity: 'warning',
        mayRefuseStart: true,
      }
    : finding;

const TYPES: Record<Type, string> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  null: '`null`',
  object: 'an object',
  array: 'a list',
};

export const typeNames = (types: readonly Type[]): string => types.map((type) => TYPES[type]).join(' or ');

export function describe(node: Node): string {
  if (node.kind !== 'scalar')
    return node.kind === 'array' ? 'a list' : node.kind === 'object' ? 'an object' : 'nothing';
  const value = node.value;
  if (value === null || typeof value === 'boolean') return code(String(value));
  return typeof value === 'string' ? 'a string' : Number.isFinite(value) ? 'a number' : code(String(value));
}

/** The first release after `until` that refuses what stands at a path; what is beyond the schema it refuses at once. */
export function firstWithout(until: string, path: Path, value?: Node): string {
  const later = releases().filter((each) => compare(each, until) > 0);
  return later.find((each) => refuses(path, each, value)) ?? later[0] ?? `the one after ${until}`;
}

/**
 * Fills in a schema path from a config path: seen from `models.providers.pa`, `models.providers.*.models` is
 * `models.providers.pa.models`.
 */
export function filledIn(pattern: string, path: Path): string {
  const steps = pattern.split('.');
  const isSame = (i: number) =>
    path[i] !== undefined && steps.slice(0, i).every((step, at) => step === '*' || step === path[at]);
  return steps
    .map((step, i) => (step !== '*' ? step : isSame(i) ? writePath([path[i]!]) : '<id>'))
    .join('.')
    .replaceAll('.[', '[');
}

export const INSTEAD_OF_PLACEHOLDER = 'write the model you want in its place: `provider/model`';
