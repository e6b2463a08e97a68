import { type Options, type Result, check } from '../src/check.ts';
import type { Files } from '../src/files.ts';
import type { HomeOptions } from '../src/home.ts';
import { dirname } from '../src/path.ts';
import { findProject } from '../src/project.ts';
import { Mask } from '../src/report/mask.ts';
import type { UriOf } from './convert.ts';
import type { Host } from './host.ts';
import { type Record, dependsOn, recording } from './recording.ts';
import type { Settings } from './settings.ts';
import { sourcesOf } from './sources.ts';

/** What `clawlint.home` answers. All places are URIs. */
export interface HomeSummary {
  readonly config: string;
  readonly stateDir: string;
  readonly live: boolean;
  readonly files: readonly string[];
  /** those of them that the config includes */
  readonly included: readonly string[];
  /** the release answered for; absent when it is not known */
  readonly release?: string;
  readonly releaseFrom: string;
  /** what was asked, where another release is answered for */
  readonly asked?: string;
}

/** One home, checked when somebody asks and something has changed since. */
export class CheckedHome {
  #result: Result | undefined;
  #record: Record | undefined;
  #mask: Mask | undefined;
  /** what was made of files that have not changed since */
  #made: NonNullable<HomeOptions['made']> = new Map();

  constructor(
    readonly config: string,
    readonly files: Files,
    readonly host: Host,
    readonly settings: () => Settings,
  ) {}

  get result(): Result {
    if (this.#result) return this.#result;
    const { files, record } = recording(this.files);
    this.#record = record;
    this.#mask = undefined;
    const project = findProject(files, dirname(dirname(this.config)));
    this.#result = check(files, { ...this.#options(), ...(project && { project }) });
    return this.#result;
  }

  get mask(): Mask {
    const { result } = this;
    return (this.#mask ??= new Mask(result));
  }

  /** Whether the file is part of this home, or would be if it were there. */
  reads(path: string): boolean {
    void this.result;
    return this.#record!.read.has(path);
  }

  /** Forgets the last check. */
  expire(): void {
    this.#result = undefined;
  }

  /** Forgets the last check if the file has a part in it. Returns whether it has. */
  touch(path: string): boolean {
    const concerned = path === this.config || this.#record === undefined || dependsOn(this.#record, path);
    if (concerned) this.expire();
    return concerned;
  }

  /** Which home this is, for a person who wonders. */
  summary(uri: UriOf): HomeSummary {
    const { home, target } = this.result.routing;
    const files = sourcesOf(this.result).map(({ file }) => uri(file.path));
    const included = home.included.map(({ file }) => uri(file.path));
    return { config: uri(this.config), stateDir: uri(home.stateDir), live: home.live, files, included, releaseFrom: target.source, ...(target.release !== undefined && { release: target.release }), ...(target.asked !== undefined && { asked: target.asked }) };
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
      ...(isLive && { ...live, live: true }),
      ...(environment && (isLive || processEnvironment) && { processEnvironment: environment }),
      ...(includeRoots && { includeRoots }),
      ...(release !== undefined && { release }),
    };
  }
}
