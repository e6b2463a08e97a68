import { knownProvider, rowAsLoaded } from '../catalog/catalog.ts';
import type { ModelProvider } from '../generated/types.ts';
import { type At, type Key, textOf } from '../parse/tree.ts';
import { type Behaviour, behaviour } from '../release/releases.ts';
import type { Place } from '../text/file.ts';

/** Normalizes a provider id as OpenClaw does: trimmed and lower-cased, nothing else (facts 3.2, H8). */
export const providerId = (text: string): string => text.trim().toLowerCase();

/** One block below `models.providers`. */
export interface ConfiguredProvider {
  readonly id: string;
  readonly key: Key;
  readonly at: At<ModelProvider>;
  /** the rows of its `models` list, in order; undefined if it has no list */
  readonly models: readonly Row[] | undefined;
}

/** A model that a block declares. */
export interface Row {
  /** as written, without blanks around it */
  readonly id: string;
  /** as loading leaves it */
  readonly loaded: string;
  readonly at: Place;
}

/** The `api` of a provider's block: where it names none, loading gives one to Anthropic's rows (facts 5.3). */
export function apiOf(id: string, block: At<ModelProvider> | undefined): string {
  const own = block?.get('api')?.text()?.trim();
  return own || (id === 'anthropic' && (block?.get('models')?.items().length ?? 0) > 0 ? 'anthropic-messages' : '');
}

export class Providers {
  readonly configured: readonly ConfiguredProvider[];
  /** every provider id this home may mean, its own first; for suggestions */
  readonly names: ReadonlySet<string>;
  #byId = new Map<string, ConfiguredProvider>();
  #first = new Map<string, ConfiguredProvider>();

  constructor(
    config: At<Record<string, ModelProvider>> | undefined,
    readonly agentDeclared: ReadonlySet<string>,
    /** those that an installed OpenClaw has, lower case */
    private readonly installed: ReadonlySet<string> = new Set(),
    private readonly facts: Pick<Behaviour, 'modelIds' | 'naming' | 'laterProviders'> = behaviour({
      release: undefined,
    }),
  ) {
    this.configured = (config?.entries() ?? []).map(([key, at]) => {
      const id = providerId(key.value);
      const api = at.get('api')?.text()?.trim();
      return { id, key, at, models: modelsOf(at, (model) => rowAsLoaded(id, model, api, facts)) };
    });
    for (const provider of this.configured) {
      if (!this.#first.has(provider.id)) this.#first.set(provider.id, provider);
      const exact = provider.key.value.trim() === provider.id;
      if (exact || !this.#byId.has(provider.id)) this.#byId.set(provider.id, provider);
    }
    this.names = new Set([...this.#byId.keys(), ...agentDeclared, ...installed]);
  }

  get(id: string): ConfiguredProvider | undefined {
    return this.#byId.get(providerId(id));
  }

  /** The first block of an id, if there are several that differ in case or blanks. */
  first(id: string): ConfiguredProvider | undefined {
    return this.#first.get(id);
  }

  /** Where a provider is defined; undefined if nowhere. */
  origin(
    id: string,
  ): 'configured' | 'agent' | 'bundled' | 'external' | 'alias' | 'cli' | 'legacy' | 'installed' | undefined {
    const name = providerId(id);
    if (this.#byId.has(name)) return 'configured';
    if (this.agentDeclared.has(name)) return 'agent';
    return knownProvider(name)?.kind ?? (this.installed.has(name) ? 'installed' : undefined);
  }

  /** Whether only newer releases bring a provider, and nothing here defines it (facts P10). */
  isLater(id: string): boolean {
    const name = providerId(id);
    return this.facts.laterProviders.has(name) && !this.names.has(name);
  }
}

function modelsOf(provider: At<ModelProvider>, asLoaded: (id: string) => string): Row[] | undefined {
  const list = provider.get('models')?.node;
  if (list?.kind !== 'array') return undefined;
  const found: Row[] = [];
  for (const model of list.items) {
    // a bare string is invalid, but shows what was meant
    const id = (model.kind === 'object' && model.get('id')) || model;
    const text = textOf(id);
    if (text !== undefined) found.push({ id: text.trim(), loaded: asLoaded(text.trim()), at: id });
  }
  return found;
}
