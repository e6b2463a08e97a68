import assert from 'node:assert/strict';
import { test } from 'node:test';
import { releases } from '../src/release/releases.ts';
import { rules } from '../src/rules/index.ts';
import { printedProjectSchema, projectSchema } from '../src/rules/project-schema.ts';
import type { Schema } from '../src/schema/schema.ts';

// As rules-held.test.ts: the schema of `clawlint.json`, key by key.

/** Without descriptions; of rules only how many there are. */
const shape = (schema: unknown): unknown =>
  JSON.parse(
    JSON.stringify(schema, (key, value) => {
      if (key === 'description') return undefined;
      if (key !== 'rules' || value === undefined) return value;
      const { properties = {}, ...rest } = value as Schema;
      return { ...rest, of: Object.keys(properties).length, each: Object.values(properties)[0] };
    }),
  );

const TEXT = { type: 'string' };
const TEXTS = { type: ['array', 'string'], items: TEXT };
const LEVELS = {
  type: 'object',
  additionalProperties: false,
  of: rules.length,
  each: { type: 'string', enum: ['off', 'info', 'warning', 'error'] },
};
const PROFILES = {
  type: 'object',
  additionalProperties: { type: 'string', enum: ['api_key', 'token', 'oauth'] },
};
const named = (refersTo: string) => ({ type: ['array', 'string'], items: { type: 'string', refersTo } });
const KEYS = {
  release: { type: 'string', enum: [...releases()] },
  rules: LEVELS,
  variables: named('variable'),
  envFiles: TEXTS,
  providers: named('provider'),
  plugins: TEXTS,
  profiles: PROFILES,
  snapshot: TEXT,
};
const RELEASE = {
  type: 'string',
  examples: [...releases()].reverse(),
  pattern: '^v?\\d{4}\\.\\d{1,2}\\.\\d{1,2}',
};

test('what clawlint’s own config may say, and what of it for some homes', () => {
  assert.deepEqual(shape(projectSchema()), {
    type: 'object',
    properties: {
      $schema: TEXT,
      extends: TEXTS,
      ...KEYS,
      ignore: TEXTS,
      overrides: {
        type: 'array',
        items: {
          type: 'object',
          properties: { paths: TEXTS, ...KEYS },
          required: ['paths'],
          additionalProperties: false,
        },
      },
    },
    additionalProperties: false,
  });
});

test('as others read it, without our words, and with releases that are yet to come', () => {
  const { $schema, title, properties } = printedProjectSchema() as Record<string, never> & {
    properties: Record<string, Schema>;
  };
  assert.deepEqual([$schema, title], ['http://json-schema.org/draft-07/schema#', 'clawlint.json']);
  assert.deepEqual(shape(properties.release), RELEASE);
  assert.deepEqual(shape(properties.variables), TEXTS);
  assert.deepEqual(shape(properties.overrides!.items!.properties!.release), RELEASE);
  assert.deepEqual(shape(properties.overrides!.items!.properties!.providers), TEXTS);
  assert.match(projectSchema().description ?? '', /^What clawlint answers for, in the folder of this clawlint\.json/);
  for (const [key, { description = '' }] of Object.entries(properties)) assert.ok(description.length > 20, key);
  const { properties: levels = {} } = properties.rules!;
  assert.equal(levels['unknown-key']?.description, rules.find(({ id }) => id === 'unknown-key')?.summary);
  assert.match(properties.profiles!.description ?? '', /./);
});
