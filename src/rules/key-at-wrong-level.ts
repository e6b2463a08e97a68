import { type Entry, type Node, type Path, writePath } from '../parse/tree.ts';
import { compare, NEWEST, type Target } from '../release/releases.ts';
import { configShape } from '../schema/config.ts';
import type { Problem, Schema } from '../schema/schema.ts';
import { suggest } from '../text/nearest.ts';
import { code, filledIn, placeName, release } from './phrases.ts';
import type { Fix, Rule } from './rule.ts';

type UnknownKey = Problem & { kind: 'unknown-key' };

/** Inventions that are common enough to know what was meant (rules.md, key-at-wrong-level). */
const MEANT: Readonly<Record<string, string>> = {
  primary: 'agents.defaults.model.primary',
  fallbacks: 'agents.defaults.model.fallbacks',
  model: 'agents.defaults.model',
  agent: 'agents.defaults',
  heartbeat: 'agents.defaults.heartbeat',
  mcpServers: 'mcp.servers',
  defaultModel: 'agents.defaults.model.primary',
  providers: 'models.providers',
  profiles: 'auth.profiles',
  order: 'auth.order',
  imageModel: 'agents.defaults.imageModel',
  modelPolicy: 'agents.defaults.modelPolicy',
  subagents: 'agents.defaults.subagents',
  apiKey: 'models.providers.<provider>.apiKey',
  baseUrl: 'models.providers.<provider>.baseUrl',
};

export const keyAtWrongLevel: Rule = {
  id: 'key-at-wrong-level',
  severity: 'error',
  summary: 'a key that OpenClaw knows, but in another place',
  why: 'OpenClaw refuses the whole file, as with any key it does not know in that place. A hot reload keeps the last good config without telling why.',
  *check({ problems, target }) {
    for (const problem of problems) {
      const home = problem.kind === 'unknown-key' ? homeOf(problem, target) : undefined;
      if (problem.kind !== 'unknown-key' || !home) continue;
      const { key, owner } = problem;
      const model = key.value === 'fallbacks' ? owner.get('model') : undefined;
      const fix = besideModel(problem);
      yield {
        at: key,
        message: `${code(key.value)} does not belong at ${placeName(problem.path)}; ${release(target)} refuses to start on it`,
        help:
          model?.kind === 'scalar'
            ? `move it into ${code('model')}: ${code('"model": { "primary": …, "fallbacks": … }')}`
            : `move it to ${code(home)}`,
        ...(fix && { fix }),
      };
    }
  },
};

/**
 * Where an unknown key belongs, when that is one certain place; undefined when it is rather misspelt, or free to guess.
 */
export function homeOf({ key, path, schema, value }: UnknownKey, { release: to }: Target): string | undefined {
  const here = writePath(path);
  if (path[0] === 'auth' && path[1] === 'profiles') return undefined;
  const word = key.value;
  if ((word === 'primary' || word === 'fallbacks') && schema.properties?.model) return `${here}.model.${word}`;
  const near = suggest(word, Object.keys(schema.properties ?? {}));
  if (near && fits(value, schema.properties?.[near])) return undefined;
  const meant = Object.hasOwn(MEANT, word) ? MEANT[word] : undefined;
  if (meant && meant !== `${here}.${word}` && (path.length < 3 || meant.startsWith(here))) return meant;
  if (near || path.length === 0) return undefined;
  const inside = mapsFor(value, schema, to);
  if (inside.length === 1) return writePath([...path, inside[0]!, word]);
  const type = value.kind === 'scalar' ? typeof value.value : value.kind;
  const homes = (index().get(word) ?? []).filter(
    (home) => home.types.includes(type) && isAround(home.path.slice(0, -1), path),
  );
  return homes.length === 1 ? filledIn(homes[0]!.path.join('.'), path) : undefined;
}

/** Whether a value has the type, and only keys, that a schema knows. */
export function fits(value: Node, given: Schema | undefined): boolean {
  if (!given) return false;
  const { type, properties, additionalProperties } = given;
  const is = value.kind === 'scalar' ? typeof value.value : value.kind;
  if (type && ![type].flat().some((each) => each === is || (each === 'integer' && is === 'number'))) return false;
  return (
    value.kind !== 'object' ||
    additionalProperties !== false ||
    value.entries.every(({ key }) => Object.hasOwn(properties ?? {}, key.value))
  );
}

/** The maps of an object in which a value would be an entry, by its form: in `auth`, `order` for a list of ids. */
function mapsFor(value: Node, { properties = {} }: Schema, to: string | undefined): string[] {
  return Object.keys(properties).filter((name) => {
    const map = properties[name]!;
    if (typeof map.additionalProperties !== 'object' || map.until || (to && map.since && compare(to, map.since) < 0))
      return false;
    const item = map.additionalProperties;
    if (item.type === 'array') return value.kind === 'array';
    return value.kind === 'object' && value.entries.some(({ key }) => Object.hasOwn(item.properties ?? {}, key.value));
  });
}

/** An object that encloses the place where the key stands. */
const isAround = (owner: Path, path: Path): boolean =>
  owner.length < path.length && owner.every((step, i) => step === '*' || step === path[i]);

/** `"model": "a/b", "fallbacks": […]`, nothing between them: one object of both says what was meant. */
function besideModel({ key, value, owner }: UnknownKey): Fix | undefined {
  const at = owner.entries.findIndex((entry) => entry.key === key);
  const model: Entry | undefined = owner.entries[at - 1];
  if (
    key.value !== 'fallbacks' ||
    value.kind !== 'array' ||
    model?.key.value !== 'model' ||
    model.value.kind !== 'scalar'
  )
    return undefined;
  const { file, text } = { file: key.file, text: key.file.text };
  const [start, end] = [model.value.offset, model.value.offset + model.value.length];
  const last = value.offset + value.length;
  if (
    model.value.file !== file ||
    value.file !== file ||
    typeof model.value.value !== 'string' ||
    !/^\s*,\s*$/.test(text.slice(end, key.offset))
  )
    return undefined;
  const primary = text.slice(model.key.offset, model.key.offset + model.key.length).replace('model', 'primary');
  const both = `{ ${primary}: ${text.slice(start, end)}, ${text.slice(key.offset, last)} }`;
  return {
    title: 'move `fallbacks` into `model`',
    edits: [{ at: { file, offset: start, length: last - start }, text: both }],
  };
}

interface Home {
  readonly path: readonly string[];
  readonly types: readonly string[];
}

let names: Map<string, Home[]> | undefined;

/** key → the places of the routing sections where it is legal today */
function index(): Map<string, Home[]> {
  if (names) return names;
  names = new Map();
  for (const section of ['auth', 'models', 'agents', 'env', 'secrets'])
    collect(configShape(NEWEST).properties![section]!, [section], names);
  return names;
}

function collect(given: Schema, path: readonly string[], into: Map<string, Home[]>): void {
  if (path.length > 7) return;
  const schema = given;
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const whole = child;
    if (whole.until) continue;
    const types = [whole.type ?? []].flat().map((type) => (type === 'integer' ? 'number' : type));
    into.set(name, [...(into.get(name) ?? []), { path: [...path, name], types }]);
    collect(child, [...path, name], into);
  }
  if (typeof schema.additionalProperties === 'object' && !schema.additionalProperties.until)
    collect(schema.additionalProperties, [...path, '*'], into);
}
