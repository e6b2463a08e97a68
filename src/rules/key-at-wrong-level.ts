import { document } from '../document.ts';
import type { Rule } from '../rule.ts';
import { type Problem, type Schema, resolve } from '../schema.ts';
import { suggest } from '../suggest.ts';
import { type Path, writePath } from '../tree.ts';
import { code, placeName, release } from './words.ts';

/** Inventions that are common enough to know what was meant (rules.md, key-at-wrong-level). */
const MEANT: Readonly<Record<string, string>> = {
  primary: 'agents.defaults.model.primary',
  fallbacks: 'agents.defaults.model.fallbacks',
  model: 'agents.defaults.model',
  defaultModel: 'agents.defaults.model.primary',
  providers: 'models.providers',
  profiles: 'auth.profiles',
  order: 'auth.order',
  imageModel: 'agents.defaults.imageModel',
  modelPolicy: 'agents.defaults.modelPolicy',
  subagents: 'agents.defaults.subagents',
  apiKey: 'models.providers.*.apiKey',
  baseUrl: 'models.providers.*.baseUrl',
};

export const keyAtWrongLevel: Rule = {
  id: 'key-at-wrong-level',
  severity: 'error',
  summary: 'a key that OpenClaw knows, but in another place',
  why: 'OpenClaw refuses the whole file, as with any key it does not know in that place. A hot reload keeps the last good config without telling why.',
  *check({ walked, target }) {
    for (const problem of walked.problems) {
      const home = problem.kind === 'unknown-key' ? homeOf(problem) : undefined;
      if (problem.kind !== 'unknown-key' || !home) continue;
      yield {
        at: problem.key,
        message: `${code(problem.key.value)} does not belong at ${placeName(problem.path)}; ${release(target)} refuses to start on it`,
        help: `move it to ${code(home)}`,
      };
    }
  },
};

/** Where an unknown key belongs, when that is one certain place; undefined when it is rather misspelt, or free to guess. */
export function homeOf({ key, path, schema, value }: Problem & { kind: 'unknown-key' }): string | undefined {
  const meant = Object.hasOwn(MEANT, key.value) ? MEANT[key.value] : undefined;
  const here = writePath(path);
  if (path[0] === 'auth' && path[1] === 'profiles') return undefined;
  if (meant && (path.length < 3 || meant.startsWith(here))) return here === 'agents.defaults' && meant === `agents.defaults.${key.value}` ? undefined : meant;
  if (suggest(key.value, Object.keys(schema.properties ?? {}))) return undefined;
  const type = value.kind === 'scalar' ? typeof value.value : value.kind;
  const homes = (index().get(key.value) ?? []).filter((home) => home.types.includes(type) && related(home.path, path));
  return homes.length === 1 ? writePath(homes[0]!.path) : undefined;
}

/** One lies around the other: `agents.defaults` and `agents.defaults.model`, but not `auth` and `models`. */
function related(home: Path, path: Path): boolean {
  const owner = home.slice(0, -1);
  const short = Math.min(owner.length, path.length);
  return path.length > 0 && owner.slice(0, short).every((step, i) => step === '*' || step === path[i]);
}

interface Home {
  readonly path: Path;
  readonly types: readonly string[];
}

let names: Map<string, Home[]> | undefined;

/** key → the places of the routing sections where it is legal today */
function index(): Map<string, Home[]> {
  if (names) return names;
  names = new Map();
  for (const section of ['auth', 'models', 'agents', 'env', 'secrets']) collect(document().properties![section]!, [section], names);
  return names;
}

function collect(given: Schema, path: Path, into: Map<string, Home[]>): void {
  if (path.length > 7) return;
  const schema = resolve(given, document());
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const whole = resolve(child, document());
    if (whole.until) continue;
    const types = [whole.type ?? []].flat().map((type) => (type === 'integer' ? 'number' : type));
    into.set(name, [...(into.get(name) ?? []), { path: [...path, name], types }]);
    collect(child, [...path, name], into);
  }
  if (typeof schema.additionalProperties === 'object' && !schema.additionalProperties.until) collect(schema.additionalProperties, [...path, '*'], into);
}
