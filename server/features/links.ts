import type { DocumentLink } from 'vscode-languageserver-types';
import { type Node, textOf } from '../../src/parse/tree.ts';
import { dirname, join } from '../../src/text/path.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { rangeOf, type UriOf } from '../protocol/positions.ts';

/** Links to included files, store folders and URLs; none that contains a key. */
export function links({ mask, files, result }: CheckedHome, source: Source, uri: UriOf): DocumentLink[] {
  const found: DocumentLink[] = [];
  const stack: [Node, string][] = source.kind !== 'dotenv' && source.parsed.root ? [[source.parsed.root, '']] : [];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, key] = next;
    if (node.kind === 'array') for (const item of node.items) stack.push([item, key]);
    if (node.kind === 'object') for (const entry of node.entries) stack.push([entry.value, entry.key.value]);
    const text = textOf(node);
    const target = text === undefined ? undefined : targetOf(key, text);
    if (target !== undefined && mask.allows(target)) found.push({ range: rangeOf(inQuotes(node)), target });
  }
  return found;

  function targetOf(key: string, text: string): string | undefined {
    if (key === '$include') return existing(join(dirname(source.file.path), text.replaceAll('\\', '/')));
    if (key === 'agentDir')
      return text.startsWith('~')
        ? undefined
        : existing(join(result.routing.home.stateDir, text, 'auth-profiles.json'));
    return /^baseUrl$/i.test(key) && /^https?:\/\/[^\s${}@]+$/.test(text) ? text : undefined;
  }

  function existing(path: string): string | undefined {
    return files.read(path, 0) === undefined ? undefined : uri(path);
  }
}

/** The range between the quotes of a string. */
function inQuotes({ file, offset, length }: Node): { file: Node['file']; offset: number; length: number } {
  const quotes = /["']/.test(file.text[offset] ?? '') && length > 1 ? 1 : 0;
  return { file, offset: offset + quotes, length: length - 2 * quotes };
}
