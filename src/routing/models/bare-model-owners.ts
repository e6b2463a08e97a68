import type { Behaviour } from '../../release/releases.ts';
import { once } from '../../text/memo.ts';
import { type Providers, providerId } from '../providers.ts';
import type { Aliases } from './aliases.ts';
import type { MapEntry } from './model-maps.ts';
import { parse, type Spelling } from './ref.ts';

/** model id in lower case → the providers that have it, each with its own spelling */
type Index = Map<string, { provider: string; id: string }[]>;

/**
 * Finds the provider of a bare model id: by the agent's own `models` map if that mentions the id, else by the defaults'
 * map and the rows of `models.providers` together. Exact matches beat matches ignoring case; two candidates count as
 * none. Source: facts 6.2.
 */
export class Owners {
  #own = new Map<string, Index>();
  #shared = once(() => this.#index(undefined, true));
  #rows = once(() => this.#index(undefined, true, 'none'));
  #written = once(() => this.#index(undefined, false, 'written'));
  #unread = once(() => this.#index(undefined, true, 'unread'));

  constructor(
    readonly aliases: Aliases,
    readonly providers: Providers,
    readonly facts: Spelling & Pick<Behaviour, 'defaultProvider'>,
  ) {}

  /** The only provider of a model; undefined if there is none or more than one. */
  of(model: string, agent?: string): string | undefined {
    const { owners, agentMaps } = this.facts.naming;
    if (owners === 'none') return undefined;
    const id = model.trim();
    const exactFirst = owners === 'exact-first';
    const own = agent === undefined || !agentMaps ? new Set<string>() : having(id, this.#ownIndex(agent), exactFirst);
    return only(own.size > 0 ? own : having(id, this.#shared(), exactFirst));
  }

  /** The same for a primary, which some releases look up among the keys as they are written as well. */
  ofPrimary(model: string, agent?: string): string | undefined {
    if (!this.facts.naming.primaryOfUnreadKeys) return this.of(model, agent);
    const unread = only(having(model.trim(), this.#unread(), false));
    return unread === 'openai' ? unread : (this.of(model, agent) ?? unread);
  }

  /** Whether only OpenClaw's own additions say whose a model is. */
  isImplied(model: string, agent?: string): boolean {
    const id = model.trim().toLowerCase();
    const [shared, rows] = [this.#written(), this.#rows()];
    const isKey = ({ key, implied }: MapEntry) =>
      !implied &&
      key.value
        .slice(key.value.indexOf('/') + 1)
        .trim()
        .toLowerCase() === id;
    if (this.facts.naming.primaryOfUnreadKeys && this.aliases.entriesOf(undefined).some(isKey)) return false;
    const own = agent === undefined || !this.facts.naming.agentMaps ? undefined : this.#ownIndex(agent);
    return !shared.has(id) && !rows.has(id) && !own?.has(id);
  }

  /** The only provider with a row of that id, regardless of the maps. */
  ofRows(model: string): string | undefined {
    return only(having(model.trim(), this.#rows(), this.facts.naming.owners === 'exact-first'));
  }

  #ownIndex(agent: string): Index {
    let index = this.#own.get(agent);
    if (!index) this.#own.set(agent, (index = this.#index(agent, false)));
    return index;
  }

  #index(agent: string | undefined, withRows: boolean, map: 'all' | 'written' | 'unread' | 'none' = 'all'): Index {
    const index: Index = new Map();
    const add = (provider: string, id: string): void => {
      const same = index.get(id.toLowerCase());
      if (same) same.push({ provider, id });
      else index.set(id.toLowerCase(), [{ provider, id }]);
    };
    for (const { key, implied } of map === 'none' ? [] : this.aliases.entriesOf(agent)) {
      if (implied && map === 'written') continue;
      const ref = key.value.trim();
      const slash = ref.indexOf('/');
      const name = slash >= 0 && !ref.endsWith('/*') ? parse(ref, this.facts.defaultProvider, this.facts) : undefined;
      if (name && map === 'unread') add(providerId(ref.slice(0, slash)), ref.slice(slash + 1).trim());
      else if (name) add(name.provider, name.model);
    }
    for (const provider of withRows ? this.providers.configured : [])
      for (const row of provider.id ? (provider.models ?? []) : []) {
        if (row.id) add(provider.id, row.loaded);
      }
    return index;
  }
}

function only(providers: ReadonlySet<string>): string | undefined {
  const [first, ...more] = providers;
  return more.length === 0 ? first : undefined;
}

/** The providers with this id ignoring case; exact matches come first if the release distinguishes them. */
function having(id: string, index: Index, exactFirst: boolean): ReadonlySet<string> {
  const alike = id ? (index.get(id.toLowerCase()) ?? []) : [];
  const exact = exactFirst ? alike.filter((each) => each.id === id) : [];
  return new Set((exact.length > 0 ? exact : alike).map(({ provider }) => provider));
}
