import { history } from '#data';
import { LEADS } from '../../generated/leads.ts';
import { compare } from '../../release/releases.ts';
import type { Type } from '../walk.ts';

/** A key's schema during a stretch of releases, where schema/ does not define it. */
export interface Was {
  readonly since?: string;
  /** last release of the stretch; absent if it is current */
  readonly until?: string;
  /** empty if any value is allowed, or if schema/ defines it */
  readonly types: readonly Type[];
  /** keys without their own line are refused */
  readonly closed: boolean;
  readonly required: boolean;
  readonly values?: readonly (string | number | boolean)[];
  readonly limits: readonly Limit[];
}
export interface Limit {
  readonly kind: '>=' | '>' | '<=' | '#';
  readonly size: number;
}

/** A key outside the sections of schema/, over all releases. */
export interface Line {
  /** oldest first; one without dates exists whenever its parent does */
  readonly was: readonly Was[];
  /** keys of this object that are required in some release */
  readonly required: readonly string[];
  readonly replacedBy?: string;
  /** the releases that still accept the older form, although they do not list it */
  readonly converted?: readonly [since: string, until: string];
  /** schema/ knows the key's dates and reports problems itself */
  readonly dated: boolean;
}

const TYPES: Readonly<Record<string, Type>> = {
  s: 'string',
  n: 'number',
  i: 'integer',
  b: 'boolean',
  o: 'object',
  a: 'array',
  z: 'null',
};
/** Objects that schema/ validates themselves with their keys, but not everything below them. */
const JUDGED: Line = { was: [{ types: [], closed: false, required: false, limits: [] }], required: [], dated: true };
const known = new Map<string, Line | undefined>();

/**
 * The line of a key, by its path with `*` for any map key and `[]` for any item; undefined if no release lists it.
 * Searches the text without parsing it: a config has a few dozen such keys, the history thousands.
 */
export function lineOf(path: string): Line | undefined {
  if (Object.hasOwn(LEADS, path)) return JUDGED;
  if (known.has(path)) return known.get(path);
  const line = find(path);
  known.set(path, line);
  return line;
}

function find(path: string): Line | undefined {
  const [text, name] = textFor(path);
  if (text === undefined || name.includes(' ') || name.includes('\n')) return undefined;
  const at = text.indexOf(`\n${name} `);
  return at < 0 ? undefined : read(text.slice(at + name.length + 2, text.indexOf('\n', at + 1)));
}

const partOf = (name: string): string | undefined => (Object.hasOwn(history(), name) ? history()[name] : undefined);

/** The text to search, and the rest of the path in it: `gateway.auth.mode` is `.auth.mode` in the text of `gateway`. */
function textFor(path: string): [text: string | undefined, name: string] {
  let end = endOfStep(path, 0);
  const section = path.slice(0, end);
  if ((section === 'agents' || section === 'tools') && path[end] === '.') end = endOfStep(path, end + 1);
  return [partOf(path.slice(0, end)), path.slice(end)];
}

function endOfStep(path: string, from: number): number {
  let end = from;
  while (end < path.length && path[end] !== '.' && path[end] !== '[') end++;
  return end;
}

/** The only keys to check in an object that schema/ validates; undefined for any other object. */
export const leadsIn = (path: string): readonly string[] | undefined =>
  Object.hasOwn(LEADS, path) ? LEADS[path] : undefined;

/** The keys that any release lists directly in an object. */
export function keysIn(path: string): readonly string[] {
  const [text = '', name] = textFor(path);
  const parts =
    name === ''
      ? Object.keys(history())
          .filter((part) => part.startsWith(`${path}.`))
          .map((part) => part.slice(path.length + 1))
      : [];
  return [...(namesIn(text).get(name) ?? []), ...parts];
}

const names = new Map<string, ReadonlyMap<string, readonly string[]>>();

/** Indexes a text: path of an object, as in its lines → the keys with their own line. */
function namesIn(text: string): ReadonlyMap<string, readonly string[]> {
  const known = names.get(text);
  if (known) return known;
  const found = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const path = line.slice(0, line.indexOf(' '));
    const dot = path.lastIndexOf('.');
    const key = path.slice(dot + 1);
    if (dot < 0 || key === '*' || key.endsWith(']')) continue;
    const around = path.slice(0, dot);
    const keys = found.get(around);
    if (keys) keys.push(key);
    else found.set(around, [key]);
  }
  names.set(text, found);
  return found;
}

// no regular expressions: compiling one takes longer than reading a line
function read(text: string): Line {
  const was: Was[] = [];
  const required: string[] = [];
  let replacedBy: string | undefined;
  let converted: Line['converted'];
  let dated = false;
  for (const part of text.split('\t')) {
    if (!'+!~='.includes(part[0]!)) {
      was.push(readPart(part.split(' ')));
      continue;
    }
    for (const mark of part.split(' '))
      if (mark === '!') dated = true;
      else if (mark[0] === '+') required.push(mark.slice(1));
      else if (mark[0] === '~') converted = mark.slice(1).split('..').map(long) as [string, string];
      else replacedBy = mark.slice(2);
  }
  return { was, required, dated, ...(converted && { converted }), ...(replacedBy !== undefined && { replacedBy }) };
}

function readPart(words: readonly string[]): Was {
  let at = 0;
  const dates = words[0]!.includes('..') ? words[at++]!.split('..') : undefined;
  const letters = words[at++] ?? '*';
  let [closed, required] = [false, false];
  let values: Was['values'];
  const limits: Limit[] = [];
  for (; at < words.length; at++) {
    const word = words[at]!;
    if (word === 'c') closed = true;
    else if (word === 'r') required = true;
    else if (word[0] === '[') values = JSON.parse(word) as (string | number | boolean)[];
    else limits.push(readLimit(word));
  }
  return {
    ...(dates?.[0] && { since: long(dates[0]) }),
    ...(dates?.[1] && { until: long(dates[1]) }),
    types: letters === '*' ? [] : [...letters].map((letter) => TYPES[letter]!),
    closed,
    required,
    ...(values !== undefined && { values }),
    limits,
  };
}

function readLimit(word: string): Limit {
  const length = word[1] === '=' ? 2 : 1;
  return { kind: word.slice(0, length) as Limit['kind'], size: Number(word.slice(length)) };
}

const long = (release: string): string => (release[4] === '.' ? release : `2026.${release}`);

/** Whether a release accepts the older form and converts it itself. */
export const isConverted = ({ converted }: Line, release: string | undefined): boolean =>
  converted !== undefined &&
  (release === undefined || (compare(release, converted[0]) >= 0 && compare(release, converted[1]) <= 0));

/** The key's schema in a release; for an unknown one (undefined), all it ever was. */
export function during({ was }: Pick<Line, 'was'>, release: string | undefined): readonly Was[] {
  const [first] = was;
  if (release === undefined || (was.length === 1 && !first!.since && !first!.until)) return was;
  return was.filter(
    ({ since, until }) => (!since || compare(release, since) >= 0) && (!until || compare(release, until) <= 0),
  );
}
