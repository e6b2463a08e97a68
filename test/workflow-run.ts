/**
 * Types what a workflow types, in a clean clone: `tsx test/workflow-run.ts site`. Actions of others are left out. Where
 * there is no google-chrome, the Chromium of this machine stands for it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './fixtures.ts';
import { stepsOf } from './workflows.ts';

const [name = 'site'] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'clawlint-workflow-'));
const clone = join(root, 'clone');
mkdirSync(join(root, 'bin'));
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (spawnSync('google-chrome', ['--version']).error && existsSync(chromium))
  symlinkSync(chromium, join(root, 'bin/google-chrome'));
spawnSync('git', ['clone', '--quiet', ROOT, clone], { stdio: 'inherit' });
const workflow = parse(readFileSync(join(clone, `.github/workflows/${name}.yml`), 'utf8'));
for (const { script, folder } of stepsOf(workflow)) {
  console.log(`$ ${script}`);
  // as the runner calls it
  const { status } = spawnSync('bash', ['-e', '-c', script], {
    cwd: join(clone, folder),
    stdio: 'inherit',
    env: { PATH: `${join(root, 'bin')}:${process.env.PATH}`, HOME: process.env.HOME, CI: 'true' },
  });
  if (status !== 0) {
    process.exitCode = 1;
    break;
  }
}
rmSync(root, { recursive: true, force: true });
