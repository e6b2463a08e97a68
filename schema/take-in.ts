/**
 * Takes a new release of OpenClaw into schema/history.txt and says what it changed:
 * `OPENCLAW=COMMAND npm run take-in -- RELEASE`. COMMAND is called as for `npm run record`. See docs/maintaining.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, NEWEST, parseRelease } from '../src/release/releases.ts';
import { configSchema } from './bundle.ts';
import { flatten, type Printed } from './flatten.ts';
import { HISTORY_FILE, history, type Segment, writeHistory } from './history.ts';
import { namesAllKeys, parentOf } from './lookup.ts';

type Shape = Omit<Segment, 'since' | 'until'>;

/** What a release adds to the history: every change of a key ends its last segment, or begins one. */
export function takeIn(
  known: ReadonlyMap<string, readonly Segment[]>,
  before: ReadonlyMap<string, Shape>,
  after: ReadonlyMap<string, Shape>,
  last: string,
  release: string,
) {
  const all = new Map(known);
  const end = (path: string) =>
    all.set(
      path,
      all.get(path)!.map((segment, i, of) => (i === of.length - 1 ? { ...segment, until: last } : segment)),
    );
  const added = [...after.keys()].filter((path) => !before.has(path));
  const removed = [...before.keys()].filter((path) => !after.has(path) && all.has(path));
  const changed = [...after.keys()].filter(
    (path) => before.has(path) && JSON.stringify(before.get(path)) !== JSON.stringify(after.get(path)),
  );
  for (const path of [...removed, ...changed]) end(path);
  for (const path of [...added, ...changed])
    all.set(path, [...(all.get(path) ?? []), { since: release, ...after.get(path)! }]);
  return { history: all, added, removed, changed };
}

function printed(command: string, release: string): Map<string, Shape> {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  writeFileSync(join(home, 'openclaw.json'), '{}\n');
  const { stdout, stderr, error } = spawnSync(command, ['--release', release, home, 'config', 'schema'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  rmSync(home, { recursive: true });
  if (error) throw error;
  if (!stdout.includes('{')) throw new Error(`OpenClaw ${release} printed no schema: ${stderr}`);
  return flatten(JSON.parse(stdout.slice(stdout.indexOf('{'))) as Printed);
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const [release] = process.argv.slice(2);
  const command = process.env.OPENCLAW;
  if (!command || !release || !parseRelease(release) || compare(release, NEWEST) <= 0) {
    console.error(
      `OPENCLAW names the command that runs a release, and the argument is a release newer than ${NEWEST}; see docs/maintaining.md`,
    );
    process.exit(2);
  }
  const {
    history: grown,
    added,
    removed,
    changed,
  } = takeIn(history(), printed(command, NEWEST), printed(command, release), NEWEST, release);
  writeFileSync(HISTORY_FILE, writeHistory(grown));
  const document = configSchema();
  const isOurs = (path: string) => !path.endsWith('[]') && namesAllKeys(document, parentOf(path));
  const lines = (sign: string, paths: readonly string[]) =>
    paths.map((path) => `${sign} ${path}${isOurs(path) ? '   ← write it into schema/' : ''}\n`).join('');
  console.log(
    `OpenClaw ${NEWEST} → ${release}: ${removed.length} gone, ${added.length} new, ${changed.length} changed; schema/history.txt is written\n`,
  );
  console.log(lines('-', removed) + lines('+', added) + lines('~', changed));
}
