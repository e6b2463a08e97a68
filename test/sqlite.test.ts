import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { disk } from '../src/disk/disk.ts';
import { memory } from '../src/files.ts';
import { storeNotChecked } from '../src/rules/store-not-checked.ts';
import { databaseStore } from '../src/store/from-database.ts';
import { readStore } from '../src/store/read.ts';
import type { Store } from '../src/store/store.ts';
import { File } from '../src/text/file.ts';
import {
  agentDatabase,
  crash,
  create,
  folder,
  put,
  sqlite,
  stateDatabase,
  traces,
  withoutRunner,
  writer,
} from './databases.ts';
import { ROOT, run } from './fixtures.ts';

/** Nodes that have `node:sqlite`, for runs on one that has not: 22 warns that it is experimental, 24 no longer does. */
const CAPABLE = ['node@22', 'node@24'];
const noPipes = process.platform === 'win32';
const SECRET = 'sk-ant-api03-do-not-read-me';
const PROFILES = {
  'anthropic:work': { type: 'api_key', provider: ' Anthropic ', key: SECRET },
  'openai:login': { type: 'oauth', provider: 'openai', access: SECRET, refresh: SECRET, expires: 1893456000000 },
  'anthropic:empty': { type: 'token', provider: 'anthropic', token: ' \n', expires: '2027-01-01' },
};
const STATE = {
  version: 1,
  order: { anthropic: ['anthropic:work', ' anthropic:empty '], openai: [] },
  lastGood: { anthropic: 'anthropic:work' },
  usageStats: {
    'anthropic:work': {
      lastUsed: 1790000000000,
      cooldownUntil: 1790000060000,
      cooldownReason: 'rate_limit',
      errorCount: 2,
      blockedModel: 'x',
    },
  },
};
const PUT = (id: string) =>
  `UPDATE auth_profile_store SET store_json = json_set(store_json, '$.profiles."${id}"', json('{"type":"api_key","provider":"openai","key":"${SECRET}"}'))`;

const idsOf = (store: Store | undefined) => store?.unchecked ?? store?.profiles.map(({ id }) => id);
const agentStore = (path: string) => databaseStore(disk, path, 'agent', 'main');

/** Reads the store of an agent and holds that doing so left no trace in its folder. */
function read(root: string, path = join(root, 'openclaw-agent.sqlite')): Store {
  const before = traces(root);
  const store = agentStore(path);
  assert.deepEqual(traces(root), before, 'reading must change nothing');
  return store!;
}

if (!sqlite) {
  for (const node of CAPABLE)
    test(`on ${node}, which has node:sqlite, all tests of this file pass`, () => {
      const run = spawnSync(
        'npx',
        ['-y', node, '--no-warnings', '--import', 'tsx', '--test', '--test-reporter', 'tap', 'test/sqlite.test.ts'],
        { cwd: ROOT, encoding: 'utf8', env: withoutRunner(), shell: process.platform === 'win32' },
      );
      console.log(
        run.stdout
          .split('\n')
          .filter((line) => /^(?:not )?ok|^# (?:tests|pass|fail|skipped)|^ {2}error/.test(line))
          .join('\n'),
      );
      assert.equal(run.status, 0, `${node} did not run these tests, or some failed:\n${run.stdout}\n${run.stderr}`);
      const [passed, tests] = ['pass', 'tests'].map((word) =>
        Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(run.stdout)?.[1]),
      );
      assert.ok(passed! >= 15 && passed === tests, run.stdout);
    });

  test('a Node without node:sqlite says in the report that it did not look, and the ways out', (t) => {
    const root = folder(t);
    mkdirSync(join(root, 'agents/main/agent'), { recursive: true });
    writeFileSync(join(root, 'openclaw.json'), '{}');
    writeFileSync(join(root, 'agents/main/agent/openclaw-agent.sqlite'), `SQLite format 3\0${'\0'.repeat(84)}`);
    const { output } = run(root, []);
    assert.match(output, /info store-not-checked\n {2}.*SQLite files cannot be read here/);
    assert.match(output, /run clawlint with Node 22\.15 or newer, or pass .*--inventory/);
  });

  test('a Node without node:sqlite says that it did not look', (t) => {
    const root = folder(t);
    const path = join(root, 'openclaw-agent.sqlite');
    writeFileSync(path, `SQLite format 3\0${'\0'.repeat(84)}`);
    assert.equal(read(root).unchecked, 'no-sqlite');
  });
} else {
  test('ids, types, providers, expiry, orders and use are read, credentials are not', (t) => {
    const root = folder(t);
    agentDatabase(
      join(root, 'openclaw-agent.sqlite'),
      { version: 1, profiles: PROFILES, order: { anthropic: ['overruled'], xai: ['xai:a'] } },
      STATE,
    );
    const store = read(root);
    assert.deepEqual(
      store.profiles.map(({ id, provider, type, credential, expires }) => [id, provider, type, credential, expires]),
      [
        ['anthropic:work', 'anthropic', 'api_key', 'present', undefined],
        ['openai:login', 'openai', 'oauth', 'present', 1893456000000],
        ['anthropic:empty', 'anthropic', 'token', 'empty', 'unusable'],
      ],
    );
    assert.deepEqual(
      store.orders.map(({ provider, ids }) => [provider.value, ids]),
      [
        ['anthropic', ['anthropic:work', 'anthropic:empty']],
        ['xai', ['xai:a']],
      ],
    );
    assert.deepEqual([...store.lastGood!], [['anthropic', 'anthropic:work']]);
    const { at, ...use } = store.usage!.get('anthropic:work')!;
    assert.deepEqual(use, { lastUsed: 1790000000000, cooldownUntil: 1790000060000, cooldownReason: 'rate_limit' });
    assert.equal(at?.file.path, join(root, 'openclaw-agent.sqlite'));
    assert.doesNotMatch(JSON.stringify(store), /do-not-read-me/);
    assert.doesNotMatch(
      JSON.stringify(disk.database!(join(root, 'openclaw-agent.sqlite'), 'agent'), (_, value) =>
        value instanceof Map ? [...value] : value,
      ),
      /do-not-read-me/,
    );
  });

  test('each entry is understood as in a text store', (t) => {
    const root = folder(t);
    const recorded = JSON.parse(readFileSync(join(ROOT, 'test/oracle/store.json'), 'utf8')) as {
      id: string;
      input: object;
    }[];
    const inputs: [string, unknown][] = recorded
      .filter(({ id }) => /^store-(?!state)/.test(id))
      .map(({ id, input }) => [id, input]);
    assert.ok(inputs.length > 10);
    const more = [
      { type: 'api_key', provider: 'openai', keyRef: '$OPENAI_API_KEY' },
      { type: 'token', provider: 'openai', tokenRef: '${OPENAI_TOKEN}' },
      { type: 'token', provider: 'openai', tokenRef: '$lower' },
      { type: 'api_key', provider: 'openai', key: '$OPENAI_API_KEY' },
      { type: 'api_key', provider: 'openai', key: { source: 'store', id: 'OPENAI' } },
      { type: 'api_key', provider: 'openai', key: { id: 'OPENAI' } },
      { type: 'api_key', provider: 'openai', key: null },
      { type: 'api_key', provider: 'openai', key: 5, apiKey: 'x' },
      { type: 'api_key', provider: 'openai', key: ' openclaw onboard --x --auth-choice=y' },
      {
        type: 'api_key',
        provider: 'openai',
        key: 'k',
        setup: { replacement: true, modelRef: 'a/b', configJson: '{}' },
      },
      { type: 'api_key', provider: 'openai', key: 'k', setup: { replacement: true, modelRef: ' ', configJson: '{}' } },
      { type: 'oauth', provider: 'openai', oauthRef: {} },
      { type: 'oauth', provider: 'openai', access: 'x', refresh: '', expires: 1e300 },
      { type: 'oauth', provider: 'openai', access: 'x', expires: -1 },
      // biome-ignore lint/correctness/noPrecisionLoss: a number that no double can hold is what is tested
      { type: 'token', provider: 'openai', token: 'x', expires: 9007199254740993 },
      { type: 5, mode: 'token', provider: 'openai', token: 'x' },
      { type: 'token', provider: ['openai'] },
      ...['constructor', 'toString', '__proto__'].map((type) => ({ type, provider: 'openai', key: 'x' })),
      {},
      [],
      null,
      'text',
      7,
    ];
    const profiles = Object.fromEntries([
      ...inputs,
      ...more.map((input, i): [string, unknown] => [`p:${i}"'$`, input]),
    ]);
    const text = JSON.stringify({ version: 1, profiles });
    agentDatabase(join(root, 'openclaw-agent.sqlite'), text);
    const [stored, written] = [read(root), readStore(new File('auth-profiles.json', text), 'main')].map((store) => ({
      profiles: store.profiles.map(({ at, entry: _e, typeAt: _t, reference, ...rest }) => ({
        ...rest,
        id: at.value,
        ...(reference && { reference: [reference.source, reference.provider, reference.id] }),
      })),
      dropped: new Map(store.dropped!.map(({ key, reason }) => [key.value, reason])),
    }));
    assert.deepEqual(stored, written);
  });

  test('what a running writer has not yet brought in is seen, and the writer is left alone', async (t) => {
    const root = folder(t);
    const path = join(root, 'openclaw-agent.sqlite');
    agentDatabase(path, { profiles: PROFILES });
    await writer(t, path, PUT('openai:new'), 'BEGIN IMMEDIATE', PUT('openai:unfinished'));
    assert.deepEqual(idsOf(read(root)), [...Object.keys(PROFILES), 'openai:new']);
  });

  test('an idle writer that has written nothing is no hindrance', async (t) => {
    const root = folder(t);
    const path = join(root, 'openclaw-agent.sqlite');
    agentDatabase(path, { profiles: PROFILES });
    await writer(t, path, 'SELECT * FROM sqlite_master');
    assert.deepEqual(idsOf(read(root)), Object.keys(PROFILES));
  });

  test('what a crashed writer left in the log is seen', async (t) => {
    const root = folder(t);
    const path = join(root, 'openclaw-agent.sqlite');
    agentDatabase(path, { profiles: PROFILES });
    await crash(await writer(t, path, PUT('openai:new')));
    assert.deepEqual(idsOf(read(root)), [...Object.keys(PROFILES), 'openai:new']);
  });

  test('a log without its index is not guessed at', async (t) => {
    const [root, copy] = [folder(t), folder(t)];
    const path = join(root, 'openclaw-agent.sqlite');
    agentDatabase(path, { profiles: PROFILES });
    await crash(await writer(t, path, PUT('openai:new')));
    for (const end of ['', '-wal']) copyFileSync(path + end, join(copy, `openclaw-agent.sqlite${end}`));
    assert.equal(read(copy).unchecked, 'unfinished');
  });

  test('a database with a journal instead of a log is read', async (t) => {
    const root = folder(t);
    const path = join(root, 'openclaw-agent.sqlite');
    agentDatabase(path, { profiles: PROFILES }, undefined, 'DELETE');
    assert.deepEqual(idsOf(read(root)), Object.keys(PROFILES));
    await writer(t, path, 'BEGIN IMMEDIATE', PUT('openai:unfinished'));
    assert.deepEqual(idsOf(read(root)), Object.keys(PROFILES));
  });

  test('a journal that a crash left is not rolled back', async (t) => {
    const root = folder(t);
    const path = join(root, 'openclaw-agent.sqlite');
    agentDatabase(path, { profiles: PROFILES }, undefined, 'DELETE');
    // a small cache makes the writer put pages into the file before it commits
    await crash(
      await writer(
        t,
        path,
        'PRAGMA cache_size = 1',
        'BEGIN',
        'CREATE TABLE much (it)',
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO much SELECT randomblob(1000) FROM n`,
      ),
    );
    assert.equal(read(root).unchecked, 'unfinished');
  });

  test('a database that another process keeps to itself is locked', async (t) => {
    const root = folder(t);
    const path = join(root, 'openclaw-agent.sqlite');
    agentDatabase(path, { profiles: PROFILES }, undefined, 'DELETE');
    await writer(t, path, 'BEGIN EXCLUSIVE');
    assert.equal(read(root).unchecked, 'locked');
  });

  test('a log beside an empty database stays: SQLite would delete it', async (t) => {
    const [root, copy] = [folder(t), folder(t)];
    const path = join(root, 'openclaw-agent.sqlite');
    agentDatabase(path, { profiles: PROFILES });
    await writer(t, path, PUT('openai:new'));
    for (const end of ['', '-wal', '-shm']) copyFileSync(path + end, join(copy, `openclaw-agent.sqlite${end}`));
    truncateSync(join(copy, 'openclaw-agent.sqlite'), 0);
    assert.equal(read(copy).unchecked, 'unfinished');
  });

  test('a pipe or a device beside a database is not opened: SQLite would wait there', { skip: noPipes }, (t) => {
    for (const end of ['-wal', '-shm', '-journal'])
      for (const make of [
        (path: string) => execFileSync('mkfifo', [path]),
        (path: string) => symlinkSync('/dev/zero', path),
      ]) {
        const path = join(folder(t), 'openclaw-agent.sqlite');
        agentDatabase(path, { version: 1, profiles: PROFILES }, undefined, 'DELETE');
        make(path + end);
        assert.equal(agentStore(path)?.unchecked, 'not-regular', end);
      }
  });

  test('a table that computes its cell, and a view in its place, are not asked', (t) => {
    for (const sql of [
      "CREATE TABLE auth_profile_store (store_key TEXT PRIMARY KEY, store_json TEXT GENERATED ALWAYS AS (json_array(hex(zeroblob(100000000)))) VIRTUAL, updated_at INTEGER); INSERT INTO auth_profile_store (store_key) VALUES ('primary')",
      "CREATE VIEW auth_profile_store AS SELECT 'primary' AS store_key, json_array(hex(zeroblob(100000000))) AS store_json, 0 AS updated_at",
    ]) {
      const root = folder(t);
      const database = create(join(root, 'openclaw-agent.sqlite'));
      database.exec(sql);
      database.close();
      const store = read(root);
      assert.ok(store.unchecked === 'damaged' || store.profiles.length === 0);
    }
  });

  test('a newer layout is not read', (t) => {
    const root = folder(t);
    agentDatabase(join(root, 'openclaw-agent.sqlite'), { profiles: PROFILES });
    const database = create(join(root, 'openclaw-agent.sqlite'));
    database.exec('PRAGMA user_version = 24');
    database.close();
    assert.equal(read(root).unchecked, 'newer');
  });

  test('what is no database of OpenClaw is damaged', (t) => {
    const cases: Record<string, (path: string) => void> = {
      text: (path) => writeFileSync(path, '{ "version": 1, "profiles": {} }'),
      short: (path) => writeFileSync(path, 'SQLite format 3\0'),
      truncated: (path) => (agentDatabase(path, { profiles: PROFILES }), truncateSync(path, 5000)),
      'no JSON': (path) => agentDatabase(path, '{"profiles":{}'),
      'JSON5 only': (path) => agentDatabase(path, "{'profiles':{}}"),
      'no profiles': (path) => agentDatabase(path, { version: 1 }),
      'a list of profiles': (path) => agentDatabase(path, { profiles: [] }),
      'other columns': (path) => {
        const database = create(path);
        database.exec('CREATE TABLE auth_profile_store (it TEXT)');
        database.close();
      },
    };
    for (const [name, make] of Object.entries(cases)) {
      const root = folder(t);
      make(join(root, 'openclaw-agent.sqlite'));
      assert.equal(read(root).unchecked, 'damaged', name);
    }
  });

  test('a database without credentials is empty, not damaged', (t) => {
    const [none, empty, old] = [folder(t), folder(t), folder(t)];
    create(join(none, 'openclaw-agent.sqlite')).close();
    writeFileSync(join(empty, 'openclaw-agent.sqlite'), '');
    const database = create(join(old, 'openclaw-agent.sqlite'));
    database.exec('CREATE TABLE auth_profile_store (store_key TEXT PRIMARY KEY, store_json TEXT, updated_at INTEGER)');
    put(database, 'auth_profile_store', 'primary', { profiles: PROFILES });
    database.close();
    assert.deepEqual(
      [none, empty, old].map((root) => idsOf(read(root))),
      [[], [], Object.keys(PROFILES)],
    );
  });

  test('links, folders and names with signs of a URL', async (t) => {
    const [root, other] = [folder(t), folder(t)];
    agentDatabase(join(other, 'a %?#&.sqlite'), { profiles: PROFILES });
    symlinkSync(join(other, 'a %?#&.sqlite'), join(root, 'link.sqlite'));
    symlinkSync(join(other, 'nothing'), join(root, 'dangling.sqlite'));
    mkdirSync(join(root, 'folder.sqlite'));
    assert.deepEqual(idsOf(read(other, join(other, 'a %?#&.sqlite'))), Object.keys(PROFILES));
    assert.deepEqual(idsOf(read(root, join(root, 'link.sqlite'))), Object.keys(PROFILES));
    assert.equal(read(root, join(root, 'folder.sqlite')).unchecked, 'folder');
    await writer(t, join(other, 'a %?#&.sqlite'), PUT('openai:new'));
    assert.deepEqual(idsOf(read(root, join(root, 'link.sqlite'))), [...Object.keys(PROFILES), 'openai:new']);
    assert.equal(read(root, join(root, 'dangling.sqlite')).unchecked, 'dangling-link');
    assert.equal(disk.database!(join(root, 'nothing'), 'agent'), undefined);
  });

  test('node:sqlite is loaded only for a database, and without its warning', (t) => {
    const root = folder(t);
    agentDatabase(join(root, 'agents/main/agent/openclaw-agent.sqlite'), { profiles: PROFILES });
    writeFileSync(join(root, 'openclaw.json'), '{}');
    const program = (home: string) => `
      import { check } from './src/check.ts';
      import { disk } from './src/disk/disk.ts';
      check(disk, { config: ${JSON.stringify(join(home, 'openclaw.json'))} });
      console.log(process.moduleLoadList.includes('NativeModule sqlite'));
      setImmediate(() => process.emitWarning('still heard'));`;
    for (const [home, loaded] of [
      [root, true],
      [folder(t), false],
    ] as const) {
      const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program(home)], {
        cwd: ROOT,
        encoding: 'utf8',
        env: withoutRunner(),
      });
      assert.equal(run.stdout.trim(), String(loaded), run.stderr);
      assert.doesNotMatch(run.stderr, /Experimental/);
      assert.match(run.stderr, /still heard/);
    }
  });

  test('a home whose databases were read is known in full', (t) => {
    const root = folder(t);
    const config = join(root, 'openclaw.json');
    const agent = (id: string) => join(root, 'agents', id, 'agent');
    writeFileSync(
      config,
      '{ auth: { order: { anthropic: ["anthropic:work", "anthropic:gone"] } }, meta: { lastTouchedVersion: "2026.9.6" } }',
    );
    stateDatabase(join(root, 'state/openclaw.sqlite'), {
      'auth.sharedStore': { location: 'state-db' },
      'authProfiles.store': { version: 1, profiles: PROFILES },
      'authProfiles.state': STATE,
    });
    agentDatabase(join(agent('fleet'), 'openclaw-agent.sqlite'), {
      version: 1,
      profiles: { 'xai:fleet': { type: 'api_key', provider: 'xai', key: SECRET } },
    });
    mkdirSync(agent('main'), { recursive: true });
    writeFileSync(
      join(agent('main'), 'auth-profiles.json'),
      JSON.stringify({ version: 1, profiles: { 'anthropic:gone': PROFILES['anthropic:work'] } }),
    );
    const { routing, diagnostics } = check(disk, { config });
    assert.equal(routing.profiles.complete, true);
    assert.deepEqual(
      routing.profiles.stores.map((store) => [store.agent, idsOf(store)]),
      [
        ['fleet', ['xai:fleet']],
        [undefined, Object.keys(PROFILES)],
      ],
    );
    const ofStores = diagnostics.filter(({ rule }) => rule !== 'implicit-default-model');
    assert.deepEqual(
      ofStores.map(({ rule, severity, at }) => [rule, severity, at.file.path]),
      [
        ['auth-order-store-mismatch', 'info', config],
        ['auth-order-unknown-profile', 'error', config],
        ['auth-profiles-json-retired', 'info', join(agent('main'), 'auth-profiles.json')],
        ['token-expired', 'warning', join(root, 'state/openclaw.sqlite')],
      ],
    );
    // earlier releases know only the text file
    const earlier = check(disk, { config, release: '2026.5.18' }).routing;
    assert.deepEqual([earlier.profiles.complete, [...earlier.profiles.stored.keys()]], [true, ['anthropic:gone']]);
  });

  test('the shared credentials are where the home says: without the word state-db, with main', (t) => {
    for (const location of [undefined, { location: 'legacy-main' }]) {
      const root = folder(t);
      writeFileSync(join(root, 'openclaw.json'), '{}');
      stateDatabase(join(root, 'state/openclaw.sqlite'), {
        ...(location && { 'auth.sharedStore': location }),
        'authProfiles.store': { profiles: PROFILES },
      });
      assert.deepEqual(check(disk, { config: join(root, 'openclaw.json') }).routing.home.stores, []);
    }
  });

  test('text stores that wait for their import are used, and the world stays open', (t) => {
    const root = folder(t);
    const agent = join(root, 'agents/main/agent');
    writeFileSync(join(root, 'openclaw.json'), '{}');
    agentDatabase(join(agent, 'openclaw-agent.sqlite'), { profiles: {} });
    stateDatabase(join(root, 'state/openclaw.sqlite'), { 'auth.sharedStore': { location: 'state-db' } });
    writeFileSync(join(agent, 'auth-profiles.json'), JSON.stringify({ version: 1, profiles: PROFILES }));
    const { profiles } = check(disk, { config: join(root, 'openclaw.json') }).routing;
    assert.deepEqual([profiles.complete, profiles.stores.map(({ shape }) => shape)], [false, ['versioned']]);
  });
}

test('a database that nobody can read keeps the world open and is reported, except where it does not count', () => {
  const files = memory({
    'openclaw.json': '{ auth: { order: { anthropic: ["anthropic:work"] } } }',
    'state/openclaw.sqlite': '',
    'agents/main/agent/openclaw-agent.sqlite': '',
  });
  const findings = (options: object) => {
    const { routing } = check(files, { config: 'openclaw.json', closedWorld: true, ...options });
    return [
      routing.profiles.complete,
      [...storeNotChecked.check(routing)].map(({ at, message }) => `${at.file.path}: ${message}`),
    ];
  };
  const message = 'the profiles in this store were not checked: SQLite files cannot be read here';
  const both = [false, [`agents/main/agent/openclaw-agent.sqlite: ${message}`, `state/openclaw.sqlite: ${message}`]];
  assert.deepEqual(findings({}), both);
  assert.deepEqual(findings({ release: '2026.9.6' }), both);
  assert.deepEqual(findings({ release: '2026.5.18' }), [true, []]);
  const listed = memory({
    'openclaw.json': '{}',
    'agents/main/agent/openclaw-agent.sqlite': '',
    'list.json': '{ "agentId": "main", "profiles": [] }',
  });
  const { routing } = check(listed, { config: 'openclaw.json', inventory: 'list.json' });
  assert.deepEqual([routing.profiles.complete, [...storeNotChecked.check(routing)]], [true, []]);
});
