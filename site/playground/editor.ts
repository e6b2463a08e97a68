import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import {
  findReferencesKeymap,
  hoverTooltips,
  jumpToDefinitionKeymap,
  type LSPClient,
  serverCompletion,
} from '@codemirror/lsp-client';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  type KeyBinding,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { lookOf } from './look.ts';
import { titleOf, uriOf } from './names.ts';

/** The page's policy admits the styles that the editor makes by this word. */
declare const NONCE: string;

export interface Heard {
  /** what was typed has been sent to the server */
  changed(name: string): void;
  moved(name: string): void;
}

const EMPTY = (name: string): string => `This home has no ${titleOf(name)}. Write or drop one here.`;

/** An editor for one file, served by the language server. */
export function editorFor(
  name: string,
  text: string,
  client: LSPClient,
  keys: readonly KeyBinding[],
  heard: Heard,
): EditorView {
  const extensions: Extension = [
    EditorView.cspNonce.of(NONCE),
    lineNumbers(),
    lintGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    placeholder(EMPTY(name)),
    EditorView.contentAttributes.of({ 'aria-label': titleOf(name), tabindex: '0' }),
    serverCompletion({ override: true }),
    hoverTooltips({ hoverTime: 250 }),
    keymap.of([
      ...keys,
      ...closeBracketsKeymap,
      ...jumpToDefinitionKeymap,
      ...findReferencesKeymap,
      ...lintKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.updateListener.of(({ docChanged, selectionSet }) => {
      if (docChanged)
        queueMicrotask(() => {
          client.sync();
          heard.changed(name);
        });
      if (docChanged || selectionSet) heard.moved(name);
    }),
    lookOf(name),
    client.plugin(uriOf(name), name.endsWith('.env') ? 'dotenv' : 'json5'),
  ];
  return new EditorView({ state: EditorState.create({ doc: text, extensions }) });
}
