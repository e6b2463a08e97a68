import type { CompletionItem } from 'vscode-languageserver-types';
import type { Mask } from '../../src/report/mask.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { completeDotenv } from './completion-dotenv.ts';
import { type Asked, completeDocument, completeKeys } from './completion-keys.ts';
import { completeValue, completeVariable } from './completion-values.ts';
import { spotIn } from './cursor.ts';

/** What can be typed at an offset. Offers only names, and none that looks like a key. */
export function completion(home: CheckedHome, source: Source, offset: number, snippets: boolean): CompletionItem[] {
  const { mask } = home;
  if (source.kind === 'dotenv') return shown(completeDotenv(home, source, offset), mask);
  if (isInComment(source, offset)) return [];
  const context: Asked = { home, source, offset, snippets };
  const spot = spotIn(source, offset);
  const items = !spot
    ? completeDocument(context)
    : spot.at === 'key' || (spot.at === 'gap' && spot.owner.kind === 'object')
      ? completeKeys(spot, context)
      : (completeVariable(spot, context) ?? completeValue(spot, context));
  return shown(items, mask);
}

const shown = (items: readonly CompletionItem[], mask: Mask): CompletionItem[] =>
  items
    .filter(({ label }) => mask.allows(label))
    .map((item) => ({
      ...item,
      label: mask.line(item.label),
      ...(item.detail !== undefined && { detail: mask.line(item.detail) }),
    }));

function isInComment({ file, parsed }: Asked['source'], offset: number): boolean {
  return parsed.comments.some(
    (at) =>
      offset > at.offset &&
      (offset < at.offset + at.length || (offset === at.offset + at.length && file.text.startsWith('//', at.offset))),
  );
}
