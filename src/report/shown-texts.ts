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

/** A stretch of a string's value: offsets in it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const NONE: readonly Stretch[] = [];
/** What an auth setting may say (facts 3.1), wherever it says it. */
const KINDS = /^(?:api[-_ ]?key|oauth|token|aws-sdk)$/i;
const DATE = /^\d{4}-\d\d-\d\d(?:T[\d:.]{5,12}(?:Z|[+-]\d\d:\d\d)?)?$/;
/** Written where a number or a yes or no is wanted. */
const LITERAL = /^(?:yes|no|on|off|true|false|null|-?\d{1,6}[kmg]?b?)$/i;
const DURATION = /^\d{1,4}(?:ms|[smhd])$/;
/** Keys whose values are addresses: where requests go, and where a schema lies. */
const ADDRESSES = new Set(['baseUrl', 'baseURL', '$schema']);
const INCLUDE = '$include';
const ADDRESS = /^(?:https?|wss?):\/\/[^\s?#@]*$/i;
/** From this on a number of unknown meaning may be a secret. */
const LARGE = 1000;

/**
 * Which texts of a home may be shown: those that are known to be no secrets, by the schema, by the home or by OpenClaw
 * itself. Everything else is not.
 */
export class ShownTexts {
  readonly #meanings = new Map<ScalarNode, Meaning>();
  /** addresses, and names of files to include */
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

  /** What may be shown of a value; of a number or a literal, with its sign and all, one stretch or none. */
  value(node: ScalarNode): readonly Stretch[] {
    const { value } = node;
    const meaning = this.#meanings.get(node);
    if (typeof value !== 'string') return this.#literal(value, meaning) ? whole(String(value)) : NONE;
    if (this.#isOpen(value, meaning, node)) return whole(value);
    const provider = meaning?.isName ? value.slice(0, value.indexOf('/')) : '';
    const head = provider && this.isKnown(provider) ? [{ start: 0, end: provider.length + 1 }] : NONE;
    return [...head, ...variablesIn(value)];
  }

  /** Whether a value stands where the schema says that a secret does. */
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
    return (meaning.isName || mayMean(trimmed, meaning.words)) && isNameLike(trimmed);
  }

  /** `provider/model`, of a provider that is known. */
  #isModel(text: string): boolean {
    const slash = text.indexOf('/');
    return slash > 0 && this.isKnown(text.slice(0, slash).toLowerCase()) && isNameLike(text);
  }

  /** A name of this home, or one of OpenClaw's own. */
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

/** Of `clawlint.json` everything is a word or the name of a release. */
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

/** References to variables in a text, and what is meant for one, without the text beside them. */
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

/** Whether a text may be meant for one of some words: it is not much longer, and has digits only where they do. */
function mayMean(text: string, words: ReadonlySet<unknown>): boolean {
  const all = [...words].map(String);
  return all.some((word) => text.length <= word.length + 4 && (/\d/.test(word) || !/\d/.test(text)));
}

const whole = (text: string): readonly Stretch[] => [{ start: 0, end: text.length }];
