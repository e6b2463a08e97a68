import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import JSON5 from 'json5';
import { memory } from '../src/files.ts';
import { type Change, type Proposal, propose } from '../src/mend/propose.ts';
import { sectionsLost } from '../src/mend/sections-lost.ts';
import { CLI, run } from './fixtures.ts';

interface Edit {
  readonly what: string;
  /** whether 2026.9.6 refuses to start after it; it starts after every right one */
  readonly refused: boolean;
  /** a merge patch, or in its place the whole text */
  readonly wrong?: object;
  readonly text?: string;
  readonly right: object;
  /** what the way out names */
  readonly says?: string;
}

/** Edits that agents were seen to make of one home, and those that do what was meant. */
const { base, edits } = JSON.parse(readFileSync(new URL('./oracle/agent-edits.json', import.meta.url), 'utf8')) as {
  base: unknown;
  edits: readonly Edit[];
};
const VARIABLES = ['OPENCLAW_GATEWAY_TOKEN', 'LAB_API_KEY', 'TELEGRAM_BOT_TOKEN', 'HOOKS_TOKEN', 'DISCORD_BOT_TOKEN'];
const CONFIG = JSON.stringify(base, null, 2);
const DOTENV = [...VARIABLES, 'ANTHROPIC_API_KEY'].map((name) => `${name}=x1\n`).join('');

/** The home on a disk. */
function laidOut(t: TestContext): string {
  const home = mkdtempSync(join(tmpdir(), 'clawlint-edits-'));
  t.after(() => rmSync(home, { recursive: true }));
  writeFileSync(join(home, 'openclaw.json'), CONFIG);
  writeFileSync(join(home, '.env'), DOTENV);
  return home;
}

test('an edit that breaks a home is stopped, and the way out leads to one that does not', () => {
  const files = memory({ '/openclaw.json': CONFIG, '/.env': DOTENV });
  const proposed = (change: Change): Proposal => {
    const proposal = propose(files, { config: '/openclaw.json' }, change);
    assert.ok(!('obstacle' in proposal), JSON.stringify(change));
    return proposal;
  };
  assert.ok(edits.length >= 60);
  for (const { what, refused, wrong, text, right, says = '' } of edits) {
    const { added, before, result } = proposed(text === undefined ? { patch: wrong } : { text });
    const worse = added.filter(({ severity }) => severity !== 'info' || what === 'placeholder');
    const lost = text === undefined ? [] : sectionsLost(before, result);
    assert.ok(worse.length + lost.length > 0, what);
    if (refused)
      assert.ok(
        worse.some(({ severity }) => severity === 'error'),
        what,
      );
    const told = [...worse.map(({ message, help }) => `${message} → ${help}`), ...lost].join('\n');
    assert.ok(told.includes(says), `${what}: ${told}`);
    assert.deepEqual(
      proposed({ patch: right })
        .added.filter(({ severity }) => severity !== 'info')
        .map(({ message }) => message),
      [],
      what,
    );
  }
});

test('the tool of the server and the command stop each of them, and make the right one', async (t) => {
  const home = laidOut(t);
  const isLive = { OPENCLAW_STATE_DIR: home };
  const client = new Client({ name: 'test', version: '1' });
  const args = [CLI, 'mcp', '.', '--write'];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, cwd: home, env: isLive }));
  const config = join(home, 'openclaw.json');
  const stopped: string[] = [];
  for (const { what, wrong, text, right } of edits) {
    const ask = async (change: object) => {
      const { content } = await client.callTool({ name: 'propose', arguments: { ...change, apply: true } });
      return (content as { text: string }[])[0]!.text;
    };
    assert.match(await ask(text === undefined ? { patch: wrong } : { text }), /^not written: /, what);
    assert.equal(readFileSync(config, 'utf8'), CONFIG, what);
    const { code } = run(home, ['set', text === undefined ? JSON.stringify(wrong) : '-'], text, isLive);
    if (code === 1 && readFileSync(config, 'utf8') === CONFIG) stopped.push(what);
    assert.match(await ask({ patch: right }), /^(?:written|nothing to change)/, what);
    writeFileSync(config, CONFIG);
  }
  await client.close();
  assert.deepEqual(
    stopped,
    edits.map(({ what }) => what),
  );
});

test('a patch is merged as RFC 7396 says', () => {
  const cases: [before: string, patch: unknown, after: unknown][] = [
    ['{ a: { b: 1, c: 2 } }', { a: { b: null, d: { e: null, f: 3 } } }, { a: { c: 2, d: { f: 3 } } }],
    ['{ a: [1, 2] }', { a: [3] }, { a: [3] }],
    ['{ a: 1 }', { a: { b: null } }, { a: {} }],
    ['{ a: { b: 1 } }', { a: 2, x: null }, { a: 2 }],
    ['{}', { a: { b: { c: [] } }, d: null }, { a: { b: { c: [] } } }],
  ];
  for (const [before, patch, after] of cases) {
    const proposal = propose(memory({ '/openclaw.json': before }), { config: '/openclaw.json' }, { patch });
    assert.ok(!('obstacle' in proposal));
    assert.deepEqual(JSON5.parse(proposal.texts.get('/openclaw.json')!), after, before);
  }
});
