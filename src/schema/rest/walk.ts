import type { Key, Node, ObjectNode, Path, ScalarNode } from '../../parse/tree.ts';
import { behaviour } from '../../release/behaviour.ts';
import { compare } from '../../release/releases.ts';
import type { Problem, Schema, Type, Walked } from '../walk.ts';
import { during, isConverted, keysIn, type Line, leadsIn, lineOf, type Was } from './lines.ts';

type Values = readonly (string | number | boolean)[];

/** Whether a value is valid unchanged at a path outside schema/. */
export function fitsThere(value: Node, path: string, release: string | undefined): boolean {
  const line = lineOf(path);
  if (!line || leadsIn(path)) return false;
  const problems: Problem[] = [];
  walker(release, problems, []).visit(value, path, line, during(line, release), false);
  return problems.length === 0;
}

/**
 * Validates what schema/ leaves open against each release's keys: the rest of the file, down to where plugins and
 * channels own it. For an unknown release (undefined), accepts whatever any release accepts but still reports retired
 * keys.
 */
export function walkRest(root: Node, release: string | undefined): Pick<Walked, 'problems' | 'secrets'> {
  const problems: Problem[] = [];
  const secrets: { node: Node; path: Path }[] = [];
  const { visit, inside } = walker(release, problems, secrets);
  if (root.kind === 'object')
    for (const { key, value } of root.effective()) {
      const line = leadsIn('')!.includes(key.value) ? lineOf(key.value) : undefined;
      if (line) inside(key.value, () => visit(value, key.value, line, during(line, release), false));
    }
  return { problems, secrets };
}

function walker(release: string | undefined, problems: Problem[], secrets: { node: Node; path: Path }[]) {
  const path: (string | number)[] = [];
  return { visit, inside };

  /** @param gone something around it is reported as retired */
  function visit(node: Node, at: string, line: Line, was: readonly Was[], gone: boolean): void {
    if (node.kind === 'missing' || was.length === 0 || isMoved(line) || !judge(node, line, was)) return;
    if (node.kind === 'array') {
      const each = itemIn(at, release);
      const line = lineAt(each, release);
      if (line) node.items.forEach((item, i) => inside(i, () => visit(item, each, line, during(line, release), gone)));
    } else if (node.kind === 'object') {
      for (const { key, value } of node.effective()) visitKey(key, value, node, at, was, gone);
      if (!node.open)
        for (const name of line.required)
          if (!node.entry(name) && isRequired(`${at}.${name}`))
            problems.push({
              kind: 'missing-key',
              owner: node,
              key: name,
              at: node,
              path: [...path],
              schema: keysOf(at),
            });
    }
  }

  /** The release moves it before validating it. */
  function isMoved(line: Line): boolean {
    return release !== undefined && isConverted(line, release);
  }

  function visitKey(
    key: Key,
    value: Node,
    owner: ObjectNode,
    around: string,
    was: readonly Was[],
    gone: boolean,
  ): void {
    const leads = leadsIn(around);
    const named = leads ? leads.includes(key.value) : isPlain(key.value);
    if (leads && !named && !leads.includes('*')) return;
    const closed = was.every((each) => each.closed);
    const own = named ? lineAt(`${around}.${key.value}`, release) : undefined;
    const at = own ? `${around}.${key.value}` : `${around}.*`;
    const line = own ?? lineAt(at, release);
    if (!line) {
      if (!closed) return;
      problems.push({ kind: 'unknown-key', key, value, owner, path: [...path], schema: keysOf(around) });
      hideTexts(value, key.value);
      return;
    }
    const now = during(line, release);
    const until = line.was.every((each) => each.until) ? line.was.at(-1)!.until! : undefined;
    if (now.length === 0 && closed && !line.dated) absent(line, key, value, owner);
    else if (release === undefined && until && closed && !gone && !line.dated) retired(line, until, key, value, owner);
    inside(key.value, () => visit(value, at, line, now, gone || until !== undefined));
  }

  /** Classifies a key that this release lacks: retired, or not yet introduced. */
  function absent(line: Line, key: Key, value: Node, owner: ObjectNode): void {
    const last = line.was.filter(({ until }) => until && compare(until, release!) < 0).at(-1);
    const since = line.was[0]!.since;
    if (last) retired(line, last.until!, key, value, owner);
    else if (since)
      problems.push({ kind: 'early-key', key, value, owner, since, path: [...path, key.value], schema: {} });
  }

  function retired(line: Line, until: string, key: Key, value: Node, owner: ObjectNode): void {
    const { replacedBy } = line;
    const schema: Schema = isConverted(line, release) ? { convertedOnRead: true } : {};
    problems.push({
      kind: 'retired-key',
      key,
      value,
      owner,
      until,
      path: [...path, key.value],
      schema,
      ...(replacedBy !== undefined && { replacedBy }),
    });
  }

  function isRequired(at: string): boolean {
    const line = lineOf(at)!;
    const was = during(line, release);
    return (
      was.length > 0 &&
      was.every(({ required }) => required) &&
      (release !== undefined || was.every(({ since, until }) => !since && !until))
    );
  }

  /** Whether a value is allowed there at all; reports it if not. */
  function judge(node: Node, line: Line, was: readonly Was[]): boolean {
    const free = was.find(({ types }) => types.length === 0);
    if (free) return true;
    const is = typesOf(node);
    const fitting = was.filter(({ types }) => types.some((type) => is.includes(type)));
    if (fitting.length === 0) {
      problems.push({
        kind: 'type',
        at: node,
        expected: [...new Set(was.flatMap(({ types }) => types))],
        path: [...path],
        schema: {},
      });
      return false;
    }
    if (node.kind === 'scalar' && !isConverted(line, release)) judgeScalar(node, fitting);
    return true;
  }

  function judgeScalar(node: ScalarNode, was: readonly Was[]): void {
    const value = node.value;
    const lists = was.map(({ values }) => values);
    if (
      typeof value === 'string' &&
      lists.every((list): list is Values => list !== undefined) &&
      !lists.some((list) => list.includes(value))
    ) {
      problems.push({ kind: 'enum', at: node, allowed: [...new Set(lists.flat())], path: [...path], schema: {} });
      return;
    }
    const limits = was.map((each) => each.limits.find((limit) => isBeyond(value, limit)));
    const [first] = limits;
    if (!first || !limits.every(Boolean)) return;
    const words = {
      '>=': `at least ${first.size}`,
      '>': `more than ${first.size}`,
      '<=': `at most ${first.size}`,
      '#': first.size === 1 ? 'a text that is not empty' : `at least ${first.size} characters`,
    };
    problems.push({ kind: 'range', at: node, limit: words[first.kind], path: [...path], schema: {} });
  }

  /** Values under an unknown key may be secrets under a misspelt name. */
  function hideTexts(node: Node, name: string): void {
    if (node.kind === 'scalar' && typeof node.value === 'string' && node.value.length >= 8 && !/\s/.test(node.value))
      secrets.push({ node, path: [...path, name] });
    else if (node.kind === 'array') for (const item of node.items) hideTexts(item, name);
    else if (node.kind === 'object') for (const { value } of node.entries) hideTexts(value, name);
  }

  function inside(step: string | number, work: () => void): void {
    path.push(step);
    work();
    path.pop();
  }

  /** The keys of an object as a schema, for suggestions. */
  function keysOf(at: string): Schema {
    const properties: Record<string, Schema> = {};
    for (const name of keysIn(at)) {
      const { was } = lineOf(`${at}.${name}`)!;
      const now = during({ was }, release);
      const [type] = now.map(({ types }) => types);
      if (now.length > 0 && (release !== undefined || was.some(({ until }) => !until)))
        properties[name] = type?.length ? { type: [...type] } : {};
    }
    return { properties };
  }
}

/** The path of a list's items; agents of the former list are read as entries of the map that replaced it. */
const itemIn = (list: string, release: string | undefined): string =>
  list === 'agents.list' && release !== undefined && behaviour({ release }).agentsKey === 'entries'
    ? 'agents.entries.*'
    : `${list}[]`;

/** The line of a key. For an agent in a list, with an unknown release, both its former line and the one in the map. */
function lineAt(path: string, release: string | undefined): Line | undefined {
  const line = lineOf(path);
  const now =
    release === undefined && path.startsWith('agents.list[].')
      ? lineOf(path.replace('agents.list[]', 'agents.entries.*'))
      : undefined;
  return line && now ? { ...line, was: [...line.was, ...now.was] } : (line ?? now);
}

/** A name that stands for itself in a history path. */
const isPlain = (name: string): boolean => !name.includes('.') && !name.includes('[') && name !== '*';

function typesOf(node: Node): readonly Type[] {
  if (node.kind === 'object' || node.kind === 'array') return [node.kind];
  if (node.kind === 'missing') return [];
  const value = node.value;
  if (value === null) return ['null'];
  if (typeof value !== 'number') return [typeof value as 'string' | 'boolean'];
  return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
}

function isBeyond(value: ScalarNode['value'], { kind, size }: Line['was'][number]['limits'][number]): boolean {
  if (typeof value === 'string') return kind === '#' && value.length < size;
  if (typeof value !== 'number') return false;
  return kind === '>=' ? value < size : kind === '>' ? value <= size : kind === '<=' && value > size;
}
