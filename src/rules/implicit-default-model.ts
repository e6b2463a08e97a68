import { isProviderVariable, knownProvider, knownProviderIds, providerVariables } from '../catalog/catalog.ts';
import { putting } from '../edit/offer.ts';
import { keyAt, type Path } from '../parse/tree.ts';
import { type DefaultModel, defaultModel, defaultsModel } from '../routing/models/default-model.ts';
import { providerId } from '../routing/providers.ts';
import type { Routing } from '../routing/routing.ts';
import type { Problem } from '../schema/walk.ts';
import { advice, code, listed } from './phrases.ts';
import type { Rule } from './rule.ts';

export const implicitDefaultModel: Rule = {
  id: 'implicit-default-model',
  severity: 'warning',
  summary: 'no primary model is set, and what OpenClaw takes instead is hardly what is meant',
  why: 'Without `agents.defaults.model.primary` OpenClaw takes the first model of the first provider in `models.providers`, and without any such model the one it is built with (an Anthropic one up to 2026.4.2, an OpenAI one since), whatever credentials there are. Profiles, an order, aliases and fallbacks choose no model. Silent in every release; a second account that was added for some jobs ends up serving every conversation.',
  facts: ['6.2', 'H6'],
  *check(routing) {
    const { names, agents, config, home, problems, refs, providers } = routing;
    if (!config || problems.some(mayHoldModel) || isClient(routing)) return;
    const without = agents.filter((agent) => !agent.model?.primary);
    if (without.length === 0 || defaultsModel(names)?.primary) return;
    const taken = defaultModel(names);
    const reason = surprise(taken, routing);
    const at =
      keyAt(home.root, ['agents', 'defaults', 'model']) ??
      keyAt(home.root, ['agents', 'defaults']) ??
      keyAt(home.root, ['agents']) ??
      keyAt(home.root, ['models', 'providers']) ??
      keyAt(home.root, ['auth']) ??
      (home.root?.kind === 'object' ? home.root.entries[0]?.key : undefined);
    if (reason === undefined || !at) return;
    const whose =
      without.length === agents.length
        ? agents.length > 1
          ? 'every agent gets'
          : 'conversations get'
        : `${listed(
            without.map(({ id }) => id),
            'and',
          )} ${without.length > 1 ? 'get' : 'gets'}`;
    const which =
      taken.via === 'configured-row'
        ? `the first one in ${code('models.providers')}`
        : 'the one OpenClaw is built with';
    const known = refs.flatMap(({ resolved, role, agent }) =>
      resolved && role === 'map' && agent === undefined && !resolved.model.includes('*')
        ? [`${resolved.provider}/${resolved.model}`]
        : [],
    );
    const rows = providers.configured.flatMap(({ id, models = [] }) =>
      models.slice(0, 1).map((row) => `${id}/${row.id}`),
    );
    const implied = `${taken.provider}/${taken.model}`;
    const others = [...new Set([...known, ...rows])].filter((each) => each !== implied).slice(0, 3);
    yield {
      at,
      message: `no primary model is set; ${whose} ${which}, ${code(implied)}${reason}`,
      ...advice(
        `set ${code('agents.defaults.model.primary')} to the model you mean${others.length > 0 ? `: ${listed(others)}` : ''}`,
        ...others.map((model) => putting(code(model), home.root, PRIMARY, model)),
      ),
      ...(taken.at && { related: [{ at: taken.at, message: 'the model that is taken' }] }),
    };
  },
};

/** Conversations run on the gateway's machine, with its config. */
const isClient = ({ config }: Routing): boolean => config?.get('gateway')?.get('mode')?.text() === 'remote';

const PRIMARY: Path = ['agents', 'defaults', 'model', 'primary'];

/** A model is written there, in a shape or under a key that OpenClaw refuses, so the implied model is not the issue. */
function mayHoldModel(problem: Problem): boolean {
  const { kind, path } = problem;
  if (kind === 'unknown-key' && path.length === 0) {
    const { key, value } = problem;
    return (
      value.kind !== 'object' ||
      /agent|model|primary/i.test(key.file.text.slice(key.offset, value.offset + value.length))
    );
  }
  return (kind === 'unknown-key' || kind === 'type') && path.every((key, i) => key === PRIMARY[i]);
}

/** Why the implied model is surprising, as the end of a sentence; undefined if it is what anyone would expect. */
function surprise({ provider, via }: DefaultModel, routing: Routing): string | undefined {
  const { names, orders, profiles, providers, refs } = routing;
  const fallbacks = defaultsModel(names)?.fallbacks?.some(({ text }) => text.trim() !== '') ?? false;
  const setUp = new Set<string>();
  for (const { provider: id } of orders) setUp.add(id);
  for (const { provider: id } of profiles.declared.values()) if (id) setUp.add(providerId(id));
  for (const { id } of providers.configured) setUp.add(id);
  for (const { resolved, role, agent } of refs)
    if (resolved && agent === undefined && role === 'map') setUp.add(resolved.provider);
  for (const id of keyed(provider, routing)) setUp.add(id);
  const others = [...setUp].filter((id) => id !== provider && id !== '' && !id.includes('${'));
  if (via === 'configured-row') {
    const rows = new Set(providers.get(provider)?.models?.map(({ id }) => id)).size;
    if (others.length > 0) return `, though ${listed(others, 'and')} ${others.length > 1 ? 'are' : 'is'} set up too`;
    return fallbacks || rows > 1 ? '' : undefined;
  }
  if (fallbacks) return ', before the fallbacks';
  return others.length > 0 && !setUp.has(provider)
    ? `, though only ${listed(others, 'and')} ${others.length > 1 ? 'are' : 'is'} set up`
    : undefined;
}

/** Providers for which a file sets a key; if a key serves several, the default provider if it is among them. */
function keyed(provider: string, { home }: Routing): readonly string[] {
  const files = home.environment.layers.filter(({ source }) => source === 'state-dotenv' || source === 'config-env');
  const names = files.flatMap(({ variables }) => [...variables.values()].filter(({ blank }) => !blank));
  return names.flatMap(({ name }) => {
    if (!isProviderVariable(name)) return [];
    const owners = knownProviderIds().filter((id) => isChat(id) && providerVariables(id).includes(name));
    return owners.includes(provider) ? provider : owners.slice(0, 1);
  });
}

const isChat = (id: string): boolean => {
  const { kind, media } = knownProvider(id)!;
  return (kind === 'bundled' || kind === 'external') && !media;
};
