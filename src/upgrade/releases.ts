import { schemaAt, steps } from '../schema/at.ts';
import { configShape } from '../schema/config.ts';
import type { Shape } from '../schema/schema.ts';
import { allowedIn } from '../schema/walk.ts';

/** One key in one release. */
interface KeyFacts {
  readonly types: string;
  readonly values: readonly string[];
  readonly required: boolean;
}

/** What changed between two releases, by path (`*` any key of a map, `[]` any item). */
export interface Changed {
  readonly added: readonly string[];
  /** with its replacement */
  readonly removed: readonly { path: string; replacedBy?: string }[];
  /** in words, such as `also takes "auto"` */
  readonly changed: readonly { path: string; how: string }[];
}

/** Compares what two releases accept. Lists only the top of an added or removed subtree. */
export function whatChanged(from: string, to: string): Changed {
  return whatChangedIn(keysOf(from), keysOf(to), replacement);
}

/** @param successor retired path → what took its place */
export function whatChangedIn(before: Keys, after: Keys, successor: (path: string) => string | undefined): Changed {
  const isTop = (path: string, other: Keys) =>
    !other.has(path) && (around(path) === '' || other.has(around(path))) && !isAccount(path);
  const removed = [...before.keys()].filter((path) => isTop(path, after)).sort();
  return {
    added: [...after.keys()].filter((path) => isTop(path, before)).sort(),
    removed: removed.map((path) => {
      const replacedBy = successor(path);
      return { path, ...(replacedBy !== undefined && { replacedBy }) };
    }),
    changed: [...after]
      .flatMap(([path, now]) => {
        const was = before.get(path);
        const how = was && !isAccount(path) && difference(was, now);
        return how ? [{ path, how }] : [];
      })
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** For people: one line per key. */
export function toText({ added, removed, changed }: Changed, from: string, to: string): string {
  const lines = [
    ...removed.map(({ path, replacedBy }) => `- ${path}${replacedBy ? `  →  ${replacedBy}` : ''}`),
    ...added.map((path) => `+ ${path}`),
    ...changed.map(({ path, how }) => `~ ${path}  ${how}`),
  ];
  return `OpenClaw ${from} → ${to}: ${removed.length} gone, ${added.length} new, ${changed.length} changed\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** What an account of a channel may say is what the channel itself may. */
export const isAccount = (path: string): boolean => /^channels\.[\w-]+\.accounts\.\*\./.test(path);

const around = (path: string): string => path.replace(/(?:^|\.)[^.[]+$|\[\]$/, '');

function difference(was: KeyFacts, is: KeyFacts): string {
  const [gone, come] = [
    was.values.filter((each) => !is.values.includes(each)),
    is.values.filter((each) => !was.values.includes(each)),
  ];
  const parts = [
    was.types !== is.types ? `takes ${is.types}, not ${was.types}` : '',
    was.values.length > 0 && is.values.length > 0 && come.length > 0 ? `also takes ${come.join(', ')}` : '',
    was.values.length > 0 && is.values.length > 0 && gone.length > 0 ? `no longer takes ${gone.join(', ')}` : '',
    was.values.length > 0 && is.values.length === 0 && was.types === is.types ? 'takes any text' : '',
    was.values.length === 0 && is.values.length > 0 ? `takes only ${is.values.join(', ')}` : '',
    was.required !== is.required ? (is.required ? 'must be there' : 'may be left out') : '',
  ];
  return parts.filter(Boolean).join('; ');
}

type Keys = ReadonlyMap<string, KeyFacts>;
const keysByRelease = new Map<string, Keys>();

/** Every key of a release, the whole file. */
function keysOf(release: string): Keys {
  let keys = keysByRelease.get(release);
  if (!keys) keysByRelease.set(release, (keys = keysIn(configShape(release))));
  return keys;
}

/** Every key of a schema, by its path. */
export function keysIn(root: Shape): Keys {
  const keys = new Map<string, KeyFacts>();
  inside(root, '');
  return keys;

  function collect(shape: Shape, path: string, required: boolean): void {
    const other = keys.get(path); // belongs to another alternative
    const types = new Set<string>([
      ...shape.alternatives.map(({ type }) => type),
      ...(other?.types.split(' or ') ?? []),
    ]);
    const values = new Set([
      ...(shape.enum ? allowedIn(shape).map((value) => JSON.stringify(value)) : []),
      ...(other?.values ?? []),
    ]);
    keys.set(path, {
      types: [...types].sort().join(' or '),
      values: [...values],
      required: required && other?.required !== false,
    });
    inside(shape, path);
  }

  function inside({ alternatives }: Shape, path: string): void {
    const objects = alternatives.filter(({ type }) => type === 'object');
    for (const each of alternatives) {
      for (const name of each.names())
        collect(each.key(name)!, path ? `${path}.${name}` : name, objects.length === 1 && each.required.includes(name));
      if (each.rest) collect(each.rest, `${path}.*`, false);
      if (each.items) collect(each.items, `${path}[]`, false);
    }
  }
}

/** What took the place of a retired path. */
const replacement = (path: string): string | undefined => schemaAt(steps(path), configShape(undefined))?.replacedBy;
