/**
 * `OPENCLAW=COMMAND npm run status -- RELEASE [HOMES] [SEED]`: holds routing against `openclaw models status --json` of a
 * release over drawn homes: the default model, the fallbacks, the aliases, the list of what may be asked for, and where
 * the first credential of each provider in the chain is from. Prints each home that differs, and ends with 1 if one does.
 * COMMAND is called as for `npm run record`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../src/check.ts';
import { ladder } from '../src/explain/build.ts';
import type { Ladder } from '../src/explain/ladder.ts';
import { memory } from '../src/files.ts';
import { nodeAt } from '../src/parse/tree.ts';
import { compare } from '../src/release/releases.ts';
import { allowList } from '../src/routing/models/allowlist.ts';
import { readSelection } from '../src/routing/models/model-setting.ts';
import { type DrawnHome, drawn, filesOf } from './drawn-homes.ts';
import { generator } from './engines.ts';

/** What both sides say of a home. */
interface Status {
  readonly default: string;
  readonly fallbacks: readonly string[];
  /** `alias=model` */
  readonly aliases: readonly string[];
  readonly allowed: readonly string[];
  /** `provider env`, `provider models.json`, or `provider missing`, where OpenClaw says it of a provider in the chain */
  readonly credentials: readonly string[];
}

/** Where a credential is from, in the words of `models status`. */
const FROM: Readonly<Record<string, string>> = { profile: 'profiles', environment: 'env', config: 'models.json' };

const [release = '', homes = '60', seed = '1'] = process.argv.slice(2);
const command = process.env.OPENCLAW;
if (!command || !release) {
  console.error(
    'OPENCLAW names the command that runs a release, and the argument is the release; see docs/maintaining.md',
  );
  process.exit(2);
}
const random = generator(Number(seed));
let judged = 0;
let different = 0;
for (let n = 0; n < Number(homes); n++) {
  const home = drawn(random);
  const theirs = asked(home);
  if (theirs === undefined) continue;
  judged++;
  const ours = answered(home, theirs);
  const facets = (Object.keys(theirs) as (keyof Status)[]).filter((key) => text(theirs[key]) !== text(ours[key]));
  if (facets.length === 0) continue;
  different++;
  console.log(`${JSON.stringify(home)}`);
  for (const key of facets) console.log(`  ${key}: OpenClaw ${text(theirs[key])}, clawlint ${text(ours[key])}`);
}
console.log(
  `OpenClaw ${release}, seed ${seed}: ${judged - different} of ${judged} homes agree in default model, fallbacks, aliases, allow-list and credentials; ${Number(homes) - judged} were refused`,
);
process.exit(different > 0 ? 1 : 0);

/** @returns undefined where OpenClaw does not take the home */
function asked(home: DrawnHome): Status | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'home-'));
  for (const [name, content] of Object.entries(filesOf(home))) writeFileSync(join(folder, name), content);
  const { stdout, error } = spawnSync(command!, ['--release', release, folder, 'models', 'status', '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  rmSync(folder, { recursive: true });
  if (error) throw error;
  if (!stdout.includes('{')) return undefined;
  const said = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    resolvedDefault: string;
    fallbacks: readonly string[];
    aliases: Readonly<Record<string, string>>;
    allowed: readonly string[];
    auth: {
      missingProvidersInUse: readonly string[];
      providers: readonly { provider: string; effective: { kind: string } }[];
    };
  };
  const { missingProvidersInUse, providers } = said.auth;
  return {
    default: said.resolvedDefault,
    fallbacks: said.fallbacks,
    aliases: Object.entries(said.aliases).map(([alias, model]) => `${alias}=${model}`),
    allowed: [...said.allowed].sort(),
    credentials: [
      ...missingProvidersInUse.map((id) => `${id} missing`),
      ...providers.flatMap(({ provider, effective: { kind } }) => (kind === 'missing' ? [] : [`${provider} ${kind}`])),
    ].sort(),
  };
}

function answered(home: DrawnHome, { fallbacks, aliases, allowed, credentials }: Status): Status {
  const { routing } = check(memory(filesOf(home)), { release, closedWorld: true, live: true });
  const found = ladder(routing) as Ladder;
  const { entries, allows } = allowList(routing.names, routing.behaviour);
  const meaning = (asked: string): string => {
    const named = ladder(routing, { model: asked });
    return 'misnamed' in named ? named.misnamed : shown(named.candidates[0]!.model);
  };
  const listed = (asked: string): string => (asked.includes('*') ? asked : meaning(asked));
  // before 2026.9.1 the primary, too, may be asked for; it is printed if a catalogue has it
  const also = (): string[] =>
    found.candidates.flatMap((each) => (isAllowed(each) ? shown(each.model) : [])).filter((each) => printed.has(each));
  const isAllowed = ({ model }: { model: string }): boolean => {
    const slash = model.indexOf('/');
    return allows({ provider: model.slice(0, slash), model: model.slice(slash + 1) });
  };
  const printed = new Set(allowed);
  const written = readSelection(nodeAt(routing.home.root, ['agents', 'defaults', 'model']))?.fallbacks ?? [];
  // a release prints fallbacks as they are written, or as it reads them: those that mean the same are the same
  const read = written.map((each, i) =>
    meaning(each.text) === meaning(fallbacks[i] ?? '') ? fallbacks[i]! : each.text,
  );
  const first = new Map(
    found.candidates.map(({ provider, planned, attempts }) => [provider, (planned ?? attempts)[0]?.kind]),
  );
  return {
    default: found.default!,
    fallbacks: read,
    aliases: aliases.map((said) => {
      const alias = said.slice(0, said.lastIndexOf('='));
      return `${alias}=${meaning(alias)}`;
    }),
    allowed: entries ? [...new Set([...entries.map(({ text }) => listed(text)), ...also()])].sort() : [],
    // of what is not in the chain, `route` says nothing
    credentials: credentials.map((said) => {
      const [id = ''] = said.split(' ');
      return first.has(id) ? `${id} ${FROM[first.get(id) ?? 'none'] ?? 'missing'}` : said;
    }),
  };
}

/** A model as `models status` shows it: since 2026.3.13 a repeated provider stands there once. */
function shown(ref: string): string {
  return compare(release, '2026.3.13') < 0 ? ref : ref.replace(/^([^/]+)\/\1\//i, '$1/');
}

function text(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join(' ') || 'none';
}
