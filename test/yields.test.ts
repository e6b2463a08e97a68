import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { ruleNamed } from '../src/rules/index.ts';
import { YIELDS } from '../src/rules/yields.ts';

/** A home in which both rules would speak at one place: the first, alone, and the second once both are asked. */
interface Pair {
  readonly rule: string;
  readonly to: string;
  readonly config: string;
  /** `.env` beside it */
  readonly env?: string;
  /** unless it is the newest */
  readonly release?: string;
}

const model = (text: string, more = ''): string => `{ agents: { defaults: { model: "${text}"${more} } } }`;

const PAIRS: readonly Pair[] = [
  { rule: 'missing-provider-credential', to: 'malformed-model-ref', config: model('anthropic:claude-sonnet-5') },
  { rule: 'missing-provider-credential', to: 'unprefixed-model-ref', config: model('claude-sonnet-5') },
  {
    rule: 'missing-provider-credential',
    to: 'unresolved-alias',
    config: model('fats', ', models: { "anthropic/claude-sonnet-5": { alias: "fast" } }'),
  },
  { rule: 'missing-provider-credential', to: 'retired-model', config: model('google/gemini-2.0-flash') },
  { rule: 'missing-provider-credential', to: 'model-id-suspect', config: model('anthropic/claude-sonet-5') },
  {
    rule: 'missing-provider-credential',
    to: 'model-ref-unknown-provider',
    config: model('deepseek/deepseek-chat'),
    release: '2026.3.13',
  },
  { rule: 'missing-provider-credential', to: 'provider-plugin-not-installed', config: model('groq/llama-4') },
  {
    rule: 'plural-api-keys-ineffective',
    to: 'env-var-name-typo',
    config: model('google/gemini-2.5-pro'),
    env: 'GOOGLE_API_KEYS=a,b\n',
  },
  {
    rule: 'malformed-secret',
    to: 'dotenv-syntax',
    config: model('xai/grok-4'),
    env: 'XAI_API_KEY=$(cat /run/xai)\n',
  },
  {
    rule: 'secretref-unknown-provider',
    to: 'invalid-value',
    config: '{ gateway: { auth: { token: { source: "env", provider: "Default", id: "TOKEN" } } } }',
  },
  {
    rule: 'secretref-unresolvable',
    to: 'invalid-value',
    config:
      '{ secrets: { providers: { f: { source: "file", path: "/s.json" } } }, gateway: { auth: { token: { source: "file", provider: "f", id: "gateway.token" } } } }',
  },
  {
    rule: 'missing-provider-credential',
    to: 'replace-mode-drops-provider',
    config: '{ models: { mode: "replace" }, agents: { defaults: { model: "anthropic/claude-sonnet-5" } } }',
  },
];

function found({ config, env, release = '2026.9.6' }: Pair, ...rules: string[]): string[] {
  const files = memory({ 'openclaw.json': config, '.env': env ?? 'MINIMAX_API_KEY=sk-0123456789abcdef\n' });
  const { diagnostics } = check(files, {
    release,
    closedWorld: true,
    ...(rules.length > 0 && { rules: new Set(rules) }),
  });
  return diagnostics.map(({ rule, at }) => `${rule} ${at.offset}`);
}

for (const pair of PAIRS) {
  const { rule, to } = pair;
  test(`${rule} is silent where ${to} has spoken`, () => {
    const [alone] = found(pair, rule);
    const [other] = found(pair, to);
    assert.ok(alone?.startsWith(rule));
    assert.ok(other?.startsWith(to), `${alone} ${other}`);
    assert.equal(alone!.replace(rule, ''), other!.replace(to, ''));
    assert.deepEqual(found(pair, rule, to), [other]);
  });
}

test('every pair has its home, and every name is a rule', () => {
  const pairs = Object.entries(YIELDS).flatMap(([rule, to]) => to.map((other) => `${rule} ${other}`));
  assert.deepEqual(pairs.sort(), PAIRS.map(({ rule, to }) => `${rule} ${to}`).sort());
  assert.ok(PAIRS.every(({ rule, to }) => ruleNamed(rule) && ruleNamed(to)));
});

test('a remark on what works today does not hide what fails', () => {
  const config = '{ agents: { defaults: { model: "opus", models: { "anthropic/opus": {} } } } }';
  const [remark, failure] = found({ rule: '', to: '', config, release: '2026.4.15' });
  assert.match(
    `${remark} ${failure}`,
    /^unprefixed-model-ref (\d+) missing-provider-credential \1$|^missing-provider-credential (\d+) unprefixed-model-ref \2$/,
  );
});

test('a home whose agents are empty, or in a shape that nobody can read, has the agent `main`', () => {
  for (const agents of ['entries: {}', 'list: []', 'list: { "0": {} }'])
    for (const release of ['2026.9.6', '2026.4.15']) {
      const config = `{ agents: { defaults: { model: "anthropic/claude-sonnet-4-6" }, ${agents} } }`;
      const [only, ...more] = found({ rule: '', to: '', config, release }, 'missing-provider-credential');
      assert.match(`${only}`, /^missing-provider-credential/, `${agents}, ${release}`);
      assert.deepEqual(more, []);
    }
});

test('a section in a wrong place hides the lack of a model only if it may hold one', () => {
  const lab = 'models: { providers: { lab: { baseUrl: "https://h.example/v1", models: [] } } }';
  for (const [more, isTold] of [
    ['telegram: { botToken: "x" }', true],
    ['agent: { model: "lab/a" }', false],
    ['modle: "lab/a"', false],
    ['agnets: { defaults: { model: "lab/a" } }', false],
  ] as const) {
    const [only] = found(
      { rule: '', to: '', config: `{ ${lab}, ${more} }`, release: '2026.2.26' },
      'implicit-default-model',
    );
    assert.equal(only !== undefined, isTold, more);
  }
});
