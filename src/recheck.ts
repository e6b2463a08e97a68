import { type Result, diagnosticsOf, inOrder } from './check.ts';
import { type File, type Place } from './place.ts';
import { SECRET_NAME, SECRET_OBJECT } from './report/secret-words.ts';
import { judge } from './routing/routing.ts';
import type { Diagnostic } from './rule.ts';
import type { Problem } from './schema.ts';
import { ArrayNode, type Node, ObjectNode, type Path, ScalarNode, nodeAt } from './tree.ts';

/** What a check would say of a config in which one value has changed since. */
export interface Rechecked {
  /** those that say the same are the same objects as before; fixes are those of before */
  readonly diagnostics: readonly Diagnostic[];
  /** a place of theirs in the text as it is now */
  place(of: Place): Place;
  /** whether it is another than before */
  moves(of: Place): boolean;
}

/** Strings without escapes, variables and line breaks, and numbers: what of one such can become another without a doubt. */
const PLAIN = /^(?:"[^"\\$\u0000-\u001f\u2028\u2029]*"|'[^'\\$\u0000-\u001f\u2028\u2029]*'|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/**
 * Checks a config again of which all but one value is as it was. Most values are read by nobody but the schema, which
 * judges each by itself; so nothing is read or resolved anew. Undefined where this cannot be told: check it whole.
 *
 * @param before a check of the same files with the option `watch`
 * @param text what the config is now
 */
export function recheck(before: Result, text: string): Rechecked | undefined {
  const { routing, watched } = before;
  const { home } = routing;
  const { root, errors, duplicates } = home.config?.parsed ?? {};
  if (!watched || !home.config || !root || !home.root || errors!.length > 0 || duplicates!.length > 0) return undefined;
  const { file } = home.config;
  const change = difference(file.text, text);
  if (!change) return { diagnostics: before.diagnostics, place: (of) => of, moves: () => false };

  const { owners, path, value } = around(root, change.start, change.end);
  if (!value || nodeAt(home.root, path) !== value || path.some((step) => typeof step === 'string' && (SECRET_NAME.test(step) || SECRET_OBJECT.test(step)))) return undefined;
  const length = value.length + text.length - file.text.length;
  const [was, is] = [file.text.slice(value.offset, value.offset + value.length), text.slice(value.offset, value.offset + length)];
  if (watched.marks.has(value.offset) || !PLAIN.test(was) || !PLAIN.test(is) || !areAlike(was, is)) return undefined;

  const after = file.changed(value.offset, value.length, is);
  const now = new ScalarNode(after, value.offset, length, /^["']/.test(is) ? is.slice(1, -1) : Number(is));
  const judged = judge(alone(now, owners, path), routing.target.release);
  if (judged.secrets.some(({ node }) => node === now)) return undefined;
  const problems = judged.problems.filter((each) => isAbout(each, now)).map((each) => ({ ...each, path }));
  const others = routing.walked.problems.filter((each) => !isAbout(each, value));
  const moved = shift(file, after, value, length);
  if (problems.length === 0 && others.length === routing.walked.problems.length) return { ...moved, diagnostics: before.diagnostics };

  const found = new Map(watched.found);
  const again = { ...routing, walked: { ...routing.walked, problems: [...others, ...problems] } };
  file.marks = watched.marks;
  for (const rule of watched.judges) found.set(rule, diagnosticsOf(rule, again));
  file.marks = undefined;
  return watched.marks.has(value.offset) ? undefined : { ...moved, diagnostics: inOrder([...found.values()].flat(), home.path) };
}

/** The one stretch in which two texts differ: offsets in the first. */
function difference(was: string, is: string): { start: number; end: number } | undefined {
  if (was === is) return undefined;
  const most = Math.min(was.length, is.length);
  const same = (length: number, step: number, equal: (from: number, step: number) => boolean): number => {
    let at = length;
    while (at + step <= most && equal(at, step)) at += step;
    return step === 1 ? at : same(at, step >> 5, equal);
  };
  const start = same(0, 1024, (from, step) => was.slice(from, from + step) === is.slice(from, from + step));
  const behind = same(0, 1024, (from, step) => was.slice(was.length - from - step, was.length - from) === is.slice(is.length - from - step, is.length - from));
  return { start, end: Math.max(start, was.length - Math.min(behind, most - start)) };
}

/** The value in which a stretch of the text lies, the objects and lists around it from the root down, and its path. */
function around(root: Node, start: number, end: number): { owners: (ObjectNode | ArrayNode)[]; path: Path; value: ScalarNode | undefined } {
  const owners: (ObjectNode | ArrayNode)[] = [];
  const path: (string | number)[] = [];
  let node: Node | undefined = root;
  while (node?.kind === 'object' || node?.kind === 'array') {
    owners.push(node);
    const nodes: readonly Node[] = node.kind === 'array' ? node.items : node.entries.map(({ value }) => value);
    const at = nodes.findIndex((each) => each.offset <= start && end <= each.offset + each.length);
    path.push(node.kind === 'array' ? at : (node.entries[at]?.key.value ?? ''));
    node = nodes[at];
  }
  return { owners, path, value: node?.kind === 'scalar' ? node : undefined };
}

/** A tree of a value, what is around it, and the values beside: they may say which of several schemas is the one. */
function alone(value: ScalarNode, owners: readonly (ObjectNode | ArrayNode)[], path: Path): Node {
  let node: Node = value;
  for (let i = owners.length - 1; i >= 0; i--) {
    const owner = owners[i]!;
    const { file, offset, length } = owner;
    const within: Node = node;
    if (owner.kind === 'array') node = new ArrayNode(file, offset, length, [within], true);
    else node = new ObjectNode(file, offset, length, owner.entries.flatMap((entry) => (entry.key.value === path[i] ? [{ key: entry.key, value: within }] : entry.value.kind === 'scalar' ? [entry] : [])), true);
  }
  return node;
}

const isAbout = (problem: Problem, value: ScalarNode): boolean => 'at' in problem && problem.at.offset === value.offset && problem.at.file === value.file && 'kind' in problem.at && problem.at.kind === 'scalar';

/** Two texts of values of one type, in quotes of one kind. */
const areAlike = (was: string, is: string): boolean => (/^["']/.test(was) ? was[0] === is[0] : !/^["']/.test(is));

/** Where the places of a file are after one value of it has become shorter or longer. */
function shift(before: File, after: File, value: ScalarNode, length: number): Pick<Rechecked, 'place' | 'moves'> {
  const end = value.offset + value.length;
  const line = before.text.slice(end).search(/[\r\n]/);
  const lineEnd = line < 0 ? before.text.length : end + line;
  const moved = (offset: number) => (offset < end ? Math.min(offset, value.offset + length) : offset + length - value.length);
  return {
    place(of) {
      if (of.file !== before) return of;
      const offset = moved(of.offset);
      return { file: after, offset, length: moved(of.offset + of.length) - offset };
    },
    moves: (of) => of.file === after || (of.file === before && of.offset + of.length > value.offset && of.offset <= lineEnd),
  };
}
