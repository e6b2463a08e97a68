import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { Paths } from '../src/report/paths.ts';
import { data } from './recorded.ts';

/**
 * A config of 2026.7.1 with every key that 2026.8.1 to 2026.9.6 gave up, and what the migrations of 2026.9.6, run in
 * process, say that they moved; `x1` is a name of the user's.
 */
const { config, moved } = data<{ config: object; moved: readonly (readonly [string, string])[] }>('oracle/moved.json');

/** OpenClaw moves them, and they are still there, or another rule speaks at the same place. */
const ELSEWHERE = new Set(['plugins.entries.codex-supervisor', 'tools.web.search.apiKey']);

const result = check(memory({ 'openclaw.json': JSON.stringify(config) }), { release: '2026.9.6' });
const paths = new Paths(result, () => true);
const helps = new Map(result.diagnostics.map(({ at, help }) => [paths.of(at), help ?? '']));

for (const [from, to] of moved)
  if (!ELSEWHERE.has(from))
    test(`${from} leads to ${to}`, () => {
      const at = [...helps.keys()].filter((path) => path && `${from}.`.startsWith(`${path}.`));
      const said = at.map((path) => helps.get(path!)).join('\n');
      const steps = to.split('.').filter((step) => step !== 'x1');
      assert.ok(said.includes(steps.at(-1)!) || said.includes(steps.slice(0, -1).join('.')), said || 'nothing is said');
    });
