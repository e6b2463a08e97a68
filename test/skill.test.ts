import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FIXTURES, ROOT, run } from './fixtures.ts';

/** What the skill tells an agent to type, and what each call returns in a healthy home. */
const CODES = new Map([
  ['set agents.defaults.model.primary openai/gpt-5.5 --diff', 0],
  ['set agents.defaults.model.primary openai/gpt-5.5', 0],
  ['unset agents.defaults.heartbeat.interval', 2], // nothing is there to take out
  ['--format agent', 0],
  ['--fix', 0],
]);

test('the skill names commands that work, one after the other, in a real home', () => {
  const skill = readFileSync(join(ROOT, 'skills/clawlint/SKILL.md'), 'utf8');
  const commands = [...skill.matchAll(/^ +npx clawlint ?(.*?)(?: {2,}#.*)?$/gm)].map(([, args]) => args!);
  assert.deepEqual(commands, [...CODES.keys()]);
  const home = mkdtempSync(join(tmpdir(), 'clawlint-skill-'));
  cpSync(join(FIXTURES, 'homes/keys-in-env-file'), home, { recursive: true });
  for (const [command, code] of CODES) assert.equal(run(home, command.split(' ')).code, code, command);
  for (const [, command] of skill.matchAll(/`npx clawlint ([a-z][^`|]*?)(?: \| less)?`/g))
    if (!/RELEASE|mcp/.test(command!)) assert.notEqual(run(home, command!.split(' ')).code, 2, command);
});
