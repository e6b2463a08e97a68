import { type Node, type Path, writePath } from '../../parse/tree.ts';
import { NEWEST } from '../../release/releases.ts';
import { configShape } from '../../schema/config.ts';
import type { Schema, Shape } from '../../schema/schema.ts';
import { put } from '../../text/grouped.ts';
import { perObject } from '../../text/memo.ts';
import { own } from '../../text/own.ts';

interface Home {
  readonly path: Path;
  readonly schema: Schema;
}

/**
 * Where the release has a key of this name that takes this value: `gateway.nodes` for `nodes` at the top level. For an
 * object that is the nearest place to the top whose keys it has; for anything else the only place of that name.
 * @param path of the object that has the key now; below the top level only its own section is searched
 */
export function elsewhere(word: string, value: Node, path: Path, release = NEWEST): string | undefined {
  if (path.length > 1 || TOO_COMMON.has(word)) return undefined;
  const all = (homes(configShape(release)).get(word) ?? []).filter(
    (home) => (path.length === 0 || home.path[0] === path[0]) && home.path.length !== path.length + 1,
  );
  const taking = all.filter(({ schema }) => takes(schema, value));
  if (value.kind !== 'object') return all.length === 1 && taking[0] ? writePath(taking[0].path) : undefined;
  const depth = Math.min(...taking.map((home) => home.path.length));
  const nearest = taking.filter((home) => home.path.length === depth);
  return nearest.length === 1 ? writePath(nearest[0]!.path) : undefined;
}

/** Words that say nothing of where they belong. */
const TOO_COMMON: ReadonlySet<string> = new Set(
  'name id type enabled description version url path host title label mode default key token value'.split(' '),
);

/** Sections whose parts are named here, and not looked into. */
const CLOSED_SECTIONS: ReadonlySet<string> = new Set(['channels', 'plugins']);
const DEEPEST = 5;

/** key → its places in a release; an entry of a map has no name, so nothing inside one is among them */
const homes = perObject((root: Shape): ReadonlyMap<string, readonly Home[]> => {
  const found = new Map<string, Home[]>();
  collect(root, []);
  return found;

  function collect({ properties = {} }: Schema, path: Path): void {
    for (const name of Object.keys(properties)) {
      const home = { path: [...path, name], schema: own(properties, name)! };
      put(found, name, home);
      if (home.path.length < DEEPEST && !CLOSED_SECTIONS.has(String(path[0]))) collect(home.schema, home.path);
    }
  }
});

/** Whether a value has a type that a schema allows. */
export function hasType(value: Node, { type }: Schema): boolean {
  const is = value.kind === 'scalar' ? typeof value.value : value.kind;
  return !type || [type].flat().some((each) => each === is || (each === 'integer' && is === 'number'));
}

/** Whether a value can stand at a place; of an object at least one key has to be known there, and none unknown. */
function takes(schema: Schema, value: Node): boolean {
  const { properties = {}, additionalProperties, items, enum: words } = schema;
  if (!hasType(value, schema)) return false;
  if (value.kind === 'scalar') return !words || words.includes(value.value);
  if (value.kind === 'array') return !items || value.items.every((item) => takes(items, item));
  if (value.kind !== 'object') return false;
  const keys = value.entries.map(({ key }) => key.value);
  const known = keys.filter((key) => Object.hasOwn(properties, key));
  return known.length > 0 && (known.length === keys.length || additionalProperties !== false);
}
