import { type Key, type Node, nodeAt, type ObjectNode, type Path, type ScalarNode } from '../parse/tree.ts';
import { compare } from '../release/releases.ts';
import { broken, holds } from './conditions.ts';
import type { Alternative, Problem, Scalar, Schema, Shape, SymbolUse, Walked, Words } from './schema.ts';
import { type Complaint, complaint, regExp, sizeLimit } from './words.ts';
import { typeOf, wrongType } from './wrong-type.ts';

export type { Problem, Schema, SymbolKind, SymbolUse, Type, Walked } from './schema.ts';
export { resolve } from './schema.ts';

/**
 * Walks a tree along a schema: what breaks it for this release, and every name on the way. For an unknown release
 * (undefined) all that any release accepts is accepted; retired keys are still reported.
 *
 * @param release that of the shape
 * @param everyName collect the names that are defined too, not only those that are used, and no problems
 */
export function walk(root: Node, shape: Shape, release: string | undefined, everyName = false): Walked {
  const problems: Problem[] = [];
  const symbols: SymbolUse[] = [];
  const secrets: { node: Node; path: Path; guessed?: true }[] = [];
  const path: (string | number)[] = [];
  /** how many places around have been told to be gone; who asks for every name asks for nothing else */
  let muted = everyName ? 1 : 0;
  visit(root, shape);
  return { problems, symbols, secrets };

  function report(problem: Problem): void {
    if (muted === 0) problems.push(problem);
  }

  function visit(node: Node, shape: Shape): void {
    if (node.kind === 'missing') return;
    if (shape.writeOnly && node.kind !== 'object') secrets.push({ node, path: [...path] });
    const { alternatives } = shape;
    if (alternatives.length === 0) return;
    const is = typeOf(node);
    const fits = ({ type }: Alternative) => type === is || (type === 'number' && is === 'integer');
    const fitting = alternatives.every(fits) ? alternatives : alternatives.filter(fits);
    if (fitting.length === 0) return muted > 0 ? undefined : report({ ...wrongType(node, shape), path: [...path] });
    if (node.kind === 'object') visitObject(node, shape, fitting);
    else if (node.kind === 'array') visitArray(node, shape, fitting[0]!);
    else visitScalar(node, shape, fitting);
  }

  function visitObject(node: ObjectNode, shape: Shape, fitting: readonly Alternative[]): void {
    const chosen = fitting.length === 1 && !fitting[0]!.tag ? fitting[0]! : choose(node, shape, fitting);
    if (!chosen) return;
    if (chosen.tag && fitting.some(({ tag, closed }) => !tag && !closed)) return visitAny(node, shape, chosen);
    visitChosen(node, shape, chosen);
  }

  /** An object of which another one of the union takes everything: nothing in it is wrong. */
  function visitAny(node: ObjectNode, shape: Shape, chosen: Alternative): void {
    muted++;
    visitChosen(node, shape, chosen);
    muted--;
  }

  function visitChosen(node: ObjectNode, shape: Shape, chosen: Alternative): void {
    for (const { key, value } of node.effective()) visitKey(key, value, node, shape, chosen);
    if (muted > 0 || node.open) return;
    const [words, other] = chosen.variants;
    if (words && !other) judgeWhole(node, shape, words);
    for (const name of chosen.required)
      if (!node.entry(name))
        report({ kind: 'missing-key', owner: node, key: name, at: node, path: [...path], schema: seen(shape, chosen) });
  }

  function judgeWhole(node: ObjectNode, schema: Shape, words: Words): void {
    const limit = sizeLimit(node.effective().length, words, 'keys');
    if (limit) report({ kind: 'range', at: node, limit, path: [...path], schema });
    for (const condition of words.allOf ?? [])
      if (!holds(node, condition))
        report({
          kind: 'refused',
          at: node,
          ...broken(condition),
          path: [...path],
          schema,
        });
  }

  function visitKey(key: Key, value: Node, owner: ObjectNode, shape: Shape, chosen: Alternative): void {
    const name = key.value;
    const own = chosen.key(name);
    const found = own ?? chosen.rest;
    if (!found) return chosen.closed ? absent(key, value, owner, shape, chosen) : undefined;
    path.push(name);
    if (!own) visitName(key, shape, chosen);
    const gone = release === undefined && !muted && chosen.closedNow ? found.until : undefined;
    if (gone) retired(key, value, owner, gone, found);
    // a release that puts it elsewhere does so before it looks at it; what is gone is not judged twice
    const quiet = !isEitherWay(path) && (gone !== undefined || (isConverted(found, release) && isFrom(value, found)));
    const before = problems.length;
    if (quiet) muted++;
    visit(value, found);
    if (quiet) muted--;
    if (found.rebuilt && isIn(found.rebuilt.in, release)) leaveOut(value, found.rebuilt.from, before);
    path.pop();
  }

  /** Takes back what is wrong in an object that the release builds anew from what is right. */
  function leaveOut(node: Node, keys: readonly string[], first: number): void {
    const found = problems.slice(first);
    const wrong = found.filter(({ kind }) => kind !== 'retired-key');
    const isRight = (name: string) =>
      isSomething(nodeAt(node, [name])) && !wrong.some(({ path: at }) => at[path.length] === name);
    if (keys.some(isRight)) problems.splice(first, found.length, ...found.filter((each) => !wrong.includes(each)));
  }

  /** Of a key that this release does not have: whether it is too old for it, too new, or never was. */
  function absent(key: Key, value: Node, owner: ObjectNode, shape: Shape, chosen: Alternative): void {
    const dates = chosen.dates(key.value);
    if (!dates) {
      const { tag } = shape.alternatives.find((each) => each.tag && each !== chosen && each.key(key.value)) ?? {};
      report({
        kind: 'unknown-key',
        key,
        value,
        owner,
        path: [...path],
        schema: seen(shape, chosen),
        ...(tag && chosen.tag && { of: { key: tag.key, word: tag.words[0]! } }),
      });
      hideTexts(value, key.value);
      return;
    }
    path.push(key.value);
    const { since, until, shape: schema } = dates;
    if (until) retired(key, value, owner, until, schema);
    else if (since) report({ kind: 'early-key', key, value, owner, since, path: [...path], schema });
    path.pop();
  }

  function retired(key: Key, value: Node, owner: ObjectNode, until: string, schema: Schema): void {
    const { replacedBy } = schema;
    const converted = isConverted(schema, release) && isFrom(value, schema);
    report({
      kind: 'retired-key',
      key,
      value,
      owner,
      until,
      path: [...path],
      schema,
      converted,
      ...(replacedBy && { replacedBy }),
    });
  }

  /** Of objects told apart by one key, the one whose key has this value. */
  function choose(node: ObjectNode, shape: Shape, objects: readonly Alternative[]): Alternative | undefined {
    const plain = objects.find(({ tag }) => !tag);
    const tagged = objects.filter(({ tag }) => tag);
    const [{ key } = { key: '' }] = tagged.map(({ tag }) => tag!);
    const match = tagged.find(({ tag }) => {
      const value = node.get(tag!.key);
      return value?.kind === 'scalar' && tag!.words.includes(value.value);
    });
    if (match || plain) return match ?? plain;
    const value = node.get(key);
    const allowed = tagged.flatMap(({ tag }) => tag!.words);
    const required = tagged[0]!.required.filter((name) => tagged.every((each) => each.required.includes(name)));
    const schema: Schema = { properties: { [key]: { enum: [...allowed] } }, required };
    if (value?.kind === 'scalar')
      report({ kind: 'enum', at: value, allowed, path: [...path, key], schema, ...shape.wordDates(value.value) });
    else if (value && value.kind !== 'missing')
      report({ kind: 'type', at: value, expected: ['string'], path: [...path, key], schema });
    else if (!value) {
      const free = tagged.find(({ required }) => !required.includes(key));
      if (free) return free;
      if (!node.open) report({ kind: 'missing-key', owner: node, key, at: node, path: [...path], schema });
    }
    return undefined;
  }

  function visitName(key: Key, { propertyNames }: Shape, { variants }: Alternative): void {
    if (!propertyNames && !variants.some((each) => each.propertyNames)) return;
    if (propertyNames) collect(propertyNames, key.value, key);
    const said: Words = {
      ...variants[0]?.propertyNames,
      ...(propertyNames?.pattern && { pattern: propertyNames.pattern }),
    };
    const { pattern } = said;
    const found = complaint(key.value, said);
    if (found)
      report({ kind: 'pattern', at: key, pattern: pattern ?? '', path: [...path], schema: propertyNames ?? {} });
  }

  function visitArray(node: Node & { kind: 'array' }, shape: Shape, { variants, items: each }: Alternative): void {
    const { items } = node;
    for (const words of variants.length === 1 && muted === 0 ? variants : []) judgeList(node, shape, words);
    if (!each) return;
    for (let i = 0; i < items.length; i++) {
      path.push(i);
      visit(items[i]!, each);
      path.pop();
    }
  }

  function judgeList(node: Node & { kind: 'array' }, schema: Shape, words: Words): void {
    const { items } = node;
    const limit = node.open ? undefined : sizeLimit(items.length, words, 'items');
    if (limit) report({ kind: 'range', at: node, limit, path: [...path], schema });
    const twice = words.uniqueItems ? repeated(items) : undefined;
    if (twice) report({ kind: 'range', at: twice, limit: 'each item once', path: [...path], schema });
    const tuples = words.tuple ? [words] : (words.anyOf ?? []).filter(({ tuple }) => tuple);
    if (tuples.length > 0 && !tuples.some((each) => isTuple(items, each)))
      report({ kind: 'range', at: node, limit: 'one or two numbers', path: [...path], schema });
  }

  function visitScalar(node: ScalarNode, schema: Shape, fitting: readonly Alternative[]): void {
    const { value } = node;
    if (typeof value === 'string' && (schema.names || schema.refersTo)) collect(schema, value, node);
    if (muted > 0) return;
    const first = refusal(value, fitting);
    if (!first) {
      if (typeof value === 'string' && schema.pattern && !regExp(schema.pattern).test(value))
        report({ kind: 'pattern', at: node, pattern: schema.pattern, path: [...path], schema });
      return;
    }
    if (first.kind === 'enum')
      report({
        kind: 'enum',
        at: node,
        allowed: allowedIn(schema),
        path: [...path],
        schema,
        ...schema.wordDates(value),
      });
    else if (first.kind === 'range') report({ kind: 'range', at: node, limit: first.limit, path: [...path], schema });
    else report({ kind: 'pattern', at: node, pattern: first.pattern, path: [...path], schema });
  }

  function collect(schema: Schema, text: string, at: Key | ScalarNode): void {
    if (everyName && schema.names) symbols.push({ kind: schema.names, role: 'names', text, at, path: [...path] });
    if (schema.refersTo) symbols.push({ kind: schema.refersTo, role: 'refersTo', text, at, path: [...path] });
  }

  /** Of the former list of agents, where no release is known: what is wrong in it may be right in an entry (facts 9.1). */
  function isEitherWay([section, key, more]: Path): boolean {
    return release === undefined && section === 'agents' && key === 'list' && more === undefined;
  }

  /** Values under an unknown key may be secrets under a misspelt name. */
  function hideTexts(node: Node, name: string): void {
    if (node.kind === 'scalar' && typeof node.value === 'string' && node.value.length >= 8 && !/\s/.test(node.value))
      secrets.push({ node, path: [...path, name], guessed: true });
    else if (node.kind === 'array') for (const item of node.items) hideTexts(item, name);
    else if (node.kind === 'object') for (const { value } of node.entries) hideTexts(value, name);
  }
}

/** Whether there is a value that is neither blank nor empty. */
function isSomething(node: Node | undefined): boolean {
  if (node?.kind === 'object') return node.entries.length > 0;
  return node?.kind === 'scalar' && String(node.value).trim() !== '';
}

/** Whether a release reads this value otherwise than its schema tells; all of them where nothing is said. */
function isFrom(node: Node, { convertedFrom }: Schema): boolean {
  const { type, enum: list, required } = convertedFrom ?? {};
  if ((!type && !list && !required) || node.kind === 'missing') return true;
  if (required && node.kind === 'object') return required.every((name) => node.entry(name));
  return type?.includes(typeOf(node)!) === true || (node.kind === 'scalar' && list?.includes(node.value) === true);
}

/** What the first set of keywords says against a value that none of them takes. */
function refusal(value: Scalar, fitting: readonly Alternative[]): Complaint | undefined {
  let first: Complaint | undefined;
  for (const { variants } of fitting)
    for (const words of variants) {
      const found = complaint(value, words);
      if (!found) return undefined;
      first ??= found;
    }
  return first;
}

/** The values that may be written there: words of every type, with `true` and `false` where they stand beside words. */
export function allowedIn({ alternatives }: Shape): readonly Scalar[] {
  return [
    ...new Set(
      alternatives.flatMap(({ type, variants }) =>
        variants.flatMap(({ enum: list, also = [] }) => [
          ...(list ?? (type === 'boolean' ? [true, false] : [])),
          ...also,
        ]),
      ),
    ),
  ];
}

/** An object as the rules see it: what the one alternative says that was meant. */
function seen(shape: Shape, chosen: Alternative): Schema {
  if (!chosen.tag) return shape;
  return {
    properties: Object.fromEntries(chosen.names().map((name) => [name, chosen.key(name)!])),
    required: [...chosen.required],
  };
}

/** The first item that another one before it equals. */
function repeated(items: readonly Node[]): Node | undefined {
  const seen = new Set<Scalar | Node>();
  return items.find((item) => {
    const value = item.kind === 'scalar' ? item.value : item;
    return seen.has(value) || !seen.add(value);
  });
}

function isTuple(items: readonly Node[], { tuple = [], minItems = 0 }: Words): boolean {
  return (
    items.length >= minItems &&
    items.length <= tuple.length &&
    items.every((item) => item.kind === 'scalar' && typeof item.value === 'number')
  );
}

/** Whether a release still reads what older ones had in a place, and puts it into the present form itself. */
export function isConverted({ converted }: Schema, release: string | undefined): boolean {
  if (converted === undefined) return false;
  return release === undefined || isIn(converted, release);
}

/** Whether a release is in a range such as `2026.4.7..2026.4.29` or `2026.9.5..`. */
function isIn(range: string, release: string | undefined): boolean {
  if (release === undefined) return false;
  const [since = '', until] = range.split('..');
  return compare(release, since) >= 0 && (!until || compare(release, until) <= 0);
}

/** The values that a schema lists. */
export const allowedValues = ({ enum: all = [] }: Schema): readonly Scalar[] => all;
