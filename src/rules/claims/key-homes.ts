import { knownProvider } from '../../catalog/catalog.ts';
import { type Node, nodeAt, type Path, textOf, writePath } from '../../parse/tree.ts';
import { compare, NEWEST, type Target } from '../../release/releases.ts';
import { below, steps } from '../../schema/at.ts';
import { configShape } from '../../schema/config.ts';
import { fitsAt } from '../../schema/judge.ts';
import type { Problem, Schema } from '../../schema/schema.ts';
import { put } from '../../text/grouped.ts';
import { once } from '../../text/memo.ts';
import { suggest } from '../../text/nearest.ts';
import { own } from '../../text/own.ts';
import { filledIn } from '../phrases.ts';
import { elsewhere, hasType } from './same-key-elsewhere.ts';

/** Common inventions whose meaning is clear (facts R2). */
const MEANT: Readonly<Record<string, string>> = {
  primary: 'agents.defaults.model.primary',
  fallbacks: 'agents.defaults.model.fallbacks',
  model: 'agents.defaults.model',
  agent: 'agents.defaults',
  heartbeat: 'agents.defaults.heartbeat',
  logLevel: 'logging.level',
  mcpServers: 'mcp.servers',
  defaultModel: 'agents.defaults.model.primary',
  providers: 'models.providers',
  profiles: 'auth.profiles',
  order: 'auth.order',
  imageModel: 'agents.defaults.imageModel',
  modelPolicy: 'agents.defaults.modelPolicy',
  subagents: 'agents.defaults.subagents',
  subagent: 'agents.defaults.subagents',
  apiKey: 'models.providers.<provider>.apiKey',
  baseUrl: 'models.providers.<provider>.baseUrl',
};

/** The same in `models`, where people look for the choice of a model. */
const MEANT_IN_MODELS: Readonly<Record<string, string>> = {
  default: 'agents.defaults.model.primary',
  primary: 'agents.defaults.model.primary',
  allowlist: 'agents.defaults.models',
};

/** What people call a list of aliases; an alias stands in the settings of its model. */
export const isAliases = (word: string): boolean => /^(?:model_?)?alias(?:es)?$/i.test(word);

/** Settings of a plugin that brings a provider: its address and key are set at the provider. */
const isPluginOfProvider = ([section, entries, id, config, ...rest]: Path): boolean =>
  section === 'plugins' &&
  entries === 'entries' &&
  config === 'config' &&
  rest.length === 0 &&
  knownProvider(String(id)) !== undefined;

/** Limits of subagents, which no agent has of its own. */
const OF_SUBAGENTS = /^(?:runTimeoutSeconds|archiveAfterMinutes|maxSpawnDepth|maxChildrenPerAgent)$/;

const ADDRESS = /^(?:base_?url|api_?base|endpoint|url)$/i;

const PROVIDER_FIELDS = /^(?:base_?url|api_?(?:base|key)|endpoint|url|host)$/i;

const ALIASES_AT = /^(?:agents(?:\.defaults(?:\.model)?)?|models)$/;

/** What people call the fallbacks of a model. */
const FALLBACKS = /^(?:fallbacks?|(?:fallback|backup)_?(?:models?|chain|list)|model_?fallbacks?)$/i;

/** Where an unknown key belongs; undefined if that is uncertain, or if the key is more likely misspelt. */
export const homeOf = (problem: UnknownKey, { release: to }: Target): string | undefined =>
  isHalfOfRef(problem) ? undefined : (meantHome(problem) ?? similarHome(problem, to));

/** A choice of a model. */
export const CHOICE = /^agents\.(?:.*\.)?[a-z]*[mM]odel$/;

export const REF = 'a model is named with its provider: `"primary": "provider/model"`';

/** `"provider": …, "name": …` for one ref. */
export const isHalfOfRef = ({ key, owner, path }: UnknownKey): boolean =>
  CHOICE.test(writePath(path)) &&
  owner.entry('provider') !== undefined &&
  /^(?:name|model|id|model_?(?:id|name))$/i.test(key.value);

/**
 * Whether that is only told by what the release in hand has elsewhere: a newer one may have the key just where it is, as
 * it came to have `tts` at the top level (docs/history.md, 2026.8.1).
 */
export const isHomeGuessed = (problem: UnknownKey): boolean =>
  meantHome(problem) === undefined && !isName(problem.key.value);

type UnknownKey = Problem & { kind: 'unknown-key' };

/** What people write there, whatever the release, and what they mean. */
function meantHome(problem: UnknownKey): string | undefined {
  const { key, path, schema, value } = problem;
  const here = writePath(path);
  const word = key.value;
  // where channels stood once, so that their old names are not far
  if (
    path.length === 0 &&
    word !== 'defaults' &&
    value.kind === 'object' &&
    own(configShape(NEWEST).properties?.channels?.properties, word)
  )
    return `channels.${word}`;
  // a bracket that closes too late
  const up = /^(?:plugins\.entries\.(slots|entries|load)|agents\.defaults\.models\.(providers))$/.exec(here);
  if (up) return up[1] ? `plugins.${up[1]}.${word}` : writePath(['models', 'providers', word]);
  if (isOrderAmongProfiles(path)) return value.kind === 'array' ? writePath(['auth', 'order', word]) : undefined;
  if (isProfile(path)) {
    const provider = textOf(problem.owner.get('provider'));
    return provider && ADDRESS.test(word) ? writePath(['models', 'providers', provider, 'baseUrl']) : undefined;
  }
  if (/^(?:temperature|maxTokens)$/.test(word) && path[0] === 'agents' && schema.properties?.model)
    return schema.properties.params
      ? `${here}.params.${word}`
      : `agents.defaults.models.<provider/model>.params.${word}`;
  if (word === 'primary' && schema.properties?.model) return `${here}.model.primary`;
  if (FALLBACKS.test(word) && schema.properties?.model) return `${here}.model.fallbacks`;
  if (schema.properties?.remote && PROVIDER_FIELDS.test(word) && path.at(-1) === 'memorySearch')
    return `${here}.remote.${/key/i.test(word) ? 'apiKey' : 'baseUrl'}`;
  if (here === 'gateway' && /^(?:token|password)$/.test(word)) return `gateway.auth.${word}`;
  if (word === 'bindings' && areBindings(value)) return word;
  if (here === 'agents' && value.kind === 'array') return undefined;
  if (here === 'models') {
    const choice = FALLBACKS.test(word) ? MEANT.fallbacks : own(MEANT_IN_MODELS, word);
    if (choice) return choice;
  }
  if (here === 'memory' && /^embedding/i.test(word))
    return schema.properties?.search ? 'memory.search' : 'agents.defaults.memorySearch';
  if (here === 'plugins' && word === 'config' && value.kind === 'object') return 'plugins.entries.<plugin>.config';
  if (isPluginOfProvider(path) && PROVIDER_FIELDS.test(word))
    return `models.providers.${path[2]}.${/key/i.test(word) ? 'apiKey' : 'baseUrl'}`;
  if (isAliases(word) && (path.length === 0 || ALIASES_AT.test(here))) return 'agents.defaults.models';
  const meant = here === 'memory' ? undefined : own(MEANT, word);
  const isElsewhere = meant && meant !== `${here}.${word}` && (path.length < 3 || meant.startsWith(here));
  return isElsewhere && !isMisspelt(problem) ? meant : undefined;
}

/** Entries that lead messages to agents: they stand at the top level alone (facts R2). */
const areBindings = (value: Node): boolean =>
  value.kind === 'array' && value.items.length > 0 && value.items.every((each) => nodeAt(each, ['agentId']));

/** The place whose keys or type what stands there has. */
function similarHome(problem: UnknownKey, to: string | undefined): string | undefined {
  const { key, path, schema, value } = problem;
  const word = key.value;
  if (isProfile(path) || isMisspelt(problem)) return undefined;
  const here = writePath(path);
  // a bracket that closes too late, or what is the same for all agents
  if ((path.length === 1 || here === 'agents.defaults') && isThere([word], to) && isSection(value, [word], to))
    return word;
  if (here === 'memory')
    for (const search of ['memory.search', 'agents.defaults.memorySearch'])
      if (fitsAt(value, [...search.split('.'), word], to)) return `${search}.${word}`;
  const forAll = amongDefaults(path, word, to);
  if (forAll !== undefined) return forAll;
  const near = nearest(problem);
  const ofAllChannels = ['channels', 'defaults', word];
  if (path.length < 2 && !near && isThere(ofAllChannels, to) && fitsAt(value, ofAllChannels, to))
    return writePath(ofAllChannels);
  const ofChannel = ['channels', ...path.slice(2), word];
  if (path[0] === 'plugins' && path[1] === 'entries' && path.length === 3 && isThere(ofChannel, to))
    return writePath(ofChannel);
  if (path[0] === 'plugins' && path[1] === 'entries' && path.length === 3 && schema.properties?.config)
    return near ? undefined : writePath([...path, 'config', word]);
  if ((path.length === 0 || writePath(path) === 'auth') && !near && isProvider(value))
    return writePath(['models', 'providers', word]);
  const other = elsewhere(word, value, path, to);
  if (other !== undefined) return other;
  if (near || path.length === 0) return undefined;
  const beside = besideOf(problem);
  if (beside !== undefined) return writePath([...path, beside, word]);
  const [, first, rest] = /^([a-z]+)([A-Z][a-z]+)$/.exec(word) ?? [];
  const parts = rest && [...path, first!, rest.toLowerCase()];
  if (parts && isThere(parts, to) && isSection(value, parts, to)) return writePath(parts);
  const inside = mapsFor(word, value, schema, to);
  // a group goes by its number or address
  if (inside.length === 1 && (path[0] !== 'channels' || /[\d@*]/.test(word)))
    return writePath([...path, inside[0]!, word]);
  // a hyphen is in names of plugins, and in no setting
  if (here === 'plugins' && value.kind === 'object' && word.includes('-'))
    return writePath([...path, 'entries', word, 'config']);
  const type = value.kind === 'scalar' ? typeof value.value : value.kind;
  const homes = (places().get(word) ?? []).filter(
    (place) =>
      place.types.includes(type) &&
      isAround(place.path.slice(0, -1), path) &&
      (!place.words || value.kind !== 'scalar' || place.words.includes(value.value)),
  );
  return homes.length === 1 ? filledIn(homes[0]!.path.join('.'), path) : undefined;
}

/** The one object beside a key that has a key of this name for such a value. */
function besideOf({ key, path, value, schema }: UnknownKey): string | undefined {
  const { properties = {}, required = [] } = schema;
  const isOfSubagents = OF_SUBAGENTS.test(key.value);
  if (path[0] === 'agents' && !isOfSubagents) return undefined;
  const names = Object.keys(properties);
  const isEmpty = value.kind === 'object' && value.entries.length === 0;
  // a part of a longer name is meant for that
  if (isEmpty || names.some((name) => name.startsWith(key.value))) return undefined;
  // many things are `enabled` or have a `mode`: a single value says too little of where it belongs
  const isTelling = value.kind !== 'scalar' || path[0] === 'bindings' || isOfSubagents;
  const all = (isTelling ? names : required).filter((name) =>
    fits(value, own(own(properties, name)?.properties, key.value)),
  );
  return all.length === 1 ? all[0] : undefined;
}

/**
 * Whether a key can mean nothing but its home: not where only the name is the same, nor where others would be subject to
 * it there that were not.
 */
export function isCertainHome(problem: UnknownKey, home: Path, { release: to }: Target): boolean {
  const { key, path, value, schema } = problem;
  const place = writePath(home);
  const isByName = value.kind !== 'object' && own(MEANT, key.value) !== place;
  if (isByName && elsewhere(key.value, value, path, to) === place) return false;
  const beside = isByName && path[0] !== 'memory' && meantHome(problem) === undefined ? besideOf(problem) : undefined;
  if (beside !== undefined && beside === home.at(-2) && !schema.required?.includes(beside)) return false;
  const isChoice = path.length === 0 || path[0] === 'models' || path[0] === home[0];
  return isChoice && home.length > path.length;
}

const isProfile = (path: Path): boolean => path[0] === 'auth' && path[1] === 'profiles';

const nearest = ({ key, schema }: UnknownKey): string | undefined =>
  suggest(key.value, Object.keys(schema.properties ?? {}));

function isMisspelt(problem: UnknownKey): boolean {
  const near = nearest(problem);
  return near !== undefined && fits(problem.value, own(problem.schema.properties, near));
}

/** Whether this is what a provider, a channel or a plugin is called. */
function isName(word: string): boolean {
  const { channels, plugins } = configShape(NEWEST).properties ?? {};
  return (
    knownProvider(word) !== undefined ||
    [channels, plugins?.properties?.entries].some((map) => map?.properties && Object.hasOwn(map.properties, word))
  );
}

/** A setting that only `agents.defaults` has, written in one agent. */
export function amongDefaults(path: Path, word: string, to: string | undefined): string | undefined {
  if (path[0] !== 'agents' || (path[1] !== 'list' && path[1] !== 'entries') || path.length < 3) return undefined;
  const inside = ['agents', 'defaults', ...path.slice(3), word];
  return isThere(inside, to)
    ? writePath(inside)
    : path.length === 3 && OF_SUBAGENTS.test(word) && isThere([...inside.slice(0, 2), 'subagents', word], to)
      ? writePath([...inside.slice(0, 2), 'subagents', word])
      : undefined;
}

/** A setting that an agent has and `agents.defaults` has not. */
export const ofAnAgent = ([section, layer, ...rest]: Path, word: string, to: string | undefined): string | undefined =>
  section === 'agents' && layer === 'defaults'
    ? ['entries.*', 'list[]']
        .map((agent) => ['agents', agent, ...rest, word].join('.'))
        .find((place) => isThere(steps(place), to))
        ?.replace('*', '<id>')
    : undefined;

function isThere(inside: Path, to: string | undefined): boolean {
  let shape: Schema | undefined = configShape(to);
  for (const step of inside)
    shape = shape && (step === '*' || step === '[]' ? below(shape, step) : own(shape.properties, String(step)));
  return (
    shape !== undefined &&
    !(to ? (shape.since && compare(to, shape.since) < 0) || (shape.until && compare(to, shape.until) > 0) : shape.until)
  );
}

/** `auth.order` written inside `auth.profiles`, where it counts as a profile called `order`. */
export const isOrderAmongProfiles = (path: Path): boolean =>
  path.length === 3 && path[0] === 'auth' && path[1] === 'profiles' && path[2] === 'order';

/** What a section takes, or in part. */
const isSection = (value: Node, place: Path, to: string | undefined): boolean =>
  value.kind === 'object' &&
  (fitsAt(value, place, to) || value.entries.some(({ key }) => isThere([...place, key.value], to)));

/** What only the entry of a provider has. */
const isProvider = (value: Node): boolean =>
  value.kind === 'object' &&
  ['baseUrl', 'baseURL', 'base_url', 'apiKey', 'api_key'].some((key) => value.entry(key)) &&
  value.entries.every(({ key }) => PROVIDER_KEYS.test(key.value));

const PROVIDER_KEYS = /^(?:base_?url|api_?key|api|auth|authHeader|headers|models|enabled)$/i;

/** Whether a value has a type that a schema allows, and only keys it knows. */
export function fits(value: Node, given: Schema | undefined): boolean {
  if (!given) return false;
  const { properties, additionalProperties } = given;
  if (!hasType(value, given)) return false;
  return (
    value.kind !== 'object' ||
    additionalProperties !== false ||
    value.entries.every(({ key }) => Object.hasOwn(properties ?? {}, key.value))
  );
}

/** The maps of an object that would accept a value of this form as an entry: in `auth`, `order` for a list of ids. */
function mapsFor(word: string, value: Node, { properties = {} }: Schema, to: string | undefined): string[] {
  return Object.keys(properties).filter((name) => {
    const map = own(properties, name)!;
    if (typeof map.additionalProperties !== 'object' || map.until || (to && map.since && compare(to, map.since) < 0))
      return false;
    const item = map.additionalProperties;
    if (item.type === 'array') return value.kind === 'array' && isListName(word, name, value.items);
    return value.kind === 'object' && value.entries.some(({ key }) => Object.hasOwn(item.properties ?? {}, key.value));
  });
}

/** What a list in a map may be called: an order by a provider, and nothing as settings are. */
const isListName = (word: string, map: string, items: readonly Node[]): boolean =>
  map === 'order'
    ? knownProvider(word) !== undefined || items.some((each) => textOf(each)?.includes(':'))
    : !/[a-z][A-Z]/.test(word);

/** An object that encloses the key. */
const isAround = (owner: Path, path: Path): boolean =>
  owner.length < path.length && owner.every((step, i) => step === '*' || step === path[i]);

interface Home {
  readonly path: readonly string[];
  readonly types: readonly string[];
  readonly words: readonly unknown[] | undefined;
}

/** key → the places in the routing sections where it is valid today */
const places = once(() => {
  const found = new Map<string, Home[]>();
  for (const section of ['auth', 'models', 'agents', 'env', 'secrets'])
    collect(own(configShape(NEWEST).properties, section)!, [section], found);
  return found;
});

function collect(given: Schema, path: readonly string[], into: Map<string, Home[]>): void {
  if (path.length > 7) return;
  const schema = given;
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const whole = child;
    if (whole.until) continue;
    const types = [whole.type ?? []].flat().map((type) => (type === 'integer' ? 'number' : type));
    put(into, name, { path: [...path, name], types, words: whole.enum });
    collect(child, [...path, name], into);
  }
  if (typeof schema.additionalProperties === 'object' && !schema.additionalProperties.until)
    collect(schema.additionalProperties, [...path, '*'], into);
}
