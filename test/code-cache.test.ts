import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CLI, FIXTURES } from './fixtures.ts';

const CACHE = mkdtempSync(join(tmpdir(), 'clawlint-cache-'));
after(() => rmSync(CACHE, { recursive: true }));

function check() {
  const { stdout, status } = spawnSync(process.execPath, [CLI], {
    cwd: join(FIXTURES, 'homes/example'),
    env: { XDG_CACHE_HOME: CACHE, HOME: CACHE },
    encoding: 'utf8',
  });
  return { output: stdout, code: status };
}

const first = check();
const names = readdirSync(join(CACHE, 'clawlint'));
const kept = join(CACHE, 'clawlint', names[0]!);

test('compiled code is kept once, in the one file of this Node and this version', () => {
  assert.equal(names.length, 1);
  assert.match(names[0]!, new RegExp(`^main-${process.version}-`));
  const { mtimeMs, size } = statSync(kept);
  assert.deepEqual(check(), first);
  assert.deepEqual([statSync(kept).mtimeMs, statSync(kept).size], [mtimeMs, size]);
});

const damages: [name: string, damage: (bytes: Buffer) => Buffer][] = [
  ['its second half lost', (bytes) => Buffer.concat([bytes], bytes.length >> 1)],
  ['its second half zeros', (bytes) => bytes.fill(0, bytes.length >> 1)],
  ['zeros alone', (bytes) => bytes.fill(0)],
  ['one block of zeros', (bytes) => bytes.fill(0, 65_536, 69_632)],
  ['one byte changed', (bytes) => (bytes.writeUInt8(bytes[100_000]! ^ 1, 100_000), bytes)],
  ['nothing', () => Buffer.alloc(0)],
];
for (const [name, damage] of damages)
  test(`kept code with ${name} is made again`, () => {
    const damaged = damage(readFileSync(kept));
    writeFileSync(kept, damaged);
    assert.deepEqual(check(), first);
    assert.ok(!readFileSync(kept).equals(damaged), 'the damaged file is still there');
    const { mtimeMs } = statSync(kept);
    assert.deepEqual(check(), first);
    assert.equal(statSync(kept).mtimeMs, mtimeMs, 'what was made again is taken');
  });

test('a disk that is full leaves no part of kept code behind', { skip: process.platform === 'win32' }, () => {
  const home = mkdtempSync(join(CACHE, 'full-'));
  const env = { XDG_CACHE_HOME: home, HOME: home, NODE: process.execPath, CLI };
  const limited = spawnSync('sh', ['-c', 'ulimit -f 20; trap "" XFSZ; "$NODE" "$CLI" .'], {
    cwd: join(FIXTURES, 'homes/example'),
    env,
    encoding: 'utf8',
  });
  assert.equal(limited.status, 1, limited.stderr);
  assert.deepEqual(readdirSync(join(home, 'clawlint')), []);
});
