import { Disposable, languages, type TextDocument, workspace } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { homeOf } from './home.ts';

const JSON_IDS = ['json', 'jsonc', 'json5'];

/** A file that a config includes is JSON5 like it, whatever its name says. */
export function adoptIncluded(client: LanguageClient): Disposable {
  async function adopt(document: TextDocument): Promise<void> {
    if (
      !JSON_IDS.includes(document.languageId) ||
      !workspace.getConfiguration('clawlint', document).get('includedFiles')
    )
      return;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const home = await homeOf(client, uri).catch(() => undefined);
    if (home?.included.includes(uri) && !document.isClosed)
      await languages.setTextDocumentLanguage(document, 'openclaw');
  }
  return Disposable.from(
    workspace.onDidOpenTextDocument(adopt),
    client.onDidChangeState(({ newState }) => newState === State.Running && workspace.textDocuments.forEach(adopt)),
  );
}
