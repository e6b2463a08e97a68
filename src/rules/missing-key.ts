import { keyAt, type ObjectNode } from '../parse/tree.ts';
import type { Problem } from '../schema/schema.ts';
import { allowedValues } from '../schema/walk.ts';
import { suggest } from '../text/nearest.ts';
import { own } from '../text/own.ts';
import { problemsOf } from './claims.ts';
import { code, ifRead, listed, placeName, release } from './phrases.ts';
import type { Rule } from './rule.ts';

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
    const byObject = new Map<ObjectNode, Missing[]>();
    for (const problem of problemsOf('missing-key', routing, 'missing-key'))
      byObject.set(problem.owner, [...(byObject.get(problem.owner) ?? []), problem]);
    for (const missing of byObject.values()) {
      const [{ at, path }] = missing as [Missing];
      yield ifRead(missing[0]!, {
        at: keyAt(home.root, path) ?? at,
        message: `${placeName(path)} has ${missing.map(({ key }) => `no ${code(key)}`).join(' and ')}; ${release(target)} refuses to start without ${missing.length > 1 ? 'them' : 'it'}`,
        help: missing.some(isSecretRef)
          ? `write all three of ${code('source')}, ${code('provider')} and ${code('id')}; the built-in provider is called ${code('default')}`
          : `add ${missing.map((each) => withWords(each)).join(' and ')}`,
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

/** `` `source`: `env`, `file` or `exec` `` */
function withWords({ schema, key }: Missing): string {
  const given = own(schema.properties, key);
  const words = given ? allowedValues(given).map(String) : [];
  return `${code(key)}${words.length > 0 ? `: ${listed(words)}` : ''}`;
}
