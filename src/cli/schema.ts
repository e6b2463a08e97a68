import { PROJECT_FILE } from '../home/project.ts';
import { NEWEST, parseRelease, target } from '../release/releases.ts';
import { printedProjectSchema } from '../rules/project-schema.ts';
import { toText, whatChanged } from '../upgrade/releases.ts';
import { schema as schemaOf } from '../upgrade/schemas.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './values.ts';

/**
 * What `clawlint schema` prints: the JSON Schema of a config of one release, or what changed between two.
 * @throws UsageError
 */
export function schema({ paths, release, format }: Arguments): string {
  const [word, from, to, ...more] = paths;
  if (word === PROJECT_FILE && from === undefined) return `${JSON.stringify(printedProjectSchema(), null, 1)}\n`;
  if (word === undefined) return `${JSON.stringify(schemaOf(answered(release ?? NEWEST)), null, 1)}\n`;
  if (parseRelease(word) && from === undefined)
    throw new UsageError(`that of a release is clawlint schema --release ${word}`);
  if (word !== 'diff' || from === undefined || to === undefined || more.length > 0)
    throw new UsageError(
      'schema takes nothing, clawlint.json, or `diff` and two releases: clawlint schema diff 2026.5.18 2026.9.6',
    );
  const changed = whatChanged(answered(from), answered(to));
  return format === 'json' ? `${JSON.stringify(changed, null, 2)}\n` : toText(changed, answered(from), answered(to));
}

/** @throws UsageError where the text is no release, or none that is known */
function answered(text: string): string {
  const { release, newerThanModelled } = target(text);
  if (release === undefined)
    throw new UsageError(`${JSON.stringify(text)} is no release of OpenClaw such as ${NEWEST}`);
  if (newerThanModelled)
    throw new UsageError(`OpenClaw ${text} is newer than the newest release known here, ${NEWEST}`);
  return release;
}
