import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changing, Editor, PULLING, uriOf } from './editor.ts';

const CONFIG = `{
  auth: { profiles: { 'anthropic:api': { provider: 'anthropic', mode: 'token' } }, order: { anthropic: ['anthropic:apii'] } },
  models: { providers: { mini: { baseUrl: 'https://mini.example.com/v1', apiKey: '\${MINI_API_KEY}', models: [{ id: 'm', name: 'M' }] } } },
  agents: { defaults: { model: { primary: 'mini/m', fallbacks: ['anthropic/claude-sonnet-5'] } } },
}`;
const STORE = JSON.stringify({
  version: 1,
  profiles: { 'anthropic:api': { type: 'api_key', provider: 'anthropic', key: 'x' } },
});
const HOME = { '/h/openclaw.json': CONFIG, '/h/agents/main/agent/auth-profiles.json': STORE };

const codes = (editor: Editor, path: string) =>
  editor.pushed.get(uriOf(path))?.diagnostics.map(({ code }) => code) ?? [];

test('what is wrong is pushed when a config is opened, with links, tags and the other end', async () => {
  const editor = new Editor(changing(HOME).files);
  await editor.start();
  await editor.open('/h/openclaw.json', CONFIG);
  await editor.settle();
  assert.deepEqual(codes(editor, '/h/openclaw.json'), [
    'profile-mode-mismatch',
    'auth-order-unknown-profile',
    'missing-env-var',
  ]);
  const [mismatch] = editor.pushed.get(uriOf('/h/openclaw.json'))!.diagnostics;
  assert.deepEqual(mismatch!.range, { start: { line: 1, character: 70 }, end: { line: 1, character: 77 } });
  assert.match(mismatch!.codeDescription!.href, /\/profile-mode-mismatch$/);
  assert.equal(mismatch!.relatedInformation![0]!.location.uri, uriOf('/h/agents/main/agent/auth-profiles.json'));
  assert.match(mismatch!.message, /\nhelp: /);
});

test('an edit of one file clears what it caused in another, saved or not', async () => {
  const editor = new Editor(changing(HOME).files);
  await editor.start();
  await editor.open('/h/openclaw.json', CONFIG);
  await editor.open('/h/.env', '');
  await editor.type('/h/.env', 'MINI_API_KEY=x\n');
  await editor.settle();
  assert.ok(!codes(editor, '/h/openclaw.json').includes('missing-env-var'));
  await editor.type('/h/.env', '');
  await editor.settle();
  assert.ok(codes(editor, '/h/openclaw.json').includes('missing-env-var'));
});

test('clients that pull are pushed nothing, and told when another document is out of date', async () => {
  const editor = new Editor(changing(HOME).files);
  await editor.start(PULLING);
  await editor.open('/h/openclaw.json', CONFIG);
  await editor.open('/h/.env', '');
  const first = await editor.ask<{ kind: string; resultId: string; items: { code: string }[] }>(
    'textDocument/diagnostic',
    '/h/openclaw.json',
  );
  assert.equal(first.items.length, 3);
  const again = await editor.ask<{ kind: string }>('textDocument/diagnostic', '/h/openclaw.json', {
    previousResultId: first.resultId,
  });
  assert.equal(again.kind, 'unchanged');
  await editor.type('/h/.env', 'MINI_API_KEY=x\n');
  const edited = await editor.ask<{ relatedDocuments: { [uri: string]: { items: unknown[] } } }>(
    'textDocument/diagnostic',
    '/h/.env',
  );
  assert.equal(
    edited.relatedDocuments[uriOf('/h/openclaw.json')]!.items.length,
    2,
    'what the edit changes elsewhere comes with the answer',
  );
  const now = await editor.ask<{ items: unknown[] }>('textDocument/diagnostic', '/h/openclaw.json', {
    previousResultId: first.resultId,
  });
  assert.equal(now.items.length, 2);
  assert.equal(editor.pushed.size, 0);
});

test('a client that takes no related documents is told that they are out of date', async () => {
  const editor = new Editor(changing(HOME).files);
  await editor.start({ ...PULLING, textDocument: { ...PULLING.textDocument, diagnostic: {} } });
  await editor.open('/h/openclaw.json', CONFIG);
  await editor.open('/h/.env', '');
  const first = await editor.ask<{ resultId: string }>('textDocument/diagnostic', '/h/openclaw.json');
  await editor.type('/h/.env', 'MINI_API_KEY=x\n');
  await editor.until(() => editor.asked.some(({ method }) => method === 'workspace/diagnostic/refresh'));
  const now = await editor.ask<{ items: unknown[] }>('textDocument/diagnostic', '/h/openclaw.json', {
    previousResultId: first.resultId,
  });
  assert.equal(now.items.length, 2);
  assert.equal(editor.pushed.size, 0);
});

test('a client that pulls but cannot be told to do it again is pushed to: else other documents would stay as they were', async () => {
  const editor = new Editor(changing(HOME).files);
  const offered = await editor.start({ ...PULLING, workspace: {} });
  assert.equal(offered.diagnosticProvider, undefined);
  await editor.open('/h/openclaw.json', CONFIG);
  await editor.open('/h/.env', '');
  await editor.type('/h/.env', 'MINI_API_KEY=x\n');
  await editor.settle();
  assert.deepEqual(codes(editor, '/h/openclaw.json'), ['profile-mode-mismatch', 'auth-order-unknown-profile']);
});

test('Neovim is pushed to: told to pull again, 0.12 leaves out the documents that are open', async () => {
  const editor = new Editor(changing(HOME).files);
  const offered = await editor.start(PULLING, { clientInfo: { name: 'Neovim', version: '0.12.4' } });
  assert.equal(offered.diagnosticProvider, undefined);
  await editor.open('/h/openclaw.json', CONFIG);
  await editor.settle();
  assert.equal(codes(editor, '/h/openclaw.json').length, 3);
});

test('a look at the workspace does not count as an answer about an open document, which editors ask about themselves', async () => {
  const editor = new Editor(changing(HOME).files);
  await editor.start({ ...PULLING, textDocument: { ...PULLING.textDocument, diagnostic: {} } });
  await editor.open('/h/openclaw.json', CONFIG);
  await editor.open('/h/.env', '');
  const before = await editor.ask<{ resultId: string; items: unknown[] }>(
    'textDocument/diagnostic',
    '/h/openclaw.json',
  );
  await editor.type('/h/.env', 'MINI_API_KEY=x\n');
  await editor.client.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  await editor.until(() => editor.asked.some(({ method }) => method === 'workspace/diagnostic/refresh'));
  const { items } = await editor.ask<{ items: unknown[] }>('textDocument/diagnostic', '/h/openclaw.json', {
    previousResultId: before.resultId,
  });
  assert.equal(items.length, before.items.length - 1);
});

test('what counts for nothing is faded out, what OpenClaw gave up is struck through', async () => {
  const text =
    '{ "env": { "FLAT": "x" }, "agents": { "defaults": { "model": { "primary": "anthropic/claude-sonnet-5", "fallbacks": ["openai/gpt-5.5", "openai/gpt-5.5"] } } } }';
  const editor = new Editor(changing({ '/h/openclaw.json': text }).files);
  await editor.start();
  await editor.open('/h/openclaw.json', text);
  await editor.settle();
  const tags = new Map(
    editor.pushed.get('file:///h/openclaw.json')!.diagnostics.map(({ code, tags: of }) => [code, of]),
  );
  assert.deepEqual([tags.get('duplicate-entry'), tags.get('env-block-flat')], [[1], [2]]);
});

test('a client that knows nothing of links, tags and other places is sent none', async () => {
  const editor = new Editor(changing(HOME).files);
  await editor.start({});
  await editor.open('/h/openclaw.json', CONFIG);
  await editor.settle();
  for (const each of editor.pushed.get('file:///h/openclaw.json')!.diagnostics)
    assert.deepEqual(Object.keys(each).sort(), ['code', 'message', 'range', 'severity', 'source']);
});

test('a large document is checked when typing pauses, and then as it is', async () => {
  const large = (mode: string) =>
    `{ "auth": { "profiles": { "x:y": { "provider": "x", "mode": "${mode}" } } }, "gateway": { "x": "${'y'.repeat(70_000)}" } }`;
  const editor = new Editor(changing({ '/h/openclaw.json': large('token') }).files);
  await editor.start();
  await editor.open('/h/openclaw.json', large('token'));
  for (const mode of ['a', 'ap', 'api']) await editor.type('/h/openclaw.json', large(mode));
  await editor.until(() => editor.pushed.get('file:///h/openclaw.json')?.version === 4);
  assert.ok(codes(editor, '/h/openclaw.json').includes('invalid-enum'));
});
