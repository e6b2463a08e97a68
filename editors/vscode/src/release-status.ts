import { Disposable, StatusBarAlignment, window } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { homeOf, onHomeChange } from './home.ts';
import { releaseLabel, releaseReason } from './words.ts';

/** Says in the status bar for which release of OpenClaw the home of the document in front is checked. */
export function showRelease(client: LanguageClient): Disposable {
  const item = window.createStatusBarItem('clawlint.release', StatusBarAlignment.Right, 99);
  item.name = 'OpenClaw release';
  item.command = 'clawlint.showHome';
  let asked = 0;
  async function update(): Promise<void> {
    const question = ++asked;
    const uri = window.activeTextEditor?.document.uri;
    const home = uri && (await homeOf(client, client.code2ProtocolConverter.asUri(uri)).catch(() => undefined));
    if (question !== asked) return;
    if (!home) return item.hide();
    item.text = `$(versions) ${releaseLabel(home)}`;
    item.tooltip = `${releaseReason(home)}\nSelect to see the files of this home.`;
    item.show();
  }
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    onHomeChange(update),
    client.onDidChangeState(({ newState }) => newState === State.Running && update()),
  );
}
