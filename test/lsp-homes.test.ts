import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Session } from '../server/homes/session.ts';
import { toPath, toUri } from '../server/protocol/uri.ts';
import { disk } from '../src/disk/disk.ts';
import { changing, Editor, EVERYTHING, PULLING, uriOf } from './editor.ts';

const BARE =
  '{ "models": { "providers": { "p": { "baseUrl": "https://p.example.com", "api": "openai-completions", "apiKey": "${P_KEY}", "models": [{ "id": "m", "name": "M" }] } } }, "agents": { "defaults": { "model": "p/m" } } }';
const codes = (editor: Editor, path: string) =>
  editor.pushed.get(uriOf(path))?.diagnostics.map(({ code }) => code) ?? [];

test('URIs and paths', () => {
  for (const [uri, path] of [
    ['file:///home/a%20b/openclaw.json', '/home/a b/openclaw.json'],
    ['file:///C%3A/Users/x/.env', 'C:/Users/x/.env'],
    ['vscode-vfs://github/a/b/openclaw.json', '/vscode-vfs:@github/a/b/openclaw.json'],
    ['file:///h/%C3%A4/%23.json', '/h/ä/#.json'],
  ] as const) {
    assert.equal(toPath(uri), path);
    assert.equal(toUri(path), uri);
  }
  assert.equal(toPath('file:///c:/x'), 'C:/x');
  assert.equal(toPath('untitled:Untitled-1'), '/untitled:/Untitled-1');
  for (const odd of ['', ':', 'file:', 'file://', 'x', 'file:///%', 'file:///%ff', 'file:///../..', '\0'])
    assert.equal(typeof toPath(odd), 'string');
});

test('documents of several folders belong each to their own home', async () => {
  const editor = new Editor(
    changing({ '/a/openclaw.json': BARE, '/a/.env': 'P_KEY=x\n', '/b/sub/openclaw.json': BARE }).files,
  );
  await editor.start(PULLING, {
    workspaceFolders: [
      { uri: 'file:///a', name: 'a' },
      { uri: 'file:///b', name: 'b' },
    ],
  });
  const { items } = await editor.client.sendRequest<{ items: { uri: string; items: { code: string }[] }[] }>(
    'workspace/diagnostic',
    { previousResultIds: [] },
  );
  assert.deepEqual(
    items.map(({ uri, items: found }) => [uri, found.map(({ code }) => code)]),
    [['file:///b/sub/openclaw.json', ['missing-env-var']]],
  );
  await editor.client.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: 'file:///c', name: 'c' }], removed: [] },
  });
  await editor.open('/a/openclaw.json', BARE);
  const { items: own } = await editor.ask<{ items: unknown[] }>('textDocument/diagnostic', '/a/openclaw.json');
  assert.deepEqual(own, []);
});

test('findings of included files stand in those files, whichever of them is open', async () => {
  const texts = {
    '/h/openclaw.json': '{ "agents": { "$include": "parts/agents.json5" } }',
    '/h/parts/agents.json5': '{ defaults: { model: "nobody/x", modle: 1 } }',
  };
  const editor = new Editor(changing(texts).files);
  await editor.start();
  await editor.open('/h/parts/agents.json5', texts['/h/parts/agents.json5']);
  await editor.settle();
  assert.deepEqual(codes(editor, '/h/parts/agents.json5'), ['model-ref-unknown-provider', 'unknown-key']);
});

test('an included file of the language is a part of the home that includes it; one that nobody includes is a config', async () => {
  const texts = {
    '/h/openclaw.json': '{ "agents": { "$include": "parts/agents.json5" } }',
    '/h/parts/agents.json5': '{ defaults: { model: "nobody/x" } }',
    '/h/parts/other.json5': '{ auht: {} }',
  };
  const editor = new Editor(changing(texts).files);
  await editor.start();
  for (const path of ['/h/parts/agents.json5', '/h/parts/other.json5'] as const)
    await editor.open(path, texts[path], 'openclaw');
  await editor.settle();
  assert.deepEqual(
    [codes(editor, '/h/parts/agents.json5'), codes(editor, '/h/parts/other.json5')],
    [['model-ref-unknown-provider'], ['unknown-key']],
  );
  const home = await editor.client.sendRequest<{ config: string; included: string[] }>('clawlint/home', {
    uri: 'file:///h/parts/agents.json5',
  });
  assert.deepEqual([home.config, home.included], ['file:///h/openclaw.json', ['file:///h/parts/agents.json5']]);
});

test('the manifest of a plugin is no config', async () => {
  const editor = new Editor(changing({}).files);
  await editor.start();
  await editor.open('/p/openclaw.plugin.json', '{ "id": "x" }');
  await editor.open('/p/openclaw.prod.json', '{ "id": "x" }');
  await editor.settle();
  assert.deepEqual(
    [codes(editor, '/p/openclaw.plugin.json'), codes(editor, '/p/openclaw.prod.json')],
    [[], ['unknown-key']],
  );
});

test('a document of no home, and one that only looks like a config, are left alone; an unsaved one is not', async () => {
  const editor = new Editor(changing({ '/x/package.json': '{}', '/x/.env': 'A=1' }).files);
  await editor.start();
  await editor.open('/x/package.json', '{ "auth": 1 }');
  await editor.open('/x/.env', 'openai_api_key=x\n');
  await editor.open('untitled:Untitled-1', '{ "auth": 1 }', 'openclaw');
  await editor.settle();
  assert.deepEqual(
    [codes(editor, '/x/package.json'), codes(editor, '/x/.env'), codes(editor, 'untitled:Untitled-1')],
    [[], [], ['invalid-value']],
  );
});

test('files that appear, change and vanish count when the client says so', async () => {
  const { files, disk: kept } = changing({ '/h/openclaw.json': BARE });
  const editor = new Editor(files);
  await editor.start();
  await editor.open('/h/openclaw.json', BARE);
  await editor.settle();
  assert.deepEqual(codes(editor, '/h/openclaw.json'), ['missing-env-var']);
  const say = async (text: string | undefined) => {
    if (text === undefined) kept.delete('/h/.env');
    else kept.set('/h/.env', text);
    await editor.client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///h/.env', type: 2 }],
    });
    await editor.settle();
    return codes(editor, '/h/openclaw.json');
  };
  assert.deepEqual(await say('P_KEY=x\n'), []);
  assert.deepEqual(await say('P_KEX=x\n'), ['missing-env-var']);
  assert.deepEqual(await say(undefined), ['missing-env-var']);
});

test('files that change without a word are seen when the disk is looked at', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-look-'));
  mkdirSync(join(folder, 'agents/main/agent'), { recursive: true });
  writeFileSync(join(folder, 'openclaw.json'), BARE);
  const session = new Session({
    version: '0',
    files: disk,
    now: () => 0,
    stamp: (path) => `${JSON.stringify(disk.read(path))}${disk.list(path)}`,
  });
  const config = join(folder, 'openclaw.json');
  session.open({ uri: `file://${config}`, language: 'json', version: 1 }, BARE);
  const found = () => session.homesOf(config)[0]!.result.diagnostics.map(({ rule }) => rule);
  assert.deepEqual(found(), ['missing-env-var']);
  assert.equal(session.look(), false);
  writeFileSync(join(folder, '.env'), 'P_KEY=x\n');
  assert.equal(session.look(), true);
  assert.deepEqual(found(), []);
  rmSync(join(folder, '.env'));
  assert.equal(session.look(), true);
  assert.deepEqual(found(), ['missing-env-var']);
  rmSync(folder, { recursive: true });
});

test('a home behind a link is that home', { skip: process.platform === 'win32' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-link-'));
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real/openclaw.json'), BARE);
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  const session = new Session({ version: '0', files: disk, now: () => 0 });
  session.open({ uri: `file://${folder}/link/openclaw.json`, language: 'json', version: 1 }, BARE);
  assert.equal(session.homesOf(`${folder}/link/openclaw.json`)[0]!.result.diagnostics.length, 1);
  rmSync(folder, { recursive: true });
});

test('settings: a release, other severities, rules that are off; what cannot be understood is passed over', async () => {
  const editor = new Editor(changing({ '/h/openclaw.json': BARE }).files);
  editor.settings = {
    release: '2026.2.26',
    rules: { 'missing-env-var': 'info', 'no-such-rule': 'off', x: 5 },
    closedWorld: 'yes',
  };
  await editor.start({ ...EVERYTHING, workspace: { configuration: true } });
  await editor.open('/h/openclaw.json', BARE);
  await editor.until(() => editor.pushed.get('file:///h/openclaw.json')?.diagnostics[0]?.severity === 3);
  assert.deepEqual(codes(editor, '/h/openclaw.json'), ['missing-env-var']);
  editor.settings = { rules: { 'missing-env-var': 'off' } };
  await editor.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await editor.until(() => codes(editor, '/h/openclaw.json').length === 0);
  const home = await editor.client.sendRequest<{ releaseFrom: string }>('clawlint/home', {
    uri: 'file:///h/openclaw.json',
  });
  assert.equal(home.releaseFrom, 'unknown');
});

test('settings that were known before change nothing: what was said of a document is not said again', async () => {
  const editor = new Editor(changing({ '/h/openclaw.json': BARE }).files);
  editor.settings = { release: '2026.2.26', rules: { 'missing-env-var': 'info' } };
  await editor.start({ ...EVERYTHING, workspace: { configuration: true } }, { initializationOptions: editor.settings });
  await editor.open('/h/openclaw.json', BARE);
  await editor.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await editor.settle();
  await editor.settle(); // by now the server has both answers
  assert.equal(editor.asked.filter(({ method }) => method === 'workspace/configuration').length, 2);
  assert.equal(editor.said.join('').split('textDocument/publishDiagnostics').length - 1, 1);
});

test('the lens of a config is asked for again when its variables change, not when it is edited itself', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const editor = new Editor(changing({ '/h/openclaw.json': BARE, '/h/.env': '' }).files);
  await editor.start({ ...EVERYTHING, workspace: { codeLens: { refreshSupport: true } } });
  await editor.open('/h/openclaw.json', BARE);
  await editor.open('/h/.env', '');
  const refreshes = () => editor.asked.filter(({ method }) => method === 'workspace/codeLens/refresh').length;
  await editor.ask('textDocument/codeLens', '/h/openclaw.json');
  await editor.type('/h/openclaw.json', `${BARE}\n`);
  await pass();
  assert.equal(refreshes(), 0);
  await editor.ask('textDocument/codeLens', '/h/openclaw.json');
  await editor.type('/h/.env', 'P_KEY=x\n');
  await pass();
  assert.equal(refreshes(), 1);

  /** Lets a minute go by, and the server say what it has to say. */
  async function pass(): Promise<void> {
    await editor.settle();
    t.mock.timers.tick(60_000);
    await editor.settle();
  }
});

test('when the last document of a home is closed, nothing of it stays', async () => {
  const editor = new Editor(changing({ '/h/openclaw.json': BARE }).files);
  await editor.start();
  await editor.open('/h/openclaw.json', BARE);
  await editor.settle();
  assert.equal(codes(editor, '/h/openclaw.json').length, 1);
  await editor.client.sendNotification('textDocument/didClose', { textDocument: { uri: 'file:///h/openclaw.json' } });
  await editor.settle();
  assert.deepEqual(codes(editor, '/h/openclaw.json'), []);
});
