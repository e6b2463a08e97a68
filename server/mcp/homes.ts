import { check, type Options } from '../../src/check.ts';
import { readArguments } from '../../src/cli/arguments.ts';
import { findHomes, type Target } from '../../src/cli/homes.ts';
import { display } from '../../src/cli/output.ts';
import { ownFiles } from '../../src/cli/own-files.ts';
import { settingsOf } from '../../src/cli/settings.ts';
import { UsageError } from '../../src/cli/values.ts';
import { disk } from '../../src/disk/disk.ts';
import type { Files } from '../../src/files.ts';

/** A home that the server was started for. */
export interface Served {
  /** how it is named in questions and answers */
  readonly name: string;
  readonly files: Files;
  settings(release: string | undefined): Options;
}

/** Exactly the homes that the command line names; no question reaches another. */
export class Homes {
  readonly #all: ReadonlyMap<string, Served>;

  /** @throws UsageError where there are none */
  constructor(paths: readonly string[]) {
    const homes = findHomes(readArguments(paths));
    if (homes.length === 0) throw new UsageError('there is no home to serve: name one, as in clawlint mcp ~/.openclaw');
    this.#all = new Map(homes.map((target) => [display(target.config), servedAs(target, paths)]));
  }

  get names(): readonly string[] {
    return [...this.#all.keys()];
  }

  /** The release that the one home names; undefined where it names none, or there are several. */
  get release(): string | undefined {
    const [only, other] = this.#all.values();
    return only && !other ? check(only.files, only.settings(undefined)).routing.target.release : undefined;
  }

  /** @throws UsageError where no home is called so, or several are there and none is named */
  get(name: string | undefined): Served {
    const [first, other] = this.#all.values();
    const found = name === undefined && !other ? first : this.#all.get(name ?? '');
    if (!found) throw new UsageError(`home is one of: ${this.names.join(', ')}`);
    return found;
  }
}

const servedAs = (target: Target, paths: readonly string[]): Served => ({
  name: display(target.config),
  files: ownFiles(target, disk, { ...readArguments([]), paths }),
  settings: (release) => settingsOf(target, readArguments(release === undefined ? [] : ['--release', release])),
});
