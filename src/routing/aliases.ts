import { lazy } from '../lazy.ts';
import type { Place } from '../place.ts';
import type { SymbolUse } from '../schema.ts';
import { agentOf } from './agents.ts';

/** A short name for a model, given in a `models` map. */
export interface Alias {
  readonly name: string;
  /** the map key it stands for, as written */
  readonly target: string;
  readonly at: Place;
  /** the agent whose map it is, undefined for the defaults */
  readonly agent: string | undefined;
}

/** How OpenClaw compares aliases: trimmed, lower-case (fact sheet 6.2). */
export const aliasName = (text: string): string => text.trim().toLowerCase();

export class Aliases {
  /** in file order; a later one of the same name wins */
  readonly all: readonly Alias[];
  #byScope = new Map<string | undefined, Map<string, Alias>>();

  constructor(symbols: readonly SymbolUse[], builtIn: ReadonlyMap<string, string>) {
    const own = symbols.filter((symbol) => symbol.kind === 'alias' && symbol.role === 'names' && symbol.text.trim() !== '');
    this.all = own.map(({ text, at, path }) => ({ name: aliasName(text), target: String(path.at(-2)), at, agent: agentOf(path) }));
    const targets = new Set(builtIn.values());
    const mapped = new Map(symbols.filter((symbol) => isMapKey(symbol) && symbol.path[1] === 'defaults' && targets.has(symbol.text.trim().toLowerCase())).map((symbol) => [symbol.text.trim().toLowerCase(), symbol]));
    if (mapped.size > 0) for (const { target } of this.all) mapped.delete(target.trim().toLowerCase());
    for (const [name, target] of builtIn) {
      const key = mapped.get(target);
      if (key) this.#scope(undefined).set(name, { name, target, at: key.at, agent: undefined });
    }
    for (const alias of this.all) this.#scope(alias.agent).set(alias.name, alias);
  }

  /** The alias an agent sees under a name: its own, else the defaults'. */
  get(name: string, agent?: string): Alias | undefined {
    const key = aliasName(name);
    return (agent !== undefined ? this.#byScope.get(agent)?.get(key) : undefined) ?? this.#byScope.get(undefined)?.get(key);
  }

  readonly names = lazy((): ReadonlySet<string> => new Set([...this.#byScope.values()].flatMap((scope) => [...scope.keys()])));

  #scope(agent: string | undefined): Map<string, Alias> {
    let scope = this.#byScope.get(agent);
    if (!scope) this.#byScope.set(agent, (scope = new Map()));
    return scope;
  }
}

/** Whether a model ref is the key of a `models` map, where the settings of models and their aliases live. */
export const isMapKey = ({ kind, role, path }: SymbolUse): boolean =>
  kind === 'model' && role === 'refersTo' && path[0] === 'agents' && path.at(-2) === 'models';
