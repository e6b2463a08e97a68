import { normalizeModel } from '../catalog.ts';
import type { Place } from '../place.ts';
import type { SymbolUse } from '../schema.ts';
import type { Node, Path } from '../tree.ts';
import { nodeAt } from '../tree.ts';
import { agentOf } from './agents.ts';
import { type Alias, type Aliases, isMapKey } from './aliases.ts';
import { type Providers, providerId } from './providers.ts';

/**
 * What a model ref is for. `map`: a key of a `models` map; `policy`: an entry of an allow-list. Both may hold wildcards.
 */
export type RefRole = 'primary' | 'fallback' | 'map' | 'policy';

/** Which model a ref means, and how OpenClaw gets there. */
export interface ResolvedRef {
  readonly provider: string;
  readonly model: string;
  /** the model as it was written, before OpenClaw's short names are put in full */
  readonly written: string;
  readonly via: 'ref' | 'alias' | 'declared' | 'primary-provider' | 'default-provider';
  readonly alias?: Alias;
  /** the profile asked for with `@profile` */
  readonly profile?: string;
}

/** A place in the config that names a model. */
export interface ModelRef {
  readonly text: string;
  readonly at: Place;
  readonly path: Path;
  readonly role: RefRole;
  readonly agent: string | undefined;
  /** undefined when it names nothing OpenClaw could look up: empty, one side of the slash missing, a `${VAR}` inside */
  readonly resolved: ResolvedRef | undefined;
  /** the text contains a variable, so what it names is not known here */
  readonly template: boolean;
}

/** Every place that names a model, in file order, resolved as OpenClaw does (fact sheet 6.1–6.3). */
export function readRefs(symbols: readonly SymbolUse[], root: Node | undefined, aliases: Aliases, providers: Providers, defaultProvider: string): readonly ModelRef[] {
  const owners = ownersOf(providers);
  return symbols.filter(({ kind, role }) => kind === 'model' && role === 'refersTo').map((symbol) => {
    const role = roleOf(symbol);
    const agent = agentOf(symbol.path);
    const template = /\$\{[A-Z_][A-Z0-9_]*\}/.test(symbol.text);
    const resolved = template ? undefined : resolve(symbol.text, role, agent, symbol.path);
    return { text: symbol.text, at: symbol.at, path: symbol.path, role, agent, resolved, template };
  });

  function resolve(text: string, role: RefRole, agent: string | undefined, path: Path): ResolvedRef | undefined {
    const whole = text.trim();
    if (whole === '') return undefined;
    const { model: ref, profile } = splitProfile(whole);
    const pin = profile === undefined ? {} : { profile };
    const alias = role === 'map' ? undefined : (aliases.get(whole, agent) ?? aliases.get(ref, agent));
    if (alias) {
      const target = parse(alias.target);
      return target && { ...target, via: 'alias', alias, ...pin };
    }
    const selector = /^openrouter:(auto|free)$/i.exec(ref)?.[1];
    if (selector || ref.includes('/')) {
      const parsed = parse(selector ? `openrouter/${selector}` : ref);
      return parsed && { ...parsed, via: 'ref', ...pin };
    }
    if (role === 'fallback') {
      const primary = primaryOf(path, agent);
      if (primary) return { provider: primary, model: ref, written: ref, via: 'primary-provider', ...pin };
    }
    const owner = role === 'fallback' ? undefined : owners.get(ref);
    if (owner) return { provider: owner, model: ref, written: ref, via: 'declared', ...pin };
    return { provider: defaultProvider, model: ref, written: ref, via: 'default-provider', ...pin };
  }

  /** The provider of the primary that a fallback list belongs to; an agent's list without one inherits the defaults'. */
  function primaryOf(path: Path, agent: string | undefined): string | undefined {
    const own = textAt(root, [...path.slice(0, -2), 'primary']);
    const inherited = own ?? textAt(root, ['agents', 'defaults', 'model', 'primary']) ?? textAt(root, ['agents', 'defaults', 'model']);
    return inherited === undefined ? undefined : resolve(inherited, 'primary', agent, path)?.provider;
  }
}

/** `model@profile` → both parts. `@` before a date or a quantisation (`@20250929`, `@q4_k_m`) belongs to the model. */
export function splitProfile(ref: string): { model: string; profile?: string } {
  const slash = ref.lastIndexOf('/');
  let at = ref.indexOf('@', slash + 1);
  const version = /^@(?:\d{8}|q\d\w*|\d+bit)(?=@|$)/i.exec(at < 0 ? '' : ref.slice(at));
  if (version) at = ref.indexOf('@', at + version[0].length);
  if (at <= 0 || at === ref.length - 1) return { model: ref };
  return { model: ref.slice(0, at), profile: ref.slice(at + 1) };
}

/** `provider/model` → both sides; undefined when one is empty. The provider ends at the first slash. */
export function parse(ref: string): { provider: string; model: string; written: string } | undefined {
  const slash = ref.indexOf('/');
  const provider = slash < 0 ? '' : providerId(ref.slice(0, slash));
  const model = ref.slice(slash + 1).trim();
  return provider && model ? { provider, model: normalizeModel(provider, model), written: model } : undefined;
}

function roleOf(symbol: SymbolUse): RefRole {
  const { path } = symbol;
  if (isMapKey(symbol)) return 'map';
  if (path.includes('modelPolicy') || path.includes('allowModels') || path.includes('allowedModels')) return 'policy';
  return path.at(-2) === 'fallbacks' ? 'fallback' : 'primary';
}

function textAt(root: Node | undefined, path: Path): string | undefined {
  const node = nodeAt(root, path);
  return node?.kind === 'scalar' && typeof node.value === 'string' && node.value.trim() !== '' ? node.value : undefined;
}

/** model id → the one configured provider that declares it; ids declared twice belong to nobody */
function ownersOf(providers: Providers): Map<string, string> {
  const owners = new Map<string, string>();
  const shared = new Set<string>();
  for (const provider of providers.configured)
    for (const { id } of provider.models ?? []) {
      if (owners.has(id) && owners.get(id) !== provider.id) shared.add(id);
      owners.set(id, provider.id);
    }
  for (const id of shared) owners.delete(id);
  return owners;
}
