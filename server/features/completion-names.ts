import { knownProviderIds, providerVariables, staticModels } from '../../src/catalog/catalog.ts';
import { entriesOf, nodeAt, type Path, writePath } from '../../src/parse/tree.ts';
import type { Routing } from '../../src/routing/routing.ts';
import type { SymbolKind } from '../../src/schema/walk.ts';

/** A name that fits at a place, with a description. */
export interface Candidate {
  readonly text: string;
  readonly detail?: string;
  /** lower ranks come first */
  readonly rank: number;
}

/** The names of a kind that fit at a config path, this home's first. */
export function candidatesFor(kind: SymbolKind, path: Path, routing: Routing): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const each of candidates(kind, path, routing))
    if (each.text && !found.has(each.text)) found.set(each.text, each);
  return [...found.values()];
}

function candidates(kind: SymbolKind, path: Path, routing: Routing): Iterable<Candidate> {
  if (kind === 'provider') return providers(routing);
  if (kind === 'profile') return profiles(path, routing);
  if (kind === 'model') return models(path, routing);
  if (kind === 'alias') return routing.aliases.all.map(({ name, target }) => ({ text: name, detail: target, rank: 0 }));
  if (kind === 'agent') return routing.agents.map(({ id }) => ({ text: id, rank: 0 }));
  return kind === 'variable' ? variables(routing) : secretProviders(routing);
}

function* providers({ providers, profiles }: Routing): Iterable<Candidate> {
  for (const { id } of providers.configured) yield { text: id, detail: 'defined here', rank: 0 };
  for (const each of [...profiles.declared.values(), ...[...profiles.stored.values()].flat()])
    if (each.provider) yield { text: each.provider, detail: 'has a profile', rank: 1 };
  for (const id of knownProviderIds())
    if (providers.origin(id) !== 'legacy')
      yield { text: id, detail: providers.origin(id) === 'external' ? 'official plugin' : 'part of OpenClaw', rank: 2 };
}

/** Below `auth.order.<provider>` and around a profile, that provider's names come first. */
function* profiles(path: Path, { profiles }: Routing): Iterable<Candidate> {
  const at = path.indexOf('order');
  const provider =
    at >= 0 && path.length > at + 1
      ? String(path[at + 1])
          .trim()
          .toLowerCase()
      : undefined;
  for (const id of profiles.names) {
    const stored = profiles.stored.get(id)?.[0];
    const owner = stored?.provider ?? profiles.declared.get(id)?.provider;
    yield {
      text: id,
      detail: [owner, stored ? `stored as ${stored.type ?? 'an unknown type'}` : 'not stored']
        .filter(Boolean)
        .join(', '),
      rank: provider === undefined || owner === provider ? 0 : 5,
    };
  }
}

/** Leaves out the text at the path itself, which may be half a word. */
function* models(path: Path, { providers, aliases, refs }: Routing): Iterable<Candidate> {
  const here = writePath(path);
  for (const { name, target } of aliases.all) yield { text: name, detail: `alias of ${target}`, rank: 0 };
  for (const { id, models = [] } of providers.configured)
    for (const row of models) yield { text: `${id}/${row.id}`, detail: 'defined here', rank: 1 };
  for (const { text, resolved, template, path: at } of refs)
    if (resolved && !template && text.includes('/') && !text.includes('*') && writePath(at) !== here)
      yield { text: text.trim(), detail: 'used here', rank: 2 };
  for (const id of knownProviderIds())
    for (const model of staticModels(id)) yield { text: `${id}/${model}`, detail: 'part of OpenClaw', rank: 3 };
}

function* variables({ home: { environment }, providers }: Routing): Iterable<Candidate> {
  for (const layer of environment.layers)
    if (layer.source !== 'process')
      for (const name of layer.variables.keys())
        yield {
          text: name,
          detail: layer.source === 'example' ? `listed in ${layer.label}` : `set in ${layer.label}`,
          rank: layer.source === 'example' ? 1 : 0,
        };
  for (const { id } of providers.configured)
    for (const name of providerVariables(id)) yield { text: name, detail: `read for ${id}`, rank: 2 };
  for (const id of knownProviderIds())
    for (const name of providerVariables(id).slice(0, 1)) yield { text: name, detail: `read for ${id}`, rank: 3 };
}

function* secretProviders({ home: { root } }: Routing): Iterable<Candidate> {
  const node = nodeAt(root, ['secrets', 'providers']);
  for (const { key, value } of entriesOf(node)) {
    const source = nodeAt(value, ['source']);
    yield { text: key.value, detail: source?.kind === 'scalar' ? String(source.value) : '', rank: 0 };
  }
  yield { text: 'default', detail: 'the source that needs no declaration', rank: 1 };
}
