import type { Dotenv } from '../parse/dotenv.ts';
import type { File, Place } from '../text/file.ts';

/**
 * Where variables come from, in OpenClaw's order (facts 2.4). Two are ours: `env-file`, what the user says the
 * process will find set besides, and `example`, which documents names and sets none.
 */
export type Source = 'process' | 'env-file' | 'cwd-dotenv' | 'state-dotenv' | 'gateway-env' | 'config-env' | 'example';

/** A variable and what its value amounts to; the value is not kept. */
export interface Variable {
  readonly name: string;
  /** the name where it is set */
  readonly at?: Place;
  /** the value, to be masked when its line is shown */
  readonly value?: Place;
  readonly empty: boolean;
  /** empty or white space alone */
  readonly blank: boolean;
}

/**
 * Why OpenClaw passes over an entry without a word:
 * `name` no name of a variable; `blank`, `reference` (a `${NAME}` in the value), `not-a-string` in the `env` block;
 * `blocked` a name that may not be set from there; `provider` a credential, which a working directory may not set.
 */
export type Reason = 'name' | 'blank' | 'reference' | 'not-a-string' | 'blocked' | 'provider';

export interface Ignored {
  readonly at?: Place;
  readonly reason: Reason;
}

export interface Layer {
  readonly source: Source;
  readonly file?: File;
  /** as a person calls it: `.env`, `env.vars`, `the process environment` */
  readonly label: string;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly ignored: ReadonlyMap<string, Ignored>;
  /** of a `.env` file: all its lines, those that a later one shadows as well */
  readonly dotenv?: Dotenv;
}

/** In bytes: OpenClaw passes over a larger `.env` (facts 2.5). */
export const dotenvLimit = 1_048_576;

const order: readonly Source[] = ['process', 'env-file', 'cwd-dotenv', 'state-dotenv', 'gateway-env', 'config-env'];

/** What OpenClaw sees of the variables once all layers are laid over one another. */
export class Environment {
  readonly layers: readonly Layer[];

  /** @param layers in any order; of two with the same source the first wins */
  constructor(layers: readonly Layer[]) {
    this.layers = [...order, 'example'].flatMap((source) => layers.filter((layer) => layer.source === source));
  }

  /**
   * The layer that wins. Process and `.env` files: the first that has the name at all, even empty. The `env` block:
   * only where that is blank. `Z_AI_API_KEY` stands in for a blank `ZAI_API_KEY` (facts 2.4).
   */
  lookup(name: string): { variable: Variable; layer: Layer } | undefined {
    const names = name === 'ZAI_API_KEY' ? [name, 'Z_AI_API_KEY'] : [name];
    const given = names.map((each) => this.#first(each, (source) => source !== 'config-env'));
    const filled = given.find((each) => each && !each.variable.blank);
    if (filled) return filled;
    for (const each of names) {
      const set = this.#first(each, (source) => source === 'config-env');
      if (set) return set;
    }
    return given[0];
  }

  /** As substitution sees it: an empty value counts as missing there, white space as set (facts 2.1). */
  state(name: string): 'set' | 'empty' | 'missing' {
    const found = this.lookup(name);
    return found ? (found.variable.empty ? 'empty' : 'set') : 'missing';
  }

  /** All names that are set, each once. */
  names(): string[] {
    const all = this.layers
      .filter((layer) => layer.source !== 'example')
      .flatMap((layer) => [...layer.variables.keys()]);
    return [...new Set([...all, 'ZAI_API_KEY'])].filter((name) => this.state(name) === 'set');
  }

  /** The layers that have the name but may not set it. */
  ignored(name: string): ({ layer: Layer } & Ignored)[] {
    return this.layers.flatMap((layer) => {
      const entry = layer.ignored.get(name);
      return entry ? [{ layer, ...entry }] : [];
    });
  }

  #first(name: string, from: (source: Source) => boolean): { variable: Variable; layer: Layer } | undefined {
    for (const layer of this.layers) {
      const variable = layer.source !== 'example' && from(layer.source) ? layer.variables.get(name) : undefined;
      if (variable) return { variable, layer };
    }
    return undefined;
  }
}
