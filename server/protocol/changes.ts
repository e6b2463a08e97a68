import type { Range, TextEdit } from 'vscode-languageserver-types';
import { put } from '../../src/text/grouped.ts';

/** Edits of one or more documents, as a `WorkspaceEdit` lists them. */
export function changesOf(edits: readonly (TextEdit & { readonly uri: string })[]): { [uri: string]: TextEdit[] } {
  const changes = new Map<string, { range: Range; newText: string }[]>();
  for (const { uri, range, newText } of edits) put(changes, uri, { range, newText });
  return Object.fromEntries(changes);
}
