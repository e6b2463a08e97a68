import { readFileSync } from 'node:fs';
import type { Type } from '../src/schema/walk.ts';

/** What a key was from one release to another. */
export interface Segment {
  readonly since: string;
  /** last release that had it so; absent while it is */
  readonly until?: string;
  readonly types: readonly (Type | 'any')[];
  /** keys that it does not list are refused (`closed`), are entries (`map`), or belong to somebody else (`open`) */
  readonly object?: 'closed' | 'map' | 'open';
  /** wherever the object around it stands, or only beside certain values of another key */
  readonly required?: 'required' | 'conditional';
  readonly enum?: readonly (string | number | boolean)[];
  /** values that stand for themselves beside what else the types allow */
  readonly some?: readonly (string | number | boolean)[];
  /** `minimum=0`, `pattern=…` as JSON Schema calls them; `keyPattern`, `keyMinLength` speak of the keys of a map */
  readonly constraints?: readonly string[];
}

/** Path (`*` any key of a map, `[]` any item) → segments, oldest first. */
export type History = ReadonlyMap<string, readonly Segment[]>;

export const HISTORY_FILE = new URL('./history.txt', import.meta.url);

/** The keys of every release of OpenClaw that is known: schema/history.txt. */
export const history = (): History => readHistory(readFileSync(HISTORY_FILE, 'utf8'));

/** One key a line, in the order of their paths; segments are set apart by tabs, their words by spaces. */
export function readHistory(text: string): History {
  return new Map(
    text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [path, ...segments] = line.split('\t');
        return [path!, segments.map(readSegment)];
      }),
  );
}

/** The text of a history, such that readHistory gives it back. */
export function writeHistory(of: History): string {
  const paths = [...of.keys()].sort((a, b) => (a < b ? -1 : 1));
  return paths.map((path) => `${[path, ...of.get(path)!.map(writeSegment)].join('\t')}\n`).join('');
}

function readSegment(text: string): Segment {
  const [window = '', types = '', ...words] = text.split(' ');
  const [since = '', until] = window.split('..');
  const list = (name: string) =>
    words.flatMap((word) =>
      word.startsWith(`${name}=`) ? [JSON.parse(word.slice(name.length + 1)) as (string | number | boolean)[]] : [],
    )[0];
  const one = <T extends string>(...names: T[]) => names.find((name) => words.includes(name));
  const constraints = words.filter((word) => /^\w+=/.test(word) && !/^(?:enum|some)=/.test(word));
  const [object, required, values, some] = [
    one('closed', 'map', 'open'),
    one('required', 'conditional'),
    list('enum'),
    list('some'),
  ];
  return {
    since,
    ...(until && { until }),
    types: types.split(',') as Segment['types'],
    ...(object && { object }),
    ...(required && { required }),
    ...(values && { enum: values }),
    ...(some && { some }),
    ...(constraints.length > 0 && { constraints: constraints.map((word) => word.replaceAll('\\x20', ' ')) }),
  };
}

function writeSegment({
  since,
  until = '',
  types,
  object,
  required,
  enum: values,
  some,
  constraints = [],
}: Segment): string {
  const list = (name: string, of: Segment['enum']) => of && `${name}=${JSON.stringify(of).replaceAll(' ', '\\u0020')}`;
  const words = [
    `${since}..${until}`,
    types.join(','),
    object,
    required,
    list('enum', values),
    list('some', some),
    ...constraints.map((each) => each.replaceAll(' ', '\\x20')),
  ];
  return words.filter((word) => word !== undefined).join(' ');
}
