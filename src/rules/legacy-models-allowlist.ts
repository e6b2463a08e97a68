import { putting } from '../edit/offer.ts';
import { keyAt, nodeAt } from '../parse/tree.ts';
import { isFrom, isUpTo } from '../release/releases.ts';
import { type AllowList, allowList, requested } from '../routing/models/allowlist.ts';
import { chain } from '../routing/models/chain.ts';
import type { ModelRef } from '../routing/models/config-refs.ts';
import { defaultModel } from '../routing/models/default-model.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { once } from '../text/memo.ts';
import { primaryReplaced } from './claims/primary-replaced.ts';
import { isMisnamed } from './claims.ts';
import { agentOfHook, meansDefault } from './jobs.ts';
import { advice, code, listed, release } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const legacyModelsAllowlist: Rule = {
  id: 'legacy-models-allowlist',
  severity: 'error',
  summary: '`agents.defaults.models` keeps out models that the config needs elsewhere',
  why: 'Without a `modelPolicy` the keys of the map are the list of models that may be asked for. Before 2026.2.25 fallbacks outside it were struck from the chain (`All models failed (1)`). Since then it binds `/model`, sessions, cron jobs and hooks (`model not allowed`), unless `openclaw doctor --fix` has set `meta.migrations.modelPolicyAllowlist`.',
  facts: ['6.4', 'H15'],
  *check(routing) {
    const { names, behaviour } = routing;
    const list = allowList(names, behaviour);
    if (list.from !== 'models' || !list.entries) return;
    yield* primariesReplaced(list, routing);
    const lost = list.limits === 'everything' ? [...struck(list, routing)] : [];
    yield* lost.length > 0 ? lost : outOfReach(list, routing);
  },
};

/** Primaries that no turn begins with, each once. */
function* primariesReplaced({ entries }: AllowList, routing: Routing): Iterable<Finding> {
  const seen = new Set<Place>();
  const related = entries?.[0] && [{ at: entries[0].at, message: 'the list starts here' }];
  for (const agent of routing.agents) {
    const list = allowList(routing.names, routing.behaviour, agent);
    const replaced = list.from === 'models' ? primaryReplaced(list, agent, routing) : undefined;
    if (!replaced || seen.has(replaced.at)) continue;
    seen.add(replaced.at);
    yield { ...replaced, ...(related && { related }) };
  }
}

/** Fallbacks that releases before 2026.2.25 drop. */
function* struck(list: AllowList, { names, agents, target, home }: Routing): Iterable<Finding> {
  const seen = new Set<Place>();
  for (const agent of [
    undefined,
    ...agents.filter(({ model, scope }) => model || names.aliases.entriesOf(scope).length > 0),
  ])
    for (const { reason, at, text } of chain(names, agent).dropped) {
      const struck = reason === 'not-listed' && at && !seen.has(at) ? requested(names, text, agent) : undefined;
      if (!struck || !at) continue;
      const { provider, model } = struck;
      if (provider === 'anthropic' && !/^claude/i.test(model)) continue; // its provider is missing or wrong
      seen.add(at);
      const isOwn = nodeAt(home.root, ['agents', 'defaults', 'models']) !== undefined;
      const add = `add ${code(`${JSON.stringify(`${provider}/${model}`)}: {}`)} to ${code('agents.defaults.models')}`;
      yield {
        at,
        message: `${release(target)} never tries this fallback: ${code('agents.defaults.models')} ${isOwn ? 'is a list of what may be used' : 'is the list of what may be used, which it makes itself where an Anthropic API key is in use'}, and ${code(`${provider}/${model}`)} is not in it`,
        ...advice(add, putting(add, home.root, ['agents', 'defaults', 'models', `${provider}/${model}`], {})),
        ...(list.at && {
          related: [
            {
              at: list.entries![0]!.at,
              message: isOwn ? `the list starts here; ${code(text)} is missing` : 'the key in use',
            },
          ],
        }),
      };
    }
}

/** Hooks and cron jobs that request models outside the map, and configured providers that cannot be reached. */
function* outOfReach(list: AllowList, routing: Routing): Iterable<Finding> {
  const { names, home } = routing;
  const hooks = routing.refs.filter((ref) => {
    const { path, resolved, text } = ref;
    if (path[0] !== 'hooks' || !resolved || isMisnamed(ref, routing)) return false;
    const agent = agentOfHook(ref, routing);
    const model = requested(names, text, agent);
    return model !== undefined && nodeAt(agent?.node, ['modelPolicy', 'allow']) === undefined && !list.allows(model);
  });
  const jobs = routing.schedules.filter((ref) => {
    const { resolved, asked, role } = ref;
    return (
      role === 'primary' &&
      resolved &&
      !isMisnamed(ref, routing) &&
      !meansDefault(ref) &&
      nodeAt(asked?.node, ['modelPolicy', 'allow']) === undefined &&
      !list.allows(resolved)
    );
  });
  const subagents = routing.refs.filter((ref) => isRefusedSubagent(ref, routing));
  const refused = [...hooks, ...jobs, ...subagents];
  const askers = [
    hooks.length > 0 && 'hooks',
    jobs.length > 0 && 'cron jobs',
    subagents.length > 0 && 'subagents',
  ].filter((each) => each !== false);
  const idle = unreachable(routing);
  const rows = unlistedRows(list, routing, idle);
  const at = keyAt(home.root, ['agents', 'defaults', 'models']);
  if (!at || refused.length + idle.size + rows.size === 0) return;
  const who = [
    ...(refused.length > 0
      ? [
          `the ${askers.join(' and ')} that ask for ${listed([...new Set(refused.map(({ text }) => text))], 'and')} are refused`,
        ]
      : []),
    ...(idle.size > 0 ? [`nothing can pick a model of ${listed([...idle.keys()])}`] : []),
    ...(rows.size > 0 ? [`${listed([...rows.keys()], 'and')} cannot be picked`] : []),
  ];
  const size = names.aliases.entriesOf(undefined).filter(({ implied }) => !implied).length;
  yield {
    at,
    severity: refused.length + idle.size > 0 ? 'warning' : 'info',
    message: `only ${size === 1 ? 'the model' : `the ${size} models`} in this map may be asked for with ${code('/model')}, by cron jobs and hooks; ${who.join(', and ')}`,
    ...(names.facts.modelPolicy
      ? advice(
          `${ANY_MODEL} to allow every model, or put the missing ones into the map`,
          putting(ANY_MODEL, home.root, ['agents', 'defaults', 'modelPolicy'], { allow: [] }),
        )
      : { help: 'put the missing ones into the map, or remove the map to allow every model' }),
    related: [
      ...refused.map((ref) => ({ at: ref.at, message: 'asked for here' })),
      ...[...idle].map(([id, place]) => ({ at: place, message: `${code(id)} is set up here` })),
      ...[...rows].slice(0, 3).map(([ref, place]) => ({ at: place, message: `${code(ref)} is declared here` })),
    ],
  };
}

const ANY_MODEL = `add ${code('modelPolicy: { allow: [] }')} to ${code('agents.defaults')}`;

/** The releases that were read to spawn a subagent by a request for its model (facts 6.4). */
const [SPAWNS_FROM, SPAWNS_TO] = ['2026.2.26', '2026.4.15'];

function isRefusedSubagent(ref: ModelRef, routing: Routing): boolean {
  const { names, behaviour, agents, target } = routing;
  const { path, resolved } = ref;
  if (!isFrom(target.release, SPAWNS_FROM) || !isUpTo(target.release, SPAWNS_TO)) return false;
  const of = path.indexOf('subagents');
  if (
    path[0] !== 'agents' ||
    of < 0 ||
    path[of + 1] !== 'model' ||
    path.length > of + 3 ||
    path[of + 2] === 'fallbacks'
  )
    return false;
  const who =
    path[1] === 'defaults'
      ? agents
      : agents.filter(({ node }) => node === nodeAt(routing.home.root, path.slice(0, of)));
  return (
    resolved !== undefined &&
    !isMisnamed(ref, routing) &&
    who.length > 0 &&
    who.every((agent) => !allowList(names, behaviour, agent).allows(resolved))
  );
}

/**
 * Declared models that the list leaves out, of providers of which it has others, without aliases or settings: there the
 * map is meant as a list, and nothing but a list before there was a policy.
 */
function unlistedRows(list: AllowList, routing: Routing, idle: ReadonlyMap<string, Place>): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  const map = nodeAt(routing.home.root, ['agents', 'defaults', 'models']);
  const bare = once(
    () =>
      new Set(
        routing.names.aliases.entriesOf(undefined).flatMap(({ key, implied }) => {
          const settings = nodeAt(map, [key.value]);
          const isBare =
            settings?.kind === 'object' &&
            (settings.entries.length === 0 ||
              (!routing.names.facts.modelPolicy && settings.entries.every(({ key }) => key.value === 'alias')));
          return isBare && !implied ? key.value.split('/')[0]!.trim().toLowerCase() : [];
        }),
      ),
  );
  const asked = new Set(
    [...routing.refs, ...routing.schedules].map(({ resolved }) => resolved && `${resolved.provider}/${resolved.model}`),
  );
  for (const { id, models = [] } of routing.providers.configured)
    if (!idle.has(id))
      for (const row of models) {
        const ref = `${id}/${row.id}`;
        if (!asked.has(ref) && bare().has(id) && !list.allows({ provider: id, model: row.id })) found.set(ref, row.at);
      }
  return found;
}

/** Providers with models or an order that no setting uses; a profile alone may serve embeddings or speech. */
function unreachable({ refs, schedules, orders, providers, names, symbols }: Routing): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  // a ref that is the id of a row lacks the provider, which another rule tells
  const texts = new Set(refs.map(({ text }) => text.trim()));
  for (const { id, key, models } of providers.configured)
    if (models?.length && !models.some((row) => texts.has(row.id))) found.set(id, key);
  for (const { provider, key } of orders) if (providers.origin(provider)) found.set(provider, key);
  for (const { resolved } of [...refs, ...schedules]) if (resolved) found.delete(resolved.provider);
  for (const { kind, role, text, path } of found.size > 0 ? symbols : [])
    if (kind === 'provider' && role === 'refersTo' && path[0] !== 'auth') found.delete(text.trim().toLowerCase());
  if (found.size > 0) found.delete(defaultModel(names).provider);
  return found;
}
