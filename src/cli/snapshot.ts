import { isProviderVariable } from '../catalog/catalog.ts';
import { check, type Result } from '../check.ts';
import { writeWhole } from '../disk/change.ts';
import { disk, slashes } from '../disk/disk.ts';
import { ask } from '../disk/program.ts';
import { SNAPSHOT_FILE, SNAPSHOT_SCHEMA, type SnapshotText, snapshotText } from '../home/snapshot.ts';
import { Mask } from '../report/mask.ts';
import { printable } from '../report/printable.ts';
import { agentId } from '../schema/agent-id.ts';
import { own } from '../text/own.ts';
import { basename, dirname, isInside, join } from '../text/path.ts';
import { type Arguments, UsageError } from './arguments.ts';
import type { Subject } from './fix.ts';
import { askInstalled, inOrder, profileText, type Taken } from './installed.ts';
import { display, workingFolder } from './output.ts';
import { settingsOf } from './settings.ts';
import { withheldFrom } from './withheld.ts';
import { foldersOf } from './write.ts';

/** In bytes: what a repository may be asked to keep. */
const LARGEST = 150_000;
/** A text that was a snapshot at least, and nothing else. */
const SNAPSHOT = new RegExp(`^\\s*\\{\\s*"\\$schema": "${SNAPSHOT_SCHEMA}"`);

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
  const taken = askInstalled({ command, seconds, ask: (args) => ask(command, args, variables, seconds) });
  const text = textFor(result, taken);
  if (text.length > LARGEST)
    throw new UsageError(`the snapshot would have ${text.length} bytes, more than the ${LARGEST} that are useful`);
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
  const missing = taken.unanswered.map((each) => `  without an answer to \`openclaw ${each}\`\n`).join('');
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
  const isSnapshot = basename(path) === SNAPSHOT_FILE || (typeof before === 'string' && SNAPSHOT.test(before));
  if (before !== undefined && !isSnapshot) return 'is no snapshot and is left as it is; name another file';
  const within = foldersOf(home.path, { live: home.live });
  const folder = disk.inspect!(dirname(path))?.real ?? dirname(path);
  if (named !== undefined || !within || within.some((each) => isInside(folder, each))) return undefined;
  return 'lies outside of this home and its repository; name it with --snapshot if it shall be written there';
}

/** What is written about a home and the OpenClaw beside it. */
export function textFor(result: Result, taken: Taken): string {
  const whole = { ...taken, profiles: withStores(taken, result), variables: variablesOf(result) };
  return snapshotText(withheldFrom(whole, new Mask(result)));
}

function placeOf({ routing: { home } }: Result, { snapshot: named }: Arguments): string {
  if (named !== undefined) return join(workingFolder(), slashes(named));
  return home.project?.snapshot?.value ?? join(dirname(home.path), SNAPSHOT_FILE);
}

/** The program lists one agent; what the stores of the others hold, clawlint reads as it always does: without values. */
function withStores({ profiles }: Pick<SnapshotText, 'profiles'>, { routing }: Result): SnapshotText['profiles'] {
  const listed = new Set(profiles.map((each) => agentId(each.agentId)));
  const others = routing.profiles.stores
    .filter(({ agent, unchecked, shape }) => !listed.has(agentId(agent)) && !unchecked && shape !== 'inventory')
    .map(({ agent, profiles: own }) => ({
      agentId: agent ?? 'main',
      profiles: inOrder(
        own.flatMap(({ id, provider, type, expires, credential, dropped }) =>
          dropped || credential !== 'present' ? [] : profileText(id, provider!, type, expires),
        ),
      ),
    }));
  return [...profiles, ...others].sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
}

/** Names of variables that are set here, and that the config refers to or a provider reads. */
function variablesOf({ routing: { home, references, symbols } }: Result): readonly string[] {
  const asked = new Set([
    ...references.map(({ name }) => name),
    ...symbols.filter(({ kind }) => kind === 'variable').map(({ text }) => text),
  ]);
  return home.environment
    .names()
    .filter((name) => asked.has(name) || isProviderVariable(name))
    .sort();
}

function summary({ plugins, models, profiles, variables, withheld }: SnapshotText): string {
  const count = (of: number, word: string) => `${of} ${word}${of === 1 ? '' : 's'}`;
  const ids = Object.values(models).flatMap((groups) => Object.values(groups).flat());
  const stored = profiles.flatMap((each) => each.profiles);
  return [
    count(Object.keys(plugins).length, 'plugin'),
    count(ids.length, 'model'),
    count(stored.length, 'stored profile'),
    count(variables.length, 'variable'),
    ...(withheld > 0 ? [`${count(withheld, 'name')} left out, for they may be keys`] : []),
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
