import type { Bundle } from './bundle.ts';
import type { History, Segment } from './history.ts';
import { alternatives, lookup, namesAllKeys, parentOf } from './lookup.ts';

const OLDEST = '2026.1.29';
/** One letter for each type. */
const LETTERS: Record<Segment['types'][number], string> = {
  string: 's',
  number: 'n',
  integer: 'i',
  boolean: 'b',
  object: 'o',
  array: 'a',
  null: 'z',
  any: '*',
};
const LIMITS: Record<string, string> = { minimum: '>=', exclusiveMinimum: '>', maximum: '<=', minLength: '#' };

export interface Compact {
  /** section, or part of a large one → its keys, a line each; releases of 2026 lose their year */
  readonly parts: Readonly<Record<string, string>>;
  /** path of an object whose keys schema/ knows → those below which there is something that it does not know */
  readonly leads: Readonly<Record<string, readonly string[]>>;
}

/**
 * The keys that schema/ says nothing about, in as few characters as a search in the text allows, and how to get to
 * them: what src/history reads.
 * @param converted path → the releases that no longer list the key, or a value, and still take what older ones did
 */
export function compactHistory(
  history: History,
  document: Bundle,
  replacements: Readonly<Record<string, string>>,
  converted: Readonly<Record<string, string>>,
): Compact {
  const kept = new Set<string>();
  for (const path of history.keys())
    if (path.endsWith('[]') ? lookup(document, path).length === 0 : !namesAllKeys(document, parentOf(path)))
      for (let at = path; at !== '' && !kept.has(at); at = parentOf(at)) kept.add(at);
  const leads: Record<string, string[]> = { '': [] };
  for (const path of kept) if (leadsOn(path)) leads[path] = [];
  const groups: Record<string, string[]> = {};
  for (const path of [...kept].sort()) {
    const around = leads[parentOf(path)];
    if (around && !path.endsWith('[]')) around.push(path.slice(path.lastIndexOf('.') + 1));
    if (!leads[path]) (groups[groupOf(path)] ??= []).push(line(path));
  }
  return {
    parts: Object.fromEntries(Object.entries(groups).map(([name, lines]) => [name, `\n${lines.join('\n')}\n`])),
    leads,
  };

  /** Whether schema/ judges the value and its keys, or is a list of such values. */
  function leadsOn(path: string): boolean {
    const whole = (at: string): boolean => lookup(document, at).length > 0 && namesAllKeys(document, at);
    return whole(path) || (lookup(document, path).length > 0 && kept.has(`${path}[]`) && whole(`${path}[]`));
  }

  function line(path: string): string {
    const [seen] = lookup(document, path);
    const dated = seen?.since !== undefined || seen?.until !== undefined;
    const closing = !namesAllKeys(document, path);
    const around = windows(parentOf(path));
    const say = { value: seen === undefined, time: false, closing };
    const plain = new Set(history.get(path)!.map((segment) => words(segment, say)));
    const timed = windows(path) !== around || plain.size > 1;
    const parts = timed ? history.get(path)!.map((segment) => words(segment, { ...say, time: true })) : plain;
    const required = [...kept].filter(
      (child) =>
        parentOf(child) === path &&
        !child.endsWith('[]') &&
        !isRequired(child) &&
        history.get(child)!.some((each) => each.required === 'required'),
    );
    const marks = [
      ...(dated ? ['!'] : []),
      ...required.map((child) => `+${child.slice(path.length + 1)}`),
      ...(replacements[path] ? [`=>${replacements[path]}`] : []),
      ...(converted[path] ? [`~${converted[path].split('..').map(short).join('..')}`] : []),
    ];
    return [
      `${path.slice(groupOf(path).length)} ${[...new Set(parts)].join('\t')}`,
      ...(marks.length ? [marks.join(' ')] : []),
    ].join('\t');
  }

  /** Whether schema/ asks for the key itself. */
  function isRequired(path: string): boolean {
    return alternatives(document, lookup(document, parentOf(path))).some(({ required }) =>
      required?.includes(path.slice(parentOf(path).length + 1)),
    );
  }

  /** When a key was there; one that was there whenever the object around it was needs no dates. */
  function windows(path: string): string {
    const segments = path === '' ? [{ since: OLDEST, until: undefined }] : history.get(path)!;
    return segments.map(({ since, until }) => `${since}..${until ?? ''}`).join();
  }
}

/** Large sections are kept in parts: the text that is searched stays short. */
const groupOf = (path: string): string => /^(?:agents|tools)\.\w+|^[^.[]+/.exec(path)![0];

/** @param say whether to say what the value is, when it was known, and that other keys are refused */
function words(
  { since, until, types, object, required, enum: values, constraints = [] }: Segment,
  say: { value: boolean; time: boolean; closing: boolean },
): string {
  const window = `${short(since)}..${until ? short(until) : ''}`;
  const limits = constraints.flatMap((each) => {
    const [name = '', limit = ''] = each.split(/=(.*)/s);
    return LIMITS[name] ? [LIMITS[name] + limit] : [];
  });
  return [
    ...(say.time ? [window] : []),
    say.value ? types.map((type) => LETTERS[type]).join('') : '*',
    ...(object === 'closed' && say.closing ? ['c'] : []),
    ...(required === 'required' ? ['r'] : []),
    ...(say.value ? limits : []),
    ...(values && say.value ? [JSON.stringify(values).replaceAll(' ', '\\u0020')] : []),
  ].join(' ');
}

const short = (release: string): string => release.replace(/^2026\./, '');
