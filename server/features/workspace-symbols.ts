import type { SymbolKind as LspKind, WorkspaceSymbol } from 'vscode-languageserver-types';
import type { SymbolKind } from '../../src/schema/walk.ts';
import { symbolsOf } from '../../src/symbols.ts';
import type { CheckedHome } from '../homes/home.ts';
import { locationOf, type UriOf } from '../protocol/positions.ts';

const KINDS: Readonly<{ [kind in SymbolKind]: LspKind }> = {
  provider: 3,
  model: 5,
  alias: 13,
  profile: 22,
  variable: 13,
  agent: 12,
  secretProvider: 11,
};
const CALLED: Readonly<{ [kind in SymbolKind]: string }> = {
  provider: 'provider',
  model: 'model',
  alias: 'alias',
  profile: 'profile',
  variable: 'variable',
  agent: 'agent',
  secretProvider: 'source of secrets',
};
const MOST = 500;

/** The names that homes define and that contain the query's letters in order. */
export function workspaceSymbols(homes: readonly CheckedHome[], query: string, uri: UriOf): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found = homes.flatMap(({ result, mask }) =>
    symbolsOf(result.routing).flatMap(({ kind, name, role, at }): WorkspaceSymbol[] =>
      role === 'defines' && name && matches(name.toLowerCase(), wanted) && mask.allows(name)
        ? [{ name: mask.line(name), kind: KINDS[kind], containerName: CALLED[kind], location: locationOf(at, uri) }]
        : [],
    ),
  );
  return found.slice(0, MOST);
}

function matches(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) if ((at = name.indexOf(letter, at) + 1) === 0) return false;
  return true;
}
