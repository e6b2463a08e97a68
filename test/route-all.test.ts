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
      // with an Anthropic key in use the list has no model of openai's, so the job asks what its agent asks
      ['job poll', 'every 5 min', 'anthropic/claude-opus-5', 'ANTHROPIC_API_KEY', true],
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

test('route --all as a picture: a list, with links to the lines, at any width', () => {
  for (const width of [320, 1200]) {
    const { output, code } = run(home, ['route', '.', '--all', '--format', 'svg', '--width', String(width)]);
    assert.equal(code, 0);
    assert.match(output, new RegExp(`^<svg [^>]*width="${width}"`));
    assert.match(output, /aria-label="heartbeat of main, every 15m"/);
    assert.match(output, /<a href="openclaw\.json#L1">/);
    for (const [, x = ''] of output.matchAll(/<text class="(?:model|soft|mono|link)" x="(\d+)"/g))
      assert.ok(Number(x) < width, x);
  }
  assert.match(run(home, ['route', '--all', '--format', 'svg', '--width', '10']).errors, /320 to 1200/);
});

test('route --all: what runs unattended and costs, whoever set it, and jobs kept elsewhere', () => {
  const other = mkdtempSync(join(tmpdir(), 'route-all-'));
  const put = (name: string, value: object) => writeFileSync(join(other, name), JSON.stringify(value));
  const agents = { main: { default: true }, ops: {} };
  const senders = (config: object) => {
    put('openclaw.json', { meta: { lastTouchedVersion: '2026.9.6' }, ...config });
    const { output } = run(other, ['route', '.', '--all', '--format', 'json']);
    return (JSON.parse(output).senders as Record<string, unknown>[]).map(({ who, when }) => `${who} ${when ?? ''}`);
  };
  try {
    // without a setting and without Anthropic only the agent that answers
    const model = { defaults: { model: 'openai/gpt-5.4' }, entries: agents };
    assert.deepEqual(
      senders({ agents: model }).filter((each) => /heartbeat/.test(each)),
      ['heartbeat of main every 30m (not set)'],
    );
    // an Anthropic login makes OpenClaw give the defaults a heartbeat, and then every agent has one
    const profiles = { 'anthropic:a': { provider: 'anthropic', mode: 'oauth' } };
    assert.deepEqual(
      senders({ agents: model, auth: { profiles } }).filter((each) => /heartbeat/.test(each)),
      ['heartbeat of main every 1h (not set)', 'heartbeat of ops every 1h (not set)'],
    );
    // an agent with a heartbeat of its own is the only one
    const own = { ...model, entries: { ...agents, ops: { heartbeat: { every: '5m' } } } };
    assert.deepEqual(
      senders({ agents: own, auth: { profiles } }).filter((each) => /heartbeat/.test(each)),
      ['heartbeat of ops every 5m'],
    );
    put('elsewhere.json', { jobs: [{ id: 'far', payload: { kind: 'agentTurn', message: 'x' } }] });
    assert.ok(
      senders({ agents: model, cron: { store: join(other, 'elsewhere.json') } }).includes('job far by a schedule'),
    );
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('route --all: a job is called what its owner calls it; an id that may be a key is hidden', () => {
  const other = mkdtempSync(join(tmpdir(), 'route-all-'));
  try {
    mkdirSync(join(other, 'cron'));
    const turn = { payload: { kind: 'agentTurn', message: 'x' } };
    const jobs = [
      { id: 'morning-digest', ...turn },
      { id: '6f1c2a34-9b7e-4c55-8d21-0a9be3f4c1d2', name: 'Evening digest', ...turn },
    ];
    writeFileSync(join(other, 'cron/jobs.json'), JSON.stringify({ jobs }));
    writeFileSync(join(other, 'openclaw.json'), '{ agents: { defaults: { model: "openai/gpt-5.4" } } }');
    const { output } = run(other, ['route', '--all', '.']);
    assert.match(output, /^job morning-digest, by a schedule/m);
    assert.match(output, /^job •••• “Evening digest”, by a schedule/m);
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('route --job: its own model, else that of subagents', () => {
  const first = (...args: string[]) => JSON.parse(run(home, ['route', ...args, '--format', 'json']).output);
  assert.equal(first('--job', 'digest').candidates[0].model, 'anthropic/claude-sonnet-5');
  assert.equal(first('--job', 'poll').candidates[0].model, 'anthropic/claude-opus-5');
  assert.equal(first('--slot', 'cron').candidates[0].model, 'anthropic/claude-opus-5');
  assert.match(run(home, ['route', '--job', 'dgest']).errors, /did you mean digest\?/);
});

test('jobs of an agent or a model that is not there, and those that ask nothing, say so', () => {
  const other = mkdtempSync(join(tmpdir(), 'route-all-'));
  const put = (name: string, value: object) => writeFileSync(join(other, name), JSON.stringify(value));
  try {
    mkdirSync(join(other, 'cron'));
    put('openclaw.json', { agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { main: {} } } });
    writeFileSync(join(other, '.env'), 'OPENAI_API_KEY=your-api-key\n');
    const payload = { kind: 'agentTurn', message: 'x' };
    put('cron/jobs.json', {
      jobs: [
        { id: 'a', name: 'poll', agentId: 'ghost', payload },
        { id: 'b', payload: { ...payload, model: 'nope' } },
        { id: 'c', payload: { kind: 'systemEvent', text: 'x' } },
      ],
    });
    const all = run(other, ['route', '--all']).output;
    assert.match(all, /job a “poll”.*\n {2}no agent is called "ghost"; there is main/);
    assert.match(all, /job b,.*\n {2}openai\/nope: no credential can be sent\n {2}no model or alias "nope" here/);
    assert.doesNotMatch(all, /job c/);
    assert.match(run(other, ['route', '--job', 'c']).errors, /asks no model itself/);
    // a placeholder is no attempt, wherever it stands
    assert.match(all, /agent main.*\n {2}openai\/gpt-5\.4: no credential can be sent/);
    assert.match(run(other, ['route', '.']).output, /there are keys, but none that can be sent/);
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('a job whose model may not be asked for says what becomes of it', () => {
  const other = mkdtempSync(join(tmpdir(), 'route-all-'));
  const put = (name: string, value: object) => writeFileSync(join(other, name), JSON.stringify(value));
  try {
    mkdirSync(join(other, 'cron'));
    put('openclaw.json', { agents: { defaults: { model: { primary: 'lab/m1' }, models: { 'lab/m1': {} } } } });
    put('cron/jobs.json', { jobs: [{ id: 'a', payload: { kind: 'agentTurn', message: 'x', model: 'openai/x' } }] });
    const all = (release: string, ...args: string[]) => run(other, ['route', '--all', '--release', release, ...args]);
    const place = '`agents\\.defaults\\.models` does not list `openai/x`: OpenClaw refuses it, and';
    assert.match(all('2026.9.6').output, new RegExp(`job a,.*\\n {2}${place}\\s+the job fails`));
    assert.match(all('2026.4.15').output, new RegExp(`job a,.*\\n {2}lab/m1: .*\\n {2}${place}\\s+the job asks`));
    assert.match(all('2026.4.15', '--format', 'svg').output, /agents\.defaults\.models does not list openai\/x/);
    const job = run(other, ['route', '--job', 'a', '--release', '2026.9.6']);
    assert.deepEqual([job.code, /and the job fails/.test(job.output)], [1, true]);
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('route takes a home as every other command does', () => {
  assert.match(run(home, ['route', '.']).output, /claude-opus-5/);
  assert.match(run(home, ['route', 'openclaw.json']).output, /claude-opus-5/);
  assert.match(run(home, ['route', './nowhere']).errors, /a model, an alias or a home/);
});

test('route --all: what pays where the first model has no credential, and what is billed once a login fails', () => {
  const other = mkdtempSync(join(tmpdir(), 'route-all-'));
  try {
    mkdirSync(join(other, 'cron'));
    const turn = (id: string, model: string) => ({
      id,
      schedule: { kind: 'every', everyMs: 3_600_000 },
      payload: { kind: 'agentTurn', message: 'x', model, fallbacks: ['openai/gpt-5.4', 'xai/grok-4'] },
    });
    const jobs = [turn('digest', 'groq/free'), turn('poll', 'minimax-portal/MiniMax-M3'), turn('idle', 'xai/grok-4')];
    writeFileSync(join(other, 'cron/jobs.json'), JSON.stringify({ jobs }));
    mkdirSync(join(other, 'agents/main/agent'), { recursive: true });
    const login = { type: 'oauth', provider: 'minimax-portal', access: 'a', refresh: 'b', expires: 4e12 };
    const store = { version: 1, profiles: { 'minimax-portal:me': login } };
    writeFileSync(join(other, 'agents/main/agent/auth-profiles.json'), JSON.stringify(store));
    writeFileSync(join(other, '.env'), 'OPENAI_API_KEY=of-a-test\n');
    const config = {
      meta: { lastTouchedVersion: '2026.5.28' },
      agents: { defaults: { heartbeat: { every: '0m' }, model: 'openai/gpt-5.4' } },
    };
    writeFileSync(join(other, 'openclaw.json'), JSON.stringify(config));
    const { output } = run(other, ['route', '--all', '.']);
    assert.match(
      output,
      /groq\/free: no credential can be sent\n {2}then openai\/gpt-5\.4 with OPENAI_API_KEY, API key, metered, xai\/grok-4\n/,
    );
    assert.match(output, /with minimax-portal:me, login, subscription\n {2}then openai\/gpt-5\.4, xai\/grok-4\n/);
    assert.match(
      output.replaceAll(/\n(?=\S)/g, ' '),
      /unattended and billed by use: job digest \(every 1 h\), job idle/,
    );
    assert.match(
      output.replaceAll(/\n(?=\S)/g, ' '),
      /billed by use where what is sent first fails: job poll \(every 1 h\)/,
    );
    const { senders } = JSON.parse(run(other, ['route', '--all', '.', '--format', 'json']).output) as {
      senders: Record<string, unknown>[];
    };
    assert.deepEqual(senders.find(({ who }) => who === 'job digest')?.instead, {
      model: 'openai/gpt-5.4',
      credential: 'OPENAI_API_KEY',
      billing: 'metered',
    });
    assert.doesNotMatch(output, /of-a-test/);
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('route of a job that a list nobody wrote refuses: the list is told of', () => {
  const other = mkdtempSync(join(tmpdir(), 'route-all-'));
  try {
    mkdirSync(join(other, 'cron'));
    const job = { id: 'scan', payload: { kind: 'agentTurn', message: 'x', model: 'openai/gpt-5.4-mini' } };
    writeFileSync(join(other, 'cron/jobs.json'), JSON.stringify({ jobs: [job] }));
    writeFileSync(join(other, '.env'), 'ANTHROPIC_API_KEY=of-a-test\n');
    const config = {
      meta: { lastTouchedVersion: '2026.3.28' },
      agents: { defaults: { model: 'anthropic/claude-opus-4-6' } },
    };
    writeFileSync(join(other, 'openclaw.json'), JSON.stringify(config));
    const { output } = run(other, ['route', '--job', 'scan', '--home', '.']);
    assert.match(
      output.replaceAll(/(?: +\.env:\d+)?\s+/g, ' '),
      /`agents\.defaults\.models`, which OpenClaw fills when an Anthropic key or login is in use, does not list/,
    );
  } finally {
    rmSync(other, { recursive: true });
  }
});
