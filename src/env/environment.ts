import type { Dotenv } from '../parse/dotenv.ts';
import type { File, Place } from '../text/file.ts';

/**
 * Where variables come from, in OpenClaw's order (facts 2.4). Four are ours: `env-file`, variables the user says will
 * be set as well, `snapshot` and `elsewhere`, names of those that are set where OpenClaw runs, and `example`, which
 * documents names and sets nothing. `service-env` is what the installed service gives to the gateway.
 */
export type Source =
  | 'process'
  | 'service-env'
  | 'env-file'
  | 'cwd-dotenv'
  | 'state-dotenv'
  | 'gateway-env'
  | 'config-env'
  | 'elsewhere'
  | 'snapshot'
  | 'example';

/** A variable and what kind of value it has; the value itself is not kept. */
export interface Variable {
  readonly name: string;
  /** the name, at the place that sets it */
  readonly at?: Place;
  /** the value, to be masked when its line is shown */
  readonly value?: Place;
  readonly empty: boolean;
  /** empty or only white space */
  readonly blank: boolean;
  /** in the `env` block: the variables that the value refers to; without one of them this is not set */
  readonly needs?: readonly string[];
}

/**
 * Why OpenClaw silently skips an entry: `name`: not a valid variable name; `blank`, `reference` (a `${NAME}` in the
 * value that is not set), `not-a-string`: in the `env` block; `blocked`: a name that may not be set there; `provider`: a credential,
 * which a working directory may not set.
 */
export type Reason = 'name' | 'blank' | 'reference' | 'not-a-string' | 'blocked' | 'provider';

export interface Ignored {
  readonly at?: Place;
  readonly reason: Reason;
}

export interface Layer {
  readonly source: Source;
  readonly file?: File;
  /** for messages: `.env`, `env.vars`, `the process environment` */
  readonly label: string;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly ignored: ReadonlyMap<string, Ignored>;
  /** of a `.env` file: all assignments, including shadowed ones */
  readonly dotenv?: Dotenv;
}

/** In bytes: OpenClaw skips a larger `.env` (facts 2.5). */
export const dotenvLimit = 1_048_576;

/** Sources in order of precedence. */
const PRECEDENCE: readonly Source[] = [
  'process',
  'service-env',
  'env-file',
  'cwd-dotenv',
  'state-dotenv',
  'gateway-env',
  'config-env',
  'elsewhere',
  'snapshot',
];

/** The variables as OpenClaw sees them, all layers combined. */
export class Environment {
  readonly layers: readonly Layer[];
  readonly #fillsIn: boolean;

  /**
   * @param layers in any order; of two with the same source the first wins
   * @param fillsIn whether the `env` block fills in what its values refer to
   */
  constructor(layers: readonly Layer[], fillsIn = true) {
    this.#fillsIn = fillsIn;
    this.layers = [...PRECEDENCE, 'example'].flatMap((source) => layers.filter((layer) => layer.source === source));
  }

  /**
   * Looks up the winning layer: the process or first `.env` file that has the name at all, even empty; the `env` block
   * only if that value is blank. `Z_AI_API_KEY` replaces a blank `ZAI_API_KEY` (facts 2.4).
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

  /** The state that substitution sees: an empty value counts as missing, white space as set (facts 2.1). */
  state(name: string): 'set' | 'empty' | 'missing' {
    const found = this.lookup(name);
    return found ? (found.variable.empty ? 'empty' : 'set') : 'missing';
  }

  /** The same for a release whose `env` block sets what its values say (facts 2.3). */
  asWritten(): Environment {
    return new Environment(this.layers, false);
  }

  /** All names that are set, without duplicates. */
  names(): string[] {
    const all = this.layers
      .filter((layer) => layer.source !== 'example')
      .flatMap((layer) => [...layer.variables.keys()]);
    return [...new Set([...all, 'ZAI_API_KEY'])].filter((name) => this.state(name) === 'set');
  }

  /** The layers that contain the name but may not set it. */
  ignored(name: string): ({ layer: Layer } & Ignored)[] {
    return this.layers.flatMap((layer) => {
      const variable = layer.variables.get(name);
      if (variable && !this.#isFilled(variable))
        return [{ layer, reason: 'reference', ...(variable.at && { at: variable.at }) }];
      const entry = layer.ignored.get(name);
      return entry ? [{ layer, ...entry }] : [];
    });
  }

  #first(
    name: string,
    from: (source: Source) => boolean,
    within: readonly string[] = [],
  ): { variable: Variable; layer: Layer } | undefined {
    for (const layer of this.layers) {
      const variable = layer.source !== 'example' && from(layer.source) ? layer.variables.get(name) : undefined;
      if (variable && this.#isFilled(variable, within)) return { variable, layer };
    }
    return undefined;
  }

  /** @param within the variables whose values are being filled in: one that refers to itself is never set */
  #isFilled({ name, needs = [] }: Variable, within: readonly string[] = []): boolean {
    const all = [...within, name];
    const isSet = (each: string) => !all.includes(each) && this.#first(each, () => true, all)?.variable.empty === false;
    return !this.#fillsIn || needs.every(isSet);
  }
}
