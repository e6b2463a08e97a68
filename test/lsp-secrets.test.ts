import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atCursor, inRange, ofDocument } from '../server/protocol/requests.ts';
import { changing, Editor, PULLING, positionOf, uriOf } from './editor.ts';
import { served } from './said.ts';

/** A key like no other, wherever a key can stand. */
let planted: string[] = [];
function key(shape = 'zq'): string {
  const secret = `${shape}CANARY${String(planted.length).padStart(4, '0')}xQ7vK2mB9`;
  planted.push(secret);
  return secret;
}

const STORE = '/h/agents/main/agent/auth-profiles.json';

function home(): { [path: string]: string } {
  const config = `{
  // parked: ${key('sk-ant-api03-')}
  env: { vars: { OPENAI_API_KEY: '${key()}', CROSS: '\${A_B}${key()}' }, FLAT_KEY: '${key()}' },
  auth: { profiles: { 'anthropic:a': { provider: 'anthropic', mode: 'apikey', key: '${key()}' }, '${key('sk-ant-api03-')}': { provider: 'anthropic', mode: 'token' } }, order: { anthropic: ['anthropic:b', '${key('sk-ant-api03-')}'] } },
  secrets: { providers: { run: { source: 'exec', command: 'x', args: ['--token', '${key()}'], env: { TOKEN: '${key()}' } } } },
  models: { providers: {
    a: { baseUrl: 'https://user:${key()}@example.com/v1?api_key=${key()}', apiKey: '${key('sk-')}', headers: { Authorization: 'Bearer ${key()}' }, api: 'openia', models: [{ id: 'm', name: 'M', headers: { 'x-key': '${key()}' } }] },
    b: { apiKey: '\${NAME:-${key()}}', baseUrl: 'https://b.example.com/v1?key=${key()}', models: [] },
    c: { apiKey: { source: 'env', provider: 'default', id: '${key()}' }, baseURL: 'x' },
  } },
  channels: { telegram: { botToken: '${key()}' } },
  gateway: { auth: { token: '${key()}' } },
  agents: { defaults: { model: { primary: 'a/m', fallbacks: ['${key('sk-ant-api03-')}', 'a/m@anthropic:a'] } } },
}`;
  return {
    '/h/openclaw.json': config,
    '/h/.env': `GOOD_API_KEY=${key()}\nOPENAI_APIKEY="${key()}"\nopenai_api_key: ${key()}\nnot an assignment ${key()}\nHASH=${key()}#${key()}\n`,
    [STORE]: JSON.stringify(
      {
        version: 1,
        profiles: {
          'anthropic:a': { type: 'api_key', provider: 'anthropic', api_key: key() },
          'anthropic:b': { provider: 'anthropic', key: key() },
          'x:d': { type: 'token', token: key() },
        },
      },
      null,
      1,
    ),
  };
}

const leaked = (editor: Editor): string[] =>
  planted.filter((secret) => editor.said.join('').includes(secret) || editor.said.join('').includes(secret.slice(-8)));

/** Asks everything at many places of a document. */
async function interrogate(editor: Editor, path: string, text: string): Promise<void> {
  for (const method of Object.keys(ofDocument)) await editor.ask(method, path);
  const end = positionOf(text, text.length);
  for (const method of Object.keys(inRange))
    await editor.ask(method, path, { range: { start: { line: 0, character: 0 }, end }, context: { diagnostics: [] } });
  for (let offset = 0; offset <= text.length; offset += 3)
    for (const method of Object.keys(atCursor))
      await editor
        .ask(method, path, {
          position: positionOf(text, offset),
          context: { includeDeclaration: true },
          newName: 'other',
        })
        .catch(() => {});
  for (const format of ['text', 'json', 'mermaid', 'svg'])
    await editor.client.sendRequest('clawlint/route', { uri: uriOf(path), format });
  for (const method of ['clawlint/home', 'clawlint/masked'])
    await editor.client.sendRequest(method, { uri: uriOf(path) });
  await editor.ask('textDocument/diagnostic', path);
  await editor.client.sendRequest('workspace/diagnostic', { previousResultIds: [] });
}

for (const [name, cut] of [
  ['whole', 0],
  ['broken in the middle', 1 / 2],
] as const)
  for (const pulling of [false, true])
    test(`no key of a home that is ${name} is in anything the server says, ${pulling ? 'pulled' : 'pushed'}`, async () => {
      planted = [];
      const texts = home();
      if (cut) texts['/h/openclaw.json'] = texts['/h/openclaw.json']!.slice(0, texts['/h/openclaw.json']!.length * cut);
      const editor = new Editor(changing(texts).files);
      const clean = {
        ...PULLING,
        textDocument: {
          ...PULLING.textDocument,
          codeAction: { codeActionLiteralSupport: {} },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
          diagnostic: pulling ? {} : undefined,
        },
        workspace: { ...PULLING.workspace, workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
      };
      await editor.start(clean);
      for (const [path, text] of Object.entries(texts)) await editor.open(path, text);
      for (const [path, text] of Object.entries(texts)) await interrogate(editor, path, text);
      assert.ok(editor.said.join('').length > 100_000, 'there is something to search');
      assert.deepEqual(leaked(editor), []);
    });

test('nor in what is said while a key is typed', async () => {
  planted = [];
  const secret = key('sk-ant-api03-');
  const texts = home();
  const editor = new Editor(changing(texts).files);
  await editor.start();
  await editor.open('/h/openclaw.json', '');
  const text = `{ models: { providers: { p: { baseUrl: 'https://p.example.com', api: 'x', apiKey: '${secret}' } } } }`;
  for (let end = text.indexOf(secret); end <= text.length; end++) {
    await editor.type('/h/openclaw.json', text.slice(0, end));
    for (const method of Object.keys(atCursor))
      await editor
        .at(method, '/h/openclaw.json', `${text.slice(0, end)}|`, { context: {}, newName: 'x' })
        .catch(() => {});
  }
  const said = editor.said.join('');
  for (let length = 24; length <= secret.length; length++)
    assert.ok(!said.includes(secret.slice(0, length)), secret.slice(0, length));
});

test('a name cannot begin a line of its own, nor turn the writing around, in anything the server says', () => {
  const forged = 'zz\n::error::forged\r##[error]forged\u2028\u0085\u009b31m\u202e\u2066\u200f\u0007/x ::error::forged';
  const config = {
    [forged]: 1,
    auth: { profiles: { [forged]: { provider: forged, mode: forged } }, order: { [forged]: [forged] } },
    models: { providers: { [forged]: { baseUrl: forged, [forged]: 1, models: [{ id: forged }] } } },
    agents: {
      defaults: {
        model: { primary: forged, fallbacks: [forged, `anthropic/${forged}`] },
        models: { [forged]: { alias: forged } },
      },
      list: [{ id: forged, model: forged }],
    },
    env: { [forged]: `\${${forged}}` },
  };
  const files = { '/h/openclaw.json': JSON.stringify(config, null, 1), '/h/.env': 'A=\u001b\n' };
  const bad: string[] = [];
  JSON.parse(
    served({ files, planted: [{ key: 'zz', parts: [] }] }, () => 0.4),
    (key, value) => {
      // what an edit writes into the file, or asks the file to match, is no text for a reader
      const isText =
        typeof value === 'string' && !/^(?:newText|filterText|uri|target|insertText|new_?name)$/i.test(key);
      if (isText && /^[ >]*(?:::|##\[)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200f\u2028\u202e\u2066]/m.test(value))
        bad.push(`${key}: ${JSON.stringify(value).slice(0, 300)}`);
      return value;
    },
  );
  assert.deepEqual(bad, []);
});
