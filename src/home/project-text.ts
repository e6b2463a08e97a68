import { renameKey, rewrite } from '../edit/edit.ts';
import { type Advice, advice, code, type Fix, meant, misspelt } from '../edit/suggestion.ts';
import { parseJson5 } from '../parse/json5.ts';
import type { Parsed } from '../parse/parsed.ts';
import { type Entry, type Key, type Node, textOf } from '../parse/tree.ts';
import { parseRelease } from '../release/releases.ts';
import type { File, Place } from '../text/file.ts';
import { own } from '../text/own.ts';
import { dirname, join } from '../text/path.ts';
import { isQuick, Patterns } from './patterns.ts';
import { HOME_KEYS, LEVELS, type Level, PATHS, PROJECT_KEYS, type ProjectKey, TYPES } from './project-keys.ts';

/** A value and where it stands. */
export interface Told<T> {
  readonly value: T;
  readonly at: Place;
}

/** What one part of a `clawlint.json` says; paths are joined to the folder of its file. */
export interface Part {
  release?: Told<string>;
  snapshot?: Told<string>;
  readonly rules: Map<string, { readonly level: Level; readonly at: Key }>;
  readonly variables: Told<string>[];
  readonly envFiles: Told<string>[];
  readonly providers: Told<string>[];
  readonly plugins: Told<string>[];
  readonly profiles: (Told<(typeof TYPES)[number]> & { readonly id: Key })[];
}

export interface ProjectProblem extends Partial<Advice> {
  readonly at: Place;
  readonly message: string;
  readonly fix?: Fix;
}

/** One `clawlint.json`, by itself. */
export interface ProjectText {
  readonly file: File;
  readonly parsed: Parsed;
  readonly whole: Part;
  readonly overrides: readonly { readonly paths: Patterns; readonly part: Part; readonly at: Place }[];
  readonly ignore: readonly Told<string>[];
  readonly bases: readonly Told<string>[];
  readonly problems: readonly ProjectProblem[];
}

/** What a text may be long, and how many a list may hold: nobody writes more by hand. */
const MOST = 1000;

/** Never throws: what it cannot understand is passed over and reported in `problems`. */
export function readProjectText(file: File): ProjectText {
  const parsed = parseJson5(file);
  const folder = dirname(file.path);
  const problems: ProjectProblem[] = parsed.errors
    .slice(0, 1)
    .map(({ at, message, help }) => ({ at, message, ...(help !== undefined && { help }) }));
  const whole = emptyPart();
  const overrides: ProjectText['overrides'][number][] = [];
  const ignore: Told<string>[] = [];
  const bases: Told<string>[] = [];
  for (const { key, value } of entriesOf(parsed.root, 'the file'))
    if (key.value === 'extends') bases.push(...textsOf(value, key));
    else if (key.value === 'ignore') ignore.push(...patternsOf(value, key));
    else if (key.value === 'overrides') readOverrides(value);
    else if (HOME_KEYS.includes(key.value)) readInto(whole, key, value);
    else if (key.value !== '$schema') unknown(key, value, [...PROJECT_KEYS.keys()], parsed.root);
  return { file, parsed, whole, overrides, ignore, bases, problems };

  function readInto(part: Part, key: Key, value: Node): void {
    const name = key.value as
      | 'release'
      | 'snapshot'
      | 'rules'
      | 'variables'
      | 'envFiles'
      | 'providers'
      | 'plugins'
      | 'profiles';
    if (name === 'release') readRelease(part, value);
    else if (name === 'snapshot') readSnapshot(part, value);
    else if (name === 'rules') for (const entry of entriesOf(value, '`rules`')) readLevel(part, entry);
    else if (name === 'profiles') for (const entry of entriesOf(value, '`profiles`')) readProfile(part, entry);
    else if (name === 'envFiles')
      part.envFiles.push(...textsOf(value, key).map(({ value, at }) => ({ value: join(folder, value), at })));
    else part[name].push(...textsOf(value, key));
  }

  function readOverrides(node: Node): void {
    if (node.kind !== 'array') {
      if (node.kind !== 'missing') problem(node, '`overrides` takes a list of objects');
      return;
    }
    for (const item of node.items) {
      const part = emptyPart();
      let paths: Told<string>[] | undefined;
      for (const { key, value } of entriesOf(item, 'an override'))
        if (key.value === 'paths') paths = patternsOf(value, key);
        else if (HOME_KEYS.includes(key.value)) readInto(part, key, value);
        else if (PROJECT_KEYS.has(key.value))
          problem(key, `${code(key.value)} is for all homes; it stands beside \`overrides\`, not in them`);
        else unknown(key, value, ['paths', ...HOME_KEYS], item);
      if (paths)
        overrides.push({
          paths: new Patterns(
            folder,
            paths.map(({ value }) => value),
          ),
          part,
          at: item,
        });
      else if (item.kind === 'object')
        problem(
          item,
          'this override does not say for which homes it is, and counts for none',
          `add \`paths\`: ${lower(PATHS.says)}`,
        );
    }
  }

  function entriesOf(node: Node | undefined, what: string): readonly Entry[] {
    if (node?.kind === 'object') return node.effective();
    if (node && node.kind !== 'missing')
      problem(node, `${what} takes an object; this is ignored`, `write ${EXAMPLES.get(what) ?? '`{ … }`'}`);
    return [];
  }

  /** A list of texts, or a single one. */
  function textsOf(node: Node, { value: key }: Key): Told<string>[] {
    if (node.kind === 'object') problem(node, `${code(key)} takes a list of texts`);
    const items = node.kind === 'array' ? node.items : node.kind === 'scalar' ? [node] : [];
    return items.slice(0, MOST).flatMap((item) => {
      const value = item.kind === 'scalar' && typeof item.value === 'string' ? item.value.trim() : '';
      if (value && value.length <= MOST) return [{ value, at: item }];
      if (item.kind !== 'missing') problem(item, `${code(key)} takes texts, and this is none`);
      return [];
    });
  }

  function patternsOf(node: Node, key: Key): Told<string>[] {
    return textsOf(node, key).filter(({ value, at }) => {
      if (isQuick(value)) return true;
      problem(at, 'this pattern has more `*` than can be matched quickly, and is ignored', 'write several patterns');
      return false;
    });
  }

  function readRelease(part: Part, node: Node): void {
    const text = textOf(node);
    if (text !== undefined && parseRelease(text)) part.release = { value: text, at: node };
    else if (node.kind !== 'missing')
      problem(
        node,
        '`release` takes a release of OpenClaw; this is not one, and is ignored',
        'write one such as `"2026.9.6"`',
      );
  }

  function readSnapshot(part: Part, node: Node): void {
    const text = textOf(node)?.trim();
    if (text) part.snapshot = { value: join(folder, text), at: node };
    else if (node.kind !== 'missing')
      problem(
        node,
        '`snapshot` takes the path of a file that `clawlint snapshot` wrote',
        'write one such as `"clawlint.snapshot.json"`',
      );
  }

  function readLevel(part: Part, { key, value }: Entry): void {
    const message = `a rule is \`off\`, \`info\`, \`warning\` or \`error\`; ${code(key.value)} stays as it is`;
    const level = wordOf(LEVELS, value, message);
    if (level) part.rules.set(key.value, { level, at: key });
  }

  function readProfile(part: Part, { key, value }: Entry): void {
    const message = 'a profile is of type `api_key`, `token` or `oauth`; this one is ignored';
    const type = wordOf(TYPES, value, message);
    if (type) part.profiles.push({ id: key, value: type, at: value });
  }

  /** One of these words; the message says what it means if it is none. */
  function wordOf<T extends string>(words: readonly T[], node: Node, message: string): T | undefined {
    const text = node.kind === 'scalar' ? String(node.value) : '';
    const word = words.find((each) => each === text);
    if (word === undefined && node.kind !== 'missing')
      problems.push({ at: node, message, ...misspelt(text, words, (near) => rewrite(node, near)) });
    return word;
  }

  function problem(at: Place, message: string, help?: string): void {
    problems.push({ at, message, ...(help !== undefined && { help }) });
  }

  function unknown(key: Key, value: Node, known: readonly string[], owner: Node | undefined): void {
    const free = known.filter(
      (each) => (owner?.kind !== 'object' || !owner.entry(each)) && mayBe(PROJECT_KEYS.get(each) ?? PATHS, value.kind),
    );
    const other = own(OF_OTHERS, key.value);
    problems.push({
      at: key,
      message: `clawlint has no setting ${code(key.value)}`,
      ...(other && free.includes(other)
        ? meant(other, [renameKey(key, other)])
        : (misspelt(key.value, free, (near) => renameKey(key, near)) ??
          advice(
            `it knows ${known
              .filter((each) => each !== '$schema')
              .map(code)
              .join(', ')}`,
          ))),
    });
  }
}

/** What other linters call it. */
const OF_OTHERS: Readonly<Record<string, string>> = {
  files: 'paths',
  include: 'paths',
  includes: 'paths',
  exclude: 'ignore',
  ignorePatterns: 'ignore',
};

/** Whether a value of a kind may stand under a key. */
function mayBe({ takes }: ProjectKey, kind: Node['kind']): boolean {
  if (kind === 'missing') return true;
  if (takes === 'levels' || takes === 'types') return kind === 'object';
  if (takes === 'text' || takes === 'path' || takes === 'release') return kind === 'scalar';
  return takes === 'parts' ? kind === 'array' : kind !== 'object';
}

/** How an object is written. */
const EXAMPLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'the file': '`{ "release": …, "rules": … }`',
    '`rules`': '`{ "RULE": "off" }`, with a level for each rule',
    '`profiles`': '`{ "openai:work": "oauth" }`, with a type for each profile',
    'an override': '`{ "paths": …, "rules": … }`',
  }),
);

const lower = (text: string): string => `${text[0]!.toLowerCase()}${text.slice(1, -1)}`;

export const emptyPart = (): Part => ({
  rules: new Map(),
  variables: [],
  envFiles: [],
  providers: [],
  plugins: [],
  profiles: [],
});
