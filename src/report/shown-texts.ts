import { isNonSecretMarker, isProviderVariable, knownProviderIds } from '../catalog/catalog.ts';
import { lookalikes, substitutions } from '../env/references.ts';
import type { Key, Node, ScalarNode } from '../parse/tree.ts';
import { parseRelease } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { configShape } from '../schema/config.ts';
import { type Meaning, tellMeanings } from '../schema/meaning.ts';
import type { Schema } from '../schema/schema.ts';
import { JOBS, STORE, symbolsOf } from '../symbols.ts';
import { once } from '../text/memo.ts';
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
const DURATION = /^\d{1,4}(?:ms|[smhd])$/;
/** Keys whose values are URLs: of endpoints and of schemas. */
const ADDRESSES = new Set(['baseUrl', 'baseURL', '$schema']);
const INCLUDE = '$include';
const ADDRESS = /^(?:https?|wss?):\/\/[^\s?#@]*$/i;
/** A number of unknown meaning from this size on may be a secret. */
const LARGE = 1000;

/**
 * The texts of a home that may be shown: those known not to be secrets, from the schema, the home or OpenClaw itself.
 * Nothing else is shown.
 */
export class ShownTexts {
  readonly #meanings = new Map<ScalarNode, Meaning>();
  /** URLs, and names of included files */
  readonly #addresses = new Set<ScalarNode>();
  readonly #files = new Set<ScalarNode>();
  readonly #keys = new Set<Key>();
  readonly #names: () => ReadonlySet<string>;

  constructor(routing: Routing) {
    const { home } = routing;
    if (home.root) this.#learn(home.root, [configShape(undefined)]);
    for (const source of [home.config, ...home.included])
      if (source?.parsed.root) this.#findAddresses(source.parsed.root);
    for (const store of [...home.stores, ...(home.inventory ?? [])])
      for (const root of [store.parsed.root, store.state?.root]) if (root) this.#learn(root, [STORE], STORE);
    if (home.schedules?.parsed.root) this.#learn(home.schedules.parsed.root, [JOBS], JOBS);
    if (home.project?.parsed.root) this.#learn(home.project.parsed.root, [PROJECT], PROJECT);
    this.#names = once(() => namesOf(routing));
  }

  /** Keys are names, unless they read like keys of the other kind. @param isWhole nothing of it is missing */
  key(key: Key, isWhole: boolean): boolean {
    return this.#keys.has(key) || this.isKnown(key.value) || (isWhole && isNameLike(key.value));
  }

  /** What may be shown of a value; a number or literal is shown whole or not at all. */
  value(node: ScalarNode): readonly Stretch[] {
    const { value } = node;
    const meaning = this.#meanings.get(node);
    if (typeof value !== 'string') return this.#literal(value, meaning) ? whole(String(value)) : NONE;
    if (this.#isOpen(value, meaning, node)) return whole(value);
    const provider = meaning?.isName ? value.slice(0, value.indexOf('/')) : '';
    const head = provider && this.isKnown(provider) ? [{ start: 0, end: provider.length + 1 }] : NONE;
    return [...head, ...variablesIn(value)];
  }

  /** Whether the schema says that a value is a secret. */
  isSecret(node: ScalarNode): boolean {
    return this.#meanings.get(node)?.isSecret ?? false;
  }

  #literal(value: Exclude<ScalarNode['value'], string>, meaning: Meaning | undefined): boolean {
    if (typeof value !== 'number') return true;
    return !meaning?.isSecret && (meaning?.isNumber === true || (Number.isInteger(value) && Math.abs(value) < LARGE));
  }

  #isOpen(text: string, meaning: Meaning | undefined, node: ScalarNode): boolean {
    const trimmed = text.trim();
    if (trimmed === '' || meaning?.words.has(text) || KINDS.test(trimmed) || this.isKnown(trimmed)) return true;
    if (this.#files.has(node)) return isNameLike(trimmed);
    if (!meaning || meaning.isSecret) return false;
    if (DATE.test(trimmed) || DURATION.test(trimmed) || parseRelease(trimmed) || this.#isModel(trimmed)) return true;
    if ((meaning.isNumber || meaning.isBoolean) && LITERAL.test(trimmed)) return true;
    if (this.#addresses.has(node)) return ADDRESS.test(trimmed) && isNameLike(trimmed);
    if (meaning.isVariable && VARIABLE.test(trimmed)) return isNameLike(trimmed);
    return (meaning.isName || mayMean(trimmed, meaning.words)) && isNameLike(trimmed);
  }

  /** `provider/model`, with a known provider. */
  #isModel(text: string): boolean {
    const slash = text.indexOf('/');
    return slash > 0 && this.isKnown(text.slice(0, slash).toLowerCase()) && isNameLike(text);
  }

  /** A name defined in this home or by OpenClaw. */
  isKnown(text: string): boolean {
    return isProviderVariable(text) || isNonSecretMarker(text) || this.#names().has(text);
  }

  #learn(root: Node, schemas: readonly Schema[], whole: Schema = PROJECT): void {
    tellMeanings(root, schemas, whole, {
      value: (node, meaning) => this.#meanings.set(node, meaning),
      key: (key) => this.#keys.add(key),
    });
  }

  #findAddresses(root: Node): void {
    const stack: [Node, string][] = [[root, '']];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const [node, key] = next;
      if (node.kind === 'array') for (const item of node.items) stack.push([item, key]);
      else if (node.kind === 'object') for (const entry of node.entries) stack.push([entry.value, entry.key.value]);
      else if (node.kind === 'scalar' && ADDRESSES.has(key)) this.#addresses.add(node);
      else if (node.kind === 'scalar' && key === INCLUDE) this.#files.add(node);
    }
  }
}

/** Everything in `clawlint.json` is a plain word or a release. */
const PROJECT: Schema = {
  properties: {
    $schema: { type: 'string' },
    release: { refersTo: 'model' },
    rules: { additionalProperties: { enum: ['off', 'info', 'warning', 'error'] } },
  },
};

function namesOf(routing: Routing): ReadonlySet<string> {
  const names = new Set(knownProviderIds());
  const add = (name: string): void => void (isNameLike(name) && names.add(name));
  for (const { name, at } of symbolsOf(routing)) {
    add(name);
    add(at.file.text.slice(at.offset, at.offset + at.length));
  }
  return names;
}

/** References to variables in a text, including misspelt ones, without the text around them. */
function variablesIn(text: string): Stretch[] {
  const found: Stretch[] = substitutions(text).filter(({ name }) => isNameLike(name));
  for (const { form, name, start, end } of lookalikes(text)) {
    if (name === undefined || !isNameLike(name)) continue;
    const operator = form === 'default' ? /^\$\{\w+:?[-=?+]/.exec(text.slice(start))?.[0].length : undefined;
    if (form !== 'default' && form !== 'unclosed' && form !== 'nested') found.push({ start, end });
    else if (operator) found.push({ start, end: start + operator });
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Whether a text may be an attempt at one of some words: not much longer, and with digits only where they have them.
 */
function mayMean(text: string, words: ReadonlySet<unknown>): boolean {
  const all = [...words].map(String);
  return all.some((word) => text.length <= word.length + 4 && (/\d/.test(word) || !/\d/.test(text)));
}

const whole = (text: string): readonly Stretch[] => [{ start: 0, end: text.length }];
