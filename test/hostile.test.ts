import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { check } from '../src/check.ts';
import { CHECK_FORMATS, ROUTE_FORMATS } from '../src/cli/options.ts';
import { disk } from '../src/disk/disk.ts';
import { memory } from '../src/files.ts';
import { toJson } from '../src/report/json.ts';
import { toPretty } from '../src/report/pretty.ts';
import { FIXTURES, run, text } from './fixtures.ts';
import { THOROUGH } from './thorough.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'clawlint-hostile-'));
after(() => rmSync(ROOT, { recursive: true, force: true }));

let count = 0;
function home(config: string | Buffer | undefined, make: (path: string) => void = () => {}): string {
  const path = join(ROOT, String(count++));
  mkdirSync(path);
  if (config !== undefined) writeFileSync(join(path, 'openclaw.json'), config);
  make(path);
  return path;
}

/** The CLI's answer; whatever comes in, it is an answer and not an accident. */
function answer(path: string, ...args: string[]) {
  const { output, errors, code } = run(path, args);
  assert.ok([0, 1, 3].includes(code!), `exit code ${code}: ${errors}`);
  assert.doesNotMatch(output + errors, /\bat .*\(.*:\d+:\d+\)|node:internal|RangeError|TypeError|defect in clawlint/);
  return { output, errors, code };
}

const CONFIG = text(join(FIXTURES, 'homes/example/openclaw.json'));
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

const texts: [name: string, config: string | Buffer, code: number, says: RegExp][] = [
  ['empty', '', 1, /json5-syntax\n {2}.*empty/],
  ['white space alone', ' \n\t\n', 1, /json5-syntax/],
  ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0xff, 0xfe, 0x80, 0x90]), 1, /json5-syntax/],
  ['NUL bytes', '{"auth":\0{}}', 1, /json5-syntax/],
  ['UTF-16', Buffer.from('\ufeff{"auth":{}}', 'utf16le'), 1, /UTF-16/],
  ['byte order mark', '\ufeff{"auth":{}}', 0, /no problems/],
  ['CRLF', '{\r\n  "auth": {\r\n    "profile": {}\r\n  }\r\n}\r\n', 1, /openclaw\.json:3:5 error/],
  ['a list', '[]', 1, /takes an object/],
  ['a word', '"openclaw"', 1, /takes an object/],
  ['truncated', CONFIG.slice(0, CONFIG.length >> 1), 1, /json5-syntax/],
  ['half a key', '{"auth": {"pro', 1, /json5-syntax/],
  ['100,000 levels', deep(100_000), 1, /json5-syntax|unknown-key/],
  [
    '100,000 levels outside the routing sections',
    `{"gateway": {"x": ${'['.repeat(100_000)}"password"${']'.repeat(100_000)}}}`,
    1,
    /json5-syntax|unknown-key/,
  ],
  ['100,000 open brackets', '['.repeat(100_000), 1, /json5-syntax|takes an object/],
  [
    '__proto__ and constructor',
    '{"__proto__": {"x": 1}, "constructor": 1, "models": {"providers": {"__proto__": {"baseUrl": "http://127.0.0.1/v1", "models": []}, "constructor": 3}}}',
    1,
    /invalid-value|unknown-key/,
  ],
  ['duplicate keys', '{"auth": {"order": {}}, "auth": {}}', 1, /duplicate-json-key/],
  ['10 MB on one line', `{"logging":{"x":"${'y'.repeat(10 << 20)}"}, "auth": {"profile": 1}}`, 1, /unknown-key/],
  [
    '20,000 providers with a key each on one line',
    `{models:{providers:{${Array.from({ length: 20_000 }, (_, i) => `p${i}:{baseUrl:"https://h${i}.example.com/v1",apiKey:"sk-abcdefghijklmnop${i}",models:[{id:"m",name:"m"}]}`).join()}}}}`,
    0,
    /plaintext-secret/,
  ],
  ['10 MB of nothing closed', `{"auth": "${'y'.repeat(10 << 20)}`, 1, /json5-syntax/],
  [
    'an ignore comment of 200,000 blanks that does not end on its line, and 20,000 others',
    `{ /* clawlint-ignore ${' '.repeat(200_000)}\n */\n${'// clawlint-ignore-next-line plaintext-secret: x\n'.repeat(20_000)}}`,
    0,
    /ignore-comment/,
  ],
  ['terminal escapes in a key', '{"auth": {"\\u001b[31mred\\u0007": 1}}', 1, /unknown-key/],
];

for (const [name, config, code, says] of texts)
  test(`a config that is ${name}`, () => {
    const found = answer(home(config));
    assert.equal(found.code, code);
    assert.match(found.output, says);
    assert.match(found.output, /^openclaw\.json(?::\d+:\d+ (?:error|warning|info)|: )/);
    assert.doesNotMatch(found.output, /[\u0000-\u0008\u000b-\u001f\u007f]/);
    assert.ok(
      found.output.split('\n').every((line) => line.length < 2000),
      'no endless lines',
    );
  });

test('what is no readable file', { skip: process.platform === 'win32' }, () => {
  const folder = home(undefined, (path) => mkdirSync(join(path, 'openclaw.json')));
  assert.match(answer(folder).output, /openclaw\.json:1:1 error unreadable-file\n {2}this is a folder/);
  const dangling = home(undefined, (path) => symlinkSync('nowhere', join(path, 'openclaw.json')));
  assert.match(answer(dangling).output, /link to a file that does not exist/);
  const loop = home(undefined, (path) => symlinkSync('openclaw.json', join(path, 'openclaw.json')));
  assert.equal(answer(loop).code, 1);
  const pipe = home(undefined, (path) => execFileSync('mkfifo', [join(path, 'openclaw.json')]));
  assert.match(answer(pipe).output, /pipe/);
  const device = home(undefined, (path) => symlinkSync('/dev/zero', join(path, 'openclaw.json')));
  assert.match(answer(device).output, /not a regular file/);
  const others = home('{}', (path) => {
    mkdirSync(join(path, '.env'));
    mkdirSync(join(path, 'agents/main/agent/auth-profiles.json'), { recursive: true });
  });
  assert.match(
    answer(others).output,
    /\.env:1:1 warning unreadable-file[^]*auth-profiles\.json:1:1 warning unreadable-file/,
  );
});

test('a file that may not be read', {
  skip: process.platform === 'win32' || process.getuid?.() === 0 ? 'root may read everything' : false,
}, () => {
  assert.match(answer(home('{}', (path) => chmodSync(join(path, 'openclaw.json'), 0))).output, /permission denied/);
});

test('includes: cycles, links, folders, depth, size', { skip: process.platform === 'win32' }, () => {
  const include = (name: string) => JSON.stringify({ $include: name });
  const cycle = home(include('./a.json'), (path) => {
    writeFileSync(join(path, 'a.json'), include('./b.json'));
    writeFileSync(join(path, 'b.json'), include('./a.json'));
  });
  assert.match(
    answer(cycle).output,
    /b\.json:1:13 error include-error\n.*include each other: a\.json → b\.json → a\.json/,
  );
  const outside = home(include('./link.json'), (path) => {
    writeFileSync(join(ROOT, 'outside.json'), '{}');
    symlinkSync(join(ROOT, 'outside.json'), join(path, 'link.json'));
  });
  assert.match(answer(outside).output, /link to a file outside/);
  const hard = home(include('./hard.json'), (path) => {
    writeFileSync(join(path, 'original.json'), '{}');
    linkSync(join(path, 'original.json'), join(path, 'hard.json'));
  });
  assert.match(answer(hard).output, /hard link/);
  const folder = home(include('./sub'), (path) => mkdirSync(join(path, 'sub')));
  assert.match(answer(folder).output, /a folder, not a file/);
  const large = home(include('./large.json'), (path) =>
    writeFileSync(join(path, 'large.json'), `{"x":"${'y'.repeat(2 << 20)}"}`),
  );
  assert.match(answer(large).output, /larger than 2 MiB/);
  const missing = home('{"agents": {"$include": ["./a.json", "./b.json"]}}', (path) =>
    writeFileSync(join(path, 'b.json'), '{"agent": 1}'),
  );
  assert.match(answer(missing).output, /openclaw\.json:1:26 error include-error\n {2}there is no file/);
});

test('includes that multiply are read up to a bound, and one finding says so', () => {
  const tenOf = (name: string) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, { $include: name }])));
  const files = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`a${i + 1}.json`, tenOf(`./a${i + 2}.json`)]));
  for (const [last, why] of [
    ['{}', '10,000 includes'],
    [`{"x": "${'y'.repeat(1 << 20)}"}`, '4 MiB of text'],
    [`[${'{},'.repeat(600_000)}]`, '4 MiB of text'],
    [undefined, '10,000 includes'],
  ] as const) {
    const bomb = home(tenOf('./a1.json'), (path) => {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
      if (last !== undefined) writeFileSync(join(path, 'a9.json'), last);
    });
    const { output } = answer(bomb, '--rule', 'include-error');
    assert.equal(output.match(/clawlint stops here/g)?.length, 1, output.slice(0, 2000));
    assert.match(output, new RegExp(`a\\d\\.json:1:\\d+ warning limit-reached\n {2}.*${why}`));
    assert.equal(answer(bomb).code, 1, 'k0 is still an unknown key');
  }
  const many = home(
    `{"models": {"providers": {${Array.from({ length: 2000 }, (_, i) => `"p${i}": {"$include": "./p.json"}`).join()}}}}`,
    (path) => writeFileSync(join(path, 'p.json'), '{"baseUrl": "http://127.0.0.1/v1", "models": []}'),
  );
  assert.doesNotMatch(answer(many).output, /include-error|limit-reached/);
});

test('thousands of variables directly under `env`, on one line and on many, with and without `vars`', () => {
  const flat = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`FOO_KEY_${i}`, 'x']));
  for (const env of [flat, { ...flat, vars: { A: 'x' } }])
    for (const indent of [undefined, 2]) {
      const path = home(JSON.stringify({ meta: { lastTouchedVersion: '2026.9.6' }, env }, null, indent));
      assert.equal(answer(path).output.match(/^\S+ \w+ env-block-flat(?: \[fix\])?$/gm)?.length, 2000);
      const { findings } = JSON.parse(answer(path, '--format', 'json').output) as {
        findings: { rule: string; fix?: object }[];
      };
      assert.ok(findings.find(({ rule }) => rule === 'env-block-flat')!.fix);
      assert.match(answer(path, 'upgrade').output, /all of it can be mended safely/);
    }
});

/** Names that every plain object answers to. */
for (const name of ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])
  test(`a home that calls everything \`${name}\``, () => {
    const of = (value: unknown) => JSON.stringify(value).replaceAll('NAME', name);
    const config = of({
      NAME: { NAME: 1 },
      meta: { lastTouchedVersion: 'NAME' },
      env: { NAME: '${NAME}', vars: { NAME: '${NAME}', NAME_KEY: 'x' } },
      auth: {
        NAME: 1,
        profiles: { NAME: { provider: 'NAME', mode: 'NAME' }, 'a:b': { provider: 'NAME', mode: 'api_key' } },
        order: { NAME: ['NAME'] },
      },
      models: {
        mode: 'NAME',
        providers: {
          NAME: {
            NAME: 1,
            baseUrl: 'NAME',
            api: 'NAME',
            auth: 'NAME',
            apiKey: '${NAME_KEY}',
            models: [{ id: 'NAME', name: 'NAME', input: ['NAME'] }],
          },
        },
      },
      agents: {
        defaults: {
          NAME: 1,
          model: { primary: 'NAME/NAME', fallbacks: ['NAME', 'anthropic/NAME', 'claude-cli/NAME'] },
          models: { 'NAME/x': { alias: 'NAME' } },
          heartbeat: { model: 'NAME', NAME: 1 },
          thinkingDefault: 'NAME',
        },
        entries: { NAME: { model: { primary: 'NAME' }, NAME: 1 } },
        list: [{ id: 'NAME', model: 'NAME', NAME: 1 }],
      },
      secrets: { providers: { NAME: { source: 'NAME' } } },
      gateway: { NAME: 1, mode: 'NAME', bind: 'NAME' },
      hooks: { NAME: 1, mappings: [{ model: 'NAME' }] },
      NAMES: 1,
    });
    const store = of({
      version: 1,
      profiles: { 'NAME:a': { type: 'NAME', provider: 'NAME', key: 'x' } },
      order: { NAME: ['NAME:a'] },
      lastGood: { NAME: 'NAME:a' },
      usageStats: { NAME: { lastUsed: 1 } },
    });
    const path = home(config, (path) => {
      mkdirSync(join(path, 'agents/main/agent'), { recursive: true });
      writeFileSync(join(path, 'agents/main/agent/auth-profiles.json'), store);
      writeFileSync(join(path, '.env'), `${name}=1\n`);
      writeFileSync(join(path, 'clawlint.json'), of({ NAME: 1, rules: { NAME: 'NAME' } }));
    });
    for (const release of [undefined, '2026.3.8', '2026.5.28', '2026.9.6']) {
      const result = check(disk, { config: join(path, 'openclaw.json'), ...(release && { release }) });
      assert.doesNotMatch(toPretty([result]) + JSON.stringify(toJson([result])), /native code|\[object|undefined/);
    }
    for (const args of [
      ['route'],
      ['route', name],
      ['route', '--agent', name],
      ['route', '--slot', name],
      ['route', '--fail', `${name}=auth`],
      ['explain', name],
      ['upgrade', '--diff', '--unsafe'],
    ]) {
      const { output, errors } = run(path, args);
      assert.doesNotMatch(output + errors, /native code|\[object|undefined|defect in clawlint/, args.join(' '));
    }
  });

test('a name cannot write a line of its own, nor anything that a terminal or a CI runner obeys', {
  skip: process.platform === 'win32',
}, () => {
  const forged =
    'zz\n::error::forged\r##[error]forged\u2028##vso[task.x]\u0085\u009b31m\u202e\u2066\u061c\u200f\u0007\v\f/x ::error::forged';
  const config = JSON.stringify(
    {
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
      gateway: { tailscale: { resetOnExit: true } },
    },
    null,
    2,
  ).replace('{', '{\n/*\n::error::forged\n ##[error]forged */');
  const name = '::error::a\nb\u001b[31m\u009b\u202e';
  const folder = home(undefined, (path) => {
    mkdirSync(join(path, name));
    writeFileSync(join(path, name, 'openclaw.json'), config);
  });
  const routes = ROUTE_FORMATS.map((format) => ['route', '--format', format]);
  const calls = [
    [],
    ...CHECK_FORMATS.map((format) => ['--format', format]),
    ...routes,
    ...routes.map((args) => [...args, '--all']),
    ['--statistics'],
    ['--diff', '--unsafe'],
    ['upgrade'],
    ['upgrade', '--diff'],
    ['upgrade', '--format', 'json'],
  ];
  const inside = [
    ...calls,
    ['route', forged],
    ['route', '--agent', forged],
    [forged],
    ['explain', forged],
    ['--rule', forged],
    [`--${forged}`],
    ['--format', forged],
    ['config'],
    ['config', '--format', 'json'],
    ['set', `auth.order[${JSON.stringify(forged)}]`, forged, '--diff'],
    ['unset', `auth.order[${JSON.stringify(forged)}]`, '--diff'],
    ['set', forged, forged],
    ['snapshot', '--openclaw', 'false'],
    ['baseline'],
    ['--output-file', 'openclaw.json'],
    ['upgrade', '--write', '--diff'],
    ['--fix', '--unsafe'],
  ];
  const all = [
    ...calls.map((args) => [folder, args[0] === 'route' ? [...args, '--home', name] : [...args, name]] as const),
    ...inside.map((args) => [join(folder, name), args] as const),
  ];
  assert.match(run(join(folder, name), []).output, /`zz\\n::error::forged\\u000d/);
  for (const [cwd, args] of all) {
    const { output, errors, code } = run(cwd, args);
    assert.notEqual(code, 4, errors);
    assert.ok(output + errors);
    // what begins as a command of the report's own is no other
    const lines = (output + errors).replace(/^::(?:error|warning|notice) file=.*/gm, (line) => line.replace(/##/g, ''));
    assert.doesNotMatch(
      lines,
      /^\s*::(?!(?:error|warning|notice) file=)|##\[|##vso\[|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/m,
      args.join(' '),
    );
  }
});

test('a folder with a name made for a terminal', { skip: process.platform === 'win32' }, () => {
  const folder = home(undefined, (path) => {
    mkdirSync(join(path, 'a\u001b[31mb'));
    writeFileSync(join(path, 'a\u001b[31mb/openclaw.json'), '{"auth": {"profile": 1}}');
  });
  for (const args of [['.'], ['route', '--home', '.'], ['route', '--home', '.', '--format', 'svg']])
    assert.doesNotMatch(answer(folder, ...args).output, /\u001b/);
});

test('hostile .env and store files', () => {
  const odd = home('{}', (path) => {
    writeFileSync(join(path, '.env'), `A="${'x'.repeat(1 << 20)}\nB='\nC=\0\n=\n==\n\ufeffD=1\n`);
    mkdirSync(join(path, 'agents/main/agent'), { recursive: true });
    writeFileSync(join(path, 'agents/main/agent/auth-profiles.json'), deep(100_000));
  });
  answer(odd);
});

test('every prefix of a config, an .env and a store is checked without an exception', () => {
  const example = join(FIXTURES, 'homes/example');
  const files = Object.fromEntries(
    ['openclaw.json', '.env', 'agents/main/agent/auth-profiles.json'].map((path) => [path, text(join(example, path))]),
  );
  for (const path of Object.keys(files))
    for (let end = 0; end <= files[path]!.length; end += THOROUGH ? 1 : 4) {
      const { diagnostics } = check(memory({ ...files, [path]: files[path]!.slice(0, end) }));
      for (const { at, message } of diagnostics) {
        assert.ok(at.offset >= 0 && at.offset + at.length <= at.file.text.length, message);
        assert.doesNotMatch(message, /undefined|NaN|\[object/);
      }
    }
});
