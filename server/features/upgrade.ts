import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { toDiff } from '../../src/mend/diff.ts';
import { target } from '../../src/release/releases.ts';
import { toUpgradeText } from '../../src/upgrade/report.ts';
import { sourceAt } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { type UriOf, wholeOf } from '../protocol/positions.ts';

/** What `clawlint upgrade` says of a home. `text` and `diff` contain no secrets; `edit` is what its owner wrote. */
export interface Upgrade {
  readonly text: string;
  readonly diff: string;
  /** the release starts with the home as it is */
  readonly starts: boolean;
  readonly edit: WorkspaceEdit;
}

/** @param to the release to go to; undefined if it is none */
export function upgrade(
  home: CheckedHome,
  to: string,
  display: (path: string) => string,
  uri: UriOf,
): Upgrade | undefined {
  if (target(to).release === undefined) return undefined;
  const planned = home.upgraded(to);
  const changes: [string, TextEdit[]][] = [];
  for (const [path, newText] of planned.mended.texts) {
    const source = sourceAt(home.result, path);
    if (source) changes.push([uri(path), [{ range: wholeOf(source.file), newText }]]);
  }
  return {
    text: toUpgradeText(planned, display),
    diff: toDiff(planned.mended, display),
    starts: planned.breaks.length === 0,
    edit: { changes: Object.fromEntries(changes) },
  };
}
