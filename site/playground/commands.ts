import { LSPPlugin } from '@codemirror/lsp-client';
import type { KeyBinding } from '@codemirror/view';
import type { Hover, MarkupContent, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { prompt, tell } from './dialog.ts';
import { make } from './dom.ts';
import { showFixes } from './fixes.ts';
import type { Home } from './home.ts';
import { uriOf } from './names.ts';
import { positionOf } from './positions.ts';

/** What the page adds to the keys of the editor. */
export const keysFor = (home: () => Home): KeyBinding[] => [
  { key: 'Mod-.', run: () => (void showFixes(home()), true) },
  { key: 'F2', run: () => (void rename(home()), true) },
  { key: 'F1', run: () => (void explain(home()), true), preventDefault: true },
];

export const KEYS: readonly (readonly [key: string, does: string])[] = [
  ['Ctrl-Space', 'complete'],
  ['Ctrl-.', 'quick fixes at the cursor'],
  ['F1', 'explain what is under the cursor'],
  ['F2', 'rename everywhere'],
  ['F8', 'to the next finding'],
  ['F12', 'to the definition'],
  ['Shift-F12', 'all uses'],
  ['Ctrl-F', 'search'],
  ['Esc, then Tab', 'leave the editor'],
];

const placeOf = (home: Home) => ({
  textDocument: { uri: uriOf(home.active) },
  position: positionOf(home.view.state.doc, home.view.state.selection.main.head),
});

async function rename(home: Home): Promise<void> {
  const place = placeOf(home);
  try {
    const found = await home.ask<{ placeholder: string; range: Range } | null>('textDocument/prepareRename', place);
    if (!found) return tell('Rename', 'There is no name at the cursor.');
    prompt(
      'Rename',
      'New name',
      found.placeholder,
      (newName) =>
        home.ask<WorkspaceEdit | null>('textDocument/rename', { ...place, newName }).then(
          (edit) => edit && home.apply(edit),
          (refused: Error) => tell('Rename', refused.message),
        ),
      () => home.view.focus(),
    );
  } catch (refused) {
    tell('Rename', (refused as Error).message);
  }
}

/** The hover text, for those who have no mouse. */
async function explain(home: Home): Promise<void> {
  const found = await home.ask<Hover | null>('textDocument/hover', placeOf(home));
  const plugin = LSPPlugin.get(home.view);
  if (!found || !plugin) return tell('Nothing to explain', 'Put the cursor on a key, a value or a name.');
  tell('What this is', make('div', { innerHTML: plugin.docToHTML(found.contents as MarkupContent), className: 'doc' }));
}
