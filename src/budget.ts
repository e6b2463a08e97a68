import type { Files } from './files.ts';
import { File, type Place } from './text/file.ts';

/**
 * What a check may take in all, each for itself: a home in a cloned repository may ask for any amount. No real home
 * comes near.
 */
export interface Limits {
  /** characters of all texts that are read */
  readonly text: number;
  /** names of files and folders that are looked at */
  readonly names: number;
  /** includes followed, and the characters that they make, counting a file each time it is included */
  readonly includes: number;
  readonly included: number;
  /** models that agents may ask for by fallbacks that they have in common, counting one for each agent */
  readonly asked: number;
  readonly milliseconds: number;
}

export type Resource = keyof Limits;

const MIB = 1024 * 1024;
export const LIMITS: Limits = {
  text: 64 * MIB,
  names: 200_000,
  includes: 10_000,
  included: 4 * MIB,
  asked: 250_000,
  milliseconds: Number.POSITIVE_INFINITY,
};

/** A limit that was reached. */
export interface Overrun {
  readonly resource: Resource;
  readonly limit: number;
  /** where that was noticed */
  readonly at: Place;
}

/** What one check has taken so far. Past a limit no more of that is taken, and one finding says so. */
export class Budget {
  readonly #limits: Limits;
  readonly #spent = new Map<Resource, number>();
  readonly #start: number;
  #overrun: Overrun | undefined;

  /** @param clock milliseconds since any moment */
  constructor(
    limits: Partial<Limits> = {},
    readonly clock: () => number = () => 0,
  ) {
    this.#limits = { ...LIMITS, ...limits };
    this.#start = clock();
  }

  get overrun(): Overrun | undefined {
    return this.#overrun;
  }

  /** Whether files or agents may be there that were not read; what is missing then says nothing. */
  get isCut(): boolean {
    const { resource } = this.#overrun ?? {};
    return resource === 'text' || resource === 'names' || resource === 'asked' || resource === 'milliseconds';
  }

  /** Takes an amount; returns whether there is as much. */
  take(resource: Exclude<Resource, 'milliseconds'>, amount: number, at: () => Place): boolean {
    const spent = (this.#spent.get(resource) ?? 0) + amount;
    this.#spent.set(resource, spent);
    return spent <= this.#limits[resource] || this.#stop(resource, at);
  }

  /** Whether there is time left. */
  hasTime(at: () => Place): boolean {
    const { milliseconds } = this.#limits;
    return this.clock() - this.#start <= milliseconds || this.#stop('milliseconds', at);
  }

  /** Things as long as there is time: what is done with each may be slow, and there may be any number. */
  *inTime<T>(things: Iterable<T>, at: () => Place): Iterable<T> {
    for (const each of things) {
      if (!this.hasTime(at)) return;
      yield each;
    }
  }

  #stop(resource: Resource, at: () => Place): false {
    this.#overrun ??= { resource, limit: this.#limits[resource], at: at() };
    return false;
  }
}

/** The same files as long as the budget for reading lasts; then `beyond` is the trouble with each. */
export function metered(files: Files, budget: Budget): Files {
  return {
    ...(files.enclosing && { enclosing: (path) => files.enclosing!(path) }),
    ...(files.inspect && { inspect: (path) => files.inspect!(path) }),
    ...(files.exposure && { exposure: (path) => files.exposure!(path) }),
    read(path, limit) {
      const found = isLeft(path) ? files.read(path, limit) : undefined;
      if (found === undefined || typeof found !== 'string') return found ?? beyond();
      return budget.take('text', found.length, startOf(path)) ? found : { trouble: 'beyond' };
    },
    list(folder) {
      if (!isLeft(folder)) return [];
      const names = files.list(folder);
      return budget.take('names', names.length, startOf(folder)) ? names : [];
    },
    ...(files.database && {
      database(path, owner) {
        const found = isLeft(path) ? files.database!(path, owner) : undefined;
        if (found === undefined || 'unchecked' in found) return found ?? (beyond() && { unchecked: 'beyond' });
        const rows = found.profiles.length + found.orders.length + found.usage.size;
        return budget.take('names', rows, startOf(path)) ? found : { unchecked: 'beyond' };
      },
    }),
  };

  function isLeft(path: string): boolean {
    return budget.hasTime(startOf(path)) && !budget.isCut;
  }

  function beyond(): { trouble: 'beyond' } | undefined {
    return budget.isCut ? { trouble: 'beyond' } : undefined;
  }
}

/** The beginning of a file that was not read. */
export const startOf = (path: string) => (): Place => ({ file: new File(path, ''), offset: 0, length: 0 });
