import { substitutions } from '../../env/references.ts';
import { nodeAt, type Path } from '../../parse/tree.ts';
import type { SymbolUse } from '../../schema/walk.ts';
import type { Place } from '../../text/file.ts';
import { type Agent, agentOf } from './agents.ts';
import { isMapKey } from './aliases.ts';
import { defaultModel, resolvePrimary } from './default-model.ts';
import { readSelection } from './model-setting.ts';
import { literally, lookUp, type Names, type ResolvedRef } from './resolve.ts';

export { parse, splitProfile } from './ref.ts';
export type { ResolvedRef } from './resolve.ts';

/**
 * What a model ref is for. `map`: a key of a `models` map; `policy`: an entry of an allow-list. Both may hold
 * wildcards.
 */
export type RefRole = 'primary' | 'fallback' | 'map' | 'policy';

/** A place in the config that names a model. */
export interface ModelRef {
  readonly text: string;
  readonly at: Place;
  readonly path: Path;
  readonly role: RefRole;
  readonly agent: string | undefined;
  /** undefined if OpenClaw cannot look it up: empty, one side of the slash missing, or a `${VAR}` inside */
  readonly resolved: ResolvedRef | undefined;
  /** the text contains a variable, so what it names is unknown */
  readonly template: boolean;
}

/** Every place that names a model, in file order, resolved as OpenClaw does (facts 6.1, 6.2, 6.3). */
export function readRefs(symbols: readonly SymbolUse[], names: Names, agents: readonly Agent[]): readonly ModelRef[] {
  const byScope = new Map(agents.map((agent) => [agent.scope, agent]));
  return symbols
    .filter(({ kind, role }) => kind === 'model' && role === 'refersTo')
    .map((symbol) => {
      const { text, at, path } = symbol;
      const role = roleOf(symbol);
      const agent = agentOf(path);
      const template = substitutions(text).length > 0;
      return {
        text,
        at,
        path,
        role,
        agent,
        resolved: template || text.trim() === '' ? undefined : resolve(text, role, agent, path),
        template,
      };
    });

  function resolve(text: string, role: RefRole, agent: string | undefined, path: Path): ResolvedRef | undefined {
    if (role === 'map') return literally(names, text.trim(), undefined, agent);
    if (role === 'fallback') {
      const provider = providerFor(path, agent);
      const found = lookUp(names, text, agent, provider ?? names.defaultProvider);
      return found?.via === 'default-provider' && provider !== undefined
        ? { ...found, via: 'primary-provider' }
        : found;
    }
    const job = role === 'primary' ? jobAt(path) : undefined;
    if (job) return resolveForJob(text, agent, job);
    if (role === 'primary') return resolvePrimary(names, text, agent);
    const owner = text.includes('/') ? undefined : names.owners.of(text, agent);
    const found = lookUp(names, text, agent, owner);
    return owner !== undefined && found?.via !== 'alias' ? found && { ...found, via: 'declared' } : found;
  }

  /**
   * Bare names of minor jobs belong to the provider of the agent's own model, but first to the only provider that
   * declares them.
   */
  function resolveForJob(
    text: string,
    scope: string | undefined,
    job: 'follows' | 'owner-first',
  ): ResolvedRef | undefined {
    const agent = scope === undefined ? agents.find(({ isDefault }) => isDefault) : byScope.get(scope);
    const { provider, via } = defaultModel(names, agent);
    const owner = job === 'owner-first' && !text.includes('/') ? names.owners.of(text, scope) : undefined;
    const found = lookUp(names, text, scope, owner ?? provider, provider);
    if (owner !== undefined && found?.via !== 'alias') return found && { ...found, via: 'declared' };
    return found?.via === 'default-provider' && via !== 'built-in' ? { ...found, via: 'primary-provider' } : found;
  }

  /**
   * The provider of bare names in a fallback list: the agent's primary's; for media, that of their own first model;
   * undefined if there is none.
   */
  function providerFor(path: Path, agent: string | undefined): string | undefined {
    const owner = path.slice(0, -2);
    if (owner.at(-1) === 'model') {
      const { provider, via } = defaultModel(names, agent === undefined ? undefined : byScope.get(agent));
      return via === 'built-in' ? undefined : provider;
    }
    const own = readSelection(nodeAt(names.root, owner))?.primary;
    return own && lookUp(names, own.text, agent)?.provider;
  }
}

/** How bare names of heartbeats, summaries and hooks are read (slots.ts, `requested` in allowlist.ts). */
function jobAt(path: Path): 'follows' | 'owner-first' | undefined {
  const [owner, last] = path.slice(-2);
  if (path[0] === 'hooks' || (path[0] === 'agents' && owner === 'compaction' && last === 'model')) return 'owner-first';
  return path[0] === 'agents' &&
    (last === 'utilityModel' || (last === 'model' && (owner === 'heartbeat' || owner === 'memoryFlush')))
    ? 'follows'
    : undefined;
}

function roleOf(symbol: SymbolUse): RefRole {
  const { path } = symbol;
  if (isMapKey(symbol)) return 'map';
  if (path.includes('modelPolicy') || path.includes('allowModels') || path.includes('allowedModels')) return 'policy';
  return path.at(-2) === 'fallbacks' ? 'fallback' : 'primary';
}
