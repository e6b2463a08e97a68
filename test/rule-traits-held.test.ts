import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../src/rules/index.ts';
import type { Rule } from '../src/rules/rule.ts';

// As rules-held.test.ts: what is said of a rule as a whole, for no home shows most of it.

const words = (text: string): string[] => text.trim().split(/\s+/).sort();
const those = (is: (rule: Rule) => boolean): string[] =>
  rules
    .filter(is)
    .map(({ id }) => id)
    .sort();

test('the errors of which rules keep OpenClaw from starting, and which it may convert before', () => {
  assert.deepEqual(
    those(({ refusesStart }) => refusesStart === true),
    words(`
      json5-syntax unreadable-file include-error unknown-key key-at-wrong-level retired-config-key env-block-flat
      secret-in-auth-profiles missing-key profile-without-mode invalid-enum invalid-value settings-conflict unknown-name
      model-config-shape custom-provider-incomplete agents-ownership retired-model`),
  );
  assert.deepEqual(
    those(({ convertedOnStart }) => convertedOnStart === true),
    words(`
      retired-config-key env-block-flat profile-without-mode model-config-shape custom-provider-incomplete
      agents-ownership retired-model`),
  );
  assert.deepEqual(
    those(({ movesOnUpgrade }) => movesOnUpgrade === true),
    words('retired-config-key env-block-flat legacy-provider-id'),
  );
});

test('what a release newer than any known may take, and whether its schema would tell', () => {
  assert.deepEqual(
    those(({ doubtfulIfNewer }) => doubtfulIfNewer === 'schema'),
    words(`
      unknown-key key-at-wrong-level retired-config-key missing-key invalid-enum invalid-value model-config-shape`),
  );
  assert.deepEqual(
    those(({ doubtfulIfNewer }) => doubtfulIfNewer === true),
    words('profile-without-mode settings-conflict unknown-name custom-provider-incomplete'),
  );
});

test('which rules run on a broken file, and how editors show what they find', () => {
  assert.deepEqual(
    those(({ onBrokenSyntax }) => onBrokenSyntax === true),
    words(`
      json5-syntax unreadable-file include-error duplicate-json-key store-not-checked ignore-comment clawlint-baseline
      clawlint-snapshot clawlint-config limit-reached`),
  );
  assert.deepEqual(
    those(({ tag }) => tag === 'unnecessary'),
    words(`
      duplicate-json-key stale-key-shadowed-by-profile duplicate-entry profile-suffix-ineffective
      agent-model-shadows-default`),
  );
  assert.deepEqual(
    those(({ tag }) => tag === 'deprecated'),
    words('retired-config-key env-block-flat retired-model'),
  );
});
