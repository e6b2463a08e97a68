import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { homeOf } from './home.ts';
import { releaseLabel } from './words.ts';

/** Shows which files make up the home of the document in front, and opens the chosen one. */
export async function pickFile(client: LanguageClient): Promise<void> {
  const uri = window.activeTextEditor?.document.uri;
  const home = uri && (await homeOf(client, client.code2ProtocolConverter.asUri(uri)));
  if (!home) return void window.showInformationMessage('This document is not part of an OpenClaw home.');
  const state = Uri.parse(home.stateDir).fsPath;
  const items = home.files.map((file): QuickPickItem & { readonly uri: Uri } => {
    const at = Uri.parse(file);
    return { label: workspace.asRelativePath(at), ...(file === home.config && { description: 'config' }), uri: at };
  });
  const title = `${home.live ? 'Live home' : 'Home'}: ${state}`;
  const chosen = await window.showQuickPick(items, {
    title,
    placeHolder: `Checked for ${releaseLabel(home)}. Open a file of this home`,
  });
  if (chosen) await window.showTextDocument(chosen.uri);
}
