import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { check, type Options } from '../src/check.ts';
import { disk } from '../src/disk/disk.ts';
import { memory, overlay } from '../src/files.ts';
import { errors, mend } from '../src/mend/mend.ts';
import { unified } from '../src/mend/unified.ts';
import { rules } from '../src/rules/index.ts';
import { FIXTURES, run, scenarios } from './fixtures.ts';

const scratch = mkdtempSync(join(tmpdir(), 'clawlint-fix-'));
after(() => rmSync(scratch, { recursive: true }));

/** A copy of a fixture that a test may change. */
function copyOf(...steps: string[]): string {
  const folder = mkdtempSync(join(scratch, 'home-'));
  cpSync(join(FIXTURES, ...steps), folder, { recursive: true });
  return folder;
}

const folders = [...rules.map(({ id }) => id), 'homes', 'guides', 'upgrades'];
const configs = folders.flatMap((folder) =>
  scenarios(join(FIXTURES, folder)).map((scenario) => join(scenario.folder, 'openclaw.json')),
);

for (const unsafe of [false, true])
  test(`${unsafe ? 'all' : 'safe'} fixes of every fixture: never worse, none left, and a second run changes nothing`, () => {
    for (const config of configs.filter((path) => disk.read(path, 0) !== undefined)) {
      const options: Options = { config, now: 0 };
      const before = check(disk, options);
      const mended = mend(disk, options, { unsafe });
      assert.ok(errors(mended.result).length <= errors(before).length, config);
      const left = mended.result.diagnostics.filter(({ fix }) => fix && (unsafe || !fix.unsafe));
      assert.deepEqual(
        left.map(({ rule, message }) => `${rule}: ${message}`),
        [],
        `${config}: said to be mendable`,
      );
      assert.equal(mend(overlay(mended.texts, disk), options, { unsafe }).texts.size, 0, config);
    }
  });

test('--fix mends config and text store, and says what is left', () => {
  const home = copyOf('homes', 'example');
  const shown = run(home, ['--diff']);
  assert.equal(shown.code, 1);
  assert.match(shown.output, /^- {8}api: "anthropic",\n\+ {8}api: "anthropic-messages",$/m);
  const untouched = run(home, ['--diff']);
  assert.equal(untouched.output, shown.output, '--diff writes nothing');
  const { errors: said, output, code } = run(home, ['--fix']);
  assert.equal(said, 'clawlint: mended 3 of 8 findings, in openclaw.json, agents/main/agent/auth-profiles.json\n');
  assert.equal(code, 0);
  assert.doesNotMatch(output, / error /);
  const texts = readFileSync(join(home, 'openclaw.json'), 'utf8');
  assert.match(texts, /^\/\/ Prefer the subscription/, 'comments stay');
  assert.deepEqual(run(home, ['--diff']), { output: '', errors: '', code: 0 });
  assert.deepEqual(readdirSync(home).sort(), readdirSync(join(FIXTURES, 'homes/example')).sort());
});

test('what the options cannot mean together is said', () => {
  for (const [args, says] of [
    [['--fix', '--diff'], /take one of them/],
    [['--unsafe'], /goes with --fix or --diff/],
    [['--fix', '-'], /--diff shows/],
    [['--fix', '--staged'], /git add/],
    [['route', '--fix'], /belongs to a check/],
    [['upgrade', '--fix'], /--write/],
  ] as const) {
    const { errors: said, code } = run(scratch, args);
    assert.match(said, says);
    assert.equal(code, 2);
  }
});

test('variables of a file outside of the repository are read, and the fixes of the rest are made', () => {
  const home = copyOf('homes', 'example');
  const outside = join(mkdtempSync(join(scratch, 'outside-')), 'prod.env');
  const text =
    'MINIMAX_API_KEY = x\nexport BROKEN: y\nGEMNI_API_KEY=z\n# clawlint-ignore-next-line missing-env-var: gone\nA=b\n';
  writeFileSync(outside, text);
  assert.match(run(home, ['--dotenv', outside]).output, /prod\.env:\d+:\d+ .*\[fix\]/);
  const { errors: said, code } = run(home, ['--fix', '--dotenv', outside]);
  assert.match(said, /^clawlint: mended \d+ of \d+ findings, in openclaw\.json/);
  assert.equal(code, 0);
  assert.equal(readFileSync(outside, 'utf8'), text);
});

test('--diff shows a line whose only difference is hidden, and is coloured where that is wanted', () => {
  const home = copyOf('homes', 'example');
  const { output, code } = run(home, ['--diff', '--color', 'always']);
  assert.equal(code, 1);
  assert.match(
    output,
    /\u001b\[31m- {8}api: "anthropic",\u001b\[0m\n\u001b\[32m\+ {8}api: "anthropic-messages",\u001b\[0m/,
  );
  assert.doesNotMatch(run(home, ['--diff']).output, /\u001b/);
  const lines = [{ is: 'a', shown: '•' }];
  assert.equal(unified('x', lines, [{ is: 'b', shown: '•' }]), '--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-•\n+•\n');
});

test('a search of the web moves to its plugin whole, and the plugin is switched on as OpenClaw does it', () => {
  const moved = (entries: object) => {
    const folder = mkdtempSync(join(scratch, 'home-'));
    const path = join(folder, 'openclaw.json');
    const search = { provider: 'brave', apiKey: 'k-4471', brave: { mode: 'llm-context' } };
    const plugins = { entries };
    writeFileSync(path, JSON.stringify({ gateway: { mode: 'local' }, tools: { web: { search } }, plugins }));
    run(folder, ['--fix', '--release', '2026.9.6', '.']);
    return JSON.parse(readFileSync(path, 'utf8')).plugins.entries;
  };
  const config = { webSearch: { apiKey: 'k-4471', mode: 'llm-context' } };
  assert.deepEqual(moved({}), { brave: { enabled: true, config } });
  assert.deepEqual(moved({ brave: {} }), { brave: { enabled: true, config } });
  assert.deepEqual(moved({ brave: { enabled: false } }), { brave: { enabled: false, config } });
});

test('keys in the config move to .env one after another, where there is one and nothing else sets the variable', () => {
  const config = `{ env: { vars: { GROQ_API_KEY: "gsk_EX4MPL3k0a1b2c3d4e5f" } }, channels: { telegram: { botToken: 'k"4471EX4MPL3a1b2c3' }, discord: { token: "k4471.EX4MPL3.a1b2c3d4e5" } } }`;
  const mended = (others: { [path: string]: string }, git: 'tracked' | 'untracked' = 'untracked') => {
    const files = memory({ 'openclaw.json': config, ...others });
    const home = { ...files, exposure: () => ({ git, readableByAll: false }) };
    const { texts } = mend(home, { release: '2026.9.6' }, { unsafe: true });
    return ['openclaw.json', '.env'].map((path) => texts.get(path));
  };
  assert.deepEqual(mended({}), [undefined, undefined]);
  assert.deepEqual(mended({ '.env': '' }, 'tracked'), [undefined, undefined]);
  assert.deepEqual(mended({ '.env': 'A=1\r\nGROQ_API_KEY=' }), [
    `{ env: { vars: { GROQ_API_KEY: "gsk_EX4MPL3k0a1b2c3d4e5f" } }, channels: { telegram: { botToken: 'k"4471EX4MPL3a1b2c3' }, discord: { token: "\${DISCORD_BOT_TOKEN}" } } }`,
    'A=1\r\nGROQ_API_KEY=\r\nDISCORD_BOT_TOKEN=k4471.EX4MPL3.a1b2c3d4e5\r\n',
  ]);
  assert.equal(
    mended({ '.env': '' })[1],
    'GROQ_API_KEY=gsk_EX4MPL3k0a1b2c3d4e5f\nDISCORD_BOT_TOKEN=k4471.EX4MPL3.a1b2c3d4e5\n',
  );
});

test('a comment that ends a line leaves no blanks behind', () => {
  const line =
    '{ "tools": {} /* clawlint-ignore missing-key: once */, "hooks": {} } // clawlint-ignore unknown-key: once\r\n';
  const { texts } = mend(memory({ 'openclaw.json': line }));
  assert.equal(texts.get('openclaw.json'), '{ "tools": {} , "hooks": {} }\r\n');
});

test('a `clawlint.json` above several homes is mended once, and what it says then counts for all', () => {
  const folder = mkdtempSync(join(scratch, 'homes-'));
  const own = join(folder, 'clawlint.json');
  mkdirSync(join(folder, '.git'));
  for (const home of ['a', 'b']) {
    mkdirSync(join(folder, home));
    writeFileSync(join(folder, home, 'openclaw.json'), '{ "agents": { "defaults": { "imageModel": "outer/x" } } }\n');
  }
  writeFileSync(
    own,
    '{ "provider": ["outer"], "rule": {}, "overrides": [{ "files": ["a"], "release": "2026.4.15" }] }\n',
  );
  const diff = run(folder, ['--diff', '.']).output;
  assert.equal(diff.match(/^\+\+\+ /gm)?.length, 1, diff);
  const { errors: said, output, code } = run(folder, ['--fix', '.']);
  assert.equal(said, 'clawlint: mended 3 of 5 findings, in clawlint.json\n');
  assert.doesNotMatch(output, /no provider/);
  assert.equal(code, 0);
  assert.equal(
    readFileSync(own, 'utf8'),
    '{ "providers": ["outer"], "rules": {}, "overrides": [{ "files": ["a"], "release": "2026.4.15" }] }\n',
  );
});

test('a key spelt right brings to light what it holds, and that is mended with it', () => {
  const search = { provider: 'brave', apiKey: '${BRAVE_API_KEY}' };
  const config = JSON.stringify({ gateway: { mode: 'local' }, otols: { web: { search } } });
  const { result, texts } = mend(memory({ 'openclaw.json': config, '.env.example': 'BRAVE_API_KEY=\n' }), {
    release: '2026.9.6',
  });
  const { tools, plugins } = JSON.parse(texts.get('openclaw.json')!);
  assert.deepEqual(tools, { web: { search: { provider: 'brave' } } });
  assert.deepEqual(plugins.entries.brave, { enabled: true, config: { webSearch: { apiKey: '${BRAVE_API_KEY}' } } });
  assert.deepEqual(errors(result), []);
});

test('a baseline is lowered last: what other fixes bring to light counts', () => {
  const coalesce = { miChars: 3 };
  const files = {
    'openclaw.json': JSON.stringify({
      gateway: { mode: 'local' },
      foo: 1,
      auth: { cooldowns: { x: 1 } },
      channels: { telegram: { blockStreamingCoalesce: coalesce } },
    }),
    'clawlint.baseline.json': '{ "findings": { "openclaw.json": { "unknown-key": 5 } } }',
  };
  const { result, texts } = mend(memory(files), { release: '2026.9.6' }, { unsafe: true });
  assert.match(texts.get('clawlint.baseline.json')!, /"unknown-key": 2/);
  assert.deepEqual(errors(result), []);
});
