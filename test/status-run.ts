/**
 * Draws homes and asks the real program and clawlint about each: `OPENCLAW=COMMAND npm run status -- RELEASE [HOMES]
 * [SEED]`. What `openclaw models status --json` prints — the default model, fallbacks, aliases, the list of what may be
 * asked for, providers in use without a credential — is what `clawlint route` has to say. Names the homes that differ and
 * ends with 1 if there are any. COMMAND as in docs/maintaining.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../src/check.ts';
import { ladder } from '../src/explain/build.ts';
import type { Ladder } from '../src/explain/ladder.ts';
import { memory } from '../src/files.ts';
import { compare, NEWEST } from '../src/release/releases.ts';
import { type DrawnRoute, drawnRoute } from './drawn-routes.ts';

interface Status {
  readonly resolvedDefault: string;
  readonly fallbacks: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly allowed: readonly string[];
  readonly auth: { readonly missingProvidersInUse: readonly string[] };
}

const command = process.env.OPENCLAW;
if (!command) {
  console.error('OPENCLAW names the command that runs a release of OpenClaw on a home; see docs/maintaining.md');
  process.exit(2);
}
const [release = NEWEST, wanted = '50', first = '1'] = process.argv.slice(2);
/** A model as `models status` shows it: since 2026.3.13 a repeated provider stands there once. */
const shown = (ref: string): string =>
  compare(release, '2026.3.13') < 0 ? ref : ref.replace(/^([^/]+)\/\1\//i, '$1/');

const counted = new Map<string, { agree: number; of: number }>();
const differing = new Set<number>();
let refused = 0;
for (let seed = Number(first); seed < Number(first) + Number(wanted); seed++) {
  const home = drawnRoute(seed, release);
  const status = ask(home);
  if (!status) {
    refused++;
    continue;
  }
  for (const [what, theirs, ours] of answers(home, status)) {
    const count = counted.get(what) ?? { agree: 0, of: 0 };
    counted.set(what, count);
    count.of++;
    if (theirs === ours) count.agree++;
    else {
      differing.add(seed);
      console.log(`seed ${seed}, ${what}: OpenClaw ${theirs}, clawlint ${ours}\n  ${JSON.stringify(home)}`);
    }
  }
}
const asked = Number(wanted) - refused;
console.log(`OpenClaw ${release}: ${asked} homes (${refused} more it refuses), ${differing.size} differ`);
for (const [what, { agree, of }] of counted) console.log(`${what.padEnd(22)} ${agree} of ${of}`);
process.exitCode = differing.size > 0 || asked === 0 ? 1 : 0;

function* answers(home: DrawnRoute, status: Status): Generator<readonly [what: string, theirs: string, ours: string]> {
  const texts = { 'openclaw.json': JSON.stringify(home.config) };
  const now = Date.now();
  const { routing } = check(memory(texts), {
    release,
    now,
    closedWorld: true,
    live: true,
    processEnvironment: home.env,
  });
  const found = ladder(routing) as Ladder;
  yield ['default model', status.resolvedDefault, shown(found.default ?? found.candidates[0]!.model)];
  const { model } = (home.config as { agents: { defaults: { model?: { fallbacks?: string[] } } } }).agents.defaults;
  // some releases print a fallback as it is written, some as it is read: both mean one model
  yield ['fallbacks', status.fallbacks.map(meaning).join(', '), (model?.fallbacks ?? []).map(meaning).join(', ')];
  for (const [alias, ref] of Object.entries(status.aliases))
    yield ['aliases', `${alias}: ${ref}`, `${alias}: ${meaning(alias)}`];
  for (const ref of status.allowed) yield ['allowed', ref, mayAsk(ref) ? ref : `refuses ${ref}`];
  if (status.allowed.length > 0)
    yield ['allowed', 'refuses openai/zz', mayAsk('openai/zz') ? 'openai/zz' : 'refuses openai/zz'];
  // what is not listed as missing is there, or OpenClaw could not tell
  const missing = new Set(status.auth.missingProvidersInUse);
  for (const { provider, attempts } of found.candidates)
    if (missing.has(provider) || attempts.some(({ plugin, kind }) => plugin === undefined && kind !== 'program'))
      yield [
        'missing credentials',
        `${provider}: ${missing.has(provider) ? 'none' : 'some'}`,
        `${provider}: ${attempts.length === 0 ? 'none' : 'some'}`,
      ];

  function meaning(text: string): string {
    const named = ladder(routing, { model: text });
    return 'misnamed' in named ? named.misnamed : shown(named.candidates[0]!.model);
  }

  function mayAsk(ref: string): boolean {
    const asked = ladder(routing, { model: ref });
    return !('misnamed' in asked) && !asked.notes.some(({ text }) => /refuses it when/.test(text));
  }
}

/** What the release prints; undefined where it does not take the home. */
function ask({ config, env }: DrawnRoute): Status | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'drawn-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'openclaw.json'), JSON.stringify(config));
  writeFileSync(
    join(folder, '.env'),
    Object.entries(env)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const { stdout, stderr, error } = spawnSync(command!, ['--release', release, folder, 'models', 'status', '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  rmSync(folder, { recursive: true });
  if (error) throw error;
  const start = stdout.indexOf('{');
  if (start >= 0) return JSON.parse(stdout.slice(start)) as Status;
  if (/invalid/i.test(stdout + stderr)) return undefined;
  throw new Error(`no answer: ${stderr}`);
}
