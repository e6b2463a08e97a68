import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { rules } from '../src/rules/index.ts';
import { FIXTURES, run, runHere, scenarios, text } from './fixtures.ts';

/** A key like no other, wherever a key can stand. */
let planted: string[] = [];
function key(shape = 'zq'): string {
  const secret = `${shape}CANARY${String(planted.length).padStart(4, '0')}xQ7vK2mB9`;
  planted.push(secret);
  return secret;
}

function config(): Record<string, unknown> {
  return {
    env: {
      vars: { OPENAI_API_KEY: key(), PLAIN: key(), CROSS: `\${A_B}${key()}` },
      FLAT_KEY: key(),
      shellEnv: { enabled: 'yes' },
    },
    auth: {
      profiles: { 'anthropic:a': { provider: 'anthropic', mode: 'apikey', key: key(), token: key('sk-ant-oat01-') } },
      order: { anthropic: ['anthropic:b'] },
    },
    secrets: {
      providers: { run: { source: 'exec', command: 'relative', args: ['--token', key()], env: { TOKEN: key() } } },
    },
    models: {
      providers: {
        a: {
          baseUrl: `https://user:${key()}@example.com/v1?api_key=${key()}`,
          apiKey: key('sk-'),
          headers: { Authorization: `Bearer ${key()}`, 'X-Other': key() },
          api: 'openia',
          models: 'none',
          request: {
            auth: { mode: 'header', value: key() },
            tls: { key: key(), passphrase: key() },
            proxy: { mode: 'explicit-proxy', url: `http://u:${key()}@proxy` },
          },
          localService: { command: 'x', env: { K: key() } },
        },
        b: { apiKey: `\${NAME:-${key()}}`, baseUrl: 'https://b.example.com', models: [] },
        c: { apiKey: { source: 'env', id: key() }, baseURL: 'x' },
        d: { apiKey: 12345678901234, baseUrl: '{{URL}}', models: [{ id: 'm', headers: { 'x-key': key() } }] },
      },
    },
    channels: { telegram: { botToken: key() }, slack: { accounts: { x: { signingSecret: key() } } } },
    gateway: { auth: { token: key(), password: key() } },
    hooks: { token: key() },
    unknown: { apiKey: key() },
    agents: { defaults: { model: `a/${'m'}`, modle: 'x' }, list: [] },
  };
}

const dotenv = () =>
  `GOOD_API_KEY=${key()}\nOPENAI_APIKEY="${key()}"\nopenai_api_key: ${key()}\nnot an assignment ${key()}\nexport MULTI="line\n${key()}\n"\nHASH=${key()}#${key()}\n`;
const store = () =>
  JSON.stringify(
    {
      version: 1,
      profiles: {
        'anthropic:a': { type: 'api_key', provider: 'anthropic', api_key: key() },
        'anthropic:b': { provider: 'anthropic', key: key() },
        'anthropic:c': { type: 'oauth', provider: 'anthropic', access: '', token: key(), refresh: '' },
        'x:d': { type: 'token', token: key() },
        'x:e': { type: 'none', provider: 'x', secret: key() },
      },
    },
    null,
    1,
  );

function everything(cwd: string, more: readonly string[][]): string {
  const calls = [
    [],
    ['--format', 'json'],
    ['--release', '2026.9.6'],
    ['--release', '2026.2.26', '--closed-world'],
    ['--format', 'json', '--release', '2026.5.28', '--process-env'],
  ];
  return [...calls, ...more]
    .map((args) => run(cwd, args))
    .map(({ output, errors }) => output + errors)
    .join('\n');
}

function leaks(files: Record<string, string>, more: readonly string[][] = []): string[] {
  const cwd = mkdtempSync(join(tmpdir(), 'clawlint-secrets-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(cwd, path, '..'), { recursive: true });
    writeFileSync(join(cwd, path), content);
  }
  const output = everything(cwd, more);
  rmSync(cwd, { recursive: true });
  assert.match(output, /error|warning/, 'there is something to print');
  return planted.filter((secret) => output.includes(secret) || output.includes(secret.slice(-6)));
}

const STORE = 'agents/main/agent/auth-profiles.json';

test('no key that stands anywhere in a home is printed', () => {
  planted = [];
  assert.deepEqual(
    leaks({ 'openclaw.json': JSON.stringify(config(), null, 2), '.env': dotenv(), [STORE]: store() }),
    [],
  );
});

test('nor when each file is one line, so that every frame is full of keys', () => {
  planted = [];
  assert.deepEqual(
    leaks({
      'openclaw.json': JSON.stringify(config()),
      '.env': dotenv(),
      [STORE]: JSON.stringify(JSON.parse(store())),
    }),
    [],
  );
});

test('nor when the files are broken in the middle of a key', () => {
  for (const cut of [3, 8, 14]) {
    planted = [];
    const secret = key('sk-');
    const broken = `{\n "models": { "providers": { "a": { "apiKey": "${secret.slice(0, -cut)}\n, "baseUrl": "x" } } }\n}`;
    const found = leaks({
      'openclaw.json': broken,
      [STORE]: `{"version":1,"profiles":{"x:y":{"type":"api_key","key":"${secret}`,
    });
    assert.deepEqual(found, []);
    const output = broken.split('\n').length > 0 ? secret.slice(0, -cut) : '';
    planted = [output];
    assert.deepEqual(leaks({ 'openclaw.json': broken }), []);
  }
});

test('nor a passphrase under the key of a secret that ended up among names, nor what is left of one behind a `=`', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-among-'));
  for (const text of [
    `{ auth: { order: { 'token': 'octopus-thistle-walnut'\n 'anthropic': [] } } }`,
    `{ agents: { entries: { main: { "=pus-thistle-walnut":" } } } }`,
    `{ agents: { defaults: { model: "anthro=pus-thistle-walnut" } }, chanels: {} }`,
  ]) {
    writeFileSync(join(folder, 'openclaw.json'), text);
    for (const args of [['.'], ['--format', 'json'], ['--diff', '--unsafe'], ['rescue'], ['route']]) {
      const { output, errors } = run(folder, args);
      assert.ok(!`${output}${errors}`.includes('thistle'), `${text}: ${args}`);
    }
  }
  rmSync(folder, { recursive: true });
});

test('nor where a key stands in the place of a value, also one that reads like a name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-place-'));
  const token = '8123456:AAHPolicy';
  for (const between of [': ', ':\n', ': // the bot\n', ': = ', ': : ', ' ', '\n', ' = ']) {
    const telegram = `"botToken"${between}"${token}": "anyone"`;
    writeFileSync(join(folder, 'openclaw.json'), `{ "channels": { "telegram": { ${telegram} } } }\n`);
    for (const args of [['.'], ['--format', 'json'], ['--diff', '--unsafe'], ['rescue']]) {
      const { output, errors } = run(folder, args);
      if (args[0] !== '--diff') assert.match(output, /botToken/, `${between}: ${args}`);
      assert.ok(!`${output}${errors}`.includes('AAHPolicy'), `${between}: ${args}`);
    }
  }
  // a line that lost its key, in a map of agents
  const entries = `"main"[1] "${token}-telegram", "ops": {}`;
  writeFileSync(join(folder, 'openclaw.json'), `{ "agents": { "entries": { ${entries} } } }\n`);
  for (const args of [['.'], ['--format', 'json'], ['rescue'], ['route']]) {
    const { output, errors } = run(folder, args);
    assert.ok(!`${output}${errors}`.includes('AAHPolicy'), `${args}`);
  }
  rmSync(folder, { recursive: true });
});

test('nor where a part of one looks like a variable', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-part-'));
  const texts: [text: string, part: string][] = [
    ['8123456:${AAHPolicyMarmalade-lantern', 'AAHPolicy'],
    ['8123456:${AAHPolicyMarmalade', 'AAHPolicy'],
    ['x9${aB3dE5gH7jK9mN1p', 'aB3dE5gH'],
    ['x9${aB3dE5gH7jK9mN1p}zz', 'aB3dE5gH'],
    ['x9${A7B9C2D4E6F8G1H3}zz', 'A7B9C2D4'],
    ['x9${A7B9C2D4E6F8G1H3', 'A7B9C2D4'],
    ['x9%A7B9C2D4E6F8G1%zz', 'A7B9C2D4'],
    ['x9{{a7b9c2d4e6f8g1h3}}zz', 'a7b9c2d4'],
  ];
  for (const [text, part] of texts) {
    const lab = { baseUrl: 'https://lab.example.com/v1', models: [], apiKey: text };
    writeFileSync(join(folder, 'openclaw.json'), JSON.stringify({ models: { providers: { lab } } }));
    for (const args of [['.'], ['--format', 'json'], ['--diff', '--unsafe'], ['route'], ['--closed-world']]) {
      const { output, errors } = runHere(folder, args);
      assert.ok(!`${output}${errors}`.toLowerCase().includes(part.toLowerCase()), `${text}: ${args}: ${output}`);
    }
  }
  const lab = { baseUrl: 'https://lab.example.com/v1', models: [], apiKey: '${LAB_API_KEY' };
  writeFileSync(join(folder, 'openclaw.json'), JSON.stringify({ models: { providers: { lab } } }));
  assert.match(runHere(folder, ['.']).output, /`\$\{LAB_API_KEY` is not a variable: the closing brace is missing/);
  rmSync(folder, { recursive: true });
});

test('nor from comments and unquoted values', () => {
  planted = [];
  const text = `{\n  auth: { profile: 1 }, // old key: ${key('sk-ant-api03-')}\n  models: { providers: { a: { apiKey: ${key()}, baseURL: 'x' } } }, /* ${key()} */ modle: 1,\n}`;
  assert.deepEqual(leaks({ 'openclaw.json': text }), []);
});

test('nor where a name is expected, with a frame that cuts it in two', () => {
  for (const gap of [1, 10, 20, 30, 40]) {
    planted = [];
    const around = ' '.repeat(gap);
    const text = `{"auth":{"profiles":{"${key('sk-ant-api03-')}":{"provider":"anthropic","mode":"api_key"}},"order":{"anthropic":["${key('sk-ant-api03-')}"]}},${around}"agents":{"defaults":{"model":"${key('sk-ant-api03-')}"}}}${around}/* parked: ${key()} */${around}`;
    assert.deepEqual(leaks({ 'openclaw.json': text, [STORE]: '{"version":1,"profiles":{}}' }), []);
  }
});

/** Homes that a turn could be sent from, so that a ladder has something to show. */
function routable(): Record<string, string> {
  const named = () => key('sk-ant-api03-');
  const config = {
    auth: {
      profiles: {
        [named()]: { provider: 'anthropic', mode: 'api_key', email: 'me@example.com' },
        'anthropic:b': { provider: named(), mode: 'token' },
      },
      order: { anthropic: [named(), 'anthropic:b'], [named()]: ['x'] },
    },
    models: {
      providers: {
        lab: {
          baseUrl: `https://me:${key()}@lab.example.com/v1?key=${key()}`,
          apiKey: key(),
          api: 'openai-completions',
          models: [
            { id: named(), name: 'x' },
            { id: 'm', name: 'x' },
          ],
        },
        [named()]: {
          baseUrl: 'http://localhost:1',
          apiKey: { source: 'file', provider: 'p', id: named() },
          models: [],
        },
      },
    },
    agents: {
      defaults: {
        model: {
          primary: `anthropic/${named()}`,
          fallbacks: [`lab/m@${named()}`, named(), `${named()}/m`, `lab/${named()}`],
        },
        models: { 'lab/m': { alias: named() } },
        imageModel: { primary: `lab/${named()}` },
        utilityModel: named(),
        subagents: { model: named() },
      },
      entries: {
        main: { default: true },
        research: { model: named(), modelPolicy: { allow: [named(), `${named()}/*`] } },
        [named()]: {},
      },
    },
  };
  const job = { id: 'a', payload: { kind: 'agentTurn', message: `use ${named()}`, model: named() } };
  const stored = {
    version: 1,
    profiles: {
      [named()]: { type: 'api_key', provider: 'anthropic', key: key() },
      'lab:x': { type: 'token', provider: 'lab', token: key(), expires: 'soon' },
    },
  };
  const state = {
    order: { anthropic: [named()] },
    lastGood: { anthropic: named() },
    usageStats: { [named()]: { lastUsed: 1, cooldownReason: named() } },
  };
  return {
    'openclaw.json': JSON.stringify(config, null, 1),
    '.env': `ANTHROPIC_API_KEY=${key()}\nOPENAI_API_KEYS=${key()},${key()}\n${named().replaceAll('-', '_')}_API_KEY=x\n`,
    'cron/jobs.json': JSON.stringify({ jobs: [job] }),
    [STORE]: JSON.stringify(stored),
    'agents/main/agent/auth-state.json': JSON.stringify(state),
    'agents/main/agent/auth.json': JSON.stringify({ anthropic: { type: 'api_key', key: key() } }),
  };
}

test('nor by a ladder, in any of its formats, whatever the keys were taken for', () => {
  planted = [];
  const asked = [
    [],
    ['--release', '2026.5.18', '--closed-world'],
    ['--slot', 'image'],
    ['--agent', 'research'],
    ['--fail', 'anthropic=auth'],
  ];
  const calls = ['text', 'json', 'mermaid', 'svg'].flatMap((format) =>
    asked.map((args) => ['route', ...args, '--format', format]),
  );
  assert.deepEqual(leaks(routable(), calls), []);
});

test('no expected output holds a key of its fixture', () => {
  for (const folder of [...rules.map(({ id }) => id), 'homes', 'routes'])
    for (const { name, folder: path } of scenarios(join(FIXTURES, folder))) {
      const keys = [
        ...(text(join(path, 'openclaw.json')) + text(join(path, '.env')) + text(join(path, STORE))).matchAll(
          /\b(?:sk|pk|eyJ|xai|gsk)-[\w-]{12,}/g,
        ),
      ].map(([found]) => found);
      const expected = text(join(path, 'expected.txt'));
      for (const secret of keys) assert.ok(!expected.includes(secret), `${folder}/${name}`);
    }
});

test('a key of words in the place of a model is not taken for the name of one, also once its place is mended', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-words-'));
  const secret = 'sk-ant-api03-correct-horse-battery-staple';
  for (const name of ['model', 'modle']) {
    writeFileSync(join(folder, 'openclaw.json'), `{ agents: { defaults: { ${name}: "${secret}" } }, chanels: {} }\n`);
    for (const args of [['.'], ['--diff', '--unsafe'], ['rescue'], ['route'], ['--format', 'json']]) {
      const { output, errors } = run(folder, args);
      assert.ok(!`${output}${errors}`.includes('correct-horse'), `${name}: ${args}`);
    }
  }
  rmSync(folder, { recursive: true });
});

test('a row that is called by its id without the maker, and a plugin, are shown as names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-names-'));
  const row = { id: 'ollama/qwen3.5:cloud', name: 'qwen3.5:cloud' };
  const home = {
    models: { providers: { ollama: { baseUrl: 'https://ollama.example.com', api: 'ollama', models: [row] } } },
    plugins: { allow: ['web-search-of-ours', 'zqCANARY0000xQ7vK2mB9'] },
  };
  writeFileSync(join(folder, 'openclaw.json'), JSON.stringify(home));
  const { output } = run(folder, ['--release', '2026.2.6-3', '.']);
  assert.match(output, /the model you mean: `ollama\/ollama\/qwen3\.5:cloud`/);
  assert.match(output, /the plugin `web-search-of-ours`/);
  assert.ok(!output.includes('CANARY'));
  rmSync(folder, { recursive: true });
});

test('a word of a setting is shown where some release takes anything there, and other texts are not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-words-'));
  const account = (groupPolicy: string) => `{ groupPolicy: "${groupPolicy}", foo: 1 }`;
  const accounts = `{ a: ${account('allowlist')},\n b: ${account('open')},\n c: ${account('zqCANARY0000xQ7vK2mB9')} }`;
  writeFileSync(join(folder, 'openclaw.json'), `{ channels: { feishu: {\n accounts: ${accounts} } } }\n`);
  const { output } = run(folder, ['--release', '2026.4.15', '.']);
  assert.match(output, /groupPolicy: "allowlist", foo/);
  assert.match(output, /groupPolicy: "open", foo/);
  assert.match(output, /groupPolicy: "••••", foo/);
  assert.ok(!output.includes('CANARY'));
  rmSync(folder, { recursive: true });
});
