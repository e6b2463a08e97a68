import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CLI, inTime, run } from './fixtures.ts';

const SECRET = 'sk-ant-api03-Zq8vN2xT7wLmP4rKcY6dHs9bJf3gUe1o';
const GOOD = `{
  // mine
  "gateway": { "mode": "local", "auth": { "token": "${SECRET}" } },
  "agents": { "defaults": { "model": "anthropic/claude-opus-5" } },
}
`;
const BAD = GOOD.replace('"model"', '"modle"');

/** A home under watch; `said` waits for words on standard error. */
async function watching(t: TestContext, ...options: string[]) {
  const home = mkdtempSync(join(tmpdir(), 'clawlint-watched-'));
  const config = join(home, 'openclaw.json');
  writeFileSync(config, GOOD);
  const args = ['guard', '--watch', '--release', '2026.9.6', '--home', home, ...options];
  const child = spawn(process.execPath, [CLI, ...args], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let wake = () => {};
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      wake();
    });
  const said = async (what: RegExp): Promise<string> => {
    while (!what.test(text)) await inTime(new Promise<void>((resolve) => (wake = resolve)), String(what));
    const heard = text;
    text = '';
    return heard;
  };
  t.after(async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
    rmSync(home, { recursive: true });
  });
  await said(/watching/);
  return { home, config, said };
}

test('a config that would be refused is told at once, with the way back; nothing is changed', async (t) => {
  const { config, said, home } = await watching(t);
  writeFileSync(config, BAD);
  const told = await said(/this undoes it: .*\n/);
  assert.match(told, /openclaw\.json would be refused by OpenClaw 2026\.9\.6:\n/);
  assert.match(told, /^openclaw\.json:4:29 error unknown-key at agents\.defaults\.modle: /m);
  assert.match(told, /^-.*"model"/m);
  assert.match(told, /^\+.*"modle"/m);
  assert.ok(!told.includes(SECRET));
  const undo = /this undoes it: clawlint (.*)/.exec(told)![1]!.split(' ');
  assert.deepEqual([readFileSync(config, 'utf8'), readdirSync(home)], [BAD, ['openclaw.json']]);
  assert.equal(run(home, undo).code, 0);
  assert.equal(readFileSync(config, 'utf8'), GOOD);
  await said(/openclaw\.json starts again/);
});

test('where a copy has the last good text, the way back is that copy', async (t) => {
  const { config, said, home } = await watching(t);
  writeFileSync(`${config}.bak`, GOOD);
  writeFileSync(config, '{ "agents": {} }');
  const told = await said(/this undoes it: .*\n/);
  assert.match(told, /has no `gateway\.mode` any more: the gateway does not start without it\n/);
  const undo = /this undoes it: clawlint (guard --restore --home .*)/.exec(told)![1]!.split(' ');
  assert.equal(run(home, undo).code, 0);
  assert.equal(readFileSync(config, 'utf8'), GOOD);
  const [kept] = readdirSync(home).filter((name) => name.includes('.refused.'));
  assert.equal(readFileSync(join(home, kept!), 'utf8'), '{ "agents": {} }');
});

test('--restore puts the last good text back and keeps the other beside it', async (t) => {
  const { config, said, home } = await watching(t, '--restore');
  for (const bad of [BAD, '{ "gateway": ', '']) {
    writeFileSync(config, bad);
    await said(/put the last good text of openclaw\.json back.*\n[^]*starts again/);
    assert.equal(readFileSync(config, 'utf8'), GOOD);
    const kept = readdirSync(home).filter((name) => name.includes('.refused.'));
    const own = kept.find((name) => readFileSync(join(home, name), 'utf8') === bad);
    assert.ok(own, bad);
    if (process.platform !== 'win32') assert.equal(statSync(join(home, own)).mode & 0o777, 0o600);
  }
  rmSync(config);
  await said(/is gone[^]*put the last good text/);
  assert.equal(readFileSync(config, 'utf8'), GOOD);
});

test('a command and an address on this machine are told the same', async (t) => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      bodies.push(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { port } = server.address() as { port: number };
  const { config, said, home } = await watching(
    t,
    ...['--webhook', `http://127.0.0.1:${port}/alarm`],
    ...['--exec', `"${process.execPath}" -e "process.stdin.pipe(require('fs').createWriteStream('told.json'))"`],
  );
  writeFileSync(config, BAD);
  await said(/this undoes it/);
  const told = join(home, 'told.json');
  for (let i = 0; i < 200 && !(bodies.length > 0 && existsSync(told) && statSync(told).size > 0); i++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(readFileSync(told, 'utf8'), bodies[0]);
  const { what, findings, undo, diff } = JSON.parse(bodies[0]!) as Record<string, string> & {
    findings: { rule: string }[];
  };
  assert.match(what!, /would be refused/);
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['unknown-key'],
  );
  assert.match(undo!, /^clawlint rescue --write /);
  assert.ok(diff!.includes('+') && !bodies[0]!.includes(SECRET));
});

test('what cannot be meant is said, and only this machine is told', () => {
  const cases: [args: string[], says: RegExp][] = [
    [['--watch', '--webhook', 'https://127.0.0.1/x'], /on this machine/],
    [['--watch', '--webhook', 'http://example.com/x'], /on this machine/],
    [['--watch', '--webhook', 'http://127.0.0.1.example.com/x'], /on this machine/],
    [['--watch', '--webhook', 'http://127.0.0.1@example.com/x'], /on this machine/],
    [['--watch', '--webhook', 'no address'], /on this machine/],
    [['--exec', 'true'], /--exec goes with --watch/],
    [['--watch', '--', 'true'], /starts no command/],
    [['--watch', '--home', '/nowhere'], /there is no/],
  ];
  for (const [args, says] of cases) {
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'guard', ...args], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.match(stderr, says, args.join(' '));
    assert.ok(status === 2 || status === 3, args.join(' '));
  }
});
