import type { CodeAction, Range } from 'vscode-languageserver-types';
import { choose, tell } from './dialog.ts';
import type { Finding } from './findings.ts';
import type { Home } from './home.ts';
import { uriOf } from './names.ts';
import { positionOf } from './positions.ts';

export interface Fix {
  readonly title: string;
  /** hides the finding instead of mending it */
  readonly isSilencing: boolean;
  apply(): void;
}

/** What the server offers for one finding. */
export async function fixesFor(home: Home, { name, diagnostic }: Finding): Promise<Fix[]> {
  const offered = await actionsAt(home, name, diagnostic.range);
  return offered
    .filter(({ diagnostics: [of] = [] }) => of?.code === diagnostic.code && isSame(of?.range, diagnostic.range))
    .map((action) => fixOf(home, action));
}

/** A menu of what the server offers at the cursor. */
export async function showFixes(home: Home): Promise<void> {
  const { view, active } = home;
  const { from, to } = view.state.selection.main;
  const { doc } = view.state;
  const offered = await actionsAt(home, active, { start: positionOf(doc, from), end: positionOf(doc, to) });
  if (offered.length === 0) return tell('No quick fix here', 'Put the cursor into what is underlined.');
  choose(
    'Quick fixes',
    offered.map((action) => fixOf(home, action)),
    () => home.view.focus(),
  );
}

function actionsAt(home: Home, name: string, range: Range): Promise<CodeAction[]> {
  const context = { diagnostics: [], only: ['quickfix'] };
  return home
    .ask<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri: uriOf(name) }, range, context })
    .then((actions) => actions ?? []);
}

const fixOf = (home: Home, { title, edit }: CodeAction): Fix => ({
  title,
  isSilencing: /^(?:ignore|turn) [\w-]+ (?:here|off )/.test(title),
  apply: () => edit && home.apply(edit),
});

const isSame = (a: Range | undefined, b: Range): boolean => JSON.stringify(a) === JSON.stringify(b);
