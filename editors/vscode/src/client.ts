import { type LogOutputChannel, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** By its language id or, where VS Code has another name for it, by its place: whatever can be a file of a home. */
const DOCUMENTS = [
  { language: 'openclaw' },
  ...['json', 'jsonc', 'json5'].map((language) => ({ scheme: 'file', language })),
  ...['**/auth-profiles.json', '**/.env', '**/.env.*', '**/gateway.env'].map((pattern) => ({
    scheme: 'file',
    pattern,
  })),
];
const SETTINGS = ['release', 'rules', 'processEnvironment', 'closedWorld', 'codeLens', 'inlayHints'];

/** A client of the server that came with the extension; it knows the settings before it is asked anything. */
export function clientFor(server: string, outputChannel: LogOutputChannel): LanguageClient {
  const run = { module: server, args: ['lsp'], transport: TransportKind.stdio };
  const set = workspace.getConfiguration('clawlint');
  return new LanguageClient(
    'clawlint',
    'clawlint',
    { run, debug: run },
    {
      documentSelector: DOCUMENTS,
      initializationOptions: {
        ...Object.fromEntries(SETTINGS.map((name) => [name, set.get(name)])),
        routeCommand: 'clawlint.showRoute',
      },
      outputChannel,
      synchronize: { configurationSection: 'clawlint' },
    },
  );
}
