import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import JSON5 from 'json5';
import { memory } from '../src/files.ts';
import { type Proposal, propose } from '../src/mend/propose.ts';

interface Edit {
  readonly what: string;
  /** whether 2026.9.6 refuses to start after it; it starts after every right one */
  readonly refused: boolean;
  readonly wrong: unknown;
  readonly right: unknown;
  /** what the way out names */
  readonly says?: string;
}

/** Edits that agents were seen to make, as merge patches of one home, and those that do what was meant. */
const { base, edits } = JSON.parse(readFileSync(new URL('./oracle/agent-edits.json', import.meta.url), 'utf8')) as {
  base: unknown;
  edits: readonly Edit[];
};
const VARIABLES = ['OPENCLAW_GATEWAY_TOKEN', 'LAB_API_KEY', 'TELEGRAM_BOT_TOKEN', 'HOOKS_TOKEN', 'DISCORD_BOT_TOKEN'];
const FILES = memory({
  '/openclaw.json': JSON.stringify(base, null, 2),
  '/.env': [...VARIABLES, 'ANTHROPIC_API_KEY'].map((name) => `${name}=x1\n`).join(''),
});

function proposed(patch: unknown): Proposal {
  const proposal = propose(FILES, { config: '/openclaw.json' }, { patch });
  assert.ok(!('obstacle' in proposal), JSON.stringify(patch));
  return proposal;
}

test('an edit that breaks a home is stopped, and the way out leads to one that does not', () => {
  for (const { what, refused, wrong, right, says = '' } of edits) {
    const worse = proposed(wrong).added.filter(({ severity }) => severity !== 'info' || what === 'placeholder');
    assert.ok(worse.length > 0, what);
    if (refused)
      assert.ok(
        worse.some(({ severity }) => severity === 'error'),
        what,
      );
    const told = worse.map(({ message, help }) => `${message} → ${help}`).join('\n');
    assert.ok(told.includes(says), `${what}: ${told}`);
    assert.deepEqual(
      proposed(right)
        .added.filter(({ severity }) => severity !== 'info')
        .map(({ message }) => message),
      [],
      what,
    );
  }
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
