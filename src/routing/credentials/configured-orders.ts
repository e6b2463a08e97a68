import type { At, Key } from '../../parse/tree.ts';
import type { Place } from '../../text/file.ts';
import { providerId } from '../providers.ts';

/** One list below `auth.order`: the profiles of a provider in the order they are tried. */
export interface Order {
  readonly provider: string;
  readonly key: Key;
  readonly at: At<string[]>;
  readonly items: readonly { id: string; at: Place }[];
}

/** Reads the lists; the schema reports values that are not lists of strings. */
export function readOrders(config: At<Record<string, string[]>> | undefined): readonly Order[] {
  return (config?.entries() ?? []).flatMap(([key, at]) => {
    if (at.node.kind !== 'array') return [];
    const items = at.items().flatMap((item) => {
      const id = item.text();
      return id === undefined ? [] : [{ id, at: item }];
    });
    return [{ provider: providerId(key.value), key, at, items }];
  });
}
