import type { SemanticTokens } from 'vscode-languageserver-types';
import type { SymbolKind } from '../../src/schema/walk.ts';
import { symbolsOf } from '../../src/symbols.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { positionAt } from '../protocol/positions.ts';

const TYPES: Readonly<{ [kind in SymbolKind]: string }> = {
  provider: 'namespace',
  model: 'class',
  alias: 'type',
  profile: 'enumMember',
  variable: 'variable',
  agent: 'function',
  secretProvider: 'interface',
};

export const LEGEND = { tokenTypes: Object.values(TYPES), tokenModifiers: ['declaration'] };

/**
 * Semantic tokens for the names in a document; a model ref has several. @param start, end offsets of the visible range
 */
export function tokens({ result }: CheckedHome, { file }: Source, start = 0, end = file.text.length): SemanticTokens {
  const uses = symbolsOf(result.routing).filter(
    ({ at, exact }) => exact && at.file === file && at.length > 0 && at.offset < end && at.offset + at.length > start,
  );
  const data: number[] = [];
  let [line, character, done] = [0, 0, -1];
  for (const { kind, role, at } of [...uses].sort((a, b) => a.at.offset - b.at.offset || a.at.length - b.at.length)) {
    if (at.offset < done) continue;
    done = at.offset + at.length;
    const position = positionAt(file, at.offset);
    data.push(
      position.line - line,
      position.line === line ? position.character - character : position.character,
      at.length,
      LEGEND.tokenTypes.indexOf(TYPES[kind]),
      role === 'defines' ? 1 : 0,
    );
    ({ line, character } = position);
  }
  return { data };
}
