import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviour } from '../src/release/releases.ts';
import { heartbeats, heartbeatsLost } from '../src/routing/models/heartbeats.ts';
import { routed, written } from './routed.ts';

/** `id interval` of each agent whose heart beats. */
function beats(
  agents: object,
  { release = '2026.9.6', ...more }: { release?: string; auth?: object; env?: object } = {},
) {
  const { env, auth } = more;
  const { names, home, agents: all } = routed({ agents, ...(auth && { auth }), ...(env && { env }) }, { release });
  return heartbeats(names.root, all, home.environment, behaviour({ release })).map(
    ({ agent, every, at }) => `${agent.id} ${every}${at ? ` ${written(at)}` : ''}`,
  );
}

test('agents with a heartbeat of their own are the only ones whose heart beats', () => {
  const entries = { main: {}, own: { heartbeat: {} }, slow: { heartbeat: { every: ' 2h ' } } };
  assert.deepEqual(beats({ entries }), ['own 30m', 'slow 2h " 2h "']);
  assert.deepEqual(beats({ defaults: { heartbeat: { every: '5m' } }, entries }), ['own 5m "5m"', 'slow 2h " 2h "']);
  for (const off of ['0', '0m', '0.0h', '00 m', ''])
    assert.deepEqual(beats({ entries: { own: { heartbeat: { every: off } } } }), [], off);
  for (const on of ['10m', '0.5h', 'm', 'every 0'])
    assert.deepEqual(beats({ entries: { own: { heartbeat: { every: on } } } }), [`own ${on} "${on}"`]);
});

test('by the defaults the heart of the named agent beats, or of all, before 2026.8.1 of the one that answers', () => {
  const entries = { main: {}, work: {} };
  const list = [{ id: 'main' }, { id: 'work', default: true }];
  assert.deepEqual(beats({ entries }), [], 'none of several answers for the home');
  assert.deepEqual(beats({ entries: { main: {} }, defaults: {} }), ['main 30m']);
  assert.deepEqual(beats({ entries, defaults: { heartbeat: {} } }), ['main 30m', 'work 30m']);
  assert.deepEqual(beats({ entries, defaults: { heartbeat: { agentId: 'Work' } } }), ['work 30m']);
  assert.deepEqual(beats({ entries, defaults: { heartbeat: { agentId: 'none' } } }), []);
  assert.deepEqual(beats({ entries, defaults: { heartbeat: { agentId: ' ' } } }), ['main 30m', 'work 30m']);
  assert.deepEqual(beats({ list, defaults: { heartbeat: {} } }, { release: '2026.5.28' }), ['work 30m']);
});

test('an Anthropic login makes every heart beat each hour, a key each half', () => {
  const entries = { main: {}, work: {} };
  const auth = (mode: string) => ({ profiles: { 'anthropic:a': { provider: 'anthropic', mode } } });
  assert.deepEqual(beats({ entries, defaults: {} }, { auth: auth('oauth') }), ['main 1h', 'work 1h']);
  assert.deepEqual(beats({ entries, defaults: {} }, { auth: auth('api_key') }), ['main 30m', 'work 30m']);
  assert.deepEqual(beats({ entries }, { auth: auth('oauth') }), [], 'without defaults it is not added');
});

test('whose heart stops as another has a heartbeat of its own', () => {
  const lost = (agents: object) => {
    const { names, agents: all } = routed({ agents });
    return heartbeatsLost(names.root, all, behaviour({ release: '2026.9.6' })).map(({ id }) => id);
  };
  const entries = { main: {}, work: {}, own: { heartbeat: {} } };
  assert.deepEqual(lost({ entries, defaults: { heartbeat: {} } }), ['main', 'work']);
  assert.deepEqual(lost({ entries, defaults: { heartbeat: { every: '0m' } } }), []);
  assert.deepEqual(lost({ entries, defaults: { heartbeat: { agentId: 'work' } } }), ['work']);
  assert.deepEqual(lost({ entries, defaults: { heartbeat: { agentId: 'own' } } }), []);
  assert.deepEqual(lost({ entries, defaults: {} }), []);
  assert.deepEqual(lost({ entries: { main: {} }, defaults: { heartbeat: {} } }), []);
});
