import type { Behaviour } from '../../release/releases.ts';
import type { SymbolUse } from '../../schema/walk.ts';
import type { Place } from '../../text/file.ts';
import { put } from '../../text/grouped.ts';
import { once } from '../../text/memo.ts';
import { providerId } from '../providers.ts';
import type { MapEntry, ModelMap } from './model-maps.ts';
import { asLoaded, modelKey, parse, type Spelling, wildcard } from './ref.ts';

/** A short name for a model, given in a `models` map. */
export interface Alias {
  readonly name: string;
  /** the map key it stands for, as written */
  readonly target: string;
  readonly at: Place;
  /** the agent whose map it is; undefined for the defaults */
  readonly agent: string | undefined;
}

/** How OpenClaw compares aliases: trimmed, lower-case (facts 6.2). */
export const aliasName = (text: string): string => text.trim().toLowerCase();

interface Named {
  readonly alias: Alias;
  /** the model it stands for, in the form of `modelKey` */
  readonly model: string;
}

/** One `models` map, indexed. */
interface Layer {
  /** models to which the map gives an alias, or whose alias it removes */
  readonly models: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, readonly Named[]>;
  /** the same under `provider/alias` */
  readonly byProvider: ReadonlyMap<string, readonly Named[]>;
}

/**
 * The aliases each agent sees: those of `agents.defaults.models`, then its own. The last of equal names wins; a model
 * has only the last alias it is given, and none after a blank one. Source: facts 6.2.
 */
export class Aliases {
  /** those written in the config, in file order */
  readonly all: readonly Alias[];
  #entries = new Map<string | undefined, readonly MapEntry[]>();
  #written = new Map<MapEntry, Alias>();
  #withBareKeys = new Set<string | undefined>();
  /** every name that is an alias for some agent */
  #given: ReadonlySet<string>;
  /** scope → provider of bare keys (`''` if the map has none) → layer */
  #layers = new Map<string | undefined, Map<string, Layer>>();

  readonly builtIn: ReadonlyMap<string, string>;
  readonly defaultProvider: string;

  constructor(
    maps: readonly ModelMap[],
    readonly facts: Spelling & Pick<Behaviour, 'builtInAliases' | 'defaultProvider'>,
  ) {
    this.builtIn = facts.builtInAliases;
    this.defaultProvider = facts.defaultProvider;
    for (const { agent, entries } of maps)
      if (agent === undefined || facts.naming.agentMaps)
        this.#entries.set(agent, [...this.entriesOf(agent), ...entries]);
    for (const [agent, entries] of this.#entries) {
      // loading passes over `agents.entries`
      const kept = agent !== undefined || facts.naming.loading === 'nothing' ? entries : this.#loaded(entries);
      this.#entries.set(agent, kept);
      for (const entry of kept) {
        const { key, alias } = entry;
        if (!key.value.includes('/')) this.#withBareKeys.add(agent);
        if (alias?.text && !this.#isWildcard(key.value))
          this.#written.set(entry, { name: aliasName(alias.text), target: key.value, at: alias.at, agent });
      }
    }
    this.all = [...this.#written.values()];
    this.#given = new Set([...this.builtIn.keys(), ...this.all.map(({ name }) => name)]);
  }

  /** Keys that become one on loading share their settings, in the place of the first. */
  #loaded(entries: readonly MapEntry[]): readonly MapEntry[] {
    const merged = new Map<string, MapEntry>();
    for (const entry of entries) {
      const id = asLoaded(entry.key.value, this.facts);
      const before = merged.get(id);
      merged.set(id, before && entry.alias === undefined ? before : before ? { ...before, alias: entry.alias } : entry);
    }
    if (this.facts.naming.loading !== 'collapses') return [...merged.values()];
    return [...merged].map(([value, entry]) => ({ ...entry, key: { ...entry.key, value } }));
  }

  /** The `models` map of an agent, or of the defaults. */
  entriesOf(agent: string | undefined): readonly MapEntry[] {
    return this.#entries.get(agent) ?? [];
  }

  /**
   * Looks up an alias for an agent: its own, else the defaults'. Bare keys of the maps belong to `provider`: the
   * default one for primaries, the primary's for everything else.
   */
  get(name: string, agent?: string, provider = this.defaultProvider): Alias | undefined {
    const alias = aliasName(name);
    return this.#find('byName', alias, alias, agent, provider);
  }

  /** Resolves `provider/alias`: an alias of that name whose model belongs to that provider. */
  ofProvider(provider: string, name: string, agent?: string, ofBareKeys = this.defaultProvider): Alias | undefined {
    const alias = aliasName(name);
    return this.#find('byProvider', alias, `${providerId(provider)}/${alias}`, agent, ofBareKeys);
  }

  /** In releases without wildcards the text is a model name. */
  #isWildcard = (key: string): boolean => this.facts.naming.wildcards && wildcard(key) !== undefined;

  readonly names = once(
    (): ReadonlySet<string> =>
      new Set([...this.#layer(undefined, this.defaultProvider).byName.keys(), ...this.all.map(({ name }) => name)]),
  );

  /** The agent's last alias of that name, else the defaults' last one whose model the agent's map does not mention. */
  #find(
    by: 'byName' | 'byProvider',
    alias: string,
    name: string,
    agent: string | undefined,
    ofBareKeys: string,
  ): Alias | undefined {
    if (!this.#given.has(alias)) return undefined; // most texts are refs, for which the maps need not be indexed
    const shared = this.#layer(undefined, ofBareKeys)[by].get(name);
    if (agent === undefined || !this.#entries.has(agent)) return shared?.at(-1)?.alias;
    const own = this.#layer(agent, ofBareKeys);
    return (own[by].get(name)?.at(-1) ?? shared?.findLast(({ model }) => !own.models.has(model)))?.alias;
  }

  #layer(scope: string | undefined, ofBareKeys: string): Layer {
    let layers = this.#layers.get(scope);
    if (!layers) this.#layers.set(scope, (layers = new Map()));
    const key = this.#withBareKeys.has(scope) ? ofBareKeys : '';
    let layer = layers.get(key);
    if (!layer) layers.set(key, (layer = this.#build(scope, ofBareKeys)));
    return layer;
  }

  #build(scope: string | undefined, ofBareKeys: string): Layer {
    const { oneAlias } = this.facts.naming;
    const models = new Map<string, { alias: Alias | undefined; provider: string; model: string }>();
    for (const entry of this.entriesOf(scope)) {
      const builtIn = scope === undefined && !entry.alias ? this.#builtInFor(entry) : undefined;
      const model =
        (entry.alias || builtIn) && !this.#isWildcard(entry.key.value)
          ? parse(entry.key.value, ofBareKeys, this.facts)
          : undefined;
      if (!model) continue;
      const key = modelKey(model, this.facts);
      const alias = builtIn ?? this.#written.get(entry);
      const id = oneAlias ? key : `${key} ${alias?.name}`;
      models.delete(id);
      models.set(id, { alias, provider: model.provider, model: key });
    }
    const byName = new Map<string, Named[]>();
    const byProvider = new Map<string, Named[]>();
    for (const { alias, provider, model } of models.values()) {
      if (!alias) continue;
      put(byName, alias.name, { alias, model });
      put(byProvider, `${provider}/${alias.name}`, { alias, model });
    }
    return { models: new Set([...models.values()].map(({ model }) => model)), byName, byProvider };
  }

  /**
   * OpenClaw's built-in alias for a model that the defaults list without an alias (`Naming.builtInYields`).
   */
  #builtInFor({ key }: MapEntry): Alias | undefined {
    const loaded = this.facts.naming.loading === 'nothing' ? key.value : asLoaded(key.value, this.facts);
    for (const [name, target] of this.builtIn)
      if (
        target === loaded &&
        !(
          this.facts.naming.builtInYields &&
          this.entriesOf(undefined).some(({ alias }) => alias && aliasName(alias.text) === name)
        )
      )
        return { name, target, at: key, agent: undefined };
    return undefined;
  }
}

/** Whether a model ref is a key of a `models` map, which holds settings and aliases of models. */
export const isMapKey = ({ kind, role, path }: SymbolUse): boolean =>
  kind === 'model' && role === 'refersTo' && path[0] === 'agents' && path.at(-2) === 'models';
