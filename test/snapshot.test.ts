import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Ajv } from 'ajv';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { readSnapshot, SNAPSHOT_FILE, type SnapshotText, snapshotText } from '../src/home/snapshot.ts';
import { NEWEST } from '../src/release/releases.ts';
import { packedFrom } from '../src/schema/named-places.ts';
import { type Answer, askInstalled } from '../src/snapshot/installed.ts';
import { textFor } from '../src/snapshot/snapshot.ts';
import { File } from '../src/text/file.ts';
import { Editor, uriOf } from './editor.ts';
import { FIXTURES, ROOT, run } from './fixtures.ts';
import { ANSWERS, LATER, laterSchema } from './installed.ts';
import { isIn, plant, seeded } from './planted.ts';
import { leaves, plantedHome } from './planted-homes.ts';

const folder = mkdtempSync(join(tmpdir(), 'clawlint-snapshot-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const said: Readonly<Record<string, string>> = {
  '--version': `OpenClaw ${LATER} (abc1234)\n`,
  'config schema': `Loading…\n${JSON.stringify(laterSchema(), null, 2)}\n`,
  ...Object.fromEntries(Object.entries(ANSWERS).map(([args, answer]) => [args, JSON.stringify(answer)])),
};

/** A program that answers so; `undefined`: it fails, as where there is no such command. */
function program(name: string, answers: Readonly<Record<string, string | undefined>>, before = ''): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `${before}\nconst said = ${JSON.stringify(answers)}[process.argv.slice(2).join(' ')];
if (said === undefined) { console.error("error: unknown command"); process.exit(1); }
process.stdout.write(said);`,
  );
  return `${process.execPath} ${path}`;
}

const CONFIG = `{
  "meta": { "lastTouchedVersion": "${LATER}" },
  "gateway": { "brandNewKey": true },
  "channels": { "acmechat": { "room": "hall" } },
  "auth": { "order": { "acme": ["acme:work"] } },
  "agents": { "defaults": { "model": "acme/acme-large-2" } }
}
`;

function home(name: string, config = CONFIG): string {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'openclaw.json'), config);
  return at;
}

const taken = (answers = said) =>
  askInstalled({
    command: 'openclaw',
    seconds: 1,
    ask: (args) => {
      const output = answers[args.join(' ')];
      return output === undefined ? { output: '', errors: '', trouble: 'failed' } : { output, errors: '' };
    },
  });
const later = once(() => textFor(check(memory({ 'openclaw.json': CONFIG }), { config: 'openclaw.json' }), taken()));

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Rule and message of what is found in a home beside a snapshot. */
const found = (config: string, snapshot = later()) =>
  check(memory({ 'openclaw.json': config, [SNAPSHOT_FILE]: snapshot })).diagnostics.map(
    ({ rule, severity, message }) => `${severity} ${rule}: ${message}`,
  );

test('a snapshot is made from the program, small, the same twice, without what nobody needs', () => {
  const at = home('made');
  const command = program('later', said);
  const made = run(at, ['snapshot', '--openclaw', command]);
  assert.equal(made.errors, '');
  assert.match(made.output, /^clawlint\.snapshot\.json: OpenClaw 2026\.12\.1, 2 plugins, 1 model, 2 stored profiles/);
  const text = readFileSync(join(at, SNAPSHOT_FILE), 'utf8');
  assert.ok(text.length < 150_000, `${text.length} bytes`);
  for (const secret of ['/home/eve', 'eve@example.com', 'Acme"', '2026-12-01'])
    assert.ok(!text.includes(secret), secret);
  const again = run(at, ['snapshot', '--check', '--openclaw', command]);
  assert.deepEqual([again.code, again.output], [0, 'clawlint.snapshot.json is up to date, of OpenClaw 2026.12.1\n']);
  const other = program('other', { ...said, 'models auth list --json': '{ "agentId": "main", "profiles": [] }' });
  const stale = run(at, ['snapshot', '--check', '--openclaw', other]);
  assert.equal(stale.code, 1);
  assert.match(stale.output, /is out of date: profiles; clawlint snapshot writes it anew/);
  assert.equal(readFileSync(join(at, SNAPSHOT_FILE), 'utf8'), text, '--check writes nothing');
});

test('a committed clawlint.json does not make the command replace a file that is no snapshot, or write elsewhere', () => {
  const at = home('misled');
  const command = program('misled', said);
  const text = 'alias ll="ls -l"\n';
  writeFileSync(join(at, 'own.sh'), text);
  writeFileSync(join(folder, 'outside.sh'), text);
  const asks: [project: string, args: string[], says: RegExp][] = [
    ['{ "snapshot": "own.sh" }', [], /own\.sh is no snapshot and is left as it is; name another file/],
    ['{ "snapshot": "../outside.sh" }', [], /outside\.sh is no snapshot/],
    ['{ "snapshot": "../new.json" }', [], /new\.json lies outside of this home and its repository/],
    ['{}', ['--snapshot', 'openclaw.json'], /openclaw\.json is no snapshot/],
  ];
  for (const [project, args, says] of asks) {
    writeFileSync(join(at, 'clawlint.json'), project);
    const { code, errors } = run(at, ['snapshot', '--openclaw', command, ...args]);
    assert.equal(code, 2, project);
    assert.match(errors, says);
  }
  for (const path of [join(at, 'own.sh'), join(folder, 'outside.sh')]) assert.equal(readFileSync(path, 'utf8'), text);
  assert.equal(readFileSync(join(at, 'openclaw.json'), 'utf8'), CONFIG);
  assert.ok(!existsSync(join(folder, 'new.json')));
  const named = ['snapshot', '--openclaw', command, '--snapshot', '../new.json'];
  assert.equal(run(at, named).code, 0);
  const made = readFileSync(join(folder, 'new.json'), 'utf8');
  writeFileSync(join(folder, 'new.json'), made.replace('"digest": "', '"digest": "0'));
  assert.equal(run(at, named).code, 0);
  assert.equal(readFileSync(join(folder, 'new.json'), 'utf8'), made, 'one that was changed by hand is made anew');
});

test('its own schema accepts it, and no other file', () => {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as object;
  const isValid = new Ajv({ strict: false }).compile(read(join(ROOT, 'schema/snapshot.json')));
  assert.ok(isValid(JSON.parse(later())), JSON.stringify(isValid.errors));
  assert.ok(isValid(read(join(FIXTURES, 'clawlint-snapshot/good', SNAPSHOT_FILE))), JSON.stringify(isValid.errors));
  assert.ok(!isValid({ ...JSON.parse(later()), token: 'x' }));
});

test('a release that nobody knows is judged by the snapshot beside the config', () => {
  assert.deepEqual(found(CONFIG), [
    `info release-newer-than-known: OpenClaw ${LATER} is newer than 2026.9.6, the newest that this clawlint knows; what it takes is in the snapshot, and how it routes is taken to be as in 2026.9.6`,
  ]);
  const wrong = found(
    CONFIG.replace('brandNewKey', 'quirkwise')
      .replace('"hall"', '"cellar"')
      .replace('acme:work', 'acme:wrok')
      .replace('acme/acme-large-2', 'nobody/one'),
  );
  for (const each of [
    /^error unknown-key: `gateway` has no key `quirkwise`; OpenClaw 2026\.12\.1 refuses/,
    /^error invalid-enum: `cellar` is not a value/,
    /auth-order-unknown-profile: .*acme:wrok/,
    /^error model-ref-unknown-provider: there is no provider `nobody`/,
  ])
    assert.ok(
      wrong.some((message) => each.test(message)),
      `${each}\n${wrong.join('\n')}`,
    );
});

test('a plugin that is installed is there, though the schema may say nothing of its settings', () => {
  const plugins = (id: string) =>
    CONFIG.replace(
      '"auth":',
      `"plugins": { "allow": ["${id}"], "entries": { "${id}": { "config": { "room": 1 } } } },\n  "auth":`,
    );
  assert.deepEqual(found(plugins('acme')), found(CONFIG));
  assert.match(found(plugins('acmee')).join('\n'), /warning unknown-name: the plugin `acmee` is not part of/);
});

test('of a release that is known the snapshot says what is installed; the rest is known better than its schema says', () => {
  const printed = laterSchema();
  delete printed.properties.channels!.properties.defaults;
  delete printed.properties.gateway!.properties.port;
  const answers = { ...said, '--version': NEWEST, 'config schema': JSON.stringify(printed) };
  const config = (more: string) => `{ "meta": { "lastTouchedVersion": "${NEWEST}" }, ${more} }`;
  const snapshot = textFor(check(memory({ 'openclaw.json': '{}' })), taken(answers));
  const of = (more: string) => found(config(more), snapshot);
  assert.deepEqual(of('"gateway": { "mode": "local", "port": 1 }, "channels": { "acmechat": { "room": "hall" } }'), []);
  for (const [more, message] of [
    ['"channels": { "defaults": false }', /^error invalid-value: `channels\.defaults` takes an object/],
    ['"channels": { "acmechat": { "room": "cellar" } }', /^error invalid-enum: `cellar`/],
    ['"channels": { "acmecaht": {} }', /^error unknown-name: there is no channel `acmecaht`/],
    ['"tools": { "web": { "search": { "provider": "gogle" } } }', /^error unknown-name: there is no search/],
  ] as const)
    assert.match(of(more).join('\n'), message);
});

test('keys that are gone are told as gone, not as unknown', () => {
  const messages = found(CONFIG.replace('{ "defaults"', '{ "list": [{ "id": "main" }], "defaults"'));
  assert.ok(
    messages.every((each) => !each.includes('unknown-key')),
    messages.join('\n'),
  );
});

test('it is found by --snapshot, and by the name in clawlint.json', () => {
  const at = home('named');
  mkdirSync(join(at, 'kept'), { recursive: true });
  writeFileSync(join(at, 'kept/server.json'), later());
  assert.match(run(at, []).output, /its help|update clawlint, or run `clawlint snapshot`/);
  assert.match(run(at, ['--snapshot', 'kept/server.json']).output, /what it takes is in the snapshot/);
  assert.equal(run(at, ['--snapshot', 'kept/none.json']).code, 3);
  writeFileSync(join(at, 'clawlint.json'), '{ "snapshot": "kept/server.json" }');
  assert.match(run(at, []).output, /what it takes is in the snapshot/);
  writeFileSync(join(at, 'clawlint.json'), '{ "snapshot": "kept/none.json" }');
  assert.match(
    run(at, []).output,
    /clawlint\.json:1:15 warning clawlint-snapshot\n {2}there is no snapshot of that name/,
  );
});

test('a snapshot that is not as it was written counts for nothing, and is said', () => {
  const text = later();
  for (const [broken, why] of [
    [text.slice(0, text.length / 2), 'the snapshot is damaged: it is no JSON'],
    ['', 'the snapshot is damaged: it is no JSON'],
    ['[]', 'this is no snapshot'],
    ['{ "format": 1, "schema": 3 }', 'not as OpenClaw said it'],
    [text.replace('"acme:work"', '"acme:other"'), 'not as OpenClaw said it'],
    [JSON.stringify(JSON.parse(text)), 'not as OpenClaw said it'],
    [text.replace('"format": 1', '"format": 2'), 'a newer clawlint has written the snapshot'],
    [`<<<<<<< ours\n${text}`, 'two versions in it'],
  ] as const) {
    const messages = found(CONFIG, broken);
    assert.ok(
      messages.some((each) => each.startsWith('warning clawlint-snapshot: ') && each.includes(why)),
      `${why}\n${messages.join('\n')}`,
    );
    assert.ok(!messages.some((each) => each.startsWith('error')), messages.join('\n'));
  }
  assert.equal(
    readSnapshot(new File('s', text.replace(/\n/g, '\r\n'))).problem,
    undefined,
    'git may end lines otherwise',
  );
});

test('whatever stands in a snapshot with a right digest, reading it ends', () => {
  const random = seeded(7);
  const [head = '', ...lines] = later().split('\n  "schema": ');
  const schema = lines.join('');
  for (let n = 0; n < 60; n++) {
    const at = Math.floor(random() * schema.length);
    const odd = ['null', '[]', '"', '{}', '9', '"_zzz"', ''][n % 7]!;
    const text = `${head}\n  "schema": ${schema.slice(0, at)}${odd}${schema.slice(at + Math.floor(random() * 20))}`;
    let json: Record<string, unknown>;
    try {
      json = JSON.parse(text) as Record<string, unknown>;
    } catch {
      continue;
    }
    found(CONFIG, snapshotText(json as never));
  }
  for (const odd of [undefined, null, 3, [], {}, { _a: 3 }, { _a: [['object', 0, { k: '_a' }]] }, { _a: [['x', 0]] }])
    assert.equal(packedFrom(odd, LATER), undefined, JSON.stringify(odd));
});

test('of patterns in a snapshot only those of OpenClaw are run, for another may never end', () => {
  const OWN = '^[A-Z][A-Z0-9_]{0,127}$';
  const of = (words: object) => packedFrom({ _a: [['string', words]] }, LATER)!.words(0);
  assert.deepEqual(of({ pattern: OWN, minLength: 1 }), { pattern: OWN, minLength: 1 });
  assert.deepEqual(of({ pattern: '^(a+)+$', minLength: 1 }), { minLength: 1 });
  assert.deepEqual(of({ anyOf: [{ not: { pattern: '(' } }] }), { anyOf: [{ not: {} }] });
});

test('one that is older than what wrote the config, or of another release than asked for, is said', () => {
  const newer = found(CONFIG.replace(LATER, '2026.12.9'));
  assert.ok(newer.some((each) => /clawlint-snapshot: OpenClaw 2026\.12\.9 wrote the config last/.test(each)));
  const asked = check(
    memory({ 'openclaw.json': CONFIG, [SNAPSHOT_FILE]: later(), 'clawlint.json': '{ "release": "2026.9.6" }' }),
  ).diagnostics;
  assert.ok(asked.some(({ rule, at }) => rule === 'clawlint-snapshot' && at.file.path === 'clawlint.json'));
});

test('clear errors where there is no OpenClaw, or it hangs, fails, is too old, or is something else', () => {
  const at = home('errors');
  const hang = 'await new Promise((done) => setTimeout(done, 60_000));';
  for (const [command, message] of [
    ['openclaw-that-is-not-there', /there is no OpenClaw here: openclaw-that-is-not-there cannot be started/],
    [program('hangs', said, hang), /--version did not answer within 1 seconds/],
    [program('fails', {}), /--version failed; is it an OpenClaw that works\? It said: error: unknown command/],
    [program('else', { '--version': 'v22.1.0\n' }), /is no OpenClaw: --version printed no release/],
    [program('old', { '--version': '2026.1.30\n' }), /OpenClaw 2026\.1\.30 does not print its schema/],
    [program('page', { ...said, 'config schema': '<html>' }), /printed something other than the schema/],
    [program('json', { ...said, 'config schema': '{"type":"object"}' }), /printed something other than the schema/],
  ] as const) {
    const { errors, code, output } = run(at, [
      'snapshot',
      '--time-limit',
      command.includes('hangs') ? '1' : '60',
      '--openclaw',
      command,
    ]);
    assert.match(errors, message);
    assert.doesNotMatch(errors, /\n\s+at |defect/);
    assert.deepEqual([code, output], [2, ''], errors);
  }
});

test('what a release cannot say is left open, and the snapshot says so', () => {
  const at = home('partly');
  const { 'models list --all --json': _, 'models auth list --json': __, ...rest } = said;
  const { output, code } = run(at, ['snapshot', '--openclaw', program('partly', rest)]);
  assert.equal(code, 0);
  assert.match(output, /no answer to `openclaw models list --all --json`: no such command in this release\n/);
  const text = readFileSync(join(at, SNAPSHOT_FILE), 'utf8');
  const unknown = found(CONFIG.replace('acme/acme-large-2', 'nobody/one'), text);
  assert.ok(unknown.some((each) => each.startsWith('warning model-ref-unknown-provider')));
});

test('the snapshot says why a question has no answer, and nothing of what the program said instead', () => {
  const at = home('why');
  const slow = `if (process.argv[2] === 'models' && process.argv[3] === 'list') await new Promise((done) => setTimeout(done, 60_000));
if (process.argv[2] === 'plugins') { console.error('sk-ant-api03-planted'); process.exit(3); }`;
  const command = program('why', { ...said, 'models auth list --json': 'No profiles. sk-ant-api03-planted' }, slow);
  const { output } = run(at, ['snapshot', '--time-limit', '6', '--openclaw', command]);
  const reasons = [
    'plugins list --json: it failed',
    'models list --all --json: no answer in time',
    'models auth list --json: it printed something else; its stores are not beside this config',
  ];
  const text = readFileSync(join(at, SNAPSHOT_FILE), 'utf8');
  assert.deepEqual((JSON.parse(text) as { unanswered: string[] }).unanswered, reasons);
  for (const each of reasons)
    assert.ok(output.includes(`no answer to \`openclaw ${each.replace(':', '`:')}\n`), output);
  assert.doesNotMatch(text, /-planted/);
});

const FORMER = '2026.4.15';
const FORMER_CONFIG = `{
  "meta": { "lastTouchedVersion": "${FORMER}" },
  "auth": { "order": { "anthropic": ["anthropic:work", "anthropic:wrok"], "openai": ["openai:none", "openai:codex-cli"] } },
  "agents": {
    "defaults": { "model": "anthropic/claude-opus-4-6" },
    "list": [{ "id": "main", "default": true }, { "id": "work" }, { "id": "lone" }]
  }
}
`;
const formerStores: Readonly<Record<string, object>> = {
  'main/agent': { 'anthropic:work': { type: 'api_key', provider: 'anthropic', key: 'sk-ant-api03-planted' } },
  'work/agent': { 'zai:w': { type: 'token', provider: 'zai', token: 'tok-planted', expires: 1796000000000 } },
};

/** A release that keeps its stores as JSON and has no command that lists them. */
function former(name: string, stores = formerStores) {
  const at = home(name, FORMER_CONFIG);
  for (const [folder, profiles] of Object.entries(stores)) {
    mkdirSync(join(at, 'agents', folder), { recursive: true });
    writeFileSync(join(at, 'agents', folder, 'auth-profiles.json'), JSON.stringify({ version: 1, profiles }));
  }
  const { 'models auth list --json': _, ...rest } = said;
  const answers = (folder: string) => ({
    ...rest,
    '--version': `OpenClaw ${FORMER} (041266a)\n`,
    'models auth order get --provider openai --json': JSON.stringify({ agentId: 'main', agentDir: folder }),
  });
  return { at, own: program(name, answers(join(at, 'agents/main/agent'))), other: program(`${name}-2`, answers('/x')) };
}

const orders = (text: string) =>
  found(FORMER_CONFIG, text).filter((each) => each.includes('auth-order-unknown-profile'));
const UNLISTED = 'models auth list --json: no such command in this release';

test('of a release that cannot list its JSON stores they are read, and a profile that nobody declares is certain', () => {
  const { at, own } = former('former');
  const { output, errors } = run(at, ['snapshot', '--openclaw', own]);
  assert.match(
    output,
    /no answer to `openclaw models auth list --json`: no such command in this release; its stores were/,
    errors,
  );
  const text = readFileSync(join(at, SNAPSHOT_FILE), 'utf8');
  const { profiles, unanswered } = JSON.parse(text) as SnapshotText;
  const from = 'auth-profiles.json';
  assert.deepEqual(profiles, [
    { agentId: 'lone', from, profiles: [] },
    { agentId: 'main', from, profiles: [{ id: 'anthropic:work', provider: 'anthropic', type: 'api_key' }] },
    { agentId: 'work', from, profiles: [{ id: 'zai:w', provider: 'zai', type: 'token', expires: 1796000000000 }] },
  ]);
  assert.deepEqual(unanswered, [`${UNLISTED}; its stores were read instead`]);
  assert.doesNotMatch(text, /-planted/);
  assert.deepEqual(
    orders(text).map((each) => each.replace(/;.*/, '')),
    [
      'error auth-order-unknown-profile: no auth profile named `anthropic:wrok` is declared or stored',
      'error auth-order-unknown-profile: no auth profile named `openai:none` is declared or stored',
      'warning auth-order-unknown-profile: `auth.profiles` declares no `openai:codex-cli`',
    ],
    'the login of another program may be there',
  );
});

test('a model whose id may be a key is left out, and says nothing of the profiles', () => {
  const { at, own } = former('withheld');
  const script = own.split(' ')[1]!;
  const odd = JSON.stringify({ models: [{ key: 'acme/sk-ant-api03-AbCdEfGhIjKlMnOpQrStUvWxYz012345' }] });
  const text = readFileSync(script, 'utf8').replace(
    JSON.stringify(said['models list --all --json']),
    JSON.stringify(odd),
  );
  writeFileSync(script, text);
  assert.match(run(at, ['snapshot', '--openclaw', own]).output, /1 name left out, for they may be keys/);
  const made = readFileSync(join(at, SNAPSHOT_FILE), 'utf8');
  assert.match(made, /"withheld": \{"variables":0,"profiles":0,"plugins":0,"models":1\}/);
  assert.equal(orders(made).filter((each) => each.startsWith('error')).length, 2);
});

test('a home without any store has no profile, where OpenClaw says that it is its home', () => {
  const { at, own, other } = former('bare', {});
  run(at, ['snapshot', '--openclaw', own]);
  const text = readFileSync(join(at, SNAPSHOT_FILE), 'utf8');
  assert.equal(orders(text).filter((each) => each.startsWith('error')).length, 3);
  const { output } = run(at, ['snapshot', '--openclaw', other]);
  assert.match(output, /its stores are not beside this config/);
  const open = readFileSync(join(at, SNAPSHOT_FILE), 'utf8');
  assert.ok(orders(open).every((each) => each.startsWith('warning')));
});

test('an agent whose store was not seen leaves it open', () => {
  const { at, own } = former('unseen');
  writeFileSync(join(at, 'agents/work/agent/auth-profiles.json'), '{ "version": 1, "prof');
  run(at, ['snapshot', '--openclaw', own]);
  assert.ok(orders(readFileSync(join(at, SNAPSHOT_FILE), 'utf8')).every((each) => each.startsWith('warning')));
});

test('an answer that is whole counts though the program does not end', () => {
  const at = home('waits');
  const [models] = ['models list --all --json'];
  const command = program(
    'waits',
    said,
    `if (process.argv[2] === 'models' && process.argv[3] === 'list') setTimeout(() => 0, 60_000);`,
  );
  const { output } = run(at, ['snapshot', '--time-limit', '3', '--openclaw', command]);
  assert.match(output, /1 model,/);
  assert.doesNotMatch(output, new RegExp(models!));
});

test('the language server judges by it too', async () => {
  const wrong = CONFIG.replace('brandNewKey', 'quirkwise');
  const editor = new Editor(memory({ '/h/openclaw.json': wrong, [`/h/${SNAPSHOT_FILE}`]: later() }));
  await editor.start();
  await editor.open('/h/openclaw.json', wrong);
  await editor.settle();
  const messages = editor.pushed.get(uriOf('/h/openclaw.json'))?.diagnostics ?? [];
  assert.ok(messages.some(({ message }) => message.includes('`gateway` has no key `quirkwise`')));
  const { contents } = (await editor.client.sendRequest('textDocument/hover', {
    textDocument: { uri: uriOf('/h/openclaw.json') },
    position: { line: 3, character: 34 },
  })) as { contents: { value: string } };
  assert.match(contents.value, /hall/);
  editor.client.dispose();
});

test('the schema in a snapshot is the one that was printed, and does not move where it did not change', () => {
  const schema = taken().schema as Record<string, unknown>;
  const other = laterSchema();
  other.properties.gateway!.properties.another = { type: 'boolean' } as never;
  const changed = taken({ ...said, 'config schema': JSON.stringify(other) }).schema as Record<string, unknown>;
  const moved = Object.keys(changed).filter((name) => !(name in schema));
  assert.ok(moved.length <= 2, `${moved.length} places have another name`);
  assert.ok(packedFrom(schema, LATER));
});

const HOMES = Number(process.env.PLANTED_HOMES ?? 10_000) / 10;

test(`no key of ${HOMES} homes reaches a snapshot`, () => {
  const random = seeded(Number(process.env.PLANTED_SEED ?? 3));
  const all = leaves();
  const leaked: string[] = [];
  let keys = 0;
  for (let n = 0; n < HOMES && leaked.length < 10; n++) {
    const { files, planted } = plantedHome(random, all);
    const wanted = plant(random);
    const at = Object.keys(files).find((path) => path.endsWith('openclaw.json'))!;
    const result = check(memory(files), {
      config: at,
      processEnvironment: { [wanted.key]: 'x', OPENAI_API_KEY: wanted.key },
    });
    const text = textFor(
      result,
      askInstalled({ command: 'openclaw', seconds: 1, ask: echoing(result, wanted.key, n % 2 === 0) }),
    );
    const head = text.slice(0, text.indexOf('\n  "schema": '));
    keys += planted.length;
    for (const each of [...planted, wanted])
      if (isIn(each, head)) leaked.push(`home ${n}: ${each.key}\n${head.slice(0, 1500)}`);
  }
  assert.ok(keys > HOMES * 2);
  assert.deepEqual(leaked, []);
});

const SMALL = JSON.stringify({
  type: 'object',
  properties: { gateway: { type: 'object' }, agents: { type: 'object' } },
});

/**
 * A program that repeats all names of a home where it has names, as the real one does, and a key in each text beside.
 * @param lists whether it lists stored profiles, or is a release whose stores clawlint has to read
 */
function echoing({ routing }: ReturnType<typeof check>, key: string, lists: boolean) {
  const { home, providers, profiles, refs } = routing;
  const models = providers.configured.flatMap(({ id, models = [] }) => models.map((each) => `${id}/${each.id}`));
  const ids = [...profiles.names, ...routing.orders.flatMap(({ items }) => items.map(({ id }) => id))];
  const answers: Readonly<Record<string, string>> = {
    '--version': lists ? '2026.9.6' : FORMER,
    'config schema': SMALL,
    'plugins list --json': JSON.stringify({
      plugins: [
        ...keysAt(home.root, 'plugins').map((id) => ({
          id,
          source: key,
          providerIds: providers.configured.map((each) => each.id),
        })),
        { id: key, channelIds: [key], providerIds: [key] },
      ],
    }),
    'models list --all --json': JSON.stringify({
      models: [...models, ...refs.map(({ text }) => text), `${key}/${key}`, `openai/${key}`].map((each) => ({
        key: each,
        name: key,
        input: key,
        contextWindow: key,
      })),
    }),
    'models auth list --json': JSON.stringify({
      agentId: 'main',
      order: [key],
      profiles: [...ids, key].map((id) => ({ id, provider: id.split(':')[0], type: 'api_key', label: key, key })),
    }),
  };
  const place = JSON.stringify({ agentId: 'main', agentDir: join(home.stateDir, 'agents/main/agent') });
  return (args: readonly string[]): Answer => {
    if (args[2] === 'order') return { output: place, errors: key };
    if (args[1] === 'auth' && !lists) return { output: '', errors: `error: unknown option ${key}`, trouble: 'failed' };
    return { output: answers[args.join(' ')] ?? '', errors: key };
  };
}

function keysAt(root: ReturnType<typeof check>['routing']['home']['root'], section: string): string[] {
  const node = root?.kind === 'object' ? root.get(section) : undefined;
  const entries = node?.kind === 'object' ? node.get('entries') : undefined;
  return entries?.kind === 'object' ? entries.entries.map(({ key }) => key.value) : [];
}
