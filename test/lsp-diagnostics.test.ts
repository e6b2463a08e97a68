import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Editor, PULLING, changing, uriOf } from './editor.ts';

const CONFIG = `{
  auth: { profiles: { 'anthropic:api': { provider: 'anthropic', mode: 'token' } }, order: { anthropic: ['anthropic:apii'] } },
  models: { providers: { mini: { baseUrl: 'https://mini.example.com/v1', apiKey: '\${MINI_API_KEY}', models: [{ id: 'm', name: 'M' }] } } },
  agents: { defaults: { model: { primary: 'mini/m', fallbacks: ['anthropic/claude-sonnet-5'] } } },
}`;
const STORE = JSON.stringify({ version: 1, profiles: { 'anthropic:api': { type: 'api_key', provider: 'anthropic', key: 'x' } } });
const HOME = { '/h/openclaw.json': CONFIG, '/h/agents/main/agent/auth-profiles.json': STORE };

const codes = (editor: Editor, path: string) => editor.pushed.get(uriOf(path))?.diagnostics.map(({ code }) => code) ?? [];

test('what is wrong is pushed when a config is opened, with links, tags and the other end', async () => {
  const editor = new Editor(changing(HOME).files);
  await editor.start();
  await editor.open('/h/openclaw.json', CONFIG);
  await editor.settle();
  assert.deepEqual(codes(editor, '/h/openclaw.json'), ['profile-mode-mismatch', 'auth-order-unknown-profile', 'missing-env-var']);
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
  const first = await editor.ask<{ kind: string; resultId: string; items: { code: string }[] }>('textDocument/diagnostic', '/h/openclaw.json');
  assert.equal(first.items.length, 3);
  const again = await editor.ask<{ kind: string }>('textDocument/diagnostic', '/h/openclaw.json', { previousResultId: first.resultId });
  assert.equal(again.kind, 'unchanged');
  await editor.type('/h/.env', 'MINI_API_KEY=x\n');
  const edited = await editor.ask<{ relatedDocuments: { [uri: string]: { items: unknown[] } } }>('textDocument/diagnostic', '/h/.env');
  assert.equal(edited.relatedDocuments[uriOf('/h/openclaw.json')]!.items.length, 2, 'what the edit changes elsewhere comes with the answer');
  const now = await editor.ask<{ items: unknown[] }>('textDocument/diagnostic', '/h/openclaw.json', { previousResultId: first.resultId });
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
  const now = await editor.ask<{ items: unknown[] }>('textDocument/diagnostic', '/h/openclaw.json', { previousResultId: first.resultId });
  assert.equal(now.items.length, 2);
  assert.equal(editor.pushed.size, 0);
});
