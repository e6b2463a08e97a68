import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFrom } from '../src/release/releases.ts';
import { answered, heldIn, heldNames, ruleOf } from './held.ts';

// Commands of OpenClaw that a finding advises are there in the release it is given for (facts H27).

const SINCE = new Map([
  ['doctor', '2026.1.30'],
  ['doctor --fix', '2026.1.30'],
  ['cron add', '2026.1.30'],
  ['logs --follow', '2026.1.30'],
  ['plugins install', '2026.1.30'],
  ['gateway install --force', '2026.1.30'],
  ['approvals allowlist add', '2026.1.30'],
  ['onboard --auth-choice', '2026.1.30'],
  ['models auth add', '2026.1.30'],
  ['models auth add --agent', '2026.4.25'],
  ['models auth list --json', '2026.5.4'],
  ['models auth login --provider', '2026.1.30'],
  ['models auth login --provider anthropic', '2026.3.22'],
  ['models auth login --provider openai-codex', '2026.3.7'],
  ['models auth order set', '2026.1.30'],
  ['models auth order clear --provider --agent', '2026.1.30'],
  ['models auth order clear --provider', '2026.1.30'],
  ['models auth paste-api-key --provider --profile-id', '2026.5.22'],
  ['models auth paste-token', '2026.1.30'],
  ['models auth paste-token --provider', '2026.1.30'],
  ['models auth paste-token --provider --profile-id', '2026.1.30'],
  ['models auth setup-token --provider', '2026.1.30'],
]);

/** A command without what its options and last words are: `models auth add --agent main` is `models auth add --agent`. */
function bare(command: string): string {
  if (SINCE.has(command)) return command;
  return command
    .replace(/(--(?:provider|profile-id|agent|auth-choice)) \S+/g, '$1')
    .replace(/^(plugins install) \S+$/, '$1');
}

for (const release of ['2026.2.26', '2026.3.13', '2026.4.24', '2026.5.20', '2026.6.11', '2026.9.6'])
  test(`commands that are advised to ${release} are in it`, () => {
    let commands = 0;
    for (const name of heldNames())
      for (const home of heldIn(name)) {
        if (!/`openclaw /.test(home.said)) continue;
        const asked = ['closed', release, ...home.asked.split(' ').filter((word) => /^(?:live|now=)/.test(word))];
        const said = answered(ruleOf(name), { ...home, asked: asked.join(' ') });
        for (const [, command = ''] of said.matchAll(/`openclaw ([^`]+)`/g)) {
          const since = SINCE.get(bare(command));
          assert.ok(since && isFrom(release, since), `${name}: ${home.title}: ${command}`);
          commands += 1;
        }
      }
    assert.ok(commands > 10);
  });
