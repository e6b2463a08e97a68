import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { CLI, inTime, ROOT } from './fixtures.ts';

// A machine with an OpenClaw that only says how it was started, and the recipes of docs/guard.md as they are written.

const REFUSED = '{ "agents": { "defaults": { "modle": "openai/gpt-5" } } }';
const windows = { skip: process.platform === 'win32' };
const recipe = (language: string) =>
  new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readFileSync(join(ROOT, 'docs/guard.md'), 'utf8'))![1]!;

function machine(t: TestContext, config: string | undefined, release = '2026.9.6') {
  const root = mkdtempSync(join(tmpdir(), 'clawlint-guard-'));
  t.after(() => rmSync(root, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
    if (text.startsWith('#!')) chmodSync(join(root, path), 0o755);
  };
  const gateway = '#!/bin/sh\necho "started: $*"\nexit 7\n';
  write('lib/openclaw/openclaw.mjs', gateway);
  write('lib/openclaw/package.json', JSON.stringify({ name: 'openclaw', version: release }));
  write('bin/clawlint', `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  symlinkSync('../lib/openclaw/openclaw.mjs', join(root, 'bin/openclaw'));
  if (config !== undefined) write('.openclaw/openclaw.json', config);
  const environment = (more: Record<string, string> = {}) => ({
    PATH: `${join(root, 'bin')}:${process.env.PATH}`,
    HOME: root,
    ...more,
  });
  const run = (script: string, variables: Record<string, string> = {}) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
      cwd: root,
      encoding: 'utf8',
      env: environment(variables),
    });
    return { code: status, output: stdout, errors: stderr };
  };
  return { root, write, run, environment };
}

const COMMAND = /clawlint guard -- .*/.exec(recipe('sh'))![0];

test('a config that the release refuses: the gateway is not started, and the reason is told', windows, (t) => {
  const { run } = machine(t, REFUSED);
  const { code, output, errors } = run(COMMAND);
  assert.equal(code, 78);
  assert.equal(output, '');
  assert.match(errors, /^clawlint guard: \.openclaw\/openclaw\.json will be refused by OpenClaw 2026\.9\.6:\n/);
  assert.match(errors, /openclaw\.json:1:29 error unknown-key.*\n.*`modle`[^]*help: did you mean `model`\?/);
  assert.equal(run('clawlint guard').code, 78, 'without a command');
});

test('a config that it takes: the command runs as if nothing stood before it', windows, (t) => {
  const { run } = machine(t, '{ "agents": { "defaults": { "model": "nobody/gpt-5" } } }');
  assert.deepEqual(run(`${COMMAND} --port 1 "a b"`), {
    code: 7,
    output: 'started: gateway --port 1 a b\n',
    errors: '',
  });
  assert.deepEqual(run('clawlint guard -- sh -c "cat; exit 3" <.openclaw/openclaw.json').code, 3);
  assert.deepEqual(run('clawlint guard'), { code: 0, output: '', errors: '' });
});

test('what may be changed with the config cannot switch it off', windows, (t) => {
  const { run, write } = machine(t, `// clawlint-ignore-file unknown-key: because\n${REFUSED}`);
  write('.openclaw/clawlint.json', '{ "release": "2026.3.28", "rules": { "unknown-key": "off" }, "ignore": ["**"] }');
  write('clawlint.json', '{ "rules": { "unknown-key": "off" } }');
  run('clawlint baseline .openclaw');
  assert.equal(run(COMMAND).code, 78);
});

test('in doubt it starts the command, and says why', windows, (t) => {
  const fresh = machine(t, '{ broken', '2099.1.1');
  const nameless = machine(t, REFUSED);
  nameless.write('lib/openclaw/package.json', '{}');
  const without = machine(t, undefined);
  const refused = machine(t, REFUSED);
  const cases: readonly (readonly [ReturnType<typeof machine>, string, RegExp])[] = [
    [without, COMMAND, /^clawlint guard: there is no openclaw\.json; not held back\n$/],
    [fresh, COMMAND, /json5-syntax[^]*OpenClaw 2099\.1\.1 is newer than any release known here; not held back\n$/],
    [nameless, COMMAND, /unknown-key[^]*which release is started is not known[^]*; not held back\n$/],
    [refused, 'clawlint guard -- openclaw --dev gateway', /--dev has a home of its own; not held back/],
    [refused, 'clawlint guard --home nowhere -- openclaw gateway', /no file or folder .*nowhere; not judged/],
    [refused, 'clawlint guard -- openclaw --profile work gateway', /there is no openclaw\.json; not held back/],
  ];
  for (const [{ run }, script, says] of cases) {
    const { code, output, errors } = run(script);
    assert.match(errors, says, script);
    assert.match(output, /^started: /, script);
    assert.equal(code, 7, script);
  }
});

test('an error that keeps nothing from starting holds nothing back', windows, (t) => {
  const { run, write } = machine(t, '{}', '2026.4.15');
  write('.openclaw/agents/main/agent/auth-profiles.json', '{ broken');
  assert.deepEqual(run(COMMAND), { code: 7, output: 'started: gateway\n', errors: '' });
});

test('an older layout, which the gateway converts as it starts, holds nothing back', windows, (t) => {
  const { run } = machine(t, '{ "auth": { "cooldowns": {} }, "env": { "A_B": "x" }, "agents": { "list": [] } }');
  assert.deepEqual(run(COMMAND), { code: 7, output: 'started: gateway\n', errors: '' });
});

test('a variable of the process, of the home or of the working folder is one that the gateway has', windows, (t) => {
  const config = '{ "gateway": { "auth": { "token": "${MY_TOKEN}" } } }';
  const { run, write } = machine(t, config, '2026.2.26');
  assert.equal(run(COMMAND).code, 78);
  assert.equal(run(COMMAND, { MY_TOKEN: 'x' }).code, 7);
  write('.env', 'MY_TOKEN=x\n');
  assert.equal(run(COMMAND).code, 7);
});

test('a command that is not there, or cannot be run', windows, (t) => {
  const { run, write } = machine(t, '{}');
  assert.deepEqual(run('clawlint guard -- nothing-of-the-kind'), {
    code: 127,
    output: '',
    errors: 'clawlint guard: there is no such command\n',
  });
  write('bin/odd', '#!/nowhere/at/all\n');
  assert.equal(run('clawlint guard -- odd').code, 126);
  assert.equal(run('clawlint guard openclaw gateway').code, 2);
});

test('a signal reaches the command, and what it ended by is passed on', windows, async (t) => {
  const { environment, root } = machine(t, '{}');
  const script = 'trap "echo heard; exit 5" TERM; echo ready; while :; do sleep 0.05; done';
  const guarded = spawn(process.execPath, [CLI, 'guard', '--', 'sh', '-c', script], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => guarded.on('exit', resolve));
  guarded.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (text.includes('ready')) guarded.kill('SIGTERM');
  });
  assert.equal(await inTime(ended, 'the command ends'), 5);
  assert.equal(said, 'ready\nheard\n');
  const killed = spawnSync(process.execPath, [CLI, 'guard', '--', 'sh', '-c', 'kill -KILL $$'], {
    cwd: root,
    env: environment(),
  });
  assert.equal(killed.signal, 'SIGKILL');
});

test('systemd takes the drop-in, and its line keeps a service from starting', windows, (t) => {
  const { run, root, write } = machine(t, REFUSED);
  const here = recipe('ini').replaceAll('/usr/local/bin', join(root, 'bin'));
  const line = /^ExecStartPre=(.*)$/m.exec(here)![1]!;
  assert.equal(run(line, { PATH: '/usr/bin:/bin' }).code, 78);
  if (spawnSync('systemd-analyze', ['--version']).error) return t.diagnostic('systemd-analyze is not installed');
  write('units/openclaw-gateway.service', `[Service]\nExecStart=${join(root, 'bin/openclaw')} gateway\n`);
  write('units/openclaw-gateway.service.d/clawlint.conf', here);
  const verified = () =>
    spawnSync('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', 'units/openclaw-gateway.service'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, SYSTEMD_UNIT_PATH: `${join(root, 'units')}:` },
    });
  assert.equal(verified().stderr, '');
  assert.equal(verified().status, 0);
  write('units/openclaw-gateway.service.d/clawlint.conf', here.replace('clawlint guard', 'no-clawlint guard'));
  assert.notEqual(verified().status, 0, 'the drop-in was looked at');
  return undefined;
});

test('the entry point of the image starts its command, or does not', windows, (t) => {
  const refused = machine(t, REFUSED);
  const words = (name: string): string[] =>
    JSON.parse(new RegExp(`^${name} (\\[.*\\])$`, 'm').exec(recipe('dockerfile'))![1]!);
  const call = (cwd: string, env: Record<string, string>) => {
    const [word, ...args] = [...words('ENTRYPOINT'), ...words('CMD')];
    return spawnSync(word!, args, { cwd, encoding: 'utf8', env });
  };
  assert.equal(call(join(refused.root, 'lib/openclaw'), refused.environment()).status, 78);
  const fine = machine(t, '{}');
  fine.write('lib/openclaw/openclaw.mjs', '#!/usr/bin/env node\nconsole.log(process.argv.slice(2).join());\n');
  assert.equal(call(join(fine.root, 'lib/openclaw'), fine.environment()).stdout, 'gateway\n');
});

test('the init container answers for the home that is mounted', windows, (t) => {
  const { initContainers } = parse(recipe('yaml'));
  const [{ args, volumeMounts }] = initContainers;
  const { root, environment } = machine(t, REFUSED);
  const mounted = args.map((each: string) => each.replace(volumeMounts[0].mountPath, join(root, '.openclaw')));
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...mounted], { encoding: 'utf8', env: environment() });
  assert.equal(status, 78, stderr);
  writeFileSync(join(root, '.openclaw/openclaw.json'), '{}');
  assert.equal(execFileSync(process.execPath, [CLI, ...mounted], { encoding: 'utf8', env: environment() }), '');
});
