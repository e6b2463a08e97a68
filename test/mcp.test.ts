import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import fc from 'fast-check';
import * as z from 'zod';
import { inputSchema } from '../server/mcp/input-schema.ts';
import { CLI, run } from './fixtures.ts';

const SECRET = 'sk-ant-api03-Zq8vN2xT7wLmP4rKcY6dHs9bJf3gUe1o';
const CONFIG = `{
  // ${SECRET}
  auth: { order: { anthropic: ["anthropic:work"] }, profiles: { "anthropic:work": { provider: "anthropic", mode: "api_key" } } },
  models: { providers: { mine: { baseUrl: "https://llm.example.com/v1", apiKey: "${SECRET}", models: [{ id: "m", name: "M" }] } } },
  agents: { defaults: { model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["mine/m"] } } },
}
`;
const STORE = JSON.stringify({
  version: 1,
  profiles: { 'anthropic:work': { type: 'api_key', provider: 'anthropic', key: SECRET } },
});

interface Served {
  readonly folder: string;
  readonly client: Client;
  ask(tool: string, args?: Record<string, unknown>): Promise<{ text: string; isError: boolean }>;
}

/** A server for one home, and a client of the protocol's own kit. */
async function serving(use: (served: Served) => Promise<void>, ...options: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-mcp-'));
  mkdirSync(join(folder, 'agents/main/agent'), { recursive: true });
  writeFileSync(join(folder, 'openclaw.json'), CONFIG);
  writeFileSync(join(folder, 'agents/main/agent/auth-profiles.json'), STORE);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [CLI, 'mcp', '.', ...options], cwd: folder }),
  );
  const ask: Served['ask'] = async (name, args = {}) => {
    const { content, isError } = await client.callTool({ name, arguments: args });
    return { text: (content as { text: string }[]).map(({ text }) => text).join(''), isError: isError === true };
  };
  await use({ folder, client, ask }).finally(() => client.close());
  rmSync(folder, { recursive: true });
}

const textOf = (folder: string) => readFileSync(join(folder, 'openclaw.json'), 'utf8');

test('an agent learns what a change would cause before it is made', () =>
  serving(async ({ folder, ask }) => {
    const wrong: [args: Record<string, unknown>, says: RegExp][] = [
      [{ path: 'agents.default.model', value: 'x/y' }, /unknown-key .* if you meant `defaults`, that is there already/],
      [{ path: 'auth.order.anthropic', value: ['anthropic:wrok'] }, /did you mean `anthropic:work`/],
      [{ patch: { gateway: { port: 'x' } } }, /`gateway\.port` takes a whole number/],
      [{ patch: { auth: null, agents: { defaults: { model: { primary: 'mien/m' } } } } }, /did you mean `mine`/],
      [{ text: '{ agents: {} }' }, /takes out auth, models/],
      [{ text: '{ "auth": ' }, /json5-syntax/],
    ];
    for (const [args, says] of wrong) {
      const { text } = await ask('propose', args);
      assert.match(text, /^not written: it would make this wrong\n/, JSON.stringify(args));
      assert.match(text, says, JSON.stringify(args));
    }
    const { text } = await ask('propose', { path: 'agents.defaults.model.primary', value: 'mine/m' });
    assert.match(text, /^not written; nothing would be wrong that is not wrong now\n/);
    assert.match(text, /^\+1\. mine\/m, primary/m);
    assert.equal(textOf(folder), CONFIG);
  }));

test('a change is applied only where the server may write, and makes nothing worse', async () => {
  const good = { patch: { logging: { level: 'debug' } }, apply: true };
  const bad = { patch: { logging: { level: 'loud' } }, apply: true };
  await serving(async ({ folder, ask }) => {
    assert.match((await ask('propose', good)).text, /^not written; /);
    assert.equal(textOf(folder), CONFIG);
  });
  await serving(async ({ folder, ask }) => {
    assert.match((await ask('propose', bad)).text, /^not written: /);
    assert.equal(textOf(folder), CONFIG);
    assert.match((await ask('propose', good)).text, /^written\n/);
    assert.equal(textOf(folder), CONFIG.replace(/\n}\n$/, '\n  logging: { level: "debug" },\n}\n'));
    assert.match((await ask('propose', good)).text, /^nothing to change/);
    const doubtful = { path: 'agents.defaults.model.primary', value: 'nobody/m', apply: true };
    assert.match((await ask('propose', doubtful)).text, /^not written: /);
    const accept = ['model-ref-unknown-provider', 'unknown-key'];
    assert.match((await ask('propose', { ...doubtful, accept })).text, /^written\n/);
    assert.match((await ask('propose', { path: 'nonsense', value: 1, apply: true, accept })).text, /^not written: /);
  }, '--write');
});

test('the other tools answer as the command line does, and settings are found by words', () =>
  serving(async ({ folder, ask }) => {
    assert.equal((await ask('route')).text, run(folder, ['route', '--home', '.']).output);
    assert.equal(
      (await ask('upgrade', { to: '2026.8.2' })).text,
      run(folder, ['upgrade', '.', '--to', '2026.8.2']).output,
    );
    assert.match((await ask('explain', { rule: 'unknown-key' })).text, /^unknown-key \(error\)/);
    assert.match((await ask('check')).text, /plaintext-secret at models\.providers\.mine\.apiKey/);
    const { text } = await ask('check', {
      text: '{ agents: { defaults: { model: "anthropic/claude-opus-4-6" } }, gatway: {} }',
    });
    assert.match(text, /^openclaw\.json:1:65 error unknown-key .* did you mean `gateway`\?$/m);
    assert.doesNotMatch(text, /mine/);
    const settings: [words: string, path: RegExp][] = [
      ['telegram bot token', /^channels\.telegram\.botToken: /],
      ['fallback for the image model', /^agents\.defaults\.imageModel\.fallbacks: array/],
      ['port of the gateway', /^gateway\.port: integer/],
    ];
    for (const [words, path] of settings) assert.match((await ask('find_settings', { words })).text, path, words);
  }));

test('the arguments of tools are told as zod itself would tell them', () => {
  const word = z.string().max(300);
  const fields = {
    ...{ home: word.optional().describe('which home'), text: z.string(), switch: z.boolean().optional() },
    ...{ value: z.unknown().optional(), patch: z.record(z.string(), z.unknown()).optional() },
    ...{ words: z.array(word).optional().describe('some'), slot: z.enum(['a', 'b']).optional() },
  };
  assert.deepEqual(
    inputSchema(fields),
    JSON.parse(JSON.stringify(z.toJSONSchema(z.object(fields), { target: 'draft-7', io: 'input' }))),
  );
});

test('no question gets a secret, another home or a crash out of it', () =>
  serving(async ({ client, ask }) => {
    assert.equal((await ask('check', { home: '/etc' })).isError, true);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['check', 'propose', 'route', 'upgrade', 'explain', 'find_settings'],
    );
    for (const { inputSchema } of tools) assert.equal(inputSchema.$schema, 'http://json-schema.org/draft-07/schema#');
    const value = fc.oneof(
      fc.constantFrom(
        'openclaw.json',
        '2026.9.6',
        'auth',
        'models.providers.mine',
        SECRET,
        '__proto__',
        '../..',
        true,
        null,
      ),
      fc.string(),
      fc.jsonValue(),
    );
    const fields = fc.constantFrom(
      'home',
      'release',
      'path',
      'value',
      'unset',
      'patch',
      'text',
      'model',
      'agent',
      'slot',
      'to',
      'rule',
      'words',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tools.map(({ name }) => name)),
        fc.dictionary(fields, value),
        async (tool, args) => {
          const { text } = await ask(tool, args);
          assert.doesNotMatch(text, /defect/);
          assert.ok(!text.includes(SECRET), `${tool} ${JSON.stringify(args)}\n${text}`);
        },
      ),
      { numRuns: 400 },
    );
  }, '--write'));

test('a question that is too deep, too long or too much gets an answer at once', () =>
  serving(async ({ ask }) => {
    const deep = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
    const cases: [tool: string, args: Record<string, unknown>, says: RegExp][] = [
      ['propose', { patch: deep(3000) }, /nested too deeply/],
      ['propose', { path: 'tools.x', value: deep(3000) }, /nested too deeply/],
      ['propose', { path: `${'a.'.repeat(900)}a`, value: 1 }, /nested too deeply/],
      [
        'propose',
        { patch: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, i])) },
        /at most 200 values/,
      ],
      ['propose', { path: 'channels.discord.x', value: 2 ** 60 }, /put it in quotes/],
      ['propose', { text: '['.repeat(100_000) }, /^not written: /],
      ['find_settings', { words: 'port '.repeat(10_000) }, /Too big/],
      ['explain', { rule: 'x'.repeat(10_000) }, /Too big/],
    ];
    for (const [tool, args, says] of cases) assert.match((await ask(tool, args)).text, says);
  }));

test('a server that cannot start says why', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-mcp-'));
  for (const [args, says] of [
    [['mcp', '--port'], /mcp takes homes and --write, not "--port"/],
    [['mcp'], /there is no home to serve/],
    [['mcp', 'nowhere'], /there is no file or folder/],
  ] as const) {
    const { code, errors } = run(folder, args);
    assert.match(errors, says);
    assert.equal(code, 2);
  }
});
