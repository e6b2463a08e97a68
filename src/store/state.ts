import { parseJson } from '../parse/json.ts';
import { entriesOf, itemsOf, type Node, textOf } from '../parse/tree.ts';
import type { File } from '../text/file.ts';
import type { Store, StoredOrder, Usage } from './store.ts';

/**
 * A store combined with the `auth-state.json` beside it: since 2026.4 it holds orders, usage and rests, and its entries
 * override the store's (facts 4.4).
 */
export function withState(store: Store, file: File): Store {
  const parsed = parseJson(file);
  if (parsed.root?.kind !== 'object') return store;
  const kept = orders(parsed.root.get('order'));
  const same = (one: StoredOrder) =>
    kept.some(({ provider }) => provider.value.trim().toLowerCase() === one.provider.value.trim().toLowerCase());
  return {
    ...store,
    state: parsed,
    orders: [...store.orders.filter((each) => !same(each)), ...kept],
    usage: new Map([...(store.usage ?? []), ...usage(parsed.root.get('usageStats'))]),
    lastGood: new Map([...(store.lastGood ?? []), ...lastGood(parsed.root.get('lastGood'))]),
  };
}

export function orders(node: Node | undefined): StoredOrder[] {
  const all = entriesOf(node).map(({ key, value }) => ({
    provider: key,
    ids: itemsOf(value).flatMap((item) => textOf(item)?.trim() || []),
  }));
  return all.filter(({ ids }) => ids.length > 0);
}

export function usage(node: Node | undefined): Map<string, Usage> {
  const found = new Map<string, Usage>();
  for (const { key, value } of entriesOf(node)) {
    if (value.kind !== 'object') continue;
    const number = (name: string) => {
      const each = value.get(name);
      return each?.kind === 'scalar' && typeof each.value === 'number' && Number.isFinite(each.value)
        ? { [name]: each.value }
        : {};
    };
    const word = (name: string) => {
      const text = textOf(value.get(name))?.trim();
      return text ? { [name]: text } : {};
    };
    const blocked = textOf(value.get('blockedScope')) === 'model' ? word('blockedModel') : {};
    found.set(key.value.trim(), {
      at: key,
      ...number('lastUsed'),
      ...number('cooldownUntil'),
      ...word('cooldownReason'),
      ...word('cooldownModel'),
      ...number('blockedUntil'),
      ...blocked,
      ...number('disabledUntil'),
      ...word('disabledReason'),
    });
  }
  return found;
}

export function lastGood(node: Node | undefined): Map<string, string> {
  return new Map(
    entriesOf(node).flatMap(({ key, value }) =>
      textOf(value)?.trim() ? [[key.value.trim().toLowerCase(), textOf(value)!.trim()] as const] : [],
    ),
  );
}
