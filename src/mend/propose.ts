import { check, type Options, type Result } from '../check.ts';
import { applyFixes } from '../edit/apply.ts';
import type { Edit } from '../edit/edit.ts';
import { type Obstacle, obstacleIn, putAt, takeAt } from '../edit/put.ts';
import { code } from '../edit/suggestion.ts';
import { type Files, overlay } from '../files.ts';
import { readHome } from '../home/home.ts';
import { type Node, nodeAt, type Path, writePath } from '../parse/tree.ts';
import type { Diagnostic } from '../rules/rule.ts';
import { isFields } from '../text/record.ts';
import type { Mended } from './mend.ts';

/** A change of a config, before it is made: of one value, a JSON merge patch (RFC 7396), or its whole text. */
export type Change =
  | { readonly path: Path; readonly value: unknown }
  | { readonly path: Path; readonly gone: true }
  | { readonly patch: unknown }
  | { readonly text: string };

/** What a home would be with the change, and what would be said of it then that is not said now. */
export interface Proposal extends Mended {
  readonly added: readonly Diagnostic[];
}

/** Values that a patch may change: the home is read again for each. */
const MOST = 200;

/** Tries a change on a home without writing anything. */
export function propose(files: Files, options: Options, change: Change): Proposal | Obstacle {
  const before = check(files, options);
  const { path, root, config } = before.routing.home;
  if ('text' in change) return proposed(files, options, before, new Map([[path, change.text]]));
  if (!root || !config?.parsed.structureCertain)
    return { obstacle: 'the config cannot be changed while it cannot be read; clawlint says where it breaks' };
  const deep = 'patch' in change && obstacleIn(change.patch);
  if (deep) return { obstacle: `the patch ${deep.obstacle}` };
  const steps = 'patch' in change ? [...stepsOf(root, [], change.patch)] : [change];
  if (steps.length > MOST) return { obstacle: `a patch changes at most ${MOST} values; this one ${steps.length}` };
  const texts = new Map<string, string>();
  for (const step of steps) {
    const now = texts.size === 0 ? root : readHome(overlay(texts, files), path, options).root!;
    const edits = 'gone' in step ? takeAt(now, step.path) : putAt(now, step.path, step.value);
    if ('obstacle' in edits) return { obstacle: `${code(writePath(step.path))} ${edits.obstacle}` };
    for (const [file, text] of applyEdits(edits)) texts.set(file, text);
  }
  return proposed(files, options, before, texts);
}

const applyEdits = (edits: Edit[]): [path: string, text: string][] =>
  [...applyFixes([{ title: '', edits }])].map(([file, text]) => [file.path, text]);

function proposed(files: Files, options: Options, before: Result, all: ReadonlyMap<string, string>): Proposal {
  const texts = new Map([...all].filter(([path, text]) => files.read(path) !== text));
  const result = texts.size === 0 ? before : check(overlay(texts, files), options);
  return { before, result, texts, isCut: false, added: newIn(result, before) };
}

type Step = Exclude<Change, { readonly patch: unknown } | { readonly text: string }>;

/** A merge patch as changes of single values: `null` takes a key out, an object goes on inside. */
function* stepsOf(root: Node, path: Path, patch: unknown): Iterable<Step> {
  const isObject = isFields(patch);
  if (isObject && (path.length === 0 || nodeAt(root, path)?.kind === 'object'))
    for (const [key, value] of Object.entries(patch)) yield* stepsOf(root, [...path, key], value);
  else if (patch !== null) yield { path, value: isObject ? withoutNulls(patch) : patch };
  else if (nodeAt(root, path)) yield { path, gone: true };
}

const withoutNulls = (value: object): object =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null)
      .map(([key, each]) => [
        key,
        typeof each === 'object' && !Array.isArray(each) ? withoutNulls(each as object) : (each as unknown),
      ]),
  );

/** The findings that another result does not have, wherever they stand in their file. */
function newIn({ diagnostics }: Result, before: Result): Diagnostic[] {
  const known = new Map<string, number>();
  const keyOf = ({ rule, severity, message, at }: Diagnostic) =>
    JSON.stringify([rule, severity, message, at.file.path]);
  for (const each of before.diagnostics) known.set(keyOf(each), (known.get(keyOf(each)) ?? 0) + 1);
  return diagnostics.filter((each) => {
    const left = known.get(keyOf(each)) ?? 0;
    known.set(keyOf(each), left - 1);
    return left <= 0;
  });
}
