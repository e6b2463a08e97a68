import { once } from '../../text/memo.ts';
import type { Providers } from '../providers.ts';
import type { Aliases } from './aliases.ts';
import { namedLiterally, parse } from './ref.ts';

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

  constructor(
    readonly aliases: Aliases,
    readonly providers: Providers,
    readonly defaultProvider: string,
  ) {}

  /** The only provider of a model; undefined if there is none or more than one. */
  of(model: string, agent?: string): string | undefined {
    const id = model.trim();
    const own = agent === undefined ? new Set<string>() : having(id, this.#ownIndex(agent));
    const [only, ...more] = own.size > 0 ? own : having(id, this.#shared());
    return more.length === 0 ? only : undefined;
  }

  #ownIndex(agent: string): Index {
    let index = this.#own.get(agent);
    if (!index) this.#own.set(agent, (index = this.#index(agent, false)));
    return index;
  }

  #index(agent: string | undefined, withRows: boolean): Index {
    const index: Index = new Map();
    const add = (provider: string, id: string): void => {
      const same = index.get(id.toLowerCase());
      if (same) same.push({ provider, id });
      else index.set(id.toLowerCase(), [{ provider, id }]);
    };
    for (const { key } of this.aliases.entriesOf(agent)) {
      const ref = key.value.trim();
      const name = ref.includes('/') && !ref.endsWith('/*') ? parse(ref, this.defaultProvider) : undefined;
      if (name) add(name.provider, name.model);
    }
    for (const provider of withRows ? this.providers.configured : [])
      for (const row of provider.id ? (provider.models ?? []) : []) {
        if (row.id) add(provider.id, row.id);
        const meant = namedLiterally(provider.id, row.id)?.model;
        if (meant && meant !== row.id) add(provider.id, meant);
      }
    return index;
  }
}

/** The providers with exactly this id, else those with one that differs only in case. */
function having(id: string, index: Index): ReadonlySet<string> {
  const alike = id ? (index.get(id.toLowerCase()) ?? []) : [];
  const exact = alike.filter((each) => each.id === id);
  return new Set((exact.length > 0 ? exact : alike).map(({ provider }) => provider));
}
