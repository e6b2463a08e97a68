import { asOf } from '../schema/as-of.ts';
import { leadsIn, lineOf } from '../schema/rest/lines.ts';
import { restSchema, withRest } from '../schema/rest/schema.ts';
import { document } from '../schema/sections.ts';
import type { Schema, Type } from '../schema/walk.ts';

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
  const [before, after] = [keysOf(from), keysOf(to)];
  const isTop = (path: string, other: ReadonlyMap<string, KeyFacts>) =>
    !other.has(path) && (around(path) === '' || other.has(around(path)));
  const removed = [...before.keys()].filter((path) => isTop(path, after)).sort();
  return {
    added: [...after.keys()].filter((path) => isTop(path, before)).sort(),
    removed: removed.map((path) => {
      const replacedBy = replacement(path);
      return { path, ...(replacedBy !== undefined && { replacedBy }) };
    }),
    changed: [...after]
      .flatMap(([path, now]) => {
        const was = before.get(path);
        const how = was && difference(was, now);
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

const known = new Map<string, ReadonlyMap<string, KeyFacts>>();

/** Every key of a release, the whole file, down to where plugins and channels own it. */
function keysOf(release: string): ReadonlyMap<string, KeyFacts> {
  const found = known.get(release);
  if (found) return found;
  const keys = new Map<string, KeyFacts>();
  const ours = asOf(whole(), release);
  const definitions = ours.definitions ?? {};
  for (const [name, schema] of Object.entries(ours.properties ?? {})) {
    const rest = leadsIn('')!.includes(name) ? restSchema(name, release) : undefined;
    collect(rest ? withRest(schema, rest, definitions) : schema, name, false);
  }
  known.set(release, keys);
  return keys;

  function collect(given: Schema, path: string, required: boolean): void {
    const schema: Schema = given.$ref
      ? { ...definitions[given.$ref.slice('#/definitions/'.length)]!, ...given }
      : given;
    const branches = (schema.oneOf ?? []).map((each) =>
      each.$ref ? definitions[each.$ref.slice('#/definitions/'.length)]! : each,
    );
    const other = keys.get(path); // belongs to another alternative
    const types = [
      ...new Set(
        [schema, ...branches].flatMap(({ type }) => type ?? []).concat((other?.types.split(' or ') ?? []) as Type[]),
      ),
    ]
      .sort()
      .join(' or ');
    const values = [
      ...new Set(
        [schema, ...branches]
          .flatMap((each) => each.enum ?? [])
          .map((value) => JSON.stringify(value))
          .concat(other?.values ?? []),
      ),
    ];
    keys.set(path, { types, values, required: required && other?.required !== false });
    for (const part of [schema, ...branches]) {
      for (const [name, each] of Object.entries(part.properties ?? {}))
        collect(each, `${path}.${name}`, part === schema && (schema.required ?? []).includes(name));
      if (typeof part.additionalProperties === 'object') collect(part.additionalProperties, `${path}.*`, false);
      if (part.items) collect(part.items, `${path}[]`, false);
    }
  }
}

/** The document with all its lazily parsed definitions. */
const whole = (): Schema => ({ ...document(), definitions: { ...document().definitions } });

/** The replacement of a retired path, by schema/'s annotations and the history. */
function replacement(path: string): string | undefined {
  let schema: Schema | undefined = whole();
  for (const step of path.split('.').flatMap((part) => part.split(/(?=\[\])/))) {
    const here: Schema | undefined = schema?.$ref
      ? { ...document().definitions![schema.$ref.slice('#/definitions/'.length)]!, ...schema }
      : schema;
    const next: Schema | boolean | undefined =
      step === '[]' ? here?.items : step === '*' ? here?.additionalProperties : here?.properties?.[step];
    schema = typeof next === 'object' ? next : undefined;
  }
  return schema?.replacedBy ?? lineOf(path)?.replacedBy;
}
