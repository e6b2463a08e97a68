import { renameKey, rewrite } from '../edit/edit.ts';
import { type Advice, didYouMean } from '../edit/suggestion.ts';
import type { Files } from '../files.ts';
import { parseJson5 } from '../parse/json5.ts';
import type { Parsed } from '../parse/parsed.ts';
import { type Entry, type Key, type Node, textOf } from '../parse/tree.ts';
import { parseRelease } from '../release/releases.ts';
import { File, type Place } from '../text/file.ts';
import { dirname, join } from '../text/path.ts';
import { confined, repositoryOf } from './confined.ts';

/** The severity of a rule's findings, or `off`. */
export type Level = (typeof LEVELS)[number];

/** clawlint's own config, a `clawlint.json` (comments allowed) in the folder of a home or above it. */
export interface Project {
  readonly file: File;
  readonly parsed: Parsed;
  /** the OpenClaw release to check for, unless an option says otherwise */
  readonly release: string | undefined;
  /** rule id → level; ids are not validated here */
  readonly levels: ReadonlyMap<string, { readonly level: Level; readonly at: Key }>;
  readonly problems: readonly Problem[];
  /** the file of a snapshot, and where it is named */
  readonly snapshot: { readonly path: string; readonly at: Node } | undefined;
}

interface Problem extends Partial<Advice> {
  readonly at: Place;
  readonly message: string;
}

export const PROJECT_FILE = 'clawlint.json';
const KEYS = ['$schema', 'release', 'rules', 'snapshot'];
export const LEVELS = ['off', 'info', 'warning', 'error'] as const;

/** The nearest clawlint config, from a folder upwards. */
export const findProject = (files: Files, folder: string): Project | undefined =>
  projectAt(files, folder) ?? (folder === dirname(folder) ? undefined : findProject(files, dirname(folder)));

/** The clawlint config in a folder, unless it is a link out of the folder's repository. */
export function projectAt(files: Files, folder: string): Project | undefined {
  if (files.read(join(folder, PROJECT_FILE), 0) === undefined) return undefined;
  const repository = repositoryOf(files, folder);
  return projectIn(repository === undefined ? files : confined(files, repository), folder);
}

/** The clawlint config in a folder itself. */
export function projectIn(files: Files, folder: string): Project | undefined {
  const path = join(folder, PROJECT_FILE);
  const text = files.read(path);
  if (typeof text === 'string') return readProject(new File(path, text));
  if (text?.trouble === 'not-utf8') return undefined;
  const file = new File(path, '');
  return (
    text && {
      ...readProject(file),
      problems: [
        {
          at: { file, offset: 0, length: 0 },
          message: 'this is a folder, or cannot be read; it counts as not there',
          help: 'make it a file that you may read, or remove it',
        },
      ],
    }
  );
}

/** Never throws: what it cannot understand is ignored and reported in `problems`. */
export function readProject(file: File): Project {
  const parsed = parseJson5(file);
  const { root, errors } = parsed;
  const problems: Problem[] = errors
    .slice(0, 1)
    .map(({ at, message, help }) => ({ at, message, ...(help !== undefined && { help }) }));
  const levels = new Map<string, { level: Level; at: Key }>();
  let release: string | undefined;
  let snapshot: Project['snapshot'];
  for (const { key, value } of entriesOf(root, 'the file'))
    if (key.value === 'release') release = readRelease(value);
    else if (key.value === 'rules') entriesOf(value, '`rules`').forEach(readLevel);
    else if (key.value === 'snapshot') snapshot = readPath(value);
    else if (!KEYS.includes(key.value))
      problems.push({
        at: key,
        message: `clawlint has no setting \`${key.value}\``,
        ...(didYouMean(key.value, KEYS, (near) => renameKey(key, near)) ?? {
          help: 'it knows `release`, `rules` and `snapshot`',
        }),
      });
  return { file, parsed, release, levels, problems, snapshot };

  function entriesOf(node: Node | undefined, what: string): readonly Entry[] {
    if (node?.kind === 'object') return node.effective();
    if (node && node.kind !== 'missing')
      problems.push({
        at: node,
        message: `${what} takes an object; this counts as not there`,
        help:
          what === 'the file'
            ? 'write `{ "release": …, "rules": … }`'
            : 'write `{ "RULE": "off" }`, with a level for each rule',
      });
    return [];
  }

  function readRelease(node: Node): string | undefined {
    const text = textOf(node);
    if (text !== undefined && parseRelease(text)) return text;
    if (node.kind !== 'missing')
      problems.push({
        at: node,
        message: '`release` takes a release of OpenClaw; this is none, and counts as not said',
        help: 'write one such as `"2026.9.6"`',
      });
    return undefined;
  }

  /** Relative to the folder of the file. */
  function readPath(node: Node): Project['snapshot'] {
    const text = textOf(node)?.trim();
    if (text) return { path: join(dirname(file.path), text), at: node };
    if (node.kind !== 'missing')
      problems.push({
        at: node,
        message: '`snapshot` takes the path of a file that `clawlint snapshot` wrote',
        help: 'write one such as `"clawlint.snapshot.json"`',
      });
    return undefined;
  }

  function readLevel({ key, value }: Entry): void {
    const text = value.kind === 'scalar' ? String(value.value) : '';
    const level = LEVELS.find((each) => each === text);
    if (level) levels.set(key.value, { level, at: key });
    else if (value.kind !== 'missing')
      problems.push({
        at: value,
        message: `a rule is \`off\`, \`info\`, \`warning\` or \`error\`; \`${key.value}\` stays as it is`,
        ...didYouMean(text, LEVELS, (near) => rewrite(value, near)),
      });
  }
}
