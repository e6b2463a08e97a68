import type { CompletionItem } from 'vscode-languageserver-types';
import type { CheckedHome } from './checked.ts';
import { completeDotenv } from './completion-dotenv.ts';
import { completeKeys } from './completion-keys.ts';
import { completeValue, completeVariable } from './completion-values.ts';
import type { Source } from './sources.ts';
import { spotIn } from './spot.ts';

/** What can be typed at an offset. Names only, and none that looks like a key. */
export function completion(home: CheckedHome, source: Source, offset: number, snippets: boolean): CompletionItem[] {
  const { mask } = home;
  if (source.kind === 'dotenv') return completeDotenv(home, source, offset).filter(({ label }) => mask.text(label) === label);
  const spot = isInComment(source, offset) ? undefined : spotIn(source, offset);
  if (!spot) return [];
  const context = { home, source, offset, snippets };
  const items = spot.at === 'key' || (spot.at === 'gap' && spot.owner.kind === 'object') ? completeKeys(spot, context) : (completeVariable(spot, context) ?? completeValue(spot, context));
  return items.filter(({ label }) => mask.text(label) === label);
}

export interface Asked {
  readonly home: CheckedHome;
  readonly source: Source;
  readonly offset: number;
  /** the client takes snippets */
  readonly snippets: boolean;
}

function isInComment(source: Source, offset: number): boolean {
  const { file } = source;
  return source.kind !== 'dotenv' && source.parsed.comments.some((at) => offset > at.offset && (offset < at.offset + at.length || (offset === at.offset + at.length && file.text.startsWith('//', at.offset))));
}
