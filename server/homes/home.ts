import { check, type Options, type Result } from '../../src/check.ts';
import type { Files } from '../../src/files.ts';
import type { HomeOptions } from '../../src/home/home.ts';
import { findProject } from '../../src/home/project.ts';
import { NOWHERE, type Rechecked, recheck } from '../../src/recheck/recheck.ts';
import { Mask } from '../../src/report/mask.ts';
import { ReadMarks } from '../../src/text/file.ts';
import { dirname } from '../../src/text/path.ts';
import type { UriOf } from '../protocol/positions.ts';
import { dependsOn, type Record, recording } from './dependencies.ts';
import { sourcesOf } from './documents.ts';
import type { Host } from './host.ts';
import type { Settings } from './settings.ts';

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

/** What there is to say about a home. */
export interface Findings extends Rechecked {
  readonly mask: () => Mask;
}

/** One home, checked when somebody asks and something has changed since. */
export class CheckedHome {
  #result: Result | undefined;
  /** the last check; since then nothing has changed but the text of the config */
  #before: Result | undefined;
  #findings: Findings | undefined;
  #record: Record | undefined;
  #mask: { readonly of: Result; readonly mask: Mask } | undefined;
  #marks = new ReadMarks();
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
    this.#before = this.#findings = this.#mask = undefined; // two at once would be twice the memory
    const { files, record } = recording(this.files);
    this.#record = record;
    const project = findProject(files, dirname(dirname(this.config)));
    this.#result = this.#before = check(files, { ...this.#options(), ...(project && { project }) });
    return this.#result;
  }

  /** After a key that changes little this is known without a result. */
  get findings(): Findings {
    if (this.#findings) return this.#findings;
    const again = this.#again();
    const result = again ? this.#before! : this.result;
    const found = again ?? { diagnostics: result.diagnostics, ...NOWHERE };
    return (this.#findings = { ...found, mask: () => this.#maskOf(result) });
  }

  get mask(): Mask {
    return this.#maskOf(this.result);
  }

  /** Whether the file is part of this home, or would be if it were there. */
  reads(path: string): boolean {
    void this.findings;
    return this.#record!.read.has(path);
  }

  /** Forgets the last check. */
  expire(): void {
    this.#result = this.#before = this.#findings = undefined;
  }

  /** Forgets the last check if the file has a part in it. Returns whether it has. */
  touch(path: string): boolean {
    const concerned = path === this.config || this.#record === undefined || dependsOn(this.#record, path);
    if (path === this.config) this.#result = this.#findings = undefined;
    else if (concerned) this.expire();
    return concerned;
  }

  #maskOf(result: Result): Mask {
    if (this.#mask?.of !== result) this.#mask = { of: result, mask: new Mask(result) };
    return this.#mask.mask;
  }

  #again(): Rechecked | undefined {
    const text = this.#result || !this.#before ? undefined : this.files.read(this.config);
    return typeof text === 'string' ? recheck(this.#before!, text) : undefined;
  }

  /** Which home this is, for a person who wonders. */
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
      ...(target.asked !== undefined && { asked: target.asked }),
    };
  }

  #options(): Options {
    const { release, closedWorld, processEnvironment } = this.settings();
    const { live, environment, includeRoots, now } = this.host;
    const isLive = live?.config === this.config;
    return {
      config: this.config,
      made: this.#made,
      watch: this.#marks,
      closedWorld,
      now: now(),
      ...(isLive && { ...live, live: true }),
      ...(environment && (isLive || processEnvironment) && { processEnvironment: environment }),
      ...(includeRoots && { includeRoots }),
      ...(release !== undefined && { release }),
    };
  }
}
