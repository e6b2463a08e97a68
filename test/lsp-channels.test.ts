import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { applyEdits } from '../src/edit/apply.ts';
import { File } from '../src/text/file.ts';
import { type Diagnostic, EVERYTHING, positionOf } from './editor.ts';
import { inTime } from './fixtures.ts';
import { Process } from './stdio.ts';

// Channels and plugins get what the sections about models get. Asked of the built server as an editor does.

const home = mkdtempSync(join(tmpdir(), 'clawlint-channels-'));
const uri = pathToFileURL(join(home, 'openclaw.json')).href;
let server: Process;
let version = 0;

before(async () => {
  server = new Process(home, ['--stdio']);
  await server.start(EVERYTHING, { initializationOptions: { release: '2026.9.6' } });
});
after(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

/** Puts a text, without its mark, before the server; what it says of it, once it does. */
async function shown(marked: string): Promise<Diagnostic[]> {
  const text = marked.replace('|', '');
  server.pushed.delete(uri);
  if (version === 0)
    server.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'json5', version: ++version, text } });
  else server.tell('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges: [{ text }] });
  const told = (async () => {
    while (!server.pushed.has(uri)) await new Promise((done) => setTimeout(done, 20));
    return server.pushed.get(uri) as Diagnostic[];
  })();
  return inTime(told, 'its diagnostics');
}

async function ask<T>(method: string, marked: string, params: object = {}): Promise<T> {
  const { result } = await server.ask(method, { textDocument: { uri }, position: positionOf(marked), ...params });
  return result as T;
}

interface Edit {
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
  newText: string;
}

/** The text after the quick fix or suggestion of this title. */
async function mended(marked: string, title: string): Promise<string> {
  const diagnostics = await shown(marked);
  const range = { start: positionOf(marked), end: positionOf(marked) };
  const found = await ask<{ title: string; edit?: { changes: Record<string, Edit[]> } }[]>(
    'textDocument/codeAction',
    marked,
    { range, context: { diagnostics } },
  );
  const action = found.find((each) => each.title === title);
  assert.ok(action, `no ${title} among ${found.map((each) => each.title).join(', ')}`);
  const file = new File('x', marked.replace('|', ''));
  const offset = ({ line, character }: Edit['range']['start']) =>
    file.offset({ line: line + 1, column: character + 1 });
  return applyEdits(
    file.text,
    action.edit!.changes[uri]!.map(({ range, newText }) => ({
      at: { file, offset: offset(range.start), length: offset(range.end) - offset(range.start) },
      text: newText,
    })),
  );
}

async function labels(marked: string): Promise<string[]> {
  await shown(marked);
  return (await ask<{ label: string }[]>('textDocument/completion', marked)).map(({ label }) => label);
}

async function hover(marked: string): Promise<string> {
  await shown(marked);
  return (await ask<{ contents: { value: string } } | null>('textDocument/hover', marked))?.contents.value ?? '';
}

test('one finding for each of eight files that the program refuses', async () => {
  const files: [config: string, rule: string][] = [
    ['{ "channels": { "telegram": { "bot_token": "${T}" } } }', 'unknown-key'],
    ['{ "channels": { "discord": { "dmPolicy": "everyone" } } }', 'invalid-enum'],
    ['{ "channels": { "telegrm": {} } }', 'unknown-name'],
    ['{ "plugins": { "entries": { "memory-core": { "config": { "nonsense": 1 } } } } }', 'unknown-key'],
    ['{ "tools": { "web": { "search": { "provider": "gogle" } } } }', 'unknown-name'],
    [
      '{ "agents": { "entries": { "main": {} } }, "bindings": [{ "agentId": "nobody", "match": { "channel": "telegram" } }] }',
      'unknown-name',
    ],
    ['{ "gateway": { "bind": "tailnet", "tailscale": { "mode": "serve" } } }', 'settings-conflict'],
    ['{ "channels": { "slack": { "channels": { "C1": { "allow": true } } } } }', 'retired-config-key'],
  ];
  for (const [config, rule] of files)
    assert.deepEqual(
      (await shown(config)).filter(({ severity }) => severity === 1).map(({ code }) => code),
      [rule],
      config,
    );
});

test('quick fixes: a misspelt key, channel, word or plugin, quotes, a list, and keys that moved', async () => {
  const cases: [before: string, title: string, after: string][] = [
    [
      '{"channels":{"telegram":{"bot_|token":"${T}"}}}',
      'rename to `botToken`',
      '{"channels":{"telegram":{"botToken":"${T}"}}}',
    ],
    ['{"channels":{"tele|grm":{}}}', 'write `telegram`', '{"channels":{"telegram":{}}}'],
    [
      '{"channels":{"mattermost":{"chatmode":"onmes|age"}}}',
      'write `onmessage`',
      '{"channels":{"mattermost":{"chatmode":"onmessage"}}}',
    ],
    [
      '{"channels":{"telegram":{"webhookPort":"87|87"}}}',
      'remove the quotes',
      '{"channels":{"telegram":{"webhookPort":8787}}}',
    ],
    [
      '{"channels":{"telegram":{"allowFrom":"1|23"}}}',
      'put it in a list, between `[` and `]`',
      '{"channels":{"telegram":{"allowFrom":["123"]}}}',
    ],
    ['{"plugins":{"allow":["op|nai"]}}', 'write `openai`', '{"plugins":{"allow":["openai"]}}'],
    [
      '{"plugins":{"slots":{"memory":"memory-|cor"}}}',
      'write `memory-core`',
      '{"plugins":{"slots":{"memory":"memory-core"}}}',
    ],
    [
      '{"channels":{"discord":{"block|Streaming":true}}}',
      'move it to `channels.discord.streaming.block.enabled`',
      '{"channels":{"discord":{"streaming":{"block":{"enabled":true}}}}}',
    ],
    [
      '{"channels":{"slack":{"channels":{"C1":{"al|low":true}}}}}',
      'move it to `channels.slack.channels.C1.enabled`',
      '{"channels":{"slack":{"channels":{"C1":{"enabled":true}}}}}',
    ],
  ];
  for (const [marked, title, after] of cases) assert.equal(await mended(marked, title), after);
});

test('completion: channels, their keys and words, plugins and their settings, and names that no schema lists', async () => {
  const has = async (marked: string, ...expected: string[]) => {
    const found = await labels(marked);
    assert.deepEqual(
      expected.filter((each) => !found.includes(each)),
      [],
      marked,
    );
  };
  await has('{"channels":{|}}', 'telegram', 'discord', 'defaults');
  await has('{"channels":{"telegram":{"botToken":"x",|}}}', 'accounts', 'dmPolicy');
  await has('{"channels":{"telegram":{"accounts":{"a":{|}}}}}', 'botToken', 'dmPolicy');
  assert.deepEqual(await labels('{"channels":{"discord":{"dmPolicy":"|"}}}'), [
    'allowlist',
    'disabled',
    'open',
    'pairing',
  ]);
  await has('{"plugins":{"entries":{|}}}', 'memory-core', 'openai');
  assert.deepEqual(await labels('{"plugins":{"entries":{"memory-core":{"config":{|}}}}}'), [
    'dreaming',
    'memoryPolicy',
  ]);
  await has('{"plugins":{"allow":["|"]}}', 'memory-core', 'openai');
  await has('{"plugins":{"slots":{"memory":"|"}}}', 'memory-core', 'none');
  await has('{"tools":{"web":{"search":{"provider":"|"}}}}', 'gemini', 'brave');
  await has('{"agents":{"defaults":{"heartbeat":{"target":"|"}}}}', 'owner', 'telegram');
  await has('{"bindings":[{"match":{"channel":"|"}}]}', 'telegram', 'discord');
});

test('hover: what a setting takes, since when, and what took its place', async () => {
  assert.match(await hover('{"channels":{"telegram":{"bot|Token":"${T}"}}}'), /^A secret/);
  assert.match(
    await hover('{"channels":{"discord":{"dm|Policy":"open"}}}'),
    /`allowlist` · `disabled` · `open` · `pairing`/,
  );
  assert.match(
    await hover('{"plugins":{"entries":{"memory-core":{"config":{"drea|ming":{}}}}}}'),
    /^Takes an object\.[^]*since 2026\.4\.5/,
  );
  assert.match(
    await hover('{"channels":{"discord":{"block|Streaming":true}}}'),
    /^Takes `true` or `false`\.[^]*last accepted by 2026\.4\.5 · now `channels\.discord\.streaming\.block\.enabled`/,
  );
});
