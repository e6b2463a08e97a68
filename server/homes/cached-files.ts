import type { Files } from '../../src/files.ts';
import { dirname } from '../../src/text/path.ts';

/** Caches files until they change, so that typing never touches the disk. */
export class CachedFiles implements Files {
  /** path → limit → answer */
  #read = new Map<string, Map<number | undefined, ReturnType<Files['read']>>>();
  #lists = new Map<string, readonly string[]>();
  #databases = new Map<string, ReturnType<NonNullable<Files['database']>>>();
  #stamps = new Map<string, string>();
  #inspected = new Map<string, ReturnType<NonNullable<Files['inspect']>>>();
  readonly inspect?: NonNullable<Files['inspect']>;
  readonly database?: NonNullable<Files['database']>;

  /** @param stamp a text that changes when a file or folder does */
  constructor(
    readonly below: Files,
    readonly stamp: ((path: string) => string) | undefined,
  ) {
    const { inspect, database } = below;
    if (inspect) this.inspect = (path) => this.#once(this.#inspected, path, () => inspect(path));
    if (database) this.database = (path, owner) => this.#once(this.#databases, path, () => database(path, owner));
  }

  read(path: string, limit?: number): ReturnType<Files['read']> {
    if (limit === 0) return this.below.read(path, limit); // asks only whether it exists
    const known = this.#read.get(path);
    if (known?.has(limit)) return known.get(limit);
    this.#note(path);
    const answer = this.below.read(path, limit);
    if (known) known.set(limit, answer);
    else this.#read.set(path, new Map([[limit, answer]]));
    return answer;
  }

  list(folder: string): readonly string[] {
    return this.#once(this.#lists, folder, () => this.below.list(folder));
  }

  /** Invalidates a path that was changed, created or deleted. */
  forget(path: string): void {
    for (const each of [path, path.replace(/-(?:wal|shm|journal)$/, '')]) {
      this.#read.delete(each);
      this.#databases.delete(each);
      this.#inspected.delete(each);
      this.#stamps.delete(each);
    }
    this.#lists.delete(path);
    this.#lists.delete(dirname(path));
    this.#stamps.delete(dirname(path));
  }

  /** The paths that have changed since they were read. */
  look(): string[] {
    const { stamp } = this;
    if (!stamp) return [];
    const changed = [...this.#stamps].flatMap(([path, before]) => (stamps(path, stamp) === before ? [] : [path]));
    for (const path of changed) this.forget(path);
    return changed;
  }

  #once<T>(known: Map<string, T>, path: string, ask: () => T): T {
    if (known.has(path)) return known.get(path)!;
    this.#note(path);
    const answer = ask();
    known.set(path, answer);
    return answer;
  }

  /** Stamps before reading: a change in between is noticed the next time. */
  #note(path: string): void {
    if (this.stamp) this.#stamps.set(path, stamps(path, this.stamp));
  }
}

/** Changes to a database appear in files beside it. */
const stamps = (path: string, stamp: (path: string) => string): string =>
  path.endsWith('.sqlite') ? `${stamp(path)} ${stamp(`${path}-wal`)}` : stamp(path);
