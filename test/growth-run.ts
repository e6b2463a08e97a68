/** How the time for a home grows with its size: part of `npm run attack`. A home four times as large may take ten times as long. */
import { check } from '../src/check.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { route } from '../src/cli/route.ts';
import { memory } from '../src/files.ts';
import { toPretty } from '../src/report/pretty.ts';
import { plan } from '../src/upgrade/plan.ts';

const [SMALL, LARGE, MOST] = [1500, 6000, 10];

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const keyed = (count: number, make: (i: number) => readonly [string, unknown]) => Object.fromEntries(many(count, make));
const providers = (count: number, more: object = {}) =>
  Object.fromEntries(many(count, (i) => [`prov${i}a`, { baseUrl: 'http://127.0.0.1/v1', models: [], ...more }]));
const meta = { lastTouchedVersion: '2026.2.26' };

/** name → a home of a size, and what is done with it */
const KINDS: Readonly<Record<string, readonly [config: (count: number) => object, work: typeof checking]>> = {
  'variables directly under env, beside vars': [
    (count) => ({ env: { ...Object.fromEntries(many(count, (i) => [`FOO_KEY_${i}`, 'x'])), vars: {} } }),
    upgrading,
  ],
  'fallbacks that are nearly the names of providers': [
    (count) => ({
      models: { providers: providers(count) },
      agents: { defaults: { model: { primary: 'prov0a/m', fallbacks: many(count, (i) => `prov${i}b/m`) } } },
    }),
    routing,
  ],
  'agents in a list': [(count) => ({ meta, agents: { list: many(count, (i) => ({ id: `a${i}` })) } }), upgrading],
  'providers with a misspelt key': [
    (count) => ({ meta, models: { providers: providers(count, { apiKye: 'x' }) } }),
    upgrading,
  ],
  'secrets that begin alike': [
    (count) => {
      const keys = many(count, (i) => `zQ7vK2mB${i}xx9`);
      const profiles = keys.map((key, i) => [`a:${i}`, { provider: 'anthropic', mode: 'api_key', key }]);
      return { auth: { profiles: Object.fromEntries(profiles), order: { anthropic: keys } } };
    },
    checking,
  ],
  'orders that list nearly a profile, of which another is listed': [
    (count) => ({
      auth: {
        profiles: keyed(count, (i) => [`p${i}a:x`, { provider: `p${i}a`, mode: 'token' }]),
        order: keyed(count, (i) => [`p${i}a`, [`p${i}a:x`, `p${i}b:x`]]),
      },
    }),
    checking,
  ],
  'orders of nearly a provider': [
    (count) => ({
      auth: {
        profiles: keyed(count, (i) => [`p${i}a:x`, { provider: `p${i}a`, mode: 'token' }]),
        order: keyed(count, (i) => [`p${i}b`, [`p${i}a:x`]]),
      },
    }),
    checking,
  ],
  'fallbacks to nearly a model': [
    (count) => ({
      models: {
        providers: { lab: { baseUrl: 'http://127.0.0.1/v1', models: many(count, (i) => ({ id: `m${i}a` })) } },
      },
      agents: { defaults: { model: { primary: 'lab/m0a', fallbacks: many(count, (i) => `lab/m${i}b`) } } },
    }),
    checking,
  ],
  'bindings to nearly an agent': [
    (count) => ({
      agents: { entries: keyed(count, (i) => [`ag${i}a`, {}]) },
      bindings: many(count, (i) => ({ agentId: `ag${i}b`, match: { channel: 'telegram' } })),
    }),
    checking,
  ],
  'bindings of accounts that are not there': [
    (count) => ({
      agents: { entries: { main: {} } },
      channels: { whatsapp: { accounts: keyed(count, (i) => [`acc${i}a`, { name: `n${i}` }]) } },
      bindings: many(count, (i) => ({ agentId: 'main', match: { channel: 'whatsapp', accountId: `acc${i}b` } })),
    }),
    checking,
  ],
};

function checking(text: string): void {
  toPretty([check(memory({ 'openclaw.json': text }))]);
}

function upgrading(text: string): void {
  plan(memory({ 'openclaw.json': text }), {}, '2026.9.6', { unsafe: false });
}

function routing(text: string): void {
  route(check(memory({ 'openclaw.json': text })), readArguments(['route']), (path) => path);
}

for (const [name, [config, work]] of Object.entries(KINDS)) {
  work(JSON.stringify(config(100)));
  const [small, large] = [SMALL, LARGE].map((count) => {
    const text = JSON.stringify(config(count));
    const start = process.cpuUsage();
    work(text);
    const { user, system } = process.cpuUsage(start);
    return user + system; // of the processor alone: what else runs does not count
  });
  const ratio = large! / small!;
  console.log(
    `${ratio.toFixed(1)} times as long (${(large! / 1e6).toFixed(1)} s) for ${LARGE / SMALL} times as many: ${name}`,
  );
  if (ratio > MOST) process.exitCode = 1;
}
