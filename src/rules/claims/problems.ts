import { nodeAt, type ObjectNode } from '../../parse/tree.ts';
import { isFrom, isUpTo } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Problem } from '../../schema/walk.ts';
import { foreignKeys, isForeign } from './foreign-config.ts';
import { homeOf, isOrderAmongProfiles } from './key-homes.ts';
import { misspeltIn } from './misspelt-keys.ts';

type Claim = (problem: Problem, routing: Routing) => boolean;

/**
 * Which rule reports a schema problem: the first row that claims it. `null`: none, because another finding covers it.
 */
export const PROBLEMS: readonly (readonly [rule: string | null, claims: Claim])[] = [
  // unknown-key reports once that this is another program's config
  [null, (problem, routing) => isForeign(routing) && problem !== foreignKeys(routing)[0]],
  ['secret-in-auth-profiles', isSecretField],
  [
    'key-at-wrong-level',
    (problem, { target }) => problem.kind === 'unknown-key' && homeOf(problem, target) !== undefined,
  ],
  ['unknown-key', ({ kind }) => kind === 'unknown-key' || kind === 'early-key'],
  ['env-block-flat', ({ kind, path }) => kind === 'retired-key' && path.length === 2 && path[0] === 'env'],
  ['retired-config-key', ({ kind }) => kind === 'retired-key'],
  // retired-config-key reports what moves there
  [null, isBuiltAnew],
  // key-at-wrong-level reports what stands in it
  [
    null,
    (problem) => problem.kind === 'missing-key' && isOrderAmongProfiles(problem.path) && holdsLists(problem.owner),
  ],
  // secret-in-auth-profiles reports that it is called `type`
  [null, (problem) => isMissingMode(problem) && problem.owner.entry('type') !== undefined],
  // unknown-key reports the misspelling
  [
    null,
    (problem, { problems }) => problem.kind === 'missing-key' && misspeltIn(problem.owner, problems).has(problem.key),
  ],
  ['profile-without-mode', isMissingMode],
  ['custom-provider-incomplete', (problem) => isProviderBlock(problem) || isModelRow(problem)],
  ['missing-key', ({ kind }) => kind === 'missing-key'],
  ['model-config-shape', ({ kind, path }) => kind === 'type' && isOfModel(path)],
  ['invalid-enum', ({ kind }) => kind === 'enum'],
  ['unknown-name', ({ kind }) => kind === 'unknown-name'],
  ['settings-conflict', ({ kind }) => kind === 'refused'],
  ['invalid-value', () => true],
];

/** A release that moves searches to their plugins writes both places anew, whatever stood there (facts 8.8). */
function isBuiltAnew(problem: Problem, { problems, home, target: { release } }: Routing): boolean {
  const { kind, path } = problem;
  if (kind !== 'type' || !isFrom(release, '2026.3.31') || !isUpTo(release, '2026.4.29')) return false;
  const plugins = problems.flatMap((each) =>
    each.kind === 'retired-key' && each.converted && isIn(SEARCH, each.path) && each.replacedBy
      ? [each.replacedBy]
      : [],
  );
  if (nodeAt(home.root, [...SEARCH, 'apiKey'])) plugins.push('plugins.entries.brave.config');
  return isIn(SEARCH, path)
    ? problem.at.kind === 'object' && plugins.length > 0
    : plugins.some((place) => isIn(path, place.split('.').slice(0, 4)));
}

const SEARCH = ['tools', 'web', 'search'];
const isIn = (outer: Problem['path'], path: Problem['path']): boolean => outer.every((step, i) => step === path[i]);

const holdsLists = (node: ObjectNode): boolean => node.entries.some(({ value }) => value.kind === 'array');

/** Credential store fields that users put into `auth.profiles`. */
const STORE_FIELDS = new Set(
  'key apiKey api_key token secret password access refresh expires keyRef tokenRef type value'.split(' '),
);

function isSecretField(problem: Problem): boolean {
  const { kind, path } = problem;
  return (
    kind === 'unknown-key' &&
    path.length === 3 &&
    path[0] === 'auth' &&
    path[1] === 'profiles' &&
    STORE_FIELDS.has(problem.key.value)
  );
}

function isMissingMode(problem: Problem): problem is Problem & { kind: 'missing-key' } {
  const { kind, path } = problem;
  return kind === 'missing-key' && problem.key === 'mode' && path.length === 3 && path[0] === 'auth';
}

/** What an old release requires in a provider block; reported once per block. */
const isProviderBlock = ({ kind, path }: Problem): boolean =>
  kind === 'missing-key' && path.length === 3 && path[0] === 'models' && path[1] === 'providers';

/** A problem in a provider's `models` list that makes the whole list, or one of its rows, unusable. */
function isModelRow({ kind, path }: Problem): boolean {
  if (path[0] !== 'models' || path[1] !== 'providers' || path[3] !== 'models') return false;
  if (kind === 'missing-key') return path.length === 5;
  if (kind === 'range') return path.length === 6 && (path[5] === 'id' || path[5] === 'name');
  return kind === 'type' && path.length <= 5;
}

/** A model, a list or map of models, or an entry of one; not the settings next to them. */
function isOfModel(path: Problem['path']): boolean {
  const [section, last, above] = [path[0], path.at(-1), path.at(-2)];
  if (section !== 'agents') return false;
  if (above === 'models' || above === 'mediaModels' || (last === 'alias' && path.at(-3) === 'models')) return true;
  return /model$|^models$|^fallbacks$|^primary$/i.test(String(typeof last === 'number' ? above : last));
}
