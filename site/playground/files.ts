import { type LSPClient, LSPPlugin, Workspace, type WorkspaceFile } from '@codemirror/lsp-client';
import type { Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/** One file in one editor. What is empty does not exist for the server. */
class OpenFile implements WorkspaceFile {
  version = 0;
  constructor(
    readonly uri: string,
    readonly languageId: string,
    readonly view: EditorView,
    public doc: Text,
  ) {}

  getView(): EditorView {
    return this.view;
  }
}

/** The files of the page, each in its editor, shown one at a time. */
export class Files extends Workspace {
  files: OpenFile[] = [];

  constructor(
    client: LSPClient,
    readonly show: (uri: string) => EditorView | undefined,
  ) {
    super(client);
  }

  override syncFiles() {
    return this.files.flatMap((file) => {
      const plugin = LSPPlugin.get(file.view);
      if (!plugin || plugin.unsyncedChanges.empty) return [];
      const { doc: prevDoc } = file;
      const changes = plugin.unsyncedChanges;
      file.doc = file.view.state.doc;
      file.version++;
      plugin.clear();
      if (prevDoc.length > 0 && file.doc.length > 0) return [{ file, prevDoc, changes }];
      if (prevDoc.length > 0) this.client.didClose(file.uri);
      else if (file.doc.length > 0) this.client.didOpen(file);
      return [];
    });
  }

  override openFile(uri: string, languageId: string, view: EditorView): void {
    const file = new OpenFile(uri, languageId, view, view.state.doc);
    this.files.push(file);
    if (file.doc.length > 0) this.client.didOpen(file);
  }

  override closeFile(uri: string): void {
    const file = this.files.find((each) => each.uri === uri);
    this.files = this.files.filter((each) => each !== file);
    if (file && file.doc.length > 0) this.client.didClose(uri);
  }

  override connected(): void {
    for (const file of this.files) if (file.doc.length > 0) this.client.didOpen(file);
  }

  override displayFile(uri: string): Promise<EditorView | null> {
    return Promise.resolve(this.show(uri) ?? null);
  }
}
