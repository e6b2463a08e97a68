import type { Files } from '../files.ts';
import type { Parsed } from '../parse/parsed.ts';
import { File } from '../text/file.ts';
import { dirname, isAbsolute, isInside, join } from '../text/path.ts';
import { confined, repositoryOf } from './confined.ts';
import { Patterns } from './patterns.ts';
import { PROJECT_FILE } from './project-keys.ts';
import {
  emptyPart,
  type Part,
  type ProjectProblem,
  type ProjectText,
  readProjectText,
  type Told,
} from './project-text.ts';

export { LEVELS, type Level, PROJECT_FILE } from './project-keys.ts';

/** clawlint's own config, a `clawlint.json` (comments allowed) in the folder of a home or above it, and what it extends. */
export interface Project {
  readonly file: File;
  /** @internal */
  readonly parsed: Parsed;
  /** the files that say something, those first that count last: what is extended, then the file itself @internal */
  readonly texts: readonly ProjectText[];
  readonly problems: readonly ProjectProblem[];
}

/** What a project says of one home. */
export interface ProjectSettings extends Readonly<Part>, Project {}

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
  if (typeof text === 'string') return readProject(new File(path, text), files);
  if (text?.trouble === 'not-utf8') return undefined;
  const file = new File(path, '');
  return (
    text && {
      ...readProject(file, files),
      problems: [
        {
          at: { file, offset: 0, length: 0 },
          message: 'this is a folder, or cannot be read; it is ignored',
          help: 'make it a file that you may read, or remove it',
        },
      ],
    }
  );
}

/** So many files may extend each other. */
const MOST_TEXTS = 50;

/** Never throws: what it cannot understand is ignored and reported in `problems`. */
export function readProject(file: File, files: Files): Project {
  const texts: ProjectText[] = [];
  const problems: ProjectProblem[] = [];
  const read = new Set<string>();
  const own = add(file, [file.path]);
  return { file, parsed: own.parsed, texts, problems };

  function add(file: File, chain: readonly string[]): ProjectText {
    const text = readProjectText(file);
    problems.push(...text.problems);
    for (const base of text.bases) extend(base, file, chain);
    texts.push(text);
    return text;
  }

  function extend({ value, at }: Told<string>, { path }: File, chain: readonly string[]): void {
    const found = baseOf(value, dirname(path));
    const refuse = (message: string, help: string) => void problems.push({ at, message, help });
    if (!found) return refuse('there is no such file or package', 'write a path from the folder of this file');
    if (chain.includes(found)) return refuse('these files extend each other', 'take one of the two `extends` out');
    if (read.has(found)) return;
    if (read.size >= MOST_TEXTS) return refuse('this extends more files than clawlint reads', 'extend fewer');
    read.add(found);
    const text = files.read(found);
    if (typeof text === 'string') add(new File(found, text), [...chain, found]);
    else refuse('this file cannot be read', 'name a file that you may read, within the repository');
  }

  /** A path from a folder, or the config of a package that is installed in the folder or above it. */
  function baseOf(name: string, folder: string): string | undefined {
    const isPath = /^\.{0,2}\//.test(name) || isAbsolute(name);
    const path = join(folder, name);
    if (isPath || files.read(path, 0) !== undefined) return files.read(path, 0) === undefined ? undefined : path;
    for (let at = folder; ; at = dirname(at)) {
      const config = join(at, 'node_modules', name, PROJECT_FILE);
      if (files.read(config, 0) !== undefined) return config;
      if (at === dirname(at)) return undefined;
    }
  }
}

/** What counts for one home: later files before earlier ones, and what is said for some homes before what is for all. */
export function settingsFor(project: Project, config: string): ProjectSettings {
  const { file, parsed, texts, problems } = project;
  const counts = texts.flatMap(({ whole, overrides }) => [
    whole,
    ...overrides.filter(({ paths }) => paths.matches(config)).map(({ part }) => part),
  ]);
  const all = emptyPart();
  for (const part of counts) {
    if (part.release) all.release = part.release;
    if (part.snapshot) all.snapshot = part.snapshot;
    for (const [id, level] of part.rules) all.rules.set(id, level);
    for (const key of ['variables', 'envFiles', 'providers', 'plugins'] as const) all[key].push(...part[key]);
    all.profiles.push(...part.profiles);
  }
  return { ...all, file, parsed, texts, problems };
}

/** The folder that a home is read in, where it is in no repository: also that of a project whose variables it needs. */
export function reachOf({ file, texts }: Project, folder: string): string {
  const own = dirname(file.path);
  const names = texts.some(({ whole, overrides }) => [whole, ...overrides.map(({ part }) => part)].some(hasFiles));
  return names && isInside(folder, own) ? own : folder;
}

const hasFiles = ({ envFiles }: Part): boolean => envFiles.length > 0;

/** What a search passes over. */
export const ignoredBy = ({ texts }: Project): Patterns[] =>
  texts.flatMap(({ file, ignore }) =>
    ignore.length > 0
      ? [
          new Patterns(
            dirname(file.path),
            ignore.map(({ value }) => value),
            file.path,
          ),
        ]
      : [],
  );
