import { NEWEST, target } from '../release/releases.ts';
import { configShape } from '../schema/config.ts';
import { describedNotes } from '../schema/described.ts';
import { printed } from '../schema/print.ts';
import type { JsonSchema } from '../schema/schema.ts';
import { type Changed, whatChanged } from './releases.ts';

/** The JSON Schema (draft-07) of a config of a release, with what its keys are for; undefined where clawlint knows no such release. */
export function schema(release = NEWEST): JsonSchema | undefined {
  const known = knownRelease(release);
  return known === undefined ? undefined : printed(configShape(known, describedNotes()));
}

/** What changed from one release to another; undefined where clawlint does not know one of them. */
export function schemaChanges(from: string, to: string): Changed | undefined {
  const [before, after] = [knownRelease(from), knownRelease(to)];
  return before === undefined || after === undefined ? undefined : whatChanged(before, after);
}

function knownRelease(text: string): string | undefined {
  const { release, newerThanModelled } = target(text);
  return newerThanModelled ? undefined : release;
}
