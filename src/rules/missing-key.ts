import type { Rule } from '../rule.ts';
import { document } from '../document.ts';
import { type Problem, allowedValues, resolve } from '../schema.ts';
import { keyAt } from '../tree.ts';
import { isModelRow, isProviderBlock } from './custom-provider-incomplete.ts';
import { isMissingMode } from './profile-without-mode.ts';
import { misspeltIn } from './unknown-key.ts';
import { code, listed, placeName, release } from './words.ts';

export const missingKey: Rule = {
  id: 'missing-key',
  severity: 'error',
  summary: 'an object lacks a key that OpenClaw requires',
  why: 'OpenClaw refuses the whole file. Its message names the path but no line, because there is nothing to point at.',
  *check({ home, walked, target }) {
    for (const problem of walked.problems) {
      if (problem.kind !== 'missing-key' || isMissingMode(problem) || isModelRow(problem) || isProviderBlock(problem)) continue;
      const { at, key, owner, path, schema } = problem;
      if (misspeltIn(owner, walked).has(key)) continue;
      const given = schema.properties?.[key];
      const words = given ? allowedValues(resolve(given, document()), target.release).map(String) : [];
      yield {
        at: keyAt(home.root, path) ?? at,
        message: `${placeName(path)} has no ${code(key)}; ${release(target)} refuses to start without it`,
        help: isSecretRef(problem) ? `write all three of ${code('source')}, ${code('provider')} and ${code('id')}; the built-in provider is called ${code('default')}` : `add ${code(key)}${words.length > 0 ? `: ${listed(words)}` : ''}`,
      };
    }
  },
};

const isSecretRef = ({ schema }: Problem): boolean => Boolean(schema.required?.includes('source') && schema.required.includes('id'));
