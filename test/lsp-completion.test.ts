import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../src/edit/apply.ts';
import { File } from '../src/text/file.ts';
import { changing, Editor, EVERYTHING } from './editor.ts';

interface Item {
  label: string;
  sortText: string;
  detail?: string;
  documentation?: string;
  textEdit: Edit;
  additionalTextEdits?: Edit[];
}
interface Edit {
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
  newText: string;
}

const STORE =
  '{ "version": 1, "profiles": { "anthropic:a": { "type": "token", "provider": "anthropic", "token": "x" }, "openai:a": { "type": "api_key", "provider": "openai", "key": "x" } } }';
const HOME: { [path: string]: string } = {
  '/h/.env': 'MINI_KEY=x\n',
  '/h/agents/main/agent/auth-profiles.json': STORE,
};

/** Completes at the `|` of a config; the items in the order in which an editor shows them. */
async function complete(marked: string, path = '/h/openclaw.json'): Promise<Item[]> {
  const editor = new Editor(changing(HOME).files);
  await editor.start(EVERYTHING);
  await editor.open(path, marked.replace('|', ''));
  const items = await editor.at<Item[] | null>('textDocument/completion', path, marked);
  return (items ?? []).sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
}
const labels = async (marked: string, path?: string) => (await complete(marked, path)).map(({ label }) => label);

/** The text after an item is taken. */
async function taken(marked: string, label: string, path?: string): Promise<string> {
  const item = (await complete(marked, path)).find((each) => each.label === label);
  assert.ok(item, `no ${label}`);
  const file = new File('x', marked.replace('|', ''));
  const offset = ({ line, character }: Edit['range']['start']) =>
    file.offset({ line: line + 1, column: character + 1 });
  return applyEdits(
    file.text,
    [item.textEdit, ...(item.additionalTextEdits ?? [])].map(({ range, newText }) => ({
      at: { file, offset: offset(range.start), length: offset(range.end) - offset(range.start) },
      text: newText,
    })),
  );
}

test('keys: those that are not there yet, with their sentence, what must be there first', async () => {
  const items = await complete('{ "models": { "providers": { "p": { "baseUrl": "x", | } } } }');
  assert.ok(!items.some(({ label }) => label === 'baseUrl'));
  assert.match(items.find(({ label }) => label === 'apiKey')!.documentation!, /^Key for this provider/);
  const [first] = await complete('{ "models": { "providers": { "p": { "models": [{ | }] } } } }');
  assert.deepEqual([first!.label, first!.detail], ['id', 'required']);
});

test('keys: in the document’s own quotes and commas', async () => {
  assert.equal(await taken('{ "auth": { | } }', 'order'), '{ "auth": { "order": {$1} } }');
  assert.equal(await taken('{ auth: { | } }', 'order'), '{ auth: { order: {$1} } }');
  assert.equal(await taken("{ 'auth': { 'ord|' } }", 'order'), "{ 'auth': { 'order': {$1} } }");
  assert.equal(
    await taken('{ "auth": { | "order": {} } }', 'profiles'),
    '{ "auth": { "profiles": {$1}, "order": {} } }',
  );
  assert.equal(
    await taken('{ "auth": { "order": {}\n  | } }', 'profiles'),
    '{ "auth": { "order": {},\n  "profiles": {$1} } }',
  );
  assert.equal(
    await taken('{\n  auth: {\n    order: {},\n    |\n  },\n}', 'profiles'),
    '{\n  auth: {\n    order: {},\n    profiles: {$1},\n  },\n}',
  );
  assert.equal(await taken('{ "auth": { "ord|": { } } }', 'order'), '{ "auth": { "order": { } } }');
});

test('keys: only those of the release', async () => {
  const keys = (release: string) => labels(`{ "meta": { "lastTouchedVersion": "${release}" }, "agents": { | } }`);
  assert.ok(!(await keys('2026.5.28')).includes('entries') && (await keys('2026.5.28')).includes('list'));
  assert.ok((await keys('2026.9.6')).includes('entries') && !(await keys('2026.9.6')).includes('list'));
});

test('values: those of an enum, in quotes; the stored type of a profile first', async () => {
  assert.ok((await labels('{ "models": { "providers": { "p": { "api": "|" } } } }')).includes('anthropic-messages'));
  assert.equal(await taken('{ models: { mode: | } }', 'replace'), '{ models: { mode: "replace" } }');
  assert.equal((await labels('{ "auth": { "profiles": { "openai:a": { "mode": "|" } } } }'))[0], 'api_key');
  assert.equal((await labels('{ "auth": { "profiles": { "anthropic:a": { "mode": "|" } } } }'))[0], 'token');
});

test('values: no second one before the one that is there', async () => {
  assert.deepEqual(await labels('{ "models": { "mode":| "replace" } }'), []);
  assert.deepEqual(await labels('{ "agents": { "defaults": { "model":|\n { "primary": "x" } } } }'), []);
  assert.ok((await labels('{ "models": { "mode":|, "providers": {} } }')).includes('replace'));
  assert.ok((await labels('{ "models": { "mode":|\n "providers": {} } }')).includes('replace'));
});

test('a string without its closing quote does not take what follows with it', async () => {
  assert.equal(
    await taken('{ "models": { "mode": "rep|, "providers": {} } }', 'replace'),
    '{ "models": { "mode": "replace", "providers": {} } }',
  );
  assert.equal(
    await taken('{ "models": {\n "mode": "|,\n "providers": {} } }', 'replace'),
    '{ "models": {\n "mode": "replace",\n "providers": {} } }',
  );
  assert.equal(await taken('{ "models": { "mode": "| } }', 'replace'), '{ "models": { "mode": "replace" } }');
  assert.equal(
    await taken('{ "auth": { "order": { "openai": ["op|, "anthropic:a"] } } }', 'openai:a'),
    '{ "auth": { "order": { "openai": ["openai:a", "anthropic:a"] } } }',
  );
  assert.equal(
    await taken('{ "auth": { "order": { "openai": ["op|] } } }', 'openai:a'),
    '{ "auth": { "order": { "openai": ["openai:a"] } } }',
  );
  assert.equal(
    await taken('{ "auth": { "ord|, "profiles": {} } }', 'order'),
    '{ "auth": { "order": {$1}, "profiles": {} } }',
  );
  assert.equal(await taken('{ "models": { "mode": "mer|ge" } }', 'replace'), '{ "models": { "mode": "replace" } }');
});

test('a comma before the place where somebody types is no habit', async () => {
  assert.equal(
    await taken('{\n  "auth": {\n    "order": {},\n    |\n  }\n}', 'profiles'),
    '{\n  "auth": {\n    "order": {},\n    "profiles": {$1}\n  }\n}',
  );
  assert.equal(
    await taken('{\n  "auth": {\n    "order": {},\n    "prof|"\n  }\n}', 'profiles'),
    '{\n  "auth": {\n    "order": {},\n    "profiles": {$1}\n  }\n}',
  );
});

test('behind the `@` of a model: the profiles of its provider first', async () => {
  assert.deepEqual(await labels('{ "agents": { "defaults": { "model": "openai/gpt-5.5@|" } } }'), [
    'openai/gpt-5.5@openai:a',
    'openai/gpt-5.5@anthropic:a',
  ]);
  assert.equal(
    await taken('{ "agents": { "defaults": { "model": "openai/gpt-5.5@op|" } } }', 'openai/gpt-5.5@openai:a'),
    '{ "agents": { "defaults": { "model": "openai/gpt-5.5@openai:a" } } }',
  );
});

test('where a secret is wanted: a variable that holds it', async () => {
  const key = (text: string) => `{ "models": { "providers": { "openai": { "apiKey": ${text} } } } }`;
  assert.equal(await taken(key('"|"'), '${MINI_KEY}'), key('"${MINI_KEY}"'));
  assert.equal(await taken(key('|'), '${MINI_KEY}'), key('"${MINI_KEY}"'));
  assert.ok(
    !(
      await labels(
        '{ "version": 1, "profiles": { "openai:a": { "type": "api_key", "provider": "openai", "key": "|" } } }',
        '/h/agents/main/agent/auth-profiles.json',
      )
    ).length,
  );
});

test('profiles in an order: those of the provider first, and none twice', async () => {
  assert.deepEqual(await labels('{ "auth": { "order": { "openai": ["|"] } } }'), ['openai:a', 'anthropic:a']);
  assert.deepEqual(await labels('{ "auth": { "order": { "openai": ["openai:a", |] } } }'), ['anthropic:a']);
  assert.equal(
    await taken('{ "auth": { "order": { "openai": ["openai:a" |] } } }', 'anthropic:a'),
    '{ "auth": { "order": { "openai": ["openai:a", "anthropic:a"] } } }',
  );
});

test('names of profiles that are stored, and of providers, as keys', async () => {
  assert.deepEqual((await labels('{ "auth": { "profiles": { | } } }')).sort(), ['anthropic:a', 'openai:a']);
  const providers = await labels('{ "auth": { "order": { | } } }');
  assert.deepEqual(providers.slice(0, 2).sort(), ['anthropic', 'openai']);
});

test('models and aliases in every place that takes a model', async () => {
  const config = (defaults: string) =>
    `{ "models": { "providers": { "mini": { "baseUrl": "x", "models": [{ "id": "m-1", "name": "M" }] } } }, "agents": { "defaults": { "models": { "mini/m-1": { "alias": "fast" } }, ${defaults} } } }`;
  for (const place of [
    '"model": "|"',
    '"model": { "primary": "|" }',
    '"model": { "fallbacks": ["|"] }',
    '"imageModel": "|"',
    '"heartbeat": { "model": "|" }',
    '"subagents": { "model": "|" }',
  ])
    assert.deepEqual((await labels(config(place))).slice(0, 2), ['fast', 'mini/m-1'], place);
  assert.equal(
    await taken('{ "agents": { "defaults": { "model":| } } }', 'primary and fallbacks'),
    '{ "agents": { "defaults": { "model": { "primary": "$1", "fallbacks": ["$2"] } } } }',
  );
});

test('variables behind `${` and in references', async () => {
  const key = (text: string) => `{ "models": { "providers": { "p": { "apiKey": ${text} } } } }`;
  assert.equal((await labels(key('"${|"')))[0], 'MINI_KEY');
  assert.equal(await taken(key('"${|"'), 'MINI_KEY'), key('"${MINI_KEY}"'));
  assert.equal(await taken(key('"${MI|}"'), 'MINI_KEY'), key('"${MINI_KEY}"'));
  assert.equal((await labels(key('{ "source": "env", "provider": "default", "id": "|" }')))[0], 'MINI_KEY');
  assert.deepEqual(await labels(key('{ "source": "|" }')), ['env', 'exec', 'file', 'store']);
  assert.deepEqual(await labels(key('{ "source": "env", "provider": "|" }')), ['default']);
  assert.deepEqual((await labels(key('{ "source": "env", | }'))).sort(), ['id', 'provider']);
});

test('in a store: fields and types of credentials', async () => {
  const path = '/h/agents/main/agent/auth-profiles.json';
  const open = async (marked: string) => {
    const editor = new Editor(changing({ ...HOME, '/h/openclaw.json': '{}' }).files);
    await editor.start(EVERYTHING);
    await editor.open(path, marked.replace('|', ''));
    return (await editor.at<Item[]>('textDocument/completion', path, marked)).map(({ label }) => label);
  };
  assert.ok((await open('{ "version": 1, "profiles": { "x:y": { "type": "api_key", | } } }')).includes('key'));
  assert.ok((await open('{ "version": 1, "profiles": { "x:y": { "type": "|" } } }')).includes('oauth'));
});

test('in scheduled jobs: models and aliases, agents, in both shapes of the file', async () => {
  const path = '/h/cron/jobs.json';
  const config =
    '{ "models": { "providers": { "mini": { "baseUrl": "x", "models": [{ "id": "m-1", "name": "M" }] } } }, "agents": { "defaults": { "models": { "mini/m-1": { "alias": "fast" } } }, "entries": { "main": {}, "night": {} } } }';
  const open = async (marked: string) => {
    const editor = new Editor(changing({ ...HOME, '/h/openclaw.json': config }).files);
    await editor.start(EVERYTHING);
    await editor.open(path, marked.replace('|', ''));
    return (await editor.at<Item[]>('textDocument/completion', path, marked))
      .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
      .map(({ label }) => label);
  };
  for (const wrap of [(job: string) => `{ "version": 1, "jobs": [${job}] }`, (job: string) => `[${job}]`]) {
    assert.deepEqual((await open(wrap('{ "payload": { "kind": "agentTurn", "model": "|" } }'))).slice(0, 2), [
      'fast',
      'mini/m-1',
    ]);
    assert.deepEqual((await open(wrap('{ "payload": { "kind": "agentTurn", "model": | } }'))).slice(0, 2), [
      'fast',
      'mini/m-1',
    ]);
    assert.equal((await open(wrap('{ "payload": { "fallbacks": ["mini/m-1", "|"] } }')))[0], 'fast');
    assert.deepEqual(await open(wrap('{ "agentId": "|" }')), ['main', 'night']);
    assert.ok((await open(wrap('{ "id": "a", | }'))).includes('agentId'));
  }
});

test('an empty document: the keys, with the braces around them', async () => {
  assert.equal(await taken('|', 'agents'), '{\n  "agents": {$1}\n}');
  assert.equal(await taken('// mine\n|\n', 'agents'), '// mine\n{\n  "agents": {$1}\n}\n');
  for (const none of ['// a|', '/* | */', '|{}']) assert.deepEqual(await labels(none), [], none);
});

test('an object or a list is begun where one belongs', async () => {
  assert.equal(await taken('{ "agents": | }', '{ }'), '{ "agents": {$1} }');
  assert.equal(
    await taken('{ "auth": { "order": { "openai":| } } }', '[ ]'),
    '{ "auth": { "order": { "openai": [$1] } } }',
  );
  assert.equal(
    await taken('{ "models": { "providers": { "p": { "models": [|] } } } }', '{ }'),
    '{ "models": { "providers": { "p": { "models": [{$1}] } } } }',
  );
  assert.deepEqual(await labels('{ "agents": "|" }'), []);
});

test('nothing behind what is no key', async () => {
  assert.deepEqual(await labels('{ "models": { "providers": { "openai": { "apiKey": ${| } } } }'), []);
  assert.deepEqual(await labels('{ "auth": {}} |'), []);
});

test('the rest of the file: the keys and values of the release', async () => {
  const home = (release: string, rest: string) => `{ "meta": { "lastTouchedVersion": "${release}" }, ${rest} }`;
  assert.ok((await labels(home('2026.9.6', '"gateway": { | }'))).includes('port'));
  assert.deepEqual(await labels(home('2026.9.6', '"gateway": { "mode": "|" }')), ['local', 'remote']);
  assert.equal(
    await taken(home('2026.9.6', '"gateway": { "mode": "local", "tail|" }'), 'tailscale'),
    home('2026.9.6', '"gateway": { "mode": "local", "tailscale": {$1} }'),
  );
  assert.deepEqual(
    [
      (await labels(home('2026.2.26', '"gateway": { "tailscale": { | } }'))).includes('resetOnExit'),
      (await labels(home('2026.9.6', '"gateway": { "tailscale": { | } }'))).includes('resetOnExit'),
    ],
    [true, false],
  );
  assert.ok(
    !(await labels('{ "gateway": { "tailscale": { | } } }')).includes('resetOnExit'),
    'of no release in particular the newest',
  );
});

test('nothing in comments, in what is free, and in documents of no home', async () => {
  assert.deepEqual(await labels('{ "auth": { // |\n } }'), []);
  assert.deepEqual(await labels('{ "plugins": { "entries": { "x": { "config": { | } } } } }'), []);
  assert.deepEqual(await labels('{ "auth": { | } }', '/elsewhere/package.json'), []);
});

test('in a `.env`: the variables that the config asks for and nobody sets', async () => {
  const config =
    '{ "models": { "providers": { "p": { "baseUrl": "x", "apiKey": "${P_KEY}" }, "q": { "baseUrl": "x", "apiKey": "${MINI_KEY}" } } } }';
  const editor = new Editor(changing({ '/h/openclaw.json': config }).files);
  await editor.start(EVERYTHING);
  await editor.open('/h/.env', 'MINI_KEY=x\nP_\n');
  const items = await editor.at<Item[]>('textDocument/completion', '/h/.env', 'MINI_KEY=x\nP_|\n');
  assert.deepEqual(
    items.map(({ label, textEdit }) => [
      label,
      textEdit.newText,
      textEdit.range.start.character,
      textEdit.range.end.character,
    ]),
    [['P_KEY', 'P_KEY=', 0, 2]],
  );
  assert.deepEqual(await editor.at('textDocument/completion', '/h/.env', 'MINI_KEY=x|\nP_\n'), []);
});

test('in a `.env`: then those that are read for the providers of the models', async () => {
  const editor = new Editor(
    changing({
      '/h/openclaw.json':
        '{ "agents": { "defaults": { "model": "anthropic/claude-opus-5" } }, "models": { "providers": { "p": { "apiKey": "${P_KEY}" } } } }',
    }).files,
  );
  await editor.start(EVERYTHING);
  await editor.open('/h/.env', '');
  const items = (await editor.at<Item[]>('textDocument/completion', '/h/.env', '|')).sort((a, b) =>
    a.sortText < b.sortText ? -1 : 1,
  );
  assert.deepEqual(
    items.map(({ label, detail }) => [label, detail]),
    [
      ['P_KEY', 'used in the config, set nowhere'],
      ['ANTHROPIC_API_KEY', 'read for anthropic'],
      ['ANTHROPIC_OAUTH_TOKEN', 'read for anthropic'],
    ],
  );
});
