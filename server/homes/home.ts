import { Budget, startOf } from '../../src/budget.ts';
import { check, type Options, type Result } from '../../src/check.ts';
import type { Files } from '../../src/files.ts';
import { confined, repositoryOf } from '../../src/home/confined.ts';
import type { HomeOptions } from '../../src/home/home.ts';
import { findProject, reachOf } from '../../src/home/project.ts';
import { Mask } from '../../src/report/mask.ts';
import { once } from '../../src/text/memo.ts';
import { dirname } from '../../src/text/path.ts';
import { type Plan, plan } from '../../src/upgrade/plan.ts';
import type { UriOf } from '../protocol/positions.ts';
import { dependsOn, type Record, recording } from './dependencies.ts';
import { sourcesOf } from './documents.ts';
import { type Host, inTime } from './host.ts';
import type { Settings } from './settings.ts';

/** The result of `clawlint.home`. All places are URIs. */
export interface HomeSummary {
  readonly config: string;
  readonly stateDir: string;
  readonly live: boolean;
  readonly files: readonly string[];
  /** those of them that the config includes */
  readonly included: readonly string[];
  /** the release checked for; absent if unknown */
  readonly release?: string;
  readonly releaseFrom: string;
  /** the release asked for, if another is checked for */
  readonly asked?: string;
}

interface Checked {
  readonly result: Result;
  readonly record: Record;
  readonly mask: () => Mask;
}

/** An editor waits: nobody writes so much by hand, and what takes longer is looked at in a terminal. */
const WHILE_EDITING = { text: 1024 * 1024, milliseconds: 2000 };
/** In milliseconds: a check that has not ended by itself soon after its time is ended. */
const AT_MOST = 3000;

/** One home, checked lazily after changes. */
export class CheckedHome {
  #last: Checked | undefined;
  /** parse results of unchanged files */
  #made: NonNullable<HomeOptions['made']> = new Map();

  /** @param documents by path: what is open was named by the user, wherever a link leads */
  constructor(
    readonly config: string,
    readonly files: Files,
    readonly host: Host,
    readonly settings: () => Settings,
    readonly documents: ReadonlyMap<string, unknown> = new Map(),
  ) {}

  get result(): Result {
    return this.#checked.result;
  }

  get mask(): Mask {
    return this.#checked.mask();
  }

  /** Whether the file is part of this home, or would be if it existed. */
  reads(path: string): boolean {
    return this.#checked.record.read.has(path);
  }

  /** Discards the last check. */
  expire(): void {
    this.#last = undefined;
  }

  /** Discards the last check if the file was part of it. */
  touch(path: string): void {
    if (path === this.config || (this.#last && dependsOn(this.#last.record, path))) this.expire();
  }

  /** Whether it has been checked since the last change. */
  get isChecked(): boolean {
    return this.#last !== undefined;
  }

  get #checked(): Checked {
    return (this.#last ??= this.#check());
  }

  /** What another release asks of it. */
  upgraded(to: string): Plan {
    const { made: _, budget: __, ...options } = this.#options();
    const given = this.#given(this.files, options);
    return plan(given.files, given.options, to);
  }

  #check(): Checked {
    const { files, record } = recording(this.files);
    const options = this.#options();
    const given = this.#given(files, options);
    const checked = () => check(given.files, given.options);
    const done = inTime(this.host, checked, AT_MOST);
    // the time is over, so that another check reads nothing, and says why at the config
    if (!done) options.budget?.hasTime(startOf(this.config));
    const result = done ? done.value : checked();
    return { result, record, mask: once(() => new Mask(result)) };
  }

  #given(files: Files, options: Options): { readonly files: Files; readonly options: Options } {
    const folder = dirname(this.config);
    const project = findProject(files, dirname(folder));
    const own = options.live
      ? files
      : confined(files, repositoryOf(files, folder) ?? (project ? reachOf(project, folder) : folder), [
          ...this.documents.keys(),
          ...(options.includeRoots ?? []),
        ]);
    return { files: own, options: { ...options, ...(project && { project }) } };
  }

  /** Describes this home, for the user. */
  summary(uri: UriOf): HomeSummary {
    const { home, target } = this.result.routing;
    const files = sourcesOf(this.result).map(({ file }) => uri(file.path));
    const included = home.included.map(({ file }) => uri(file.path));
    return {
      config: uri(this.config),
      stateDir: uri(home.stateDir),
      live: home.live,
      files,
      included,
      releaseFrom: target.source,
      ...(target.release !== undefined && { release: target.release }),
      ...(target.asked !== undefined && { asked: this.mask.line(target.asked) }),
    };
  }

  #options(): Options {
    const { release, closedWorld, processEnvironment } = this.settings();
    const { live, environment, includeRoots, now } = this.host;
    const isLive = live?.config === this.config;
    return {
      config: this.config,
      made: this.#made,
      closedWorld,
      now: now(),
      budget: new Budget(WHILE_EDITING, now),
      ...(isLive && { ...live, live: true }),
      ...(environment && (isLive || processEnvironment) && { processEnvironment: environment }),
      ...(includeRoots && { includeRoots }),
      ...(release !== undefined && { release }),
    };
  }
}
