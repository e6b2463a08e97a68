import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import { SOURCE, type Shown } from './diagnostics.ts';
import type { Client } from './requests.ts';

/** What the server offers. Pull diagnostics only to clients that know them: others would wait for a push. */
export function offered(client: ClientCapabilities): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['"', "'", '{', ':', '/', '@', ' '] },
    ...(pulls(client) && { diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

export const pulls = (client: ClientCapabilities): boolean => client.textDocument?.diagnostic !== undefined;

export function shownBy({ textDocument }: ClientCapabilities): Shown {
  const { publishDiagnostics: push, diagnostic: pull } = textDocument ?? {};
  return {
    related: push?.relatedInformation === true || pull?.relatedInformation === true,
    tags: push?.tagSupport !== undefined || pull?.tagSupport !== undefined,
    links: push?.codeDescriptionSupport === true || pull?.codeDescriptionSupport === true,
  };
}

export const clientOf = ({ textDocument }: ClientCapabilities): Client => ({ snippets: textDocument?.completion?.completionItem?.snippetSupport === true });
