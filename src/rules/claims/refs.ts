import { knownProvider } from '../../catalog/catalog.ts';
import { lookalikes } from '../../env/references.ts';
import { type Node, nodeAt } from '../../parse/tree.ts';
import type { ModelRef } from '../../routing/models/config-refs.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Problem } from '../../schema/walk.ts';
import { jobOf, takesNoNames } from '../jobs.ts';
import { aliasMeant, isBare } from './alias-meant.ts';
import { declaredIn } from './declared.ts';
import { formerProvider } from './former-provider.ts';
import { insteadOf } from './later-models.ts';
import { isMalformed } from './malformed-refs.ts';
import { suspected } from './suspect-models.ts';

type Claim = (ref: ModelRef, routing: Routing) => boolean;

/**
 * Which rule reports a model name: the first row that claims it. `null`: none, because the name itself is fine or
 * another finding covers it.
 */
export const REFS: readonly (readonly [rule: string | null, claims: Claim])[] = [
  // model-policy-excludes-configured reports on the list as a whole
  [null, ({ role, resolved }, { providers }) => role === 'policy' && !isOfNobody(resolved, providers)],
  ['env-syntax-unsupported', isLookalike],
  ['malformed-model-ref', isMalformed],
  [null, ({ resolved }) => resolved === undefined],
  // model-config-shape
  [null, ({ role, path }, { home }) => role === 'map' && nodeAt(home.root, path)?.kind === 'scalar'],
  [
    'subordinate-model-unresolvable',
    ({ path, text, role }) => isJob(path, role) && takesNoNames(path) && !text.includes('/'),
  ],
  ['unresolved-alias', (ref, routing) => aliasMeant(ref, routing) !== undefined],
  ['unprefixed-model-ref', isBare],
  [null, ({ resolved }, { problems }) => isMisplaced(resolved?.provider, problems)], // key-at-wrong-level
  [null, ({ resolved }) => resolved?.via !== 'ref'], // an alias: its target is judged where it is defined
  [null, ({ resolved }, { providers, home }) => isOfNobody(resolved, providers) && lacksInclude(home.root)],
  ['legacy-provider-id', ({ resolved }, routing) => formerProvider(resolved!.provider, routing) !== undefined],
  [
    'subordinate-model-unresolvable',
    (ref, routing) =>
      isJob(ref.path, ref.role) && (isOfNobody(ref.resolved, routing.providers) || isUndeclared(ref, routing)),
  ],
  ['model-ref-unknown-provider', ({ resolved }, { providers }) => isOfNobody(resolved, providers)],
  ['provider-model-not-declared', isUndeclared],
  [
    'model-id-suspect',
    (ref, routing) => suspected(ref, routing) !== undefined || insteadOf(ref, routing) !== undefined,
  ],
  [null, () => true],
];

/** Keys are no place for variables. */
function isLookalike({ text, role }: ModelRef): boolean {
  return role !== 'map' && lookalikes(text).some(({ form }) => form !== 'percent');
}

/** The fallbacks of subagents form a chain like an agent's; minor jobs use only their model. */
const isJob = (path: ModelRef['path'], role: ModelRef['role']): boolean =>
  role !== 'map' && !(role === 'fallback' && path.includes('subagents')) && jobOf(path) !== undefined;

/** Whether a ref names a provider that neither this OpenClaw nor this home defines. */
const isOfNobody = (resolved: ModelRef['resolved'], providers: Routing['providers']): boolean =>
  resolved?.via === 'ref' &&
  (providers.origin(resolved.provider) === undefined || providers.isLater(resolved.provider));

/** Whether a file that could not be included may define providers: include-error speaks of that. */
const lacksInclude = (root: Node | undefined): boolean =>
  [[], ['models'], ['models', 'providers']].some((path) => {
    const node = nodeAt(root, path);
    return node?.kind === 'object' && node.open;
  });

/** Whether a provider is defined, but under a key that OpenClaw does not know there, such as `providers`. */
const isMisplaced = (provider: string | undefined, problems: readonly Problem[]): boolean =>
  provider !== undefined &&
  problems.some(
    (problem) =>
      problem.kind === 'unknown-key' &&
      problem.value.kind === 'object' &&
      problem.path[1] !== 'providers' &&
      (problem.value.entry(provider)?.value.kind === 'object' ||
        ((problem.path.length === 0 || problem.path.at(-1) === 'providers') && problem.key.value === provider)),
  );

/**
 * Whether a model is missing from a custom provider's list; lists of built-in providers only add to what OpenClaw
 * knows.
 */
function isUndeclared({ resolved }: ModelRef, { providers }: Routing): boolean {
  const provider = providers.get(resolved!.provider);
  const { models } = provider ?? {};
  if (!provider || !models?.length || knownProvider(provider.id) || providers.agentDeclared.has(provider.id))
    return false;
  const model = resolved!.model.toLowerCase();
  const { ids, isCertain } = declaredIn(models);
  return isCertain && !model.includes('*') && !ids.has(model) && !ids.has(`${provider.id}/${model}`);
}
