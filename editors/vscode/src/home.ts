import { Disposable, languages, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { HomeSummary } from '../../../server/homes/home.ts';

/** The home that a document belongs to, if any. */
export async function homeOf(client: LanguageClient, uri: string): Promise<HomeSummary | undefined> {
  if (!client.isRunning()) return undefined;
  return (await client.sendRequest<HomeSummary | null>('clawlint/home', { uri })) ?? undefined;
}

/** In milliseconds: what is drawn follows the typing without being drawn at each key. */
const PAUSE = 150;

/** Calls back when something about a home may have changed, and typing pauses. */
export function onHomeChange(call: () => unknown): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(call, PAUSE);
  };
  return Disposable.from(workspace.onDidChangeTextDocument(later), languages.onDidChangeDiagnostics(later), {
    dispose: () => clearTimeout(timer),
  });
}
