import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from './fixtures.ts';

const home = mkdtempSync(join(tmpdir(), 'route-all-'));
after(() => rmSync(home, { recursive: true }));
mkdirSync(join(home, 'cron'));
const write = (name: string, value: object) => writeFileSync(join(home, name), JSON.stringify(value));
write('openclaw.json', {
  meta: { lastTouchedVersion: '2026.9.6' },
  agents: {
    defaults: {
      model: { primary: 'opus', fallbacks: ['openai/gpt-5.4'] },
      heartbeat: { every: '15m', model: 'anthropic/haiku' },
      subagents: { model: 'openai/gpt-5.4-mini' },
    },
    entries: { main: { default: true }, ops: {} },
  },
});
writeFileSync(join(home, '.env'), 'ANTHROPIC_API_KEY=of-a-test\nOPENAI_API_KEY=of-a-test-too\n');
write('cron/jobs.json', {
  jobs: [
    {
      id: 'digest',
      schedule: { kind: 'cron', expr: '0 7 * * *' },
      payload: { kind: 'agentTurn', message: 'x', model: 'sonnet' },
    },
    {
      id: 'poll',
      agentId: 'ops',
      enabled: false,
      schedule: { kind: 'every', everyMs: 300_000 },
      payload: { kind: 'agentTurn', message: 'x' },
    },
  ],
});

test('route --all: who sends requests, to which model, with what, and how often', () => {
  const { output, code } = run(home, ['route', '.', '--all', '--format', 'json']);
  assert.equal(code, 0);
  const { senders } = JSON.parse(output) as { senders: Record<string, unknown>[] };
  assert.deepEqual(
    senders.map(({ who, when, model, credential, off }) => [who, when, model, credential, off]),
    [
      ['agent main', undefined, 'anthropic/claude-opus-5', 'ANTHROPIC_API_KEY', false],
      ['subagents of main', undefined, 'openai/gpt-5.4-mini', 'OPENAI_API_KEY', false],
      ['heartbeat of main', 'every 15m', 'anthropic/claude-haiku-4-5', 'ANTHROPIC_API_KEY', false],
      ['agent ops', undefined, 'anthropic/claude-opus-5', 'ANTHROPIC_API_KEY', false],
      ['subagents of ops', undefined, 'openai/gpt-5.4-mini', 'OPENAI_API_KEY', false],
      ['heartbeat of ops', 'every 15m', 'anthropic/claude-haiku-4-5', 'ANTHROPIC_API_KEY', false],
      ['job digest', 'cron 0 7 * * *', 'anthropic/claude-sonnet-5', 'ANTHROPIC_API_KEY', false],
      ['job poll', 'every 5 min', 'openai/gpt-5.4-mini', 'OPENAI_API_KEY', true],
    ],
  );
  assert.deepEqual(
    senders.map(({ billing }) => billing),
    senders.map(() => 'metered'),
  );
  const text = run(home, ['route', '--all']).output;
  for (const line of text.split('\n')) assert.ok(line.length <= 80, line);
  assert.match(text, /job poll, switched off, every 5 min/);
  assert.doesNotMatch(text, /of-a-test/);
});

test('route --job: its own model, else that of subagents', () => {
  const first = (...args: string[]) => JSON.parse(run(home, ['route', ...args, '--format', 'json']).output);
  assert.equal(first('--job', 'digest').candidates[0].model, 'anthropic/claude-sonnet-5');
  assert.equal(first('--job', 'poll').candidates[0].model, 'openai/gpt-5.4-mini');
  assert.equal(first('--slot', 'cron').candidates[0].model, 'openai/gpt-5.4-mini');
  assert.match(run(home, ['route', '--job', 'dgest']).errors, /did you mean digest\?/);
});

test('route takes a home as every other command does', () => {
  assert.match(run(home, ['route', '.']).output, /claude-opus-5/);
  assert.match(run(home, ['route', 'openclaw.json']).output, /claude-opus-5/);
  assert.match(run(home, ['route', './nowhere']).errors, /a model, an alias or a home/);
});
