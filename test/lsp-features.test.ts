import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { applyEdits } from '../src/edit/apply.ts';
import { File } from '../src/text/file.ts';
import { changing, Editor, EVERYTHING, positionOf, uriOf } from './editor.ts';

const CONFIG = `// routing
{
  auth: {
    profiles: { 'minimax:work': { provider: 'minimax', mode: 'api_key' } },
    order: { mini: ['minimax:work', 'minimax:gone'] },
  },
  models: {
    providers: {
      mini: {
        baseUrl: 'https://mini.example.com/v1',
        apiKey: '\${MINI_KEY}',
        models: [{ id: 'm-1', name: 'M' }],
      },
    },
  },
  agents: {
    $include: './agents.json5',
  },
}
`;
const AGENTS = `{
  defaults: {
    models: { 'mini/m-1': { alias: 'fast' } },
    model: { primary: 'fast', fallbacks: ['anthropic/claude-sonnet-5', 'nobody/x@minimax:work'] },
  },
}
`;
const STORE =
  '{ "version": 1, "profiles": { "minimax:work": { "type": "api_key", "provider": "minimax", "key": "x" }, "anthropic:a": { "type": "token", "provider": "anthropic", "token": "x" } } }\n';
const HOME: { [path: string]: string } = {
  '/h/openclaw.json': CONFIG,
  '/h/agents.json5': AGENTS,
  '/h/.env': 'MINI_KEY=x\n',
  '/h/agents/main/agent/auth-profiles.json': STORE,
};
const CAPABLE = {
  ...EVERYTHING,
  textDocument: {
    ...EVERYTHING.textDocument,
    codeAction: { codeActionLiteralSupport: {} },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

type Range = { start: { line: number; character: number }; end: { line: number; character: number } };
type Location = { uri: string; range: Range };
type Edit = { range: Range; newText: string };

let editor: Editor;
before(async () => {
  editor = new Editor(changing(HOME).files);
  await editor.start(CAPABLE);
  for (const [path, text] of Object.entries(HOME)) await editor.open(path, text);
});

const at = (path: string, needle: string, add = 1) => ({
  position: positionOf(HOME[path]!, HOME[path]!.indexOf(needle) + add),
});
const named = ({ uri, range }: Location) =>
  `${uri.slice('file:///h/'.length)}:${range.start.line + 1}:${range.start.character + 1}`;
const changed = (text: string, edits: readonly Edit[]) => {
  const file = new File('x', text);
  const offset = ({ line, character }: Range['start']) => file.offset({ line: line + 1, column: character + 1 });
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      at: { file, offset: offset(range.start), length: offset(range.end) - offset(range.start) },
      text: newText,
    })),
  );
};
const hover = async (path: string, needle: string, add?: number) =>
  (await editor.ask<{ contents: { value: string } } | null>('textDocument/hover', path, at(path, needle, add)))
    ?.contents.value ?? '';

test('hover: what a key is for and since when', async () => {
  assert.match(await hover('/h/openclaw.json', 'baseUrl'), /^Address of the endpoint/);
  assert.match(await hover('/h/agents.json5', 'fallbacks'), /^Models to try in this order/);
});

test('hover: nothing over the blank before a value', async () => {
  assert.equal(await hover('/h/openclaw.json', "provider: 'minimax'", 9), '');
});

test('hover: where a profile is stored, as what, and whether it is tried', async () => {
  const text = await hover('/h/openclaw.json', "'minimax:work', ", 2);
  assert.match(text, /stored as `api_key` in auth-profiles\.json:1/);
  assert.match(text, /declared as `api_key` in openclaw\.json:4/);
});

test('hover: which layer sets a variable, and never to what', async () => {
  assert.match(await hover('/h/openclaw.json', 'MINI_KEY'), /^\*\*MINI_KEY\*\* is set in \.env:1/);
});

test('hover: what an agent begins with, and where a source of secrets gets them', async () => {
  const text =
    '{ agents: { defaults: { model: "openai/gpt-5.5" }, entries: { main: {}, night: { model: "anthropic/claude-opus-5", default: true } } }, bindings: [{ agentId: "gone" }], secrets: { providers: { vault: { source: "file", path: "x" } } }, models: { providers: { groq: { apiKey: { source: "exec", provider: "none", id: "x" } } } } }';
  const other = await opened({ '/a/openclaw.json': text });
  const says = async (needle: string) =>
    (
      await other.ask<{ contents: { value: string } }>('textDocument/hover', '/a/openclaw.json', {
        position: positionOf(text, text.indexOf(needle) + 1),
      })
    ).contents.value.split('\n')[0];
  assert.equal(await says('main'), '**main** agent, begins with `openai/gpt-5.5`');
  assert.equal(await says('night'), '**night** agent, the default one, begins with `anthropic/claude-opus-5`');
  assert.equal(await says('gone'), '**gone** agent: not defined here');
  assert.equal(await says('vault'), '**vault** source of secrets, a `file`');
  assert.equal(await says('none'), '**none** source of secrets: not defined here');
});

test('hover: the ladder of a model', async () => {
  assert.match(await hover('/h/agents.json5', "'fast',", 2), /fast → mini\/m-1[^]*attempt 1 /);
});

test('definition and references go through all files of the home', async () => {
  const definitions = async (path: string, needle: string, add?: number) =>
    (await editor.ask<Location[]>('textDocument/definition', path, at(path, needle, add))).map(named);
  assert.deepEqual(await definitions('/h/agents.json5', "'fast',", 2), ['agents.json5:3:37']);
  assert.deepEqual(await definitions('/h/agents.json5', "'mini/m-1'", 2), ['openclaw.json:9:7']);
  assert.deepEqual(await definitions('/h/agents.json5', "'mini/m-1'", 7), ['openclaw.json:12:25']);
  assert.deepEqual(await definitions('/h/openclaw.json', 'MINI_KEY'), ['.env:1:1']);
  assert.deepEqual(await definitions('/h/openclaw.json', './agents'), ['agents.json5:1:1']);
  const uses = await editor.ask<Location[]>('textDocument/references', '/h/openclaw.json', {
    ...at('/h/openclaw.json', "'minimax:work', ", 2),
    context: { includeDeclaration: true },
  });
  assert.deepEqual(uses.map(named).sort(), [
    'agents.json5:4:82',
    'agents/main/agent/auth-profiles.json:1:32',
    'openclaw.json:4:18',
    'openclaw.json:5:22',
  ]);
});

test('highlight marks a name in its own file', async () => {
  const marks = await editor.ask<{ range: Range; kind: number }[]>(
    'textDocument/documentHighlight',
    '/h/openclaw.json',
    at('/h/openclaw.json', "'minimax:work', ", 2),
  );
  assert.deepEqual(
    marks.map(({ range, kind }) => [range.start.line, kind]),
    [
      [3, 3],
      [4, 2],
    ],
  );
});

test('rename changes every place in every file, and quotes a bare key that needs it', async () => {
  const rename = (newName: string) =>
    editor.ask<{ changes: { [uri: string]: Edit[] } }>('textDocument/rename', '/h/agents.json5', {
      ...at('/h/agents.json5', "'mini/m-1'", 2),
      newName,
    });
  const { changes } = await rename('mini-2');
  const config = changed(CONFIG, changes[uriOf('/h/openclaw.json')]!);
  assert.match(config, /'mini-2': \{\n {8}baseUrl/);
  assert.match(config, /order: \{ 'mini-2': \['minimax:work'/);
  assert.match(changed(AGENTS, changes[uriOf('/h/agents.json5')]!), /models: \{ 'mini-2\/m-1'/);
  await assert.rejects(rename('a b'), /cannot be the name of a provider/);
  await assert.rejects(rename('nobody'), /of that name already/);
});

test('rename refuses what it cannot do whole', async () => {
  const refused = (path: string, needle: string) => editor.ask('textDocument/prepareRename', path, at(path, needle, 2));
  await assert.rejects(refused('/h/agents.json5', "'anthropic/"), /do not define this provider/);
  await assert.rejects(refused('/h/agents.json5', 'nobody/x'), /do not define this provider/);
  assert.deepEqual(await refused('/h/agents.json5', "'fast',"), {
    range: { start: { line: 3, character: 23 }, end: { line: 3, character: 27 } },
    placeholder: 'fast',
  });
});

interface Action {
  title: string;
  kind: string;
  isPreferred?: boolean;
  edit: {
    changes?: { [uri: string]: Edit[] };
    documentChanges?: ({ kind: string; uri: string } | { textDocument: { uri: string }; edits: Edit[] })[];
  };
}
const actions = (on: Editor, path: string, text: string, only?: string[]) =>
  on.ask<Action[]>('textDocument/codeAction', path, {
    range: { start: { line: 0, character: 0 }, end: positionOf(text, text.length) },
    context: { diagnostics: [], ...(only && { only }) },
  });

test('code actions define what a name lacks', async () => {
  const found = await actions(editor, '/h/openclaw.json', CONFIG);
  const declare = found.find(({ title }) => title === 'declare the profile `minimax:gone`')!;
  assert.match(
    changed(CONFIG, declare.edit.changes![uriOf('/h/openclaw.json')]!),
    /profiles: \{ 'minimax:work': \{ provider: 'minimax', mode: 'api_key' \}, 'minimax:gone': \{ provider: 'mini', mode: 'api_key' \} \},/,
  );
  const define = (await actions(editor, '/h/agents.json5', AGENTS)).find(
    ({ title }) => title === 'define the provider `nobody`',
  )!;
  assert.match(
    changed(CONFIG, define.edit.changes![uriOf('/h/openclaw.json')]!),
    /models: \[\{ id: 'm-1', name: 'M' \}\],\n {6}\},\n {6}nobody: \{\n {8}baseUrl: 'https:\/\/',\n {8}api: 'openai-completions',\n {8}models: \[\{ id: 'x', name: 'x' \}\],\n {6}\},\n {4}\},/,
  );
});

test('code actions fix one, all, and ask what was meant', async () => {
  const text =
    '{ "auth": { "profiles": { "anthropic:a": { "provider": "anthropic", "mode": "apikey" } }, "order": { "anthropic": ["anthropic:b"] } }, "models": { "providers": { "p": { "baseUrl": "https://p.example.com", "apiKey": "${P_KEY}", "api": "openai", "models": [] } } } }';
  const other = new Editor(changing({ '/o/openclaw.json': text }).files);
  await other.start(CAPABLE);
  await other.open('/o/openclaw.json', text);
  const found = await actions(other, '/o/openclaw.json', text);
  assert.deepEqual(
    found
      .filter(({ title }) => /^write `(?:api_key|anthropic:a)`/.test(title))
      .map(({ title, isPreferred }) => [title, isPreferred]),
    [
      ['write `api_key`', true],
      ['write `anthropic:a`', undefined],
    ],
  );
  const [all, ...more] = await actions(other, '/o/openclaw.json', text, ['source.fixAll']);
  assert.equal(more.length, 0);
  assert.equal(all!.kind, 'source.fixAll.clawlint');
  assert.match(changed(text, all!.edit.changes![uriOf('/o/openclaw.json')]!), /"mode": "api_key"[^]*"anthropic:b"/);
  const add = found.find(({ title }) => title === 'add `P_KEY` to .env')!;
  assert.deepEqual(
    add.edit.documentChanges!.map((each) => ('kind' in each ? `${each.kind} ${each.uri}` : each.edits[0]!.newText)),
    ['create file:///o/.env', 'P_KEY=\n'],
  );
});

test('what changes who pays, or was only probably meant, is offered and never made unasked', async () => {
  const text =
    '{ "meta": { "lastTouchedVersion": "2026.9.6" }, "agents": { "defaults": { "model": { "primary": "openai-codex/gpt-5.5", "fallbacks": ["minimaxx/M2"] } } } }';
  const other = new Editor(changing({ '/u/openclaw.json': text }).files);
  await other.start(CAPABLE);
  await other.open('/u/openclaw.json', text);
  const found = await actions(other, '/u/openclaw.json', text, ['quickfix']);
  assert.deepEqual(
    found.filter(({ title }) => title.startsWith('write')).map(({ title, isPreferred }) => [title, isPreferred]),
    [
      ['write `openai`', undefined],
      ['write `minimax`', undefined],
    ],
  );
  assert.deepEqual(await actions(other, '/u/openclaw.json', text, ['source.fixAll']), []);
});

test('outline, folding, links, hints, lenses and tokens', async () => {
  const symbols = await editor.ask<{ name: string; children: { name: string }[] }[]>(
    'textDocument/documentSymbol',
    '/h/openclaw.json',
  );
  assert.deepEqual(
    symbols.map(({ name, children }) => [name, ...children.map((child) => child.name)]),
    [
      ['auth', 'profiles', 'order'],
      ['models', 'providers'],
      ['agents', '$include'],
    ],
  );
  const folds = await editor.ask<{ startLine: number; endLine: number }[]>(
    'textDocument/foldingRange',
    '/h/openclaw.json',
  );
  assert.deepEqual(folds[1], { startLine: 2, endLine: 4 });
  const links = await editor.ask<{ target: string }[]>('textDocument/documentLink', '/h/openclaw.json');
  assert.deepEqual(links.map(({ target }) => target).sort(), ['file:///h/agents.json5', 'https://mini.example.com/v1']);
  const hints = await editor.ask<{ label: string; position: unknown }[]>('textDocument/inlayHint', '/h/agents.json5', {
    range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
  });
  assert.deepEqual(
    hints.map(({ label, position }) => [label, position]),
    [['→ mini/m-1', { line: 3, character: 28 }]],
  );
  const lenses = await editor.ask<{ range: Range; command: { title: string; command: string; arguments: object[] } }[]>(
    'textDocument/codeLens',
    '/h/agents.json5',
  );
  assert.deepEqual(
    lenses.map(({ range, command }) => [range.start.line, command.title]),
    [[3, '2 attempts · 2 skipped']],
  );
  assert.match(
    await editor.client.sendRequest('workspace/executeCommand', {
      command: lenses[0]!.command.command,
      arguments: lenses[0]!.command.arguments,
    }),
    /^agent main/,
  );
  const { data } = await editor.ask<{ data: number[] }>('textDocument/semanticTokens/full', '/h/agents.json5');
  assert.deepEqual(data.slice(0, 10), [2, 15, 4, 0, 0, 0, 5, 3, 1, 0]);
});

test('an outline without branches for clients that know no other, as Helix', async () => {
  const text = '{ "agents": { "list": [{ "id": "main", "model": "sonnet" }] } }';
  const helix = new Editor(changing({ '/o/openclaw.json': text }).files);
  await helix.start({
    ...CAPABLE,
    textDocument: { ...CAPABLE.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: false } },
  });
  await helix.open('/o/openclaw.json', text);
  const symbols = await helix.ask<{ name: string; containerName?: string; location: { uri: string; range: Range } }[]>(
    'textDocument/documentSymbol',
    '/o/openclaw.json',
  );
  assert.deepEqual(
    symbols.map(({ name, containerName }) => [containerName, name]),
    [
      [undefined, 'agents'],
      ['agents', 'list'],
      ['list', 'main'],
      ['main', 'id'],
      ['main', 'model'],
    ],
  );
  assert.deepEqual(symbols[4]!.location, {
    uri: uriOf('/o/openclaw.json'),
    range: { start: { line: 0, character: 39 }, end: { line: 0, character: 56 } },
  });
});

test('the route of a home, as text and as a picture', async () => {
  const route = (params: object) =>
    editor.client.sendRequest<string>('clawlint/route', { uri: uriOf('/h/openclaw.json'), ...params });
  assert.match(await route({}), /1\. mini\/m-1, primary/);
  assert.match(await route({ format: 'svg' }), /^<svg /);
  assert.match(await route({ model: 'nothing' }), /no model or alias "nothing"/);
});

test('the route that a position is about, and an outage played on it', async () => {
  const route = (path: string, needle: string, params: object = {}) =>
    editor.client.sendRequest<string>('clawlint/route', { uri: uriOf(path), ...at(path, needle), ...params });
  assert.match(await route('/h/agents.json5', "'anthropic/claude-sonnet-5'"), /1\. mini\/m-1, primary/);
  assert.match(await route('/h/agents.json5', "'mini/m-1'"), /^mini\/m-1 asked for · agent main/);
  const failing = { fail: ['anthropic:a=rate_limit', 'mini=timeout'] };
  assert.match(await route('/h/agents.json5', 'primary', failing), /nothing answers/);
  assert.match(
    await route('/h/agents.json5', 'primary', { fail: ['none=auth'] }),
    /nothing in this ladder is called "none"/,
  );
});

test('what another release asks of a home, and its files for all to see', async () => {
  const text =
    '{ models: { providers: { mini: { baseUrl: "https://mini.example.com", apiKey: "sk-1234567890abcdef", models: [] } } }, agents: { list: [{ id: "main" }], defaults: { model: "mini/m-1" } } }';
  const other = await opened({ '/u/openclaw.json': text });
  const uri = uriOf('/u/openclaw.json');
  const upgrade = await other.client.sendRequest<{
    text: string;
    diff: string;
    starts: boolean;
    edit: { changes: { [uri: string]: Edit[] } };
  }>('clawlint/upgrade', { uri, to: '2026.9.6' });
  assert.match(upgrade.diff, /^\+.*entries/m);
  assert.doesNotMatch(upgrade.text + upgrade.diff, /sk-123/);
  assert.match(changed(text, upgrade.edit.changes[uri]!), /apiKey: "sk-1234567890abcdef"[\s\S]*entries/);
  assert.equal(await other.client.sendRequest('clawlint/upgrade', { uri, to: 'soon' }), null);
  assert.deepEqual(await other.client.sendRequest('clawlint/masked', { uri }), [
    { uri, text: text.replace('sk-1234567890abcdef', '••••') },
  ]);
});

test('names are found from anywhere', async () => {
  const found = await editor.client.sendRequest<{ name: string; containerName: string }[]>('workspace/symbol', {
    query: 'm-1',
  });
  assert.deepEqual(
    found.map(({ name, containerName }) => `${containerName} ${name}`),
    ['model mini/m-1'],
  );
});

test('the same from `.env`, from a store and from an included file', async () => {
  assert.match(await hover('/h/.env', 'MINI_KEY', 2), /^\*\*MINI_KEY\*\* is set in \.env:1/);
  const uses = await editor.ask<Location[]>('textDocument/references', '/h/.env', {
    ...at('/h/.env', 'MINI_KEY'),
    context: { includeDeclaration: false },
  });
  assert.deepEqual(uses.map(named), ['openclaw.json:11:20']);
  const { changes } = await editor.ask<{ changes: { [uri: string]: Edit[] } }>('textDocument/rename', '/h/.env', {
    ...at('/h/.env', 'MINI_KEY'),
    newName: 'OTHER_KEY',
  });
  assert.deepEqual(Object.keys(changes).sort(), ['file:///h/.env', 'file:///h/openclaw.json']);
  assert.match(
    await hover('/h/agents/main/agent/auth-profiles.json', 'anthropic:a', 2),
    /\*\*anthropic:a\*\* profile of anthropic[^]*stored as `token`/,
  );
  assert.match(await hover('/h/agents/main/agent/auth-profiles.json', '"type"', 2), /^Kind of credential/);
  const found = await actions(editor, '/h/agents/main/agent/auth-profiles.json', STORE);
  const declare = found.find(({ title }) => title === 'declare the profile `anthropic:a`')!;
  assert.match(
    changed(CONFIG, declare.edit.changes![uriOf('/h/openclaw.json')]!),
    /'anthropic:a': \{ provider: 'anthropic', mode: 'token' \}/,
  );
  const items = await editor.ask<{ label: string }[]>(
    'textDocument/completion',
    '/h/agents.json5',
    at('/h/agents.json5', "'fast',", 1),
  );
  assert.ok(items.some(({ label }) => label === 'mini/m-1'));
});

test('names in scheduled jobs, and in what a store remembers, are renamed with the rest', async () => {
  const texts: { [path: string]: string } = {
    ...HOME,
    '/h/cron/jobs.json':
      '{ "jobs": [{ "id": "j", "agentId": "main", "payload": { "kind": "agentTurn", "message": "x", "model": "fast" } }] }',
    '/h/agents/main/agent/auth-state.json': '{ "version": 1, "order": { "minimax": ["minimax:work"] } }',
  };
  const other = new Editor(changing(texts).files);
  await other.start(CAPABLE);
  for (const [path, text] of Object.entries(texts)) await other.open(path, text);
  const rename = async (path: string, needle: string, newName: string) =>
    Object.keys(
      (await other.ask<{ changes: object }>('textDocument/rename', path, { ...at(path, needle, 2), newName })).changes,
    )
      .map((uri) => uri.slice('file:///h/'.length))
      .sort();
  assert.deepEqual(await rename('/h/agents.json5', "'fast',", 'quick'), ['agents.json5', 'cron/jobs.json']);
  assert.deepEqual(await rename('/h/openclaw.json', "'minimax:work', ", 'minimax:play'), [
    'agents.json5',
    'agents/main/agent/auth-profiles.json',
    'agents/main/agent/auth-state.json',
    'openclaw.json',
  ]);
});

/** An editor with these files open. */
async function opened(texts: { [path: string]: string }): Promise<Editor> {
  const other = new Editor(changing(texts).files);
  await other.start(CAPABLE);
  for (const [path, text] of Object.entries(texts)) await other.open(path, text);
  return other;
}

test('a job is told of its model, and its model renamed, even while it is switched off', async () => {
  const jobs =
    '{ "jobs": [{ "agentId": "night", "enabled": false, "payload": { "kind": "agentTurn", "model": "fast", "fallbacks": ["fast"] } }] }';
  const config =
    '{ "agents": { "defaults": { "models": { "openai/gpt-5.5": { "alias": "fast" } } }, "entries": { "main": {}, "night": { "models": { "anthropic/claude-opus-5": { "alias": "fast" } } } } } }';
  const other = await opened({ '/j/openclaw.json': config, '/j/cron/jobs.json': jobs });
  const position = positionOf(jobs, jobs.indexOf('fast') + 1);
  const { changes } = await other.ask<{ changes: { [uri: string]: Edit[] } }>(
    'textDocument/rename',
    '/j/cron/jobs.json',
    { position, newName: 'quick' },
  );
  assert.match(changed(jobs, changes[uriOf('/j/cron/jobs.json')]!), /"model": "quick", "fallbacks": \["quick"\]/);
  assert.match(
    (await other.ask<{ contents: { value: string } }>('textDocument/hover', '/j/cron/jobs.json', { position })).contents
      .value,
    /fast → anthropic\/claude-opus-5[^]*Model to ask/,
  );
  const hints = await other.ask<{ label: string }[]>('textDocument/inlayHint', '/j/cron/jobs.json', {
    range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
  });
  assert.deepEqual(
    hints.map(({ label }) => label),
    ['→ anthropic/claude-opus-5', '→ anthropic/claude-opus-5'],
  );
});

test('clawlint.json is written with the same help', async () => {
  const text = '{ "release": "2026.9.6", "rules": { "duplicate-entrys": "off", "missing-env-var": "warn", "" } }';
  const other = await opened({ '/c/openclaw.json': '{}', '/c/clawlint.json': text });
  const at = (needle: string) => ({ position: positionOf(text, text.indexOf(needle) + 1) });
  const labels = async (needle: string) =>
    (await other.ask<{ label: string }[]>('textDocument/completion', '/c/clawlint.json', at(needle))).map(
      ({ label }) => label,
    );
  assert.ok((await labels('"" }')).includes('unknown-key'));
  assert.deepEqual(await labels('"warn"'), ['off', 'info', 'warning', 'error']);
  assert.ok((await labels('"2026.9.6"')).includes('2026.8.1'));
  assert.match(
    (
      await other.ask<{ contents: { value: string } }>(
        'textDocument/hover',
        '/c/clawlint.json',
        at('"missing-env-var"'),
      )
    ).contents.value,
    /^the config names a variable/,
  );
  assert.ok((await actions(other, '/c/clawlint.json', text)).some(({ title }) => title === 'write `duplicate-entry`'));
});

test('a provider is defined with the models that jobs ask of it, too', async () => {
  const jobs = '{ "jobs": [{ "payload": { "kind": "agentTurn", "model": "homelab/qwen3" } }] }';
  const other = await opened({ '/d/openclaw.json': '{}', '/d/cron/jobs.json': jobs });
  const define = (await actions(other, '/d/cron/jobs.json', jobs)).find(
    ({ title }) => title === 'define the provider `homelab`',
  )!;
  assert.match(
    changed('{}', define.edit.changes![uriOf('/d/openclaw.json')]!),
    /"models": \[\{ "id": "qwen3", "name": "qwen3" \}\]/,
  );
});

test('a hint stands behind no string that is broken, and in one line', async () => {
  const hints = async (model: string) => {
    const text = `{ agents: { defaults: { models: { 'openai/gpt-5.5': { alias: 'fast' } }, model: ${model} } } }`;
    const other = await opened({ '/n/openclaw.json': text });
    return (
      await other.ask<{ label: string }[]>('textDocument/inlayHint', '/n/openclaw.json', {
        range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
      })
    ).map(({ label }) => label);
  };
  assert.deepEqual(await hints("'fast'"), ['→ openai/gpt-5.5']);
  assert.deepEqual(await hints("{ primary: 'fast'\n, fallbacks: [] }"), ['→ openai/gpt-5.5']);
  for (const broken of [
    "'fast",
    "'fast\n, fallbacks: []",
    "{ primary: 'fast\n }",
    "'",
    '"fast\'',
    "'fast\\'",
    "'gpt\\n5'",
    "'gpt\\u20285'",
  ])
    assert.deepEqual(await hints(broken), [], broken);
});

test('rename refuses where a name stands twice in one object, is known to OpenClaw, or is part of what a server calls a model', async () => {
  const refused = async (text: string, needle: string) => {
    const other = await opened({ '/r/openclaw.json': text });
    return other
      .ask('textDocument/prepareRename', '/r/openclaw.json', {
        position: positionOf(text, text.lastIndexOf(needle) + 1),
      })
      .then(
        () => '',
        (error: Error) => error.message,
      );
  };
  const profiles = (ids: readonly string[]) =>
    `{ auth: { profiles: { ${ids.map((id) => `"${id}": { provider: "openai", mode: "oauth" }`).join(', ')} } } }`;
  assert.equal(
    await refused(profiles(['openai:key', 'openai:key']), 'openai:key'),
    'this profile stands twice in one object',
  );
  assert.equal(
    await refused(profiles(['openai:codex-cli']), 'openai:codex-cli'),
    'OpenClaw itself knows this profile by its name',
  );
  assert.equal(
    await refused(
      '{ models: { providers: { lab: { baseUrl: "x", models: [{ id: "lab/gemma", name: "G" }] } } }, agents: { defaults: { model: "lab/gemma" } } }',
      'lab/gemma',
    ),
    'a model of this provider bears its name',
  );
  const dotenv = await opened({ '/r/openclaw.json': '{}', '/r/.env': 'GEMINI_API_KEY_2=x\n' });
  await assert.rejects(
    dotenv.ask('textDocument/prepareRename', '/r/.env', { position: { line: 0, character: 3 } }),
    /OpenClaw itself looks for this variable/,
  );
});

test('a model is found under each of its spellings', async () => {
  const text =
    '{ models: { providers: { lab: { baseUrl: "x", models: [{ id: "lab/gemma", name: "G" }, { id: "Qwen", name: "Q" }] } } }, agents: { defaults: { model: { primary: "lab/gemma", fallbacks: ["lab/qwen"] } } } }';
  const other = await opened({ '/s/openclaw.json': text });
  const uses = async (needle: string) =>
    (
      await other.ask<Location[]>('textDocument/references', '/s/openclaw.json', {
        position: positionOf(text, text.indexOf(needle) + needle.length - 1),
        context: { includeDeclaration: true },
      })
    ).length;
  assert.deepEqual([await uses('primary: "lab/gemma'), await uses('fallbacks: ["lab/qwen')], [2, 2]);
});

test('rename changes what stands beside a variable, and refuses where a variable may hold the name', async () => {
  const config = (model: string) =>
    `{ "models": { "providers": { "mini": { "baseUrl": "x", "models": [{ "id": "m-1", "name": "M" }] } } }, "auth": { "profiles": { "mini:work": { "provider": "mini", "mode": "api_key" } } }, "agents": { "defaults": { "models": { "mini/m-1": { "alias": "fast" } }, "model": "${model}" } } }`;
  const renamed = async (model: string, needle: string, newName: string): Promise<string> => {
    const text = config(model);
    const other = await opened({ '/t/openclaw.json': text });
    const answer = await other
      .ask<{ changes: { [uri: string]: Edit[] } }>('textDocument/rename', '/t/openclaw.json', {
        position: positionOf(text, text.indexOf(needle) + 1),
        newName,
      })
      .catch((error: Error) => error.message);
    return typeof answer === 'string'
      ? answer
      : /"model": "(.*?)"/.exec(changed(text, answer.changes[uriOf('/t/openclaw.json')]!))![1]!;
  };
  const [provider, model, alias, profile] = [
    ['mini"', 'maxi'],
    ['m-1"', 'm-2'],
    ['fast"', 'quick'],
    ['mini:work"', 'mini:play'],
  ] as const;
  assert.equal(await renamed('mini/${M}@mini:work', ...provider), 'maxi/${M}@mini:work');
  assert.equal(await renamed('mini/${M}@mini:work', ...profile), 'mini/${M}@mini:play');
  assert.equal(await renamed('mini/${M}', ...model), '`mini/${M}` in openclaw.json:1 may stand for this model');
  assert.equal(await renamed('mini/${M}', ...alias), '`mini/${M}` in openclaw.json:1 may stand for this alias');
  assert.equal(await renamed('${M}', ...profile), '`${M}` in openclaw.json:1 may stand for this profile');
  assert.equal(await renamed('${P}/m-1', ...provider), '`${P}/m-1` in openclaw.json:1 may stand for this provider');
  assert.equal(await renamed('openai/${M}', ...provider), 'openai/${M}');
  assert.equal(await renamed('openai/${M}', ...model), 'openai/${M}');
  assert.equal(await renamed('mini/${M}-5', ...model), 'mini/${M}-5');
});

test('a lens above the defaults is about an agent that has nothing of its own', async () => {
  const text =
    '{ "agents": { "defaults": { "model": { "primary": "anthropic/a", "fallbacks": ["openai/b"] } }, "entries": { "one": { "model": "xai/c", "default": true }, "two": {} } } }';
  const other = new Editor(changing({ '/l/openclaw.json': text }).files);
  await other.start(CAPABLE);
  await other.open('/l/openclaw.json', text);
  const lenses = await other.ask<{ command: { arguments: { agent: string }[] } }[]>(
    'textDocument/codeLens',
    '/l/openclaw.json',
  );
  assert.deepEqual(
    lenses.map(({ command }) => command.arguments[0]!.agent),
    ['two', 'one'],
  );
});
