import type { Budget } from '../budget.ts';
import { rewrite } from '../edit/edit.ts';
import { type Advice, advice, meant, writingAt } from '../edit/suggestion.ts';
import type { Files, Trouble } from '../files.ts';
import { parseJson5 } from '../parse/json5.ts';
import type { Parsed } from '../parse/parsed.ts';
import { ArrayNode, type Entry, MissingNode, type Node, ObjectNode, scalarOf } from '../parse/tree.ts';
import { File, type Place } from '../text/file.ts';
import { suggest } from '../text/nearest.ts';
import { basename, dirname, isAbsolute, isInside, join } from '../text/path.ts';

/** OpenClaw's limits for includes (facts 1.3). */
const DEPTH = 10;
const BYTES = 2 * 1024 * 1024;
const PATH_LENGTH = 4096;
/** Readers stop at this depth in each file; the spliced tree must too, so that later passes can recurse. */
const LEVELS = 1000;
/** Keys the merge skips, so that no file can reach an object's prototype. */
const BLOCKED = new Set(['__proto__', 'constructor', 'prototype']);

export interface IncludeProblem extends Partial<Advice> {
  readonly at: Place;
  readonly message: string;
  readonly related?: readonly { at: Place; message: string }[];
}

export interface Spliced {
  readonly root: Node;
  readonly problems: readonly IncludeProblem[];
  /** every included file, with the result of reading it */
  readonly included: readonly { file: File; parsed: Parsed }[];
}

interface Visit {
  readonly path: string;
  readonly folder: string;
  readonly chain: readonly string[];
}

/**
 * Replaces every `{ "$include": … }` as OpenClaw does: one file replaces the object, several merge left to right,
 * sibling keys come last, arrays concatenate. Nodes keep the file they were written in. Source: facts 1.3.
 * @param roots further folders files may be included from (OPENCLAW_INCLUDE_ROOTS)
 * @param budget ten files that include each other ten times over would make ten billion; OpenClaw has no such limit
 */
export function splice(root: Node, files: Files, roots: readonly string[], budget: Budget): Spliced {
  const start = root.file.path;
  const problems: IncludeProblem[] = [];
  const included = new Map<string, { file: File; parsed: Parsed }>();
  const allowed = [dirname(start), ...roots];
  const realAllowed = allowed.map((folder) => files.inspect?.(folder)?.real ?? folder);

  const spliced = visit(root, { path: start, folder: dirname(start), chain: [start] }, 0);
  return { root: spliced, problems, included: [...included.values()] };

  function visit(node: Node, where: Visit, level: number): Node {
    if (level > LEVELS) return new MissingNode(node.file, node.offset, node.length);
    if (node.kind === 'array') {
      const items = node.items.map((item) => visit(item, where, level + 1));
      return items.every((item, i) => item === node.items[i])
        ? node
        : new ArrayNode(node.file, node.offset, node.length, items, node.open);
    }
    if (node.kind !== 'object') return node;
    const directive = node.entry('$include');
    const rest = node.entries
      .filter((entry) => entry.key.value !== '$include')
      .map((entry) => {
        const value = visit(entry.value, where, level + 1);
        return value === entry.value ? entry : { key: entry.key, value };
      });
    if (!directive) {
      if (rest.every((entry, i) => entry === node.entries[i])) return node;
      return new ObjectNode(node.file, node.offset, node.length, rest, node.open);
    }
    const content = load(directive, where, level);
    const siblings = new ObjectNode(node.file, node.offset, node.length, rest, node.open || content === undefined);
    if (content === undefined) return siblings;
    if (rest.length === 0) return content;
    if (content.kind !== 'object') {
      problems.push({
        at: directive.key,
        message: `keys stand beside this \`$include\`, but \`${shown(content.file.path)}\` does not hold an object`,
        help: 'include a file whose root is an object, or remove the other keys',
      });
      return siblings;
    }
    return merge(content, siblings);
  }

  function load(directive: Entry, where: Visit, level: number): Node | undefined {
    const value = directive.value;
    if (value.kind === 'missing') return undefined;
    if (value.kind === 'scalar') return read(value, where, level);
    if (value.kind !== 'array')
      return refuse(value, '`$include` takes a file name or a list of file names, not an object');
    let merged: Node = new ObjectNode(value.file, value.offset, value.length, []);
    let whole = true;
    for (const item of value.items) {
      const content = item.kind === 'missing' ? undefined : read(item, where, level);
      if (content) merged = merge(merged, content);
      else whole = false;
    }
    return whole
      ? merged
      : merged.kind === 'object'
        ? new ObjectNode(value.file, value.offset, value.length, merged.entries, true)
        : merged;
  }

  function read(at: Node, where: Visit, level: number): Node | undefined {
    const name = scalarOf(at);
    if (typeof name !== 'string')
      return refuse(at, `\`$include\` takes file names, not ${at.kind === 'scalar' ? typeof name : `an ${at.kind}`}`);
    if (name.trim() === '') return refuse(at, 'this `$include` names no file');
    if (name.includes('\0') || name.length >= PATH_LENGTH)
      return refuse(at, 'this file name is longer than 4095 characters or contains a NUL character');
    if (!budget.hasTime(() => at) || !budget.take('includes', 1, () => at)) return undefined;
    const path = join(where.folder, name.replaceAll('\\', '/'));
    if (name.startsWith('~')) {
      if (files.read(path, BYTES) === undefined)
        return refuse(at, '`~` is not expanded in `$include`', besideConfig(name, at, where));
    }
    if (!allowed.some((folder) => isInside(path, folder)))
      return refuse(
        at,
        `\`${name}\` lies outside the folder of \`${shown(start)}\``,
        'move the file below that folder, or name its folder in the environment variable OPENCLAW_INCLUDE_ROOTS',
      );
    if (where.chain.includes(path)) {
      const cycle = [...where.chain.slice(where.chain.indexOf(path)), path].map((each) =>
        each.slice(each.lastIndexOf('/') + 1),
      );
      return refuse(at, `these files include each other: ${cycle.join(' → ')}`, 'remove one of the includes');
    }
    if (where.chain.length > DEPTH) return refuse(at, 'includes are nested more than 10 deep');
    const known = included.get(path);
    if (known) return descend(known, at, where, level);
    const inspection = files.inspect?.(path);
    if (inspection && !realAllowed.some((folder) => isInside(inspection.real, folder)))
      return refuse(
        at,
        `\`${name}\` is a link to a file outside the folder of \`${shown(start)}\``,
        'copy the file, or name its folder in the environment variable OPENCLAW_INCLUDE_ROOTS',
      );
    if (inspection && inspection.links > 1)
      return refuse(at, `\`${name}\` is a hard link, which OpenClaw does not include`, 'copy the file instead');
    const text = files.read(path, BYTES);
    if (text === undefined)
      return refuse(
        at,
        `there is no file \`${name}\`${isAbsolute(name) || where.path === start ? '' : ` beside \`${shown(where.path)}\``}`,
        misspelt(path, name, at, where) ??
          'create it, or correct the name: names are relative to the file they stand in',
      );
    if (typeof text !== 'string')
      return text.trouble === 'beyond'
        ? undefined
        : refuse(at, troubles.get(text.trouble) ?? 'this file cannot be read');
    const file = new File(path, text, files.enclosing?.(path));
    const parsed = parseJson5(file);
    included.set(path, { file, parsed });
    return descend({ file, parsed }, at, where, level);
  }

  function descend(
    { file: { path, text }, parsed }: { file: File; parsed: Parsed },
    at: Node,
    where: Visit,
    level: number,
  ): Node | undefined {
    if (!budget.take('included', text.length, () => at)) return undefined;
    return parsed.root && visit(parsed.root, { path, folder: dirname(path), chain: [...where.chain, path] }, level);
  }

  /** as the author would write it: relative to the config's folder */
  function shown(path: string): string {
    const folder = dirname(start);
    return folder && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  }

  /** A file of the default folder, if the config has such a one beside it. */
  function besideConfig(name: string, at: Node, where: Visit): Advice {
    const own = /^~\/\.openclaw\/(.+)/.exec(name)?.[1];
    const isThere = own !== undefined && where.path === start && isFile(join(where.folder, own));
    return isThere
      ? advice(`write \`./${own}\`: names are relative to this file`, writingAt(at, `./${own}`))
      : { help: 'write a path relative to this file, or an absolute one' };
  }

  function misspelt(path: string, name: string, at: Node, { chain }: Visit): Advice | undefined {
    const [folder, last] = [dirname(path), basename(path)];
    const others = files.list(folder).filter((each) => !each.endsWith('/') && !chain.includes(join(folder, each)));
    const near = name.endsWith(last) ? suggest(last, others) : undefined;
    const right = near && name.slice(0, -last.length) + near;
    return right ? meant(right, [rewrite(at, right)]) : undefined;
  }

  function isFile(path: string): boolean {
    return files.list(dirname(path)).includes(basename(path));
  }

  function refuse(at: Place, message: string, help?: string | Advice): undefined {
    problems.push({ at, message, ...(typeof help === 'string' ? { help } : help) });
    return undefined;
  }
}

const troubles: ReadonlyMap<Trouble, string> = new Map(
  Object.entries({
    folder: 'this is a folder, not a file',
    'too-large': 'this file is larger than 2 MiB, the most that OpenClaw includes',
    denied: 'this file may not be read: permission denied',
    'dangling-link': 'this is a link to a file that does not exist',
    'not-regular': 'this is not a regular file',
    outside: 'this is a link out of the repository, or a file of git’s own; clawlint does not read it',
    'not-utf8': 'the name of this file or of a folder around it is not UTF-8',
  }) as [Trouble, string][],
);

function merge(base: Node, over: Node): Node {
  if (base.kind === 'array' && over.kind === 'array')
    return new ArrayNode(over.file, over.offset, over.length, [...base.items, ...over.items], base.open || over.open);
  if (base.kind !== 'object' || over.kind !== 'object') return over;
  const entries = new Map<string, Entry>();
  for (const entry of base.effective()) if (!BLOCKED.has(entry.key.value)) entries.set(entry.key.value, entry);
  for (const entry of over.effective()) {
    if (BLOCKED.has(entry.key.value)) continue;
    const below = entries.get(entry.key.value);
    entries.set(entry.key.value, below ? { key: entry.key, value: merge(below.value, entry.value) } : entry);
  }
  return new ObjectNode(over.file, over.offset, over.length, [...entries.values()], base.open || over.open);
}
