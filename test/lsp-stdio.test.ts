import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { StreamMessageReader } from 'vscode-languageserver/node';
import { EVERYTHING, PULLING } from './editor.ts';
import { CLI } from './fixtures.ts';
import { soak } from './soak.ts';
import { Process } from './stdio.ts';

const CONFIG =
  '{ "auth": { "order": { "anthropic": ["anthropic:gone"] } }, "agents": { "defaults": { "model": "anthropic/claude-sonnet-5" } } }';

function withHome<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-lsp-'));
  writeFileSync(join(folder, 'openclaw.json'), CONFIG);
  return run(folder).finally(() => rmSync(folder, { recursive: true }));
}

test('the built server: from its start to its end', () =>
  withHome(async (folder) => {
    const server = new Process(folder, ['--stdio']);
    const uri = `file://${folder}/openclaw.json`;
    const { result } = await server.start(EVERYTHING);
    assert.equal(result.serverInfo.name, 'clawlint');
    server.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'json', version: 1, text: CONFIG } });
    const hover = await server.ask('textDocument/hover', {
      textDocument: { uri },
      position: { line: 0, character: CONFIG.indexOf('order') },
    });
    assert.match(hover.result.contents.value, /^Per provider, the profiles to try/);
    assert.equal(server.pushed.get(uri)!.length, 1);
    assert.equal(await server.stop(), 0);
    assert.equal(server.errors, '');
  }));

test('a client that goes away without a word takes the server with it', () =>
  withHome(async (folder) => {
    const server = new Process(folder);
    await server.start(PULLING);
    const ended = new Promise((done) => server.child.once('exit', done));
    server.child.stdin!.end();
    await ended;
    assert.equal(server.errors, '');
  }));

test('links to themselves leave the server able to look at the home', { skip: process.platform === 'win32' }, () =>
  withHome(async (folder) => {
    for (const name of ['.env', 'agents', 'clawlint.json']) symlinkSync(name, join(folder, name));
    const server = new Process(folder);
    await server.start(EVERYTHING);
    const uri = `file://${folder}/openclaw.json`;
    server.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'json', version: 1, text: CONFIG } });
    await server.ask('clawlint/home', {});
    assert.equal(server.pushed.get(uri)?.length, 1);
    assert.equal(await server.stop(), 0);
    assert.doesNotMatch(server.said.join(''), /failed/);
  }),
);

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {} },
};

test('a parent that is Node speaks in messages of its own', () =>
  withHome(async (folder) => {
    const server = fork(CLI, ['lsp', '--node-ipc'], { env: { HOME: folder, NODE_DISABLE_COMPILE_CACHE: '1' } });
    server.send(INITIALIZE);
    const [{ result }] = await once(server, 'message');
    assert.equal(result.serverInfo.name, 'clawlint');
    server.disconnect();
    await once(server, 'exit');
  }));

for (const option of ['--socket', '--pipe'])
  test(`a client that listens at ${option}`, { skip: option === '--pipe' && process.platform === 'win32' }, () =>
    withHome(async (folder) => {
      const client = createServer();
      await once(client.listen(option === '--pipe' ? join(folder, 'pipe') : 0), 'listening');
      const address = client.address() as AddressInfo | string;
      const server = spawn(
        process.execPath,
        [CLI, 'lsp', `${option}=${typeof address === 'string' ? address : address.port}`],
        { env: { HOME: folder, NODE_DISABLE_COMPILE_CACHE: '1' } },
      );
      const [socket] = (await once(client, 'connection')) as [Socket];
      const body = JSON.stringify(INITIALIZE);
      socket.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
      const ended = once(server, 'exit');
      const answer = await new Promise((said) => new StreamMessageReader(socket).listen(said));
      socket.end();
      await ended;
      client.close();
      assert.match(JSON.stringify(answer), /"name":"clawlint"/);
    }),
  );

test(
  'compiled code is there for the next server while this one runs, and another version is left its own',
  { skip: process.platform === 'win32' },
  () =>
    withHome(async (folder) => {
      const kept = join(folder, 'clawlint');
      mkdirSync(kept, { recursive: true });
      for (const name of ['in-use', 'forgotten']) writeFileSync(join(kept, name), '');
      utimesSync(join(kept, 'forgotten'), 0, 0);
      const start = () => spawn(process.execPath, [CLI, 'lsp'], { env: { XDG_CACHE_HOME: folder } });
      const names = () =>
        readdirSync(kept)
          .filter((name) => !name.endsWith('.tmp'))
          .sort();
      const changes = watch(kept);
      const server = start();
      // the last thing it does there is to delete what was forgotten
      for await (const _ of changes) if (names().length === 2 && names()[0] === 'in-use') break;
      server.kill('SIGKILL');
      const [, name] = names();
      assert.match(name!, /^lsp-v/);
      const { mtimeMs } = statSync(join(kept, name!));
      const next = start();
      next.stdin.end();
      await once(next, 'exit');
      assert.equal(statSync(join(kept, name!)).mtimeMs, mtimeMs, 'V8 has taken what was kept');
    }),
);

const hover = { textDocument: { uri: 'file:///nowhere/openclaw.json' }, position: { line: 0, character: 0 } };
const malformed: [name: string, send: (server: Process) => void][] = [
  ['a body that is no JSON', (server) => server.write('Content-Length: 8\r\n\r\n{"sk-ant')],
  [
    'a body that is no message',
    (server) =>
      [
        null,
        [1],
        'x',
        7,
        {},
        { key: 'sk-ant-x' },
        { id: 1 },
        { method: 5, id: 1 },
        { method: 'x', params: 'y' },
      ].forEach((each) => server.send(each)),
  ],
  ['a header that is none', (server) => server.write('hello\r\n\r\n')],
  ['a length that is none', (server) => server.write('Content-Length: abc\r\n\r\n')],
  ['a negative length', (server) => server.write('Content-Length: -3\r\n\r\n')],
  ['a length beyond all measure', (server) => server.write('Content-Length: 999999999999999\r\n\r\n')],
  [
    'bytes that are no UTF-8',
    (server) =>
      server.write(Buffer.concat([Buffer.from('Content-Length: 3\r\n\r\n'), Buffer.from([0xff, 0xfe, 0xfd])])),
  ],
  [
    'a message in pieces',
    (server) =>
      [...'Content-Length: 40\r\n\r\n{"jsonrpc":"2.0","method":"x","params":1}'].forEach((each) => server.write(each)),
  ],
  [
    'parameters of the wrong shape',
    (server) =>
      [
        'textDocument/didOpen',
        'textDocument/didChange',
        'textDocument/didClose',
        'workspace/didChangeWatchedFiles',
        'workspace/didChangeConfiguration',
        'workspace/didChangeWorkspaceFolders',
      ].forEach((method) =>
        [
          null,
          [],
          {},
          { textDocument: 1 },
          { changes: [null, 1, {}] },
          { event: null },
          { settings: { clawlint: 'x' } },
        ].forEach((params) => server.tell(method, params)),
      ),
  ],
  ['an answer to no question', (server) => server.send({ jsonrpc: '2.0', id: 4711, result: null })],
];

for (const [name, send] of malformed)
  test(`the next message is understood after ${name}`, () =>
    withHome(async (folder) => {
      const server = new Process(folder);
      await server.start(EVERYTHING);
      send(server);
      assert.deepEqual((await server.ask('textDocument/hover', hover)).result, null);
      assert.equal(await server.stop(), 0);
      assert.equal(server.errors, '');
      assert.doesNotMatch(server.said.join(''), /sk-ant/);
    }));

test('questions without what they need are refused, and unknown ones', () =>
  withHome(async (folder) => {
    const server = new Process(folder);
    await server.start(EVERYTHING);
    for (const params of [
      null,
      [],
      {},
      { textDocument: {} },
      { textDocument: hover.textDocument },
      { textDocument: hover.textDocument, position: { line: 'x' } },
    ])
      assert.equal((await server.ask('textDocument/hover', params)).error!.code, -32602);
    assert.equal((await server.ask('textDocument/nothing', hover)).error!.code, -32601);
    assert.equal(
      (await server.ask('textDocument/hover', { ...hover, position: { line: 99_999_999, character: -5 } })).result,
      null,
    );
    await server.stop();
  }));

test('a soak of random edits: no crash, and what is said last is what a new check says', async () => {
  const { compared } = await soak(1500, 20261121);
  assert.ok(compared > 50, `only ${compared} diagnostics were there to compare`);
});
