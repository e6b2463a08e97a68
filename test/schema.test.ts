import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import json5 from 'json5';
import { configSchema, credentialSchema } from '../schema/bundle.ts';
import { withKeys } from '../schema/keys.ts';
import { vocabulary } from '../schema/vocabulary.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { NEWEST } from '../src/release/releases.ts';
import { below, schemaAt, steps } from '../src/schema/at.ts';
import { configShape } from '../src/schema/config.ts';
import { printed } from '../src/schema/print.ts';
import type { Schema, Shape } from '../src/schema/schema.ts';
import { walk } from '../src/schema/walk.ts';
import { File } from '../src/text/file.ts';

interface Case {
  id: string;
  /** text, or bytes where it is not plain text */
  files: Record<string, string | { hex: string }>;
  output: { valid: boolean; issues?: { path: string }[] };
}
const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const cases: Case[] = read('./oracle/validate.json');
const verdicts: Record<string, { config: unknown; valid: Record<string, boolean> }> = read('./oracle/verdicts.json');
const config = configSchema();

function compile(document: Schema, options = {}) {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, discriminator: true, allErrors: true, ...options });
  ajv.addVocabulary([...vocabulary]);
  return ajv.compile(document);
}

/** The schema that `clawlint schema` prints, as a validator. */
function judge(release: string) {
  const ajv = new Ajv({ strict: false, strictNumbers: true, allErrors: true });
  ajv.addFormat('uri', (text) => URL.canParse(text));
  return ajv.compile(printed(configShape(release)));
}

test('ajv takes the schema of a release', () => {
  for (const release of ['2026.1.29', '2026.4.15']) assert.equal(judge(release)({}), true, release);
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

/** Stricter than what OpenClaw prints, or laxer: its own code shows it. */
const CORRECTED =
  /\/(?:entries\/propertyNames|decisionModel|fileSecretRef\/properties\/id|execSecretRef\/properties\/id)$/;
const ANNOTATIONS = new Set<string>([
  ...vocabulary,
  ...[
    '$ref',
    '$schema',
    'title',
    'definitions',
    'properties',
    'additionalProperties',
    'propertyNames',
    'items',
    'oneOf',
  ],
  ...['description', 'examples', 'default', 'writeOnly'],
]);

test('our annotations say nothing that OpenClaw says itself', () => {
  for (const [path, schema] of everySchema(config)) {
    const more = Object.keys(schema).filter((key) => !ANNOTATIONS.has(key));
    // the word that tells one object of a union from the others
    if (/\/(?:source|type|mode)$/.test(path) && more.join() === 'enum') continue;
    assert.deepEqual(more, CORRECTED.test(path) ? ['pattern'] : [], path);
    if (schema.propertyNames?.pattern) assert.match(`${path}/propertyNames`, CORRECTED);
  }
});

/** What OpenClaw reads though no schema lists the key there, pairs, and keys that came when `agents.list` was gone. */
const READ_ANYWAY =
  /^agents\.entries\.\*\.contextTokens$|^tools\.web\.search\.(?:duckduckgo|exa|minimax|ollama|searxng)$|^(?:heartbeat|memorySearch)$|(?:^|\.)tts\.(?:edge|elevenlabs|microsoft|openai)$|\.range\[\]$|^plugins\.entries\.(?:memory-wiki\.config\.bridge\.readMemoryCore|voice-call\.(?:llm|config\.twilio\.from))$|^agents\.list\[\]\.(?:models\.\*\.(?:codeMode|pickerRuntimes)|subagents\.model\.timeoutMs)$/;

test('no annotation is about a key that OpenClaw never had', () => {
  const never = [...paths(withKeys(config), withKeys(config), configShape(undefined), '')];
  assert.deepEqual(never, []);
});

function* paths(note: Schema, document: Schema, shape: Shape | undefined, path: string): Iterable<string> {
  if (note.$ref) return yield* paths(document.definitions![note.$ref.split('/').pop()!]!, document, shape, path);
  if (!shape) {
    if (!READ_ANYWAY.test(path) && !RETIRED_BEFORE_ENTRIES.test(path)) yield path;
    return;
  }
  const at = (step: string) => (step === '[]' ? `${path}[]` : path ? `${path}.${step}` : step);
  for (const [key, each] of Object.entries(note.properties ?? {}))
    yield* paths(each, document, below(shape, key), at(key));
  if (typeof note.additionalProperties === 'object')
    yield* paths(note.additionalProperties, document, below(shape, '*'), at('*'));
  if (note.items) yield* paths(note.items, document, below(shape, '[]'), at('[]'));
}
// agents.entries shares definitions with agents.defaults; keys retired before entries came are thereby retired there,
// too.
const RETIRED_BEFORE_ENTRIES =
  /^agents\.entries\.\*\.(contextTokens|memorySearch|runRetries|heartbeat\.(ackMaxChars|includeReasoning|includeSystemPromptSection|skipWhenBusy|suppressToolErrorWarnings)|(subagents\.)?model\.timeoutMs)$/;

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
    assert.ok(schemaAt(steps(path), configShape(undefined))?.[mark] === value, `${path} should have ${mark} ${value}`);
  const keys: [string, keyof Schema, string][] = [
    ['auth.profiles', 'names', 'profile'],
    ['auth.order', 'refersTo', 'provider'],
    ['models.providers', 'names', 'provider'],
    ['agents.defaults.models', 'refersTo', 'model'],
    ['agents.entries', 'names', 'agent'],
    ['env.vars', 'names', 'variable'],
    ['secrets.providers', 'names', 'secretProvider'],
  ];
  for (const [path, mark, kind] of keys)
    assert.equal(schemaAt(steps(path), configShape(undefined))?.propertyNames?.[mark], kind, path);
});

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
  const validate = judge(NEWEST);
  let compared = 0;
  for (const { id, files, output } of cases) {
    const text = files['state/openclaw.json'];
    const value = typeof text === 'string' && !text.includes('$include') && parsed(text);
    if (!value || BEYOND_SCHEMA.has(id)) continue;
    compared++;
    assert.equal(validate(value), output.valid, `${id}: ${JSON.stringify(validate.errors)}`);
    if (output.valid) continue;
    const ours = validate
      .errors!.filter(({ keyword }) => keyword !== 'if')
      .map((error) => pathOf(error.instancePath, error.params.missingProperty ?? error.params.additionalProperty));
    const theirs = output.issues!.map((issue) => issue.path.replace('<root>', ''));
    // OpenClaw's unions blame the whole value, ours say what in it is wrong; ajv adds what other objects of one lack.
    for (const path of theirs)
      assert.ok(
        ours.some((own) => own.startsWith(path) || path.startsWith(own)),
        `${id}: ${path} is not among ${ours}`,
      );
    for (const own of ours)
      assert.ok(
        theirs.some((path) => path.startsWith(own.replace(/\.[^.]+$/, '')) || own.startsWith(path)),
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
  const seen = new Set<string>();
  for (const [id, { config: value, valid }] of Object.entries(verdicts))
    for (const [release, verdict] of Object.entries(valid)) {
      seen.add(release);
      if (semantic.has(id)) continue;
      const { root } = parseJson5(new File(id, JSON.stringify(value)));
      const { problems } = walk(root!, configShape(release), release);
      assert.equal(
        problems.length === 0,
        verdict,
        `${id} on ${release}: ${problems.map(({ kind, path }) => `${kind} ${path.join('.')}`).join()}`,
      );
    }
  assert.equal(seen.size, 11);
});

test('an editor takes includes, and text where secrets may be references', () => {
  const validate = judge(NEWEST);
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

test('what took the place of a key is a place that some release has', () => {
  const document = withKeys(config);
  const lost: string[] = [];
  const visit = (schema: Schema, path: string): void => {
    const { replacedBy } = schema;
    // an agent of the former list is read as an entry
    const now = replacedBy?.replace('agents.list.', 'agents.entries.');
    if (now && !schemaAt(steps(now), configShape(undefined))) lost.push(`${path} → ${replacedBy}`);
    for (const [key, each] of Object.entries(schema.properties ?? {})) visit(each, path ? `${path}.${key}` : key);
    if (typeof schema.additionalProperties === 'object') visit(schema.additionalProperties, `${path}.*`);
    if (schema.items) visit(schema.items, `${path}[]`);
    for (const each of schema.oneOf ?? []) visit(each, path);
  };
  visit(document, '');
  for (const [name, each] of Object.entries(document.definitions)) visit(each, `#${name}`);
  assert.deepEqual(lost, []);
});
