import type { Diagnostic } from 'vscode-languageserver-types';
import type { Result } from '../../src/check.ts';
import { perKey } from '../../src/text/memo.ts';
import { diagnosticsOf, type Shown } from '../features/diagnostics.ts';
import type { CheckedHome } from './home.ts';
import type { Session } from './session.ts';

/** The diagnostics pushed for one file. */
export interface Pushed {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

/** The answer to a pull request for one file. */
export type Pulled =
  | { readonly kind: 'full'; readonly resultId: string; readonly items: Diagnostic[] }
  | { readonly kind: 'unchanged'; readonly resultId: string };

type Answers = Map<string, { readonly id: string; readonly items: readonly Diagnostic[] }>;

/** The diagnostics of files, and what the client was sent last. */
export class Reports {
  /** by file */
  #diagnostics = perKey((_: Result, home: CheckedHome) => diagnosticsOf(home, this.shown, this.session.uriOf));
  /** path → the diagnostics last pushed */
  #pushed = new Map<string, readonly Diagnostic[]>();
  /** path → the id and content of the last answer about this document */
  #pulled: Answers = new Map();
  /** the same for workspace answers, which editors ignore for documents they pull themselves */
  #surveyed: Answers = new Map();
  #count = 0;

  constructor(
    readonly session: Session,
    readonly shown: Shown,
  ) {}

  /** The diagnostics of a file, from all homes it belongs to. */
  of(path: string): Diagnostic[] {
    return merged(this.session.homesOf(path).map((home) => this.#in(home).get(path) ?? []));
  }

  /** @param again the id of the answer that the client has */
  pull(path: string, again?: string): Pulled {
    return this.#answer(this.#pulled, path, again);
  }

  /** A file's report in a workspace answer. */
  survey(path: string, again?: string): Pulled {
    return this.#answer(this.#surveyed, path, again);
  }

  #answer(answers: Answers, path: string, again: string | undefined): Pulled {
    const items = this.of(path);
    const last = answers.get(path);
    if (last && areAlike(last.items, items))
      return last.id === again ? { kind: 'unchanged', resultId: last.id } : { kind: 'full', resultId: last.id, items };
    const id = String(++this.#count);
    answers.set(path, { id, items });
    return { kind: 'full', resultId: id, items };
  }

  /** Other files of a file's homes whose diagnostics differ from what the client last received. */
  related(path: string): { [uri: string]: Pulled } | undefined {
    const homes = this.session.homesOf(path);
    const concerned = new Set([...this.#pulled.keys()].filter((each) => homes.some((home) => home.reads(each))));
    for (const home of homes) for (const each of this.#in(home).keys()) concerned.add(each);
    concerned.delete(path);
    const found = [...concerned].flatMap((each) => {
      const pulled = this.pull(each, this.#pulled.get(each)?.id);
      return pulled.kind === 'full' ? [[this.session.uriOf(each), pulled] as const] : [];
    });
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  }

  /** Whether a given answer is outdated. */
  isOutdated(path: string): boolean {
    const last = this.#pulled.get(path);
    return last !== undefined && !areAlike(last.items, this.of(path));
  }

  /** Every file of every home that has or had diagnostics. */
  paths(): string[] {
    const found = this.session.homes().flatMap((home) => [...this.#in(home).keys()]);
    return [
      ...new Set([...found, ...this.session.documents.keys(), ...this.#pulled.keys(), ...this.#surveyed.keys()]),
    ].sort();
  }

  /**
   * What to push now: files of homes with an open document whose diagnostics have changed.
   * @param always files that are pushed in any case
   */
  push(always: readonly string[]): Pushed[] {
    const homes = new Set([...this.session.documents.keys()].flatMap((path) => this.session.homesOf(path)));
    const now = new Map<string, Diagnostic[][]>([...this.#pushed.keys(), ...always].map((path) => [path, []]));
    for (const home of homes)
      for (const [path, items] of this.#in(home)) {
        const lists = now.get(path);
        if (lists) lists.push(items);
        else now.set(path, [items]);
      }
    const pushed: Pushed[] = [];
    for (const [path, lists] of now) {
      const diagnostics = merged(lists);
      if (!always.includes(path) && areAlike(this.#pushed.get(path) ?? [], diagnostics)) continue;
      if (diagnostics.length > 0) this.#pushed.set(path, diagnostics);
      else this.#pushed.delete(path);
      const version = this.session.documents.get(path)?.version;
      pushed.push({ uri: this.session.uriOf(path), ...(version !== undefined && { version }), diagnostics });
    }
    return pushed;
  }

  #in(home: CheckedHome): Map<string, Diagnostic[]> {
    return this.#diagnostics(home.result, home);
  }
}

/** Homes that share a file can report the same finding. */
function merged(lists: readonly Diagnostic[][]): Diagnostic[] {
  if (lists.length < 2) return lists[0] ?? [];
  const seen = new Set<string>();
  return lists.flat().filter((each) => {
    const text = JSON.stringify(each);
    return !seen.has(text) && seen.add(text);
  });
}

const areAlike = (some: readonly Diagnostic[], others: readonly Diagnostic[]): boolean =>
  some === others || (some.length === others.length && JSON.stringify(some) === JSON.stringify(others));
