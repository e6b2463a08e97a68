import {
  isNonSecretMarker,
  isProviderVariable,
  knownProviderIds,
  packageOfOthers,
  staticModels,
} from '../catalog/catalog.ts';
import { lookalikes, substitutions } from '../env/references.ts';
import { type IgnoreComment, ignoreComments } from '../home/ignore-comments.ts';
import { entriesOf, itemsOf, type Key, type Node, nodeAt, type ScalarNode, textOf } from '../parse/tree.ts';
import { parseRelease } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { isToolName } from '../rules/claims/tool-names.ts';
import { ruleNamed } from '../rules/index.ts';
import { configShape, isKeySomewhere } from '../schema/config.ts';
import { type Meaning, noteStandings, type Standing } from '../schema/meaning.ts';
import type { Schema } from '../schema/schema.ts';
import { JOBS, type NameUse, STORE, symbolsOf } from '../symbols.ts';
import { type Place, placeKey, textAt } from '../text/file.ts';
import { once } from '../text/memo.ts';
import { suggest } from '../text/nearest.ts';
import { own } from '../text/own.ts';
import { isNameLike } from './name-like.ts';

/** A range of a string's value, as offsets in it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const NONE: readonly Stretch[] = [];
/** Values of auth settings (facts 3.1), which may be shown everywhere. */
const KINDS = /^(?:api[-_ ]?key|oauth|token|aws-sdk)$/i;
const DATE = /^\d{4}-\d\d-\d\d(?:T[\d:.]{5,12}(?:Z|[+-]\d\d:\d\d)?)?$/;
/** Words written in place of a number or boolean. */
const LITERAL = /^(?:yes|no|on|off|true|false|null|-?\d{1,6}[kmg]?b?)$/i;
/** What a reference to a secret may say: a variable, or a place in a file of secrets. */
const VARIABLE = /^(?:[A-Z_][A-Z0-9_]*|\/[\w/~.-]+)$/;
const VARIABLE_NAME = /^[A-Za-z_]\w*$/;
const DURATION = /^\d{1,4}(?:ms|[smhd])$/;
/** Keys whose values are secrets, also where they ended up among names. */
const SECRET_KEY = /(?:token|secret|password|passphrase|api_?key)$/i;
/** Keys whose values are URLs: of endpoints and of schemas. */
const ADDRESSES = new Set(['baseUrl', 'baseURL', '$schema']);
const INCLUDE = '$include';
const ADDRESS = /^(?:https?|wss?):\/\/[^\s?#@]*$/i;
/** A number of unknown meaning from this size on may be a secret. */
const LARGE = 1000;
/** In characters: a temperature, a price. */
const SHORT_NUMBER = 4;

/**
 * The texts of a home that may be shown: those known not to be secrets, from the schema, the home or OpenClaw itself.
 * Nothing else is shown.
 */
export class ShownTexts {
  readonly #standings: () => ReadonlyMap<Key | ScalarNode, Standing>;
  readonly #names: () => ReadonlySet<string>;
  readonly #defined: () => ReadonlySet<string>;
  /** the comments for clawlint in which every word is a rule */
  readonly ignores: () => readonly IgnoreComment[];

  readonly #ignoreAt = once(() => new Map(this.ignores().map((each) => [placeKey(each.comment), each])));

  constructor(routing: Routing) {
    this.ignores = once(() =>
      ignoreComments(routing.home).filter(({ rules }) => rules.every(({ id }) => ruleNamed(id))),
    );
    this.#standings = once(() => standingsIn(routing));
    this.#names = once(() => new Set([...namesOf(symbolsOf(routing)), ...pluginsNamedIn(routing.home.root)]));
    this.#defined = once(() => namesOf(symbolsOf(routing).filter(({ role }) => role === 'defines')));
  }

  /** Keys are names, unless they read like keys of the other kind. @param isWhole nothing of it is missing */
  key(key: Key, isWhole: boolean): boolean {
    return (
      (isWhole && isName(key.value)) ||
      this.#standings().get(key)?.isNamed === true ||
      this.isKnown(key.value) ||
      isKeySomewhere(key.value)
    );
  }

  /**
   * What may be shown of a value; a number or literal is shown whole or not at all.
   * @param key that of the value or of the list around it, in a config
   */
  value(node: ScalarNode, key?: string): readonly Stretch[] {
    const { value } = node;
    const meaning = this.#standings().get(node)?.meaning;
    if (typeof value !== 'string') return this.#literal(value, meaning) ? whole(String(value)) : NONE;
    if (this.#isOpen(value, meaning, key)) return whole(value);
    const provider = meaning?.isName ? value.slice(0, value.indexOf('/')) : '';
    const head = provider && this.isKnown(provider) ? [{ start: 0, end: provider.length + 1 }] : NONE;
    return [...head, ...variablesIn(value)];
  }

  /** Of comments only what is said to clawlint itself is shown. */
  comment(place: Place): readonly Stretch[] {
    const ignore = this.#ignoreAt().get(placeKey(place));
    return ignore ? [{ start: 0, end: ignore.at.offset + ignore.at.length - place.offset }] : NONE;
  }

  /** Whether the schema says that a value is a secret. */
  isSecret(node: ScalarNode): boolean {
    return this.#standings().get(node)?.meaning.isSecret ?? false;
  }

  #literal(value: Exclude<ScalarNode['value'], string>, meaning: Meaning | undefined): boolean {
    if (typeof value !== 'number') return true;
    const isSmall = Number.isInteger(value) ? Math.abs(value) < LARGE : String(value).length <= SHORT_NUMBER;
    return !meaning?.isSecret && (meaning?.isNumber === true || isSmall);
  }

  #isOpen(text: string, meaning: Meaning | undefined, key: string | undefined): boolean {
    const trimmed = text.trim();
    if (trimmed === '' || meaning?.words.has(text) || KINDS.test(trimmed)) return true;
    if (key !== undefined && SECRET_KEY.test(key))
      return isOurs(trimmed) || (isName(trimmed) && this.#defined().has(trimmed));
    if (this.isKnown(trimmed)) return true;
    return (
      isMeant(trimmed, meaning, key) ||
      (!!meaning && !meaning.isSecret && (this.#isModel(trimmed) || isPart(trimmed) || isToolName(trimmed)))
    );
  }

  /** `provider/model`, with a known provider. */
  #isModel(text: string): boolean {
    const slash = text.indexOf('/');
    return slash > 0 && this.isKnown(text.slice(0, slash).toLowerCase()) && isName(text.slice(slash + 1));
  }

  /** A name defined in this home or by OpenClaw. */
  isKnown(text: string): boolean {
    return isOurs(text) || (isName(text) && this.#names().has(text));
  }
}

/** Where its packages are, and what many call their bot: messages tell to install them. */
const SCOPE = '@openclaw';

/** A name that OpenClaw itself defines. */
const isOurs = (text: string): boolean =>
  text === SCOPE ||
  isProviderVariable(text) ||
  isNonSecretMarker(text) ||
  providerIds().has(text) ||
  modelIds().has(text) ||
  packageOfOthers(text) !== undefined;

/** A channel or a plugin of OpenClaw. */
function isPart(text: string): boolean {
  const { channels, plugins } = configShape(undefined).properties ?? {};
  return [channels, plugins?.properties?.entries].some((parts) => own(parts?.properties, text) !== undefined);
}

/** Whether a text is what the schema, or the key, speaks of. */
function isMeant(text: string, meaning: Meaning | undefined, key: string | undefined): boolean {
  if (key === INCLUDE) return isName(text);
  if (!meaning || meaning.isSecret) return false;
  if (DATE.test(text) || DURATION.test(text) || parseRelease(text)) return true;
  if ((meaning.isNumber || meaning.isBoolean) && LITERAL.test(text)) return true;
  if (key !== undefined && ADDRESSES.has(key)) return ADDRESS.test(text) && isName(text);
  if (meaning.isVariable && VARIABLE.test(text)) return isName(text);
  return (meaning.isName || mayMean(text, meaning.words)) && isName(text);
}

const providerIds = once(() => new Set(knownProviderIds()));

const modelIds = once(() => new Set(knownProviderIds().flatMap(staticModels)));

const NAME: Schema = { refersTo: 'model' };
const NAMES: Schema = { ...NAME, items: NAME };

/** Everything in `clawlint.json` is a word, a release, a name, or a path. */
const SETTINGS: Record<string, Schema> = {
  $schema: { type: 'string' },
  extends: NAMES,
  release: NAME,
  rules: { additionalProperties: { enum: ['off', 'info', 'warning', 'error'] } },
  variables: { refersTo: 'variable', items: { refersTo: 'variable' } },
  envFiles: NAMES,
  providers: NAMES,
  plugins: NAMES,
  profiles: { additionalProperties: { enum: ['api_key', 'token', 'oauth'] } },
  snapshot: NAME,
  ignore: NAMES,
  paths: NAMES,
};
const PROJECT: Schema = { properties: { ...SETTINGS, overrides: { items: { properties: SETTINGS } } } };

const JOB: Schema = { properties: { id: NAME, jobId: NAME, name: NAME } };
/** What jobs are called: `route --job` asks for it. */
const JOB_NAMES: Schema = { properties: { jobs: { items: JOB } }, items: JOB };

/** A baseline has names of files and rules, and numbers. */
const BASELINE: Schema = {
  properties: {
    findings: { additionalProperties: { additionalProperties: { type: 'integer' } } },
  },
};

/** The beginning of a snapshot. */
const SNAPSHOT: Schema = {
  properties: {
    format: { type: 'integer' },
    variables: { items: { names: 'variable' } },
    profiles: {
      items: {
        properties: {
          agentId: { names: 'agent' },
          profiles: {
            items: {
              properties: { id: { names: 'profile' }, provider: { names: 'provider' }, type: { type: 'string' } },
            },
          },
        },
      },
    },
  },
};

function standingsIn({ home }: Routing): ReadonlyMap<Key | ScalarNode, Standing> {
  const standings = new Map<Key | ScalarNode, Standing>();
  const note = (root: Node | undefined, schemas: readonly Schema[], document: Schema) =>
    root && noteStandings(root, schemas, document, standings);
  note(home.root, [configShape(undefined)], PROJECT);
  for (const { parsed } of home.snapshot?.said?.stores ?? []) note(parsed.root, [SNAPSHOT], SNAPSHOT);
  for (const { parsed, state } of [...home.stores, ...(home.inventory ?? [])]) {
    note(parsed.root, [STORE], STORE);
    note(state?.root, [STORE], STORE);
  }
  note(home.schedules?.parsed.root, [JOBS, JOB_NAMES], JOBS);
  for (const { parsed } of home.project?.texts ?? []) note(parsed.root, [PROJECT], PROJECT);
  note(home.baseline?.parsed.root, [BASELINE], BASELINE);
  return standings;
}

/** What a home calls something, as it defines or uses it. */
function namesOf(symbols: readonly NameUse[]): ReadonlySet<string> {
  const names = new Set<string>();
  // what stands for the name of a variable may be a passphrase that was put there
  for (const { kind, name, at, around } of symbols) {
    if ((kind === 'variable' && !VARIABLE_NAME.test(name)) || (around as Partial<Key>).mayBeValue) continue;
    names.add(name).add(textAt(at));
    // a row is often called by its id without the maker
    if (kind === 'model') names.add(name.slice(name.lastIndexOf('/') + 1));
  }
  return names;
}

/** Plugins stand for themselves: nothing says which there are. */
function pluginsNamedIn(root: Node | undefined): string[] {
  const plugins = nodeAt(root, ['plugins']);
  const listed = ['allow', 'deny'].flatMap((key) => itemsOf(nodeAt(plugins, [key])).map(textOf));
  // a bracket that closes too late
  const keys = [['entries'], ['entries', 'entries']].flatMap((path) =>
    entriesOf(nodeAt(plugins, path)).map(({ key }) => key.value),
  );
  return [...keys, ...listed].filter((name) => name !== undefined);
}

/** References to variables in a text, including misspelt ones, without the text around them. */
function variablesIn(text: string): Stretch[] {
  const found: Stretch[] = substitutions(text).filter(({ name }) => isName(name));
  for (const { form, name, start, end } of lookalikes(text)) {
    if (name === undefined || !isName(name)) continue;
    const operator = form === 'default' ? /^\$\{\w+:?[-=?+]/.exec(text.slice(start))?.[0].length : undefined;
    // what follows a `${` that nothing closes may be the rest of a secret
    const isRest = form === 'unclosed' && !(name === name.toUpperCase() && end - start === '${'.length + name.length);
    if (form !== 'default' && !isRest && form !== 'nested') found.push({ start, end });
    else if (operator) found.push({ start, end: start + operator });
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Whether a text may be an attempt at one of some words: not much longer, with digits only where they have them, and
 * where it is long enough for a passphrase, with a part of the word in it.
 */
function mayMean(text: string, words: ReadonlySet<unknown>): boolean {
  const parts = partsOf(text);
  return [...words]
    .map(String)
    .some(
      (word) =>
        text.length <= word.length + 4 &&
        (/\d/.test(word) || !/\d/.test(text)) &&
        (text.length <= SHORT ||
          suggest(text, [word]) !== undefined ||
          partsOf(word).some((part) => parts.includes(part))),
    );
}

/** In characters: no passphrase is as short. */
const SHORT = 12;

const partsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((part) => part.length > 2);

const whole = (text: string): readonly Stretch[] => [{ start: 0, end: text.length }];

/** What is left of two texts that ran together, as `"provider": "anthro=…"`, is no name. */
const isName = (text: string): boolean => !text.includes('=') && isNameLike(text);
