import { check, type Options, type Result } from '../check.ts';
import { applyFixes } from '../edit/apply.ts';
import type { Edit } from '../edit/edit.ts';
import { type Obstacle, putAt, takeAt } from '../edit/put.ts';
import { type Files, overlay } from '../files.ts';
import type { Path } from '../parse/tree.ts';
import type { Diagnostic } from '../rules/rule.ts';
import type { Mended } from './mend.ts';

/** One change of a config, before it is made. */
export type Change = { readonly path: Path; readonly value: unknown } | { readonly path: Path; readonly gone: true };

/** What a home would be with the change, and what would be said of it then that is not said now. */
export interface Proposal extends Mended {
  readonly added: readonly Diagnostic[];
}

/** Tries a change on a home without writing anything. */
export function propose(files: Files, options: Options, change: Change): Proposal | Obstacle {
  const before = check(files, options);
  const { root, config } = before.routing.home;
  if (!root || !config?.parsed.structureCertain)
    return { obstacle: 'cannot be changed while the file cannot be read; clawlint says where it breaks' };
  const edits = 'gone' in change ? takeAt(root, change.path) : putAt(root, change.path, change.value);
  return 'obstacle' in edits ? edits : proposed(files, options, before, edits);
}

function proposed(files: Files, options: Options, before: Result, edits: Edit[]): Proposal {
  const changed = [...applyFixes([{ title: '', edits }])].filter(([file, text]) => text !== file.text);
  const texts = new Map(changed.map(([file, text]) => [file.path, text]));
  const result = texts.size === 0 ? before : check(overlay(texts, files), options);
  return { before, result, texts, isCut: false, added: newIn(result, before) };
}

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
