import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import { KINDS } from '../features/actions.ts';
import { HOME, ROUTE } from '../features/commands.ts';
import { type Shown, SOURCE } from '../features/diagnostics.ts';
import { LEGEND } from '../features/tokens.ts';
import { isObject } from './params.ts';
import type { Client } from './requests.ts';

export function offered(client: ClientCapabilities, isPulling: boolean): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['"', "'", '{', ':', '/', '@'] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    codeActionProvider: client.textDocument?.codeAction?.codeActionLiteralSupport ? { codeActionKinds: KINDS } : false,
    workspaceSymbolProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: { resolveProvider: false },
    inlayHintProvider: true,
    codeLensProvider: { resolveProvider: false },
    semanticTokensProvider: { legend: LEGEND, full: true, range: true },
    executeCommandProvider: { commands: [ROUTE, HOME] },
    ...(isPulling && {
      diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true },
    }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/**
 * Whether to let the client pull diagnostics: only if it can be asked to refresh, or else an edit's effects on other
 * documents would never show. Neovim 0.12 claims that it can, but skips open documents.
 * @param info the client's own, sent with `initialize`
 */
export function pulls({ textDocument, workspace }: ClientCapabilities, info: unknown): boolean {
  const isNeovim = isObject(info) && info.name === 'Neovim';
  return textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true && !isNeovim;
}

export function shownBy({ textDocument }: ClientCapabilities): Shown {
  const { publishDiagnostics: push, diagnostic: pull } = textDocument ?? {};
  return {
    related: push?.relatedInformation === true || pull?.relatedInformation === true,
    tags: push?.tagSupport !== undefined || pull?.tagSupport !== undefined,
    links: push?.codeDescriptionSupport === true || pull?.codeDescriptionSupport === true,
  };
}

/** @param options the client's own, sent with `initialize`: `routeCommand` names its command that shows a route */
export function clientOf(capabilities: ClientCapabilities, options: unknown): Client {
  const { textDocument, workspace } = capabilities;
  const command = isObject(options) ? options.routeCommand : undefined;
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    branches: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    creates:
      workspace?.workspaceEdit?.documentChanges === true &&
      (workspace.workspaceEdit.resourceOperations?.includes('create') ?? false),
    shown: shownBy(capabilities),
    routeCommand: typeof command === 'string' ? command : ROUTE,
  };
}
