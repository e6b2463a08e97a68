import { type Node, type Path, writePath } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import { configShape } from '../../schema/config.ts';
import { fitsAt } from '../../schema/judge.ts';
import type { Schema } from '../../schema/schema.ts';
import { put } from '../../text/grouped.ts';
import { once } from '../../text/memo.ts';

/** Where an older release has what newer ones have at a place: `agents.defaults.memorySearch` for `memory.search`. */
export function formerPlace(path: Path, value: Node, release: string | undefined): string | undefined {
  const [there, ...others] = moves().get(writePath(path)) ?? [];
  return there &&
    others.length === 0 &&
    release &&
    compare(release, there.until) <= 0 &&
    fitsAt(value, there.path, release)
    ? writePath(there.path)
    : undefined;
}

/** What moved stood near the top. */
const DEEPEST = 3;

/** place of today → where it stood */
const moves = once(() => {
  const found = new Map<string, { path: Path; until: string }[]>();
  collect(configShape(undefined), []);
  return found;

  function collect({ properties = {} }: Schema, above: Path): void {
    for (const [name, schema] of Object.entries(properties)) {
      const path = [...above, name];
      if (schema.until && schema.replacedBy) put(found, schema.replacedBy, { path, until: schema.until });
      if (path.length < DEEPEST && name !== 'channels' && name !== 'plugins') collect(schema, path);
    }
  }
});
