import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { candidatesOf } from '../src/rescue/candidates.ts';
import { kindOf } from '../src/rescue/leavings.ts';
import { merge } from '../src/rescue/merge.ts';
import { toOffer, toStatus } from '../src/rescue/report.ts';
import { valueAt } from '../src/rescue/settings.ts';
import { refusals } from '../src/rules/refusals.ts';
import { run } from './fixtures.ts';
import { brokenHomes, inFolder, rescued, textsIn } from './rescued.ts';

const homes = brokenHomes();
const SECRETS = ['tok-5b1d8a7c03e94f26', 'lab-7f31c09be2d84a55', '8123456:AAH', 'MTk4-discord', 'xoxb-slack-1'];
const home = (id: string) => homes.find(([each]) => each === id)![1];

for (const [id, broken] of homes)
  test(`${broken.made}: rescued to a config that OpenClaw accepts, and nothing is lost`, () => {
    inFolder(broken, (folder) => {
      const { code: status, output: stdout, errors: stderr } = rescued(folder, '--write');
      assert.equal(status, 0, `${id}: ${stderr}`);
      const text = readFileSync(join(folder, 'openclaw.json'), 'utf8');
      assert.equal(text, broken.after?.text, id);
      assert.deepEqual(broken.after?.issues, [], id);
      const config: unknown = JSON.parse(text);
      for (const [path, value] of Object.entries(broken.keeps))
        assert.deepEqual(valueAt(config, path.split('.')), value, `${id}: ${path}`);
      const now = textsIn(folder);
      for (const [name, { text }] of Object.entries(broken.files))
        assert.ok(Object.values(now).includes(text), `${id}: what was in ${name} is nowhere`);
      for (const secret of SECRETS)
        assert.ok(!stdout.includes(secret) && !stderr.includes(secret), `${id} shows ${secret}`);
      // what it wrote starts and has lost nothing
      assert.match(rescued(folder).output, /It starts, and nothing is to be put back\.\n$/, id);
    });
  });

test('without --write it says what is there and changes nothing', () => {
  for (const [id, broken] of homes)
    inFolder(broken, (folder) => {
      const before = textsIn(folder);
      const { code: status, output: stdout } = rescued(folder);
      assert.equal(status, 1, id);
      assert.match(stdout, /clawlint rescue --write writes it/, id);
      assert.deepEqual(textsIn(folder), before, id);
    });
});

test('it says which copy 2026.9.6 takes by itself, which key is in the way, and what is gone', () => {
  const says: [id: string, says: RegExp][] = [
    ['typo', /^openclaw\.json:50:7 error unknown-key at agents\.defaults\.maxConcurent: /m],
    ['typo', /^openclaw\.json\.last-good: OpenClaw puts it in the place of the config with `openclaw doctor --fix`/m],
    ['rewritten', /^OpenClaw has put openclaw\.json\.clobbered\.\S+ aside and an older text in its place\.$/m],
    ['doctored', /^ {2}\+ session\.dmScope: newer value, from openclaw\.json\.clobbered\./m],
    ['redacted', /^ {2}openclaw\.json .* starts, 3 secrets overwritten {2}28 settings$/m],
    ['refused', /^ {2}channels\.discord \(3 settings\)$/m],
    ['gone', /^openclaw\.json is gone\.$/m],
    ['cut', /^ {2}openclaw\.json .* breaks off {2}/m],
  ];
  for (const [id, pattern] of says) inFolder(home(id), (folder) => assert.match(rescued(folder).output, pattern));
});

test('a setting that is not wanted stays away', () => {
  inFolder(home('refused'), (folder) => {
    assert.equal(rescued(folder, '--write', '--without', 'channels.discord').code, 0);
    const config: unknown = JSON.parse(readFileSync(join(folder, 'openclaw.json'), 'utf8'));
    assert.equal(valueAt(config, ['channels', 'discord']), undefined);
    assert.equal(valueAt(config, ['agents', 'entries', 'ops', 'model']), 'lab/big');
  });
});

test('comments of the config stay, and the copy that keeps the old text is its owner’s alone', () => {
  inFolder(home('typo'), (folder) => {
    const path = join(folder, 'openclaw.json');
    writeFileSync(path, `// mine\n${readFileSync(path, 'utf8')}`);
    const { output: stdout } = rescued(folder, '--write');
    assert.match(readFileSync(path, 'utf8'), /^\/\/ mine\n\{/);
    const kept = /what it held is in (\S+)/.exec(stdout)![1]!;
    if (process.platform !== 'win32') assert.equal(statSync(join(folder, kept)).mode & 0o777, 0o600);
    assert.deepEqual(kindOf(kept, path)?.kind, 'kept');
  });
});

test('a home with nothing beside it loses only what is refused; one that cannot be read says so', () => {
  const only = (text: string) => ({ made: '', keeps: {}, files: { 'openclaw.json': { text, time: 0 } } });
  inFolder(only('{ gateway: { mode: "local" }, agents: { defaults: { modl: 1 } } }\n'), (folder) => {
    const { code: status, output: stdout } = rescued(folder, '--write');
    assert.equal(status, 0, stdout);
    assert.match(stdout, /- agents\.defaults\.modl: taken out, unknown-key/);
  });
  inFolder(only('no config at all'), (folder) => {
    const { code: status, output: stdout } = rescued(folder, '--write');
    assert.equal(status, 1);
    assert.match(stdout, /No text can be made to start/);
  });
});

test('a config that breaks off is closed, without the value that nobody knows the rest of', () => {
  const whole = '{ gateway: { mode: "local", port: 18789 }, channels: { telegram: { allowFrom: ["1", "2"] } } }';
  const cases: [text: string, rescued: string][] = [
    [whole.slice(0, whole.indexOf('89')), '{ gateway: { mode: "local"}}\n'],
    [
      whole.slice(0, whole.indexOf('"2')),
      '{ gateway: { mode: "local", port: 18789 }, channels: { telegram: { allowFrom: ["1"]}}}\n',
    ],
    [
      whole.slice(0, whole.indexOf('llowFrom')),
      '{ gateway: { mode: "local", port: 18789 }, channels: { telegram: {}}}\n',
    ],
    [`Here it is:\n\n${whole.slice(0, -2)}`, `${whole.slice(0, -2)}}\n`],
    [whole.slice(0, 25), '{ gateway: {}}\n'],
    [whole.slice(0, 26), '{ gateway: { mode: "local"}}\n'],
  ];
  for (const [text, expected] of cases)
    inFolder({ made: '', keeps: {}, files: { 'openclaw.json': { text, time: 0 } } }, (folder) => {
      assert.equal(rescued(folder, '--write').code, 0, text);
      assert.equal(readFileSync(join(folder, 'openclaw.json'), 'utf8'), expected);
    });
});

test('a mistake in an included file is mended there, and what both files held is kept', () => {
  const config = '{ gateway: { mode: "local" }, agents: { $include: "parts/agents.json" }, chanels: {} }\n';
  const parts = ['{ defaults: { maxConcurrent: 2, modle: 1 } }\n', '{ defaults: { maxConcurrent: 2, timeoutSec'];
  const rescuedTo = ['{ defaults: { maxConcurrent: 2 } }\n', '{ defaults: { maxConcurrent: 2}}\n'];
  for (const [i, part] of parts.entries()) {
    const files = { 'openclaw.json': { text: config, time: 0 }, 'parts/agents.json': { text: part, time: 0 } };
    inFolder({ made: '', keeps: {}, files }, (folder) => {
      const { code, output } = rescued(folder, '--write');
      assert.equal(code, 0, output);
      assert.match(
        output,
        /wrote openclaw\.json and parts\/agents\.json; what they held is in openclaw\.json\.kept\.\S+ and parts\/agents\.json\.kept\./,
      );
      assert.equal(readFileSync(join(folder, 'openclaw.json'), 'utf8'), config.replace('chanels', 'channels'));
      assert.equal(readFileSync(join(folder, 'parts/agents.json'), 'utf8'), rescuedTo[i]);
      assert.equal(run(folder, ['.', '--fail-on', 'error']).code, 0);
    });
  }
});

test('whatever the texts are, it says something without a secret, and what it offers starts', () => {
  const texts = homes.flatMap(([, { files }]) => Object.values(files).map(({ text }) => text));
  const kinds = ['config', 'backup', 'last-good', 'clobbered', 'rejected', 'kept', 'copy'] as const;
  const torn = fc
    .tuple(
      fc.constantFrom(...texts),
      fc.nat(2000),
      fc.nat(300),
      fc.constantFrom('', '{', '}', '"', ',', 'null', '[1]', '\u2028'),
    )
    .map(([text, at, length, put]) => text.slice(0, at) + put + text.slice(at + length));
  const leaving = fc.record({ kind: fc.constantFrom(...kinds), text: torn, time: fc.nat(100_000) });
  const options = { config: '/openclaw.json', release: '2026.9.6' };
  fc.assert(
    fc.property(fc.array(leaving, { minLength: 1, maxLength: 4 }), (found) => {
      const leavings = found.map((each, i) => ({ ...each, path: `/openclaw.json.${i}` }));
      const all = candidatesOf(leavings, '/openclaw.json', memory({}), options);
      const merged = merge(all, '/openclaw.json', memory({}), options);
      const said = toStatus(all, '/openclaw.json', (path) => path) + (merged ? toOffer(merged) : '');
      for (const secret of SECRETS) assert.ok(!said.includes(secret), said);
      if (merged) {
        const { diagnostics, routing } = check(memory(Object.fromEntries(merged.texts)), options);
        assert.deepEqual(refusals(diagnostics, routing.home), []);
      }
    }),
    { numRuns: 60 },
  );
});

test('names of copies are told by what comes behind the config’s', () => {
  const kinds: [name: string, kind: string | undefined][] = [
    ['openclaw.json', 'config'],
    ['openclaw.json.bak', 'backup'],
    ['openclaw.json.bak.4', 'backup'],
    ['openclaw.json.bak-20260301', 'copy'],
    ['openclaw.json.backup', 'copy'],
    ['openclaw.json~', 'copy'],
    ['openclaw.json.old', 'copy'],
    ['openclaw.json.4711-x1.tmp', undefined],
    ['openclaw.json.clobber.lock', undefined],
    ['openclaw.jsonl', undefined],
    ['openclaw.json5', undefined],
    ['other.json.bak', undefined],
  ];
  for (const [name, kind] of kinds) assert.equal(kindOf(name, '/x/openclaw.json')?.kind, kind, name);
  assert.equal(
    kindOf('openclaw.json.clobbered.2026-11-28T11-03-52-051Z-01', '/x/openclaw.json')?.time,
    Date.UTC(2026, 10, 28, 11, 3, 52, 51),
  );
});
