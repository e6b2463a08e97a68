import type { DocumentSymbol, FoldingRange, SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import { type Node, textOf } from '../../src/parse/tree.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { rangeOf } from '../protocol/positions.ts';

/** The most entries and levels shown; nobody reads more. */
const MOST = 20_000;
const DEEPEST = 64;
const VARIABLE: SymbolKind = 13;

/** The keys of a document as a tree, without their values. */
export function documentSymbols({ mask }: CheckedHome, source: Source): DocumentSymbol[] {
  let left = MOST;
  if (source.kind === 'dotenv')
    return source.dotenv.variables.map(({ name }) => ({
      name: shown(name.value),
      kind: VARIABLE,
      range: rangeOf(name),
      selectionRange: rangeOf(name),
    }));
  return source.parsed.root ? below(source.parsed.root, 0) : [];

  function below(node: Node, depth: number): DocumentSymbol[] {
    if (depth > DEEPEST || left <= 0) return [];
    if (node.kind === 'array')
      return node.items.flatMap((item, i) =>
        item.kind === 'object' ? symbol(labelOf(item) ?? `[${i}]`, item, item, depth) : [],
      );
    if (node.kind !== 'object') return [];
    const { file } = node;
    return node.entries.flatMap(({ key, value }) =>
      symbol(
        key.value,
        {
          file,
          offset: key.offset,
          length: Math.max(key.offset + key.length, value.offset + value.length) - key.offset,
        },
        key,
        depth,
        value,
      ),
    );
  }

  function symbol(
    name: string,
    whole: { file: Node['file']; offset: number; length: number },
    at: { file: Node['file']; offset: number; length: number },
    depth: number,
    value: Node = at as Node,
  ): DocumentSymbol[] {
    if (left-- <= 0) return [];
    const children = below(value, depth + 1);
    return [
      {
        name: shown(name),
        kind: kindOf(value),
        range: rangeOf(whole),
        selectionRange: rangeOf({ file: at.file, offset: at.offset, length: Math.min(at.length, whole.length) }),
        ...(children.length > 0 && { children }),
      },
    ];
  }

  /** Never empty, because editors reject empty names. */
  function shown(name: string): string {
    return mask.line(name).trim() || '(empty)';
  }
}

/** The outline as a flat list, for clients without hierarchical symbols. */
export function flatSymbols(
  symbols: readonly DocumentSymbol[],
  uri: string,
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
    ...flatSymbols(children, uri, name),
  ]);
}

/** Labels a list item by its id or name. */
function labelOf(item: Node): string | undefined {
  for (const key of ['id', 'name']) {
    const text = item.kind === 'object' ? textOf(item.get(key)) : undefined;
    if (text) return text;
  }
  return undefined;
}

function kindOf(node: Node): SymbolKind {
  if (node.kind === 'object') return 19;
  if (node.kind === 'array') return 18;
  if (node.kind === 'missing' || node.value === null) return 21;
  return typeof node.value === 'string' ? 15 : typeof node.value === 'number' ? 16 : 17;
}

/** Folding ranges: brackets and comments of several lines. The closing bracket's line stays visible. */
export function foldings(source: Source): FoldingRange[] {
  const found: FoldingRange[] = [];
  if (source.kind === 'dotenv') return found;
  for (const { file, offset, length } of source.parsed.comments) {
    const [start, end] = [file.position(offset).line - 1, file.position(offset + length).line - 1];
    if (end > start) found.push({ startLine: start, endLine: end, kind: 'comment' });
  }
  const stack: Node[] = source.parsed.root ? [source.parsed.root] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'array') stack.push(...node.items);
    else if (node.kind === 'object') for (const { value } of node.entries) stack.push(value);
    else continue;
    const { file, offset, length, open } = node;
    const [start, end] = [file.position(offset).line - 1, file.position(offset + length).line - (open ? 1 : 2)];
    if (end > start) found.push({ startLine: start, endLine: end });
  }
  return found.sort((a, b) => a.startLine - b.startLine);
}
