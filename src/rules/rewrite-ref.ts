import { type Edit, rewrite } from '../edit/edit.ts';
import { nodeAt } from '../parse/tree.ts';
import type { ModelRef } from '../routing/models/config-refs.ts';
import type { Routing } from '../routing/routing.ts';

/** Replaces a model ref; undefined if a map would then have a duplicate key. */
export function rewriteRef({ at, path, role }: ModelRef, text: string, { home }: Routing): Edit[] {
  const map = role === 'map' ? nodeAt(home.root, path.slice(0, -1)) : undefined;
  return map?.kind === 'object' && map.entry(text) ? [] : [rewrite(at, text)];
}
