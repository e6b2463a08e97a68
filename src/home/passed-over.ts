import type { Files } from '../files.ts';
import { dirname, join } from '../text/path.ts';
import { repositoryOf } from './confined.ts';
import { Patterns } from './patterns.ts';
import { ignoredBy, PROJECT_FILE, projectIn } from './project.ts';

const GITIGNORE = '.gitignore';
/** In bytes. */
const LONGEST = 1024 * 1024;

/**
 * What a search passes over: what `.gitignore` files and the `ignore` of a `clawlint.json` name, those of folders
 * around included, up to the repository. The nearest that speaks of a path decides, as in git.
 */
export class PassedOver {
  /** the outermost first */
  readonly #patterns: readonly Patterns[];

  constructor(
    readonly files: Files,
    patterns: readonly Patterns[] = [],
  ) {
    this.#patterns = patterns;
  }

  /** With what the folders around one say, up to its repository. */
  static around(folder: string, files: Files): PassedOver {
    const top = repositoryOf(files, folder);
    const folders: string[] = [];
    for (let at = folder; top !== undefined && at !== top; ) folders.unshift((at = dirname(at)));
    return folders.reduce((sum, each) => sum.within(each, files.list(each)), new PassedOver(files, []));
  }

  /** With what the files of a folder say. @param names what is in the folder */
  within(folder: string, names: readonly string[]): PassedOver {
    const more: Patterns[] = [];
    const text = names.includes(GITIGNORE) ? this.files.read(join(folder, GITIGNORE), LONGEST) : undefined;
    if (typeof text === 'string') more.push(new Patterns(folder, text.split(/\r?\n/), join(folder, GITIGNORE)));
    const project = names.includes(PROJECT_FILE) ? projectIn(this.files, folder) : undefined;
    if (project) more.push(...ignoredBy(project));
    return more.length > 0 ? new PassedOver(this.files, [...this.#patterns, ...more]) : this;
  }

  /** The file that names a path, if it is passed over. @param path of a folder with a `/` at its end */
  by(path: string): string | undefined {
    for (let i = this.#patterns.length - 1; i >= 0; i--) {
      const said = this.#patterns[i]!.matches(path);
      if (said !== undefined) return said ? this.#patterns[i]!.from : undefined;
    }
    return undefined;
  }
}
