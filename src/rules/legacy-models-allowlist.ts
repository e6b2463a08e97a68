import { keyAt, nodeAt, textOf } from '../parse/tree.ts';
import { agentNamed } from '../routing/models/agents.ts';
import { type AllowList, allowList, requested } from '../routing/models/allowlist.ts';
import { chain } from '../routing/models/chain.ts';
import { defaultModel } from '../routing/models/default-model.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { isMisnamed } from './claims.ts';
import { code, listed, release } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const legacyModelsAllowlist: Rule = {
  id: 'legacy-models-allowlist',
  severity: 'error',
  summary: '`agents.defaults.models` keeps out models that the config needs elsewhere',
  why: 'The map looks like a place for aliases and settings, but without a `modelPolicy` its keys are the list of models that may be asked for. Before 2026.2.25 fallbacks that are not in it were struck from the chain (`All models failed (1)`). Since then the chain is free, and the list still binds `/model`, sessions, cron jobs and hooks, answered `model not allowed`, unless there is a `modelPolicy` or `openclaw doctor --fix` has set `meta.migrations.modelPolicyAllowlist`.',
  facts: ['6.4', 'H15'],
  *check(routing) {
    const { names, behaviour } = routing;
    const list = allowList(names, behaviour);
    if (list.from !== 'models' || !list.entries) return;
    const lost = list.limits === 'everything' ? [...struck(list, routing)] : [];
    yield* lost.length > 0 ? lost : outOfReach(list, routing);
  },
};

/** Fallbacks that releases before 2026.2.25 drop. */
function* struck(list: AllowList, { names, agents, target }: Routing): Iterable<Finding> {
  const seen = new Set<Place>();
  for (const agent of [
    undefined,
    ...agents.filter(({ model, scope }) => model || names.aliases.entriesOf(scope).length > 0),
  ])
    for (const { reason, at, text } of chain(names, agent).dropped) {
      const struck = reason === 'not-listed' && at && !seen.has(at) ? requested(names, text, agent) : undefined;
      if (!struck || !at) continue;
      const { provider, model } = struck;
      seen.add(at);
      yield {
        at,
        message: `${release(target)} never tries this fallback: ${code('agents.defaults.models')} is a list of what may be used, and ${code(`${provider}/${model}`)} is not in it`,
        help: `add ${code(`${JSON.stringify(`${provider}/${model}`)}: {}`)} to ${code('agents.defaults.models')}`,
        ...(list.at && {
          related: [{ at: list.entries![0]!.at, message: `the list starts here; ${code(text)} is missing` }],
        }),
      };
    }
}

/** Hooks and cron jobs that request models outside the map, and configured providers that cannot be reached. */
function* outOfReach(list: AllowList, routing: Routing): Iterable<Finding> {
  const { names, home, agents } = routing;
  const hooks = routing.refs.filter((ref) => {
    const { path, resolved, text } = ref;
    if (path[0] !== 'hooks' || !resolved || isMisnamed(ref, routing)) return false;
    const named = textOf(nodeAt(home.root, [...path.slice(0, -1), 'agentId']));
    const agent = named === undefined ? agents.find(({ isDefault }) => isDefault) : agentNamed(agents, named);
    const model = requested(names, text, agent);
    return model !== undefined && nodeAt(agent?.node, ['modelPolicy', 'allow']) === undefined && !list.allows(model);
  });
  const jobs = routing.schedules.filter((ref) => {
    const { resolved, asked } = ref;
    return (
      resolved &&
      !isMisnamed(ref, routing) &&
      nodeAt(asked?.node, ['modelPolicy', 'allow']) === undefined &&
      !list.allows(resolved)
    );
  });
  const refused = [...hooks, ...jobs];
  const askers = [hooks.length > 0 && 'hooks', jobs.length > 0 && 'cron jobs'].filter(Boolean).join(' and ');
  const idle = unreachable(routing);
  const at = keyAt(home.root, ['agents', 'defaults', 'models']);
  if (!at || refused.length + idle.size === 0) return;
  const who = [
    ...(refused.length > 0
      ? [`the ${askers} that ask for ${listed([...new Set(refused.map(({ text }) => text))], 'and')} are refused`]
      : []),
    ...(idle.size > 0 ? [`nothing can pick a model of ${listed([...idle.keys()])}`] : []),
  ];
  const size = names.aliases.entriesOf(undefined).filter(({ implied }) => !implied).length;
  yield {
    at,
    severity: 'warning',
    message: `only ${size === 1 ? 'the model' : `the ${size} models`} in this map may be asked for with ${code('/model')}, by cron jobs and hooks; ${who.join(', and ')}`,
    help: names.facts.modelPolicy
      ? `add ${code('modelPolicy: { allow: [] }')} to ${code('agents.defaults')} to allow every model, or put the missing ones into the map`
      : 'put the missing ones into the map, or remove the map to allow every model',
    related: [
      ...refused.map((ref) => ({ at: ref.at, message: 'asked for here' })),
      ...[...idle].map(([id, place]) => ({ at: place, message: `${code(id)} is set up here` })),
    ],
  };
}

/** Providers with models or an order that no setting uses; a profile alone may serve embeddings or speech. */
function unreachable({ refs, schedules, orders, providers, names, symbols }: Routing): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  for (const { id, key, models } of providers.configured) if (models?.length) found.set(id, key);
  for (const { provider, key } of orders) if (providers.origin(provider)) found.set(provider, key);
  for (const { resolved } of [...refs, ...schedules]) if (resolved) found.delete(resolved.provider);
  for (const { kind, role, text, path } of found.size > 0 ? symbols : [])
    if (kind === 'provider' && role === 'refersTo' && path[0] !== 'auth') found.delete(text.trim().toLowerCase());
  if (found.size > 0) found.delete(defaultModel(names).provider);
  return found;
}
