import { check, type Result } from '../check.ts';
import { writeWhole } from '../disk/change.ts';
import { disk, slashes } from '../disk/disk.ts';
import { ask } from '../disk/program.ts';
import { SNAPSHOT_FILE, SNAPSHOT_SCHEMA, type SnapshotText } from '../home/snapshot.ts';
import { printable } from '../report/printable.ts';
import { takeSnapshot } from '../snapshot/snapshot.ts';
import { own } from '../text/own.ts';
import { basename, dirname, isInside, join } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import type { Subject } from './fix.ts';
import { display, workingFolder } from './output.ts';
import { settingsOf } from './settings.ts';
import { UsageError } from './values.ts';
import { foldersOf } from './write.ts';

/** What a text holds that was a snapshot at least. */
const MARK = `"$schema": "${SNAPSHOT_SCHEMA}"`;

/**
 * Asks the OpenClaw of this machine what it takes and writes it down beside the config, or says whether what is written
 * there is still so.
 * @throws UsageError where there is no OpenClaw, it says something else, or the file cannot be written
 */
export function snapshot({ target, files }: Subject, options: Arguments): { output: string; code: number } {
  const result = check(files, { ...settingsOf(target, options), snapshot: false });
  const path = placeOf(result, options);
  const { openclaw: command, seconds } = options;
  const variables = { NO_COLOR: '1', ...(!target.live && { OPENCLAW_CONFIG_PATH: target.config }) };
  const taken = takeSnapshot(result, { command, seconds, ask: (args) => ask(command, args, variables, seconds) });
  if ('refusal' in taken) throw new UsageError(taken.refusal);
  const { text } = taken;
  const before = disk.read(path);
  const shown = printable(display(path));
  const about = `OpenClaw ${taken.openclaw}`;
  if (options.check) {
    const isSame = typeof before === 'string' && before.replace(/\r\n/g, '\n') === text;
    return isSame
      ? { output: `${shown} is up to date, of ${about}\n`, code: 0 }
      : {
          output: `${shown} ${before === undefined ? 'is not there' : `is out of date: ${differences(before, text)}`}; clawlint snapshot writes it anew, of ${about}\n`,
          code: 1,
        };
  }
  if (before !== text) {
    const reason = obstacle(path, before, result, options) ?? writeWhole(path, text);
    if (reason) throw new UsageError(`${display(path)} ${reason}`);
  }
  const missing = taken.unanswered.map((each) => `  no answer to \`openclaw ${each.replace(':', '`:')}\n`).join('');
  return {
    output: `${shown}: ${about}, ${summary(JSON.parse(text) as SnapshotText)}\n${missing}`,
    code: 0,
  };
}

/** A committed clawlint.json may name any file: only a snapshot is replaced, and only within the home's repository. */
function obstacle(
  path: string,
  before: ReturnType<typeof disk.read>,
  { routing: { home } }: Result,
  { snapshot: named }: Arguments,
): string | undefined {
  const isSnapshot = basename(path) === SNAPSHOT_FILE || (typeof before === 'string' && before.includes(MARK));
  if (before !== undefined && !isSnapshot) return 'is no snapshot and is left as it is; name another file';
  const within = foldersOf(home.path, { live: home.live });
  const folder = disk.inspect!(dirname(path))?.real ?? dirname(path);
  if (named !== undefined || !within || within.some((each) => isInside(folder, each))) return undefined;
  return 'lies outside of this home and its repository; name it with --snapshot if it shall be written there';
}

function placeOf({ routing: { home } }: Result, { snapshot: named }: Arguments): string {
  if (named !== undefined) return join(workingFolder(), slashes(named));
  return home.project?.snapshot?.value ?? join(dirname(home.path), SNAPSHOT_FILE);
}

function summary({ plugins, models, profiles, variables, withheld }: SnapshotText): string {
  const count = (of: number, word: string) => `${of} ${word}${of === 1 ? '' : 's'}`;
  const ids = Object.values(models).flatMap((groups) => Object.values(groups).flat());
  const stored = profiles.flatMap((each) => each.profiles);
  const left = Object.values(withheld).reduce((sum, each) => sum + each, 0);
  return [
    count(Object.keys(plugins).length, 'plugin'),
    count(ids.length, 'model'),
    count(stored.length, 'stored profile'),
    count(variables.length, 'variable'),
    ...(left > 0 ? [`${count(left, 'name')} left out, for they may be keys`] : []),
  ].join(', ');
}

/** Which parts are no longer so. */
function differences(before: ReturnType<typeof disk.read>, after: string): string {
  const parts = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
  try {
    const [was, is] = [parts(before as string), parts(after)];
    const other = Object.keys(is).filter(
      (key) => key !== 'digest' && JSON.stringify(own(was, key)) !== JSON.stringify(own(is, key)),
    );
    return other.length > 0 ? other.join(', ') : 'its text was changed';
  } catch {
    return 'it is damaged';
  }
}
