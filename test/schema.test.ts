import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import json5 from 'json5';
import { type Bundle, bundle, configSchema, credentialSchema, plainUnions } from '../schema/bundle.ts';
import { vocabulary } from '../schema/vocabulary.ts';
import { asOf } from '../src/schema/as-of.ts';
import type { Schema } from '../src/schema/walk.ts';

interface Segment {
  since: string;
  until?: string;
  type: string[];
  enum?: string[];
  required?: boolean;
  conditional?: boolean;
  /** `minimum=0`, `pattern=…` */
  constraints?: string[];
}
interface Case {
  id: string;
  /** text, or bytes where it is not plain text */
  files: Record<string, string | { hex: string }>;
  output: { valid: boolean; issues?: { path: string }[] };
}
const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const history: { releases: string[]; keys: Record<string, Segment[]> } = read('./facts/key-history.routing.json');
const cases: Case[] = read('./oracle/validate.json');
const verdicts: Record<string, { config: unknown; valid: Record<string, boolean> }> = read('./oracle/verdicts.json');
const config = configSchema();
const NEWEST = '2026.9.6';

function compile(document: Schema, options = {}) {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, discriminator: true, allErrors: true, ...options });
  ajv.addVocabulary([...vocabulary]);
  return ajv.compile(document);
}

for (const release of [undefined, '2026.1.29', '2026.2.26', '2026.5.18', '2026.7.35', NEWEST])
  test(`ajv takes the schema as of ${release ?? 'any release'}`, () => {
    assert.equal(compile(asOf(config, release))({}), true);
    compile(asOf(bundle(), release), { strictRequired: false });
    compile(asOf(plainUnions(config), release), { discriminator: false });
  });

test('ajv takes the schema of the credential file', () => {
  const validate = compile(credentialSchema());
  assert.equal(
    validate({
      version: 1,
      profiles: { 'anthropic:default': { type: 'api_key', provider: 'anthropic', key: 'sk-x' } },
    }),
    true,
  );
  assert.equal(validate({ 'anthropic:default': { type: 'api_key', provider: 'anthropic' } }), false);
});

test('every schema says what it means in a sentence, and no two keys of an object the same', () => {
  const wrong: string[] = [];
  for (const [path, { description = '', properties = {} }] of [
    ...everySchema(config),
    ...everySchema(credentialSchema()),
  ]) {
    if (!path.includes('/oneOf/') && !/^\S.{18,}[.]$/.test(description)) wrong.push(`${path}: ${description}`);
    const texts = Object.values(properties).map((each) => each.description);
    for (const text of texts)
      if (texts.indexOf(text) !== texts.lastIndexOf(text)) wrong.push(`${path}: two keys have ${text}`);
  }
  assert.deepEqual(wrong, []);
});

test('only keywords that our walker knows', () => {
  const known = new Set([
    ...vocabulary,
    ...[
      '$ref',
      'definitions',
      'type',
      'properties',
      'required',
      'additionalProperties',
      'propertyNames',
      'items',
      'enum',
      'minimum',
      'exclusiveMinimum',
      'maximum',
    ],
    ...[
      'minLength',
      'maxLength',
      'pattern',
      'maxItems',
      'oneOf',
      'discriminator',
      'description',
      'writeOnly',
      'examples',
      'default',
      '$schema',
      'title',
    ],
  ]);
  const annotations = new Set<string>([...vocabulary, '$ref', 'description', 'writeOnly', 'examples', 'default']);
  for (const [path, schema] of everySchema(config).concat(everySchema(credentialSchema()))) {
    assert.deepEqual(
      Object.keys(schema).filter((key) => !known.has(key)),
      [],
      path,
    );
    if (schema.$ref)
      assert.deepEqual(
        Object.keys(schema).filter((key) => !annotations.has(key)),
        [],
        `${path}: an assertion beside $ref`,
      );
  }
});

test('names and secrets are marked', () => {
  const marks: [string, keyof Schema, unknown][] = [
    ['auth.profiles.*.provider', 'refersTo', 'provider'],
    ['auth.order.*[]', 'refersTo', 'profile'],
    ['models.providers.*.models[].id', 'names', 'model'],
    ['models.providers.*.apiKey', 'writeOnly', true],
    ['models.providers.*.headers.*', 'writeOnly', true],
    ['models.providers.*.request.auth.token', 'writeOnly', true],
    ['env.vars.*', 'writeOnly', true],
    ['agents.defaults.models.*.alias', 'names', 'alias'],
    ['agents.defaults.model', 'refersTo', 'model'],
    ['agents.defaults.model.fallbacks[]', 'refersTo', 'model'],
    ['agents.list[].id', 'names', 'agent'],
    ['agents.entries.*.subagents.allowAgents[]', 'refersTo', 'agent'],
    ['agents.entries.*.tools.exec.reviewer.model.primary', 'refersTo', 'model'],
    ['agents.entries.*.tts.summaryModel', 'refersTo', 'model'],
    ['tools.media.image.preferredModel', 'refersTo', 'model'],
    ['hooks.mappings[].model', 'refersTo', 'model'],
    ['hooks.gmail.model', 'refersTo', 'model'],
    ['channels.modelByChannel.*.*', 'refersTo', 'model'],
    ['channels.discord.accounts.*.voice.tts.summaryModel', 'refersTo', 'model'],
    ['messages.tts.summaryModel', 'refersTo', 'model'],
  ];
  for (const [path, mark, value] of marks)
    assert.ok(
      lookup(config, path).some((each) => each[mark] === value),
      `${path} should have ${mark} ${value}`,
    );
  const keys: [string, keyof Schema, string][] = [
    ['auth.profiles', 'names', 'profile'],
    ['auth.order', 'refersTo', 'provider'],
    ['models.providers', 'names', 'provider'],
    ['agents.defaults.models', 'refersTo', 'model'],
    ['agents.entries', 'names', 'agent'],
    ['env.vars', 'names', 'variable'],
    ['secrets.providers', 'names', 'secretProvider'],
  ];
  for (const [path, mark, kind] of keys) assert.equal(lookup(config, path)[0]?.propertyNames?.[mark], kind, path);
});

// What the annotations cannot say, and is not worth saying.
const GAPS = new Map([
  ['models.providers.*.models[].compat.thinkingFormat', 'qwen values were gone from 2026.4.26 to 2026.5.7'],
  ['models.providers.*.models[].compat.toolCallArgumentsEncoding', 'an enum for three releases, free text since'],
  ['models.providers.*.models[].compat.toolSchemaProfile', 'an enum for three releases, free text since'],
  ['agents.defaults.cliBackends', 'absent from 2026.4.5 alone'],
]);

test('keys, types, values and what is required are those of every release', () => {
  const wrong = new Map<string, string>();
  for (const release of history.releases) {
    const document = asOf(config, release);
    const note = (what: string) => wrong.has(what) || wrong.set(what, release);
    for (const [path, segments] of Object.entries(history.keys)) {
      if (GAPS.has(path) || path === '') continue;
      const segment = segments.find(
        (each) => number(each.since) <= number(release) && (!each.until || number(release) <= number(each.until)),
      );
      const found = lookup(document, path);
      if (Boolean(segment) !== found.length > 0) note(`${path}: ${segment ? 'missing' : 'still there'}`);
      if (!segment || !found.length) continue;
      const types = new Set(found.flatMap((each) => each.type ?? []));
      if ([...types].sort().join() !== [...segment.type].sort().join())
        note(`${path}: type ${[...types]} instead of ${segment.type}`);
      const values = new Set(found.flatMap((each) => each.enum ?? []).filter((value) => typeof value === 'string'));
      if (segment.enum && [...values].sort().join() !== segment.enum.join()) note(`${path}: values ${[...values]}`);
      if (!segment.enum && values.size) note(`${path}: has values`);
      const owners = alternatives(document, lookup(document, path.replace(/\.[^.]+$/, '')));
      const required =
        /\.[^.*[\]]+$/.test(path) && owners.some((owner) => owner.required?.includes(path.split('.').pop()!));
      if (!segment.conditional && required !== Boolean(segment.required))
        note(`${path}: ${required ? '' : 'not '}required`);
    }
  }
  assert.deepEqual(
    [...wrong].map(([what, release]) => `${what} as of ${release}`),
    [],
  );
});

// Grammars of OpenClaw's code that its own schema does not show.
const STRICTER = /\.decisionModel$|\.tieredPricing\[\]\.range$/;
// A grammar that does not mind capitals is printed as if it did: releases/agents-with-capitals.
const LAXER = /^agents\.entries$/;

test('limits and grammars are those of the newest release that has the key', () => {
  const limits = ['minimum', 'exclusiveMinimum', 'maximum', 'minLength', 'maxLength', 'maxItems', 'pattern'] as const;
  const wrong: string[] = [];
  for (const [path, segments] of Object.entries(history.keys)) {
    const found = lookup(config, path);
    // several: the grammar of a SecretRef depends on its source
    if (found.length !== 1 || STRICTER.test(path) || LAXER.test(path)) continue;
    const { propertyNames } = found[0]!;
    const ours = limits.flatMap((limit) => (found[0]![limit] === undefined ? [] : [`${limit}=${found[0]![limit]}`]));
    if (propertyNames?.pattern) ours.push(`keyPattern=${propertyNames.pattern}`);
    if (propertyNames?.minLength) ours.push(`keyMinLength=${propertyNames.minLength}`);
    const theirs = segments.at(-1)!.constraints ?? [];
    if (ours.sort().join() !== [...theirs].sort().join()) wrong.push(`${path}: ${ours} instead of ${theirs}`);
  }
  assert.deepEqual(wrong, []);
});

// Only while agents.list had models of its own: a time limit was taken on the agent's model, but not on that of its
// subagents.
const MORE = new Set([
  'agents.list[].subagents.model.timeoutMs',
  'agents.list[].models.*.codeMode',
  'agents.list[].models.*.pickerRuntimes',
  'agents.list[].models.*.pickerRuntimes[]',
]);

test('no key that OpenClaw never had', () => {
  const never = [...paths(config, config, '')].filter(
    (path) => path && !history.keys[path] && !MORE.has(path) && !RETIRED_BEFORE_ENTRIES.test(path),
  );
  assert.deepEqual(never, []);
});
// agents.entries shares definitions with agents.defaults; keys retired before entries came are thereby retired there,
// too.
const RETIRED_BEFORE_ENTRIES =
  /^agents\.entries\.\*\.(contextTokens|memorySearch|runRetries|heartbeat\.(ackMaxChars|includeReasoning|includeSystemPromptSection|skipWhenBusy|suppressToolErrorWarnings)|(subagents\.)?model\.timeoutMs)$/;

// What a schema cannot see, by case of oracle/validate.json. Left out as well: cases with $include, without a config,
// or whose text is no JSON5.
const BEYOND_SCHEMA = new Map(
  Object.entries({
    'OpenClaw drops the key __proto__ before it looks': ['p13/V'],
    'whether a provider is known decides what it must declare': ['m02/V', 'm02b/V', 'm03/V', 'm04b/V', 'g62'],
    'the source named must be of the kind the reference asks for': ['e29/V'],
    'retired models are data': ['cli-g26/V', 'g26', 'g26b', 'g26c'],
    'a well-formed agents.list is still converted on read': [
      'g14',
      'g15',
      'g15b',
      'g15c',
      'g15d',
      'g15e',
      'cli-g15c/V',
    ],
    'an entry of the allow-list may be an alias': ['g17'],
    'depends on the text of the key above': ['g43'],
  }).flatMap(([reason, ids]) => ids.map((id) => [id, reason] as const)),
);

test('the schema and OpenClaw agree on recorded configs, and on where the mistakes are', () => {
  const validate = compile(asOf(config, NEWEST));
  let compared = 0;
  for (const { id, files, output } of cases) {
    const text = files['state/openclaw.json'];
    const value = typeof text === 'string' && !text.includes('$include') && parsed(text);
    if (!value || BEYOND_SCHEMA.has(id)) continue;
    compared++;
    assert.equal(validate(value), output.valid, `${id}: ${JSON.stringify(validate.errors)}`);
    if (output.valid) continue;
    const ours = validate.errors!.map((error) => pathOf(error.instancePath, error.params.missingProperty));
    const theirs = output.issues!.map((issue) => issue.path.replace('<root>', ''));
    // OpenClaw's unions blame the whole value, ours say what in it is wrong.
    for (const path of theirs)
      assert.ok(
        ours.some((own) => own.startsWith(path)),
        `${id}: ${path} is not among ${ours}`,
      );
    for (const own of ours)
      assert.ok(
        theirs.some((path) => own.startsWith(path)),
        `${id}: ${own} is not among ${theirs}`,
      );
  }
  assert.ok(compared > 120, `only ${compared} cases were compared`);
});

test('the schema as of a release and that release agree', () => {
  const semantic = new Map([
    ['b-provider-missing-models', 'whether a provider is known decides what it must declare'],
    ['ao-provider-baseUrl-empty', 'the same, and releases before 2026.8.1 took no empty address at all'],
    ['c-missing-env-var-in-apiKey', 'variables, which were fatal once'],
    ['l-agents-list-model', 'a well-formed agents.list is still converted on read'],
    ['af-provider-contextWindow', 'this, too, is converted on read'],
    ['am-modelPolicy-bare-model', 'an entry of the allow-list may be an alias'],
  ]);
  const validators = new Map<string, ReturnType<typeof compile>>();
  for (const [id, { config: value, valid }] of Object.entries(verdicts))
    for (const [release, verdict] of Object.entries(valid)) {
      const validate = validators.get(release) ?? compile(asOf(config, release));
      validators.set(release, validate);
      if (!semantic.has(id))
        assert.equal(validate(value), verdict, `${id} on ${release}: ${JSON.stringify(validate.errors)}`);
    }
  assert.equal(validators.size, 11);
});

test('an editor takes includes, and text where secrets may be references', () => {
  const validate = compile(bundle(), { strictRequired: false, discriminator: false });
  const provider = {
    apiKey: '${GROQ_API_KEY}',
    baseUrl: 'https://api.groq.com/openai/v1',
    models: { $include: './groq.json5' },
  };
  assert.equal(
    validate({
      $include: ['./base.json5'],
      auth: { profiles: { $include: './p.json5', 'a:b': { $include: './ab.json5' } } },
      models: { providers: { groq: provider } },
    }),
    true,
    JSON.stringify(validate.errors),
  );
  assert.equal(
    validate({
      models: { providers: { groq: { apiKey: { source: 'env', provider: 'default', id: 'GROQ_API_KEY' } } } },
    }),
    true,
  );
  assert.equal(validate({ models: { providers: { groq: { apiKey: { source: 'env', id: 'GROQ_API_KEY' } } } } }), false);
  assert.equal(validate({ auth: { profiles: { 'a:b': { provider: 'a' } } } }), false);
  assert.equal(validate({ models: { providers: { groq: { models: { include: './groq.json5' } } } } }), false);
});

/**
 * What may stand at a path of the history (`*` any key, `[]` any item): more than one schema where alternatives exist.
 */
function lookup(document: Bundle, path: string): Schema[] {
  let found: Schema[] = [document];
  for (const step of path.split('.').flatMap((part) => part.split(/(?=\[\])/)))
    found = alternatives(document, found).flatMap((schema) => {
      const next =
        step === '[]' ? schema.items : step === '*' ? schema.additionalProperties : schema.properties?.[step];
      return typeof next === 'object' ? [whole(document, next)] : [];
    });
  return found;
}

function alternatives(document: Bundle, schemas: Schema[]): Schema[] {
  return schemas.flatMap((schema) => [schema, ...(schema.oneOf ?? []).map((each) => whole(document, each))]);
}

function whole(document: Bundle, schema: Schema): Schema {
  return schema.$ref ? { ...whole(document, document.definitions[schema.$ref.split('/').pop()!]!), ...schema } : schema;
}

/** Every path the sections we own describe. */
function* paths(schema: Schema, document: Bundle, path: string): Iterable<string> {
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop()!;
    if (
      path &&
      [
        'agentTools',
        'tts',
        'tools',
        'hooks',
        'channels',
        'messages',
        'talk',
        'memory',
        'plugins',
        'bindings',
        'meta',
      ].includes(name)
    )
      return;
    schema = document.definitions[name]!;
  }
  yield path;
  const at = (step: string) => (path ? `${path}.${step}` : step);
  for (const [key, each] of Object.entries(schema.properties ?? {})) yield* paths(each, document, at(key));
  if (typeof schema.additionalProperties === 'object') yield* paths(schema.additionalProperties, document, at('*'));
  if (schema.items) yield* paths(schema.items, document, `${path}[]`);
  for (const each of schema.oneOf ?? []) yield* paths(each, document, path);
}

function everySchema(schema: Schema, path = '#'): [string, Schema][] {
  const below = (map: Record<string, Schema> | undefined, name: string) =>
    Object.entries(map ?? {}).flatMap(([key, each]) => everySchema(each, `${path}/${name}/${key}`));
  return [
    [path, schema],
    ...below(schema.properties, 'properties'),
    ...below(schema.definitions, 'definitions'),
    ...(typeof schema.additionalProperties === 'object' ? everySchema(schema.additionalProperties, `${path}/*`) : []),
    ...(schema.items ? everySchema(schema.items, `${path}/items`) : []),
    ...(schema.oneOf ?? []).flatMap((each, i) => everySchema(each, `${path}/oneOf/${i}`)),
  ];
}

function number(release: string): number {
  const [year, month, patch] = release.split('-')[0]!.split('.').map(Number);
  return (year! * 100 + month!) * 1000 + patch!;
}

function parsed(text: string): unknown {
  try {
    return json5.parse(text);
  } catch {
    return undefined;
  }
}

/** A JSON pointer as OpenClaw writes paths. */
function pathOf(pointer: string, missing: string | undefined): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return [...steps, ...(missing ? [missing] : [])].join('.');
}
