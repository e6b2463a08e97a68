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
interface Moved {
  readonly config: object;
  readonly moved: readonly (readonly [from: string, to: string])[];
}

/** `spring`: each key that went before 2026.7.1 in a file of its own. */
const { spring, ...all } = data<Moved & { spring: readonly Moved[] }>('oracle/moved.json');

/** OpenClaw moves them, and they are still there, or another rule speaks at the same place. */
const ELSEWHERE = new Set(['plugins.entries.codex-supervisor', 'tools.web.search.apiKey']);

for (const { config, moved } of [all, ...spring]) {
  const result = check(memory({ 'openclaw.json': JSON.stringify(config) }), { release: '2026.9.6' });
  const paths = new Paths(result, () => true);
  const said = result.diagnostics.map(({ at, help }) => [paths.of(at)?.replace(/\[(\d+)\]/g, '.$1'), help] as const);
  for (const [from, to] of moved)
    if (!ELSEWHERE.has(from))
      test(`${from} leads to ${to}`, () => {
        const helps = said.flatMap(([path, help]) => (path && `${from}.`.startsWith(`${path}.`) ? (help ?? []) : []));
        const steps = to.split('.').filter((step) => step !== 'x1');
        const names = [steps.at(-1)!, steps.slice(0, -1).join('.')];
        assert.ok(
          helps.some((help) => names.some((name) => help.includes(name))),
          helps.join('\n') || 'nothing is said',
        );
      });
}

test('no fix makes up the name that a key belongs under', () => {
  const { diagnostics } = check(memory({ 'openclaw.json': '{"ui":{"assistant":{"name":"x"}}}' }), {
    release: '2026.9.6',
  });
  const found = diagnostics.filter(({ rule }) => rule === 'retired-config-key');
  assert.deepEqual(
    found.map(({ help, fix }) => [help, fix]),
    [['write `agents.entries.<id>.identity` instead', undefined]],
  );
});
