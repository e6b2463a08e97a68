import type { Result } from '../../src/check.ts';
import type { Dotenv } from '../../src/parse/dotenv.ts';
import type { Parsed } from '../../src/parse/parsed.ts';
import type { Node, Path } from '../../src/parse/tree.ts';
import type { Store } from '../../src/store/store.ts';
import type { File } from '../../src/text/file.ts';
import { perObject } from '../../src/text/memo.ts';
import { dirname, join } from '../../src/text/path.ts';

/** One file of a home and its role. */
export type Source =
  | {
      readonly kind: 'config';
      readonly file: File;
      readonly parsed: Parsed /** config path at which the file is spliced in */;
      readonly base: Path;
    }
  | { readonly kind: 'store'; readonly file: File; readonly parsed: Parsed }
  | { readonly kind: 'jobs'; readonly file: File; readonly parsed: Parsed }
  | { readonly kind: 'project'; readonly file: File; readonly parsed: Parsed }
  | { readonly kind: 'dotenv'; readonly file: File; readonly dotenv: Dotenv };

/** The text files of a home, the config first. */
export const sourcesOf: (result: Result) => readonly Source[] = perObject(collect);

export const sourceAt = (result: Result, path: string): Source | undefined =>
  sourcesOf(result).find(({ file }) => file.path === path);

function collect({ routing: { home } }: Result): Source[] {
  const bases = mounts(home.config?.parsed.root, home.included);
  const configs = [...(home.config ? [home.config] : []), ...home.included];
  return [
    ...configs.map(({ file, parsed }): Source => ({ kind: 'config', file, parsed, base: bases.get(file.path) ?? [] })),
    ...home.environment.layers.flatMap(({ file, dotenv }): Source[] =>
      file && dotenv ? [{ kind: 'dotenv', file, dotenv }] : [],
    ),
    ...[...home.stores, ...(home.inventory ?? [])].flatMap((store): Source[] =>
      store.shape === 'sqlite' ? [] : [{ kind: 'store', file: store.file, parsed: store.parsed }, ...stateOf(store)],
    ),
    ...(home.schedules ? [{ kind: 'jobs', ...home.schedules } as const] : []),
    ...(home.project?.texts ?? []).map(({ file, parsed }) => ({ kind: 'project', file, parsed }) as const),
  ];
}

/** `auth-state.json` beside a store has the same keys. */
const stateOf = ({ state }: Store): Source[] =>
  state?.root ? [{ kind: 'store', file: state.root.file, parsed: state }] : [];

/** The path at which each included file is spliced in; the first if there are several. */
function mounts(root: Node | undefined, included: readonly { file: File; parsed: Parsed }[]): Map<string, Path> {
  const bases = new Map<string, Path>();
  const stack: [Node, Path][] = root ? [[root, []]] : [];
  if (included.length === 0) return bases;
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, path] = next;
    if (node.kind === 'array') node.items.forEach((item, i) => stack.push([item, [...path, i]]));
    if (node.kind !== 'object') continue;
    for (const { key, value } of node.entries) {
      if (key.value !== '$include') stack.push([value, [...path, key.value]]);
      else for (const name of value.kind === 'array' ? value.items : [value]) mount(name, path);
    }
  }
  return bases;

  function mount(name: Node, path: Path): void {
    if (name.kind !== 'scalar' || typeof name.value !== 'string') return;
    const target = included.find(
      ({ file }) => file.path === join(dirname(name.file.path), String(name.value).replaceAll('\\', '/')),
    );
    if (!target?.parsed.root || bases.has(target.file.path)) return;
    bases.set(target.file.path, path);
    stack.push([target.parsed.root, path]);
  }
}
