import { Position, Range, ViewColumn, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** Opens a line of a file, as the links of the route page ask: its URI, and line and column from 1. */
export async function openLine(client: LanguageClient, uri: unknown, line: unknown, column: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof line !== 'number' || typeof column !== 'number') return;
  const document = await workspace.openTextDocument(client.protocol2CodeConverter.asUri(uri));
  const at = new Position(Math.max(line - 1, 0), Math.max(column - 1, 0));
  await window.showTextDocument(document, { viewColumn: ViewColumn.One, selection: new Range(at, at) });
}
