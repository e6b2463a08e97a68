import { putting } from '../edit/offer.ts';
import { keyAt, type Node, nodeAt, textOf } from '../parse/tree.ts';
import type { Problem } from '../schema/schema.ts';
import { allowedValues } from '../schema/walk.ts';
import { grouped } from '../text/grouped.ts';
import { suggest } from '../text/nearest.ts';
import { own } from '../text/own.ts';
import { problemsOf } from './claims.ts';
import { advice, code, ifRead, listed, placeName, release } from './phrases.ts';
import type { Rule, Suggestion } from './rule.ts';

export const missingKey: Rule = {
  id: 'missing-key',
  severity: 'error',
  summary: 'an object lacks a key that OpenClaw requires',
  why: 'OpenClaw refuses the whole file. Its message names the path but no line, because there is nothing to point at.',
  facts: ['8.1'],
  refusesStart: true,
  doubtfulIfNewer: 'schema',
  *check(routing) {
    const { home, target } = routing;
    const all = problemsOf('missing-key', routing, 'missing-key');
    for (const missing of grouped(all, ({ owner }) => owner).values()) {
      const [{ at, path }] = missing as [Missing];
      yield ifRead(missing[0]!, {
        at: keyAt(home.root, path) ?? at,
        message: `${placeName(path)} has ${missing.map(({ key }) => `no ${code(key)}`).join(' and ')}; ${release(target)} refuses to start without ${missing.length > 1 ? 'them' : 'it'}`,
        ...adviceOn(missing as [Missing, ...Missing[]], home.root),
        perhapsNewer: isOfAnotherKind(missing[0]!),
      });
    }
  },
};

type Missing = Extract<Problem, { kind: 'missing-key' }>;

/** Whether none of its keys is one that such an object has: a newer release may take objects of another kind there. */
function isOfAnotherKind({ owner, schema }: Missing): boolean {
  const known = [...Object.keys(schema.properties ?? {}), ...(schema.required ?? [])];
  const isLikeOne = (key: string) => known.includes(key) || suggest(key, known) !== undefined;
  return owner.entries.length > 0 && !owner.entries.some(({ key }) => isLikeOne(key.value));
}

const isSecretRef = ({ schema }: Problem): boolean =>
  Boolean(schema.required?.includes('source') && schema.required.includes('id'));

function adviceOn([first, ...others]: readonly [Missing, ...Missing[]], root: Node | undefined) {
  const missing = [first, ...others];
  const isOfSecret = missing.some(isSecretRef);
  const words = others.length > 0 ? [] : isOfSecret ? partOf(first) : wordsOf(first);
  if (isOfSecret && (words.length === 0 || !first.owner.entry('id')))
    return {
      help: `write all three of ${code('source')}, ${code('provider')} and ${code('id')}; the built-in provider is called ${code('default')}`,
    };
  const told = isOfSecret ? withWords(first, words) : missing.map((each) => withWords(each)).join(' and ');
  return advice(`add ${told}`, ...inPlaceOf(first, words, root));
}

/** What may stand in the place of the part that a secret reference lacks. */
function partOf(missing: Missing): readonly unknown[] {
  if (missing.key === 'provider')
    return /^(?:env|store)$/.test(textOf(missing.owner.get('source')) ?? '') ? ['default'] : [];
  const isVariable = /^[A-Z][A-Z0-9_]*$/.test(textOf(missing.owner.get('id')) ?? '');
  return missing.key === 'source' ? wordsOf(missing).filter((word) => !isVariable || word === 'env') : [];
}

/** The words that may be put there, each as a change, if they are few. */
const inPlaceOf = ({ path, key, owner }: Missing, words: readonly unknown[], root: Node | undefined): Suggestion[] =>
  words.length <= 6 && nodeAt(root, path) === owner
    ? words.map((word) => putting(`write ${code(String(word))}`, root, [...path, key], word))
    : [];

const wordsOf = ({ schema, key }: Missing): readonly unknown[] => {
  const given = own(schema.properties, key);
  return given ? allowedValues(given) : [];
};

/** `` `source`: `env`, `file` or `exec` `` */
function withWords(missing: Missing, words = wordsOf(missing)): string {
  return `${code(missing.key)}${words.length > 0 ? `: ${listed(words.map(String))}` : ''}`;
}
