import { type Key, type Node, nodeAt, textOf } from '../../parse/tree.ts';
import type { Place } from '../../text/file.ts';

/** A key of a `models` map: a model with settings and perhaps an alias. */
export interface MapEntry {
  readonly key: Key;
  /** the value of `alias`; a blank text removes the model's alias; undefined: no such key */
  readonly alias: { readonly text: string; readonly at: Place } | undefined;
  /** added by OpenClaw itself; the key's place is the cause */
  readonly implied?: true;
}

/** `agents.defaults.models`, or the map of one agent. */
export interface ModelMap {
  /** the agent, as `agentOf` calls it; undefined for the defaults */
  readonly agent: string | undefined;
  readonly entries: readonly MapEntry[];
}

/** All `models` maps in file order. */
export function readModelMaps(root: Node | undefined): readonly ModelMap[] {
  const agents = nodeAt(root, ['agents']);
  if (agents?.kind !== 'object') return [];
  return agents.effective().flatMap(({ key, value }) => {
    if (key.value === 'defaults') return mapOf(value, undefined);
    if (key.value === 'entries' && value.kind === 'object')
      return value.effective().flatMap((entry) => mapOf(entry.value, entry.key.value));
    if (key.value === 'list' && value.kind === 'array')
      return value.items.flatMap((item, index) => mapOf(item, `list[${index}]`));
    return [];
  });
}

function mapOf(owner: Node, agent: string | undefined): ModelMap[] {
  const map = nodeAt(owner, ['models']);
  if (map?.kind !== 'object') return [];
  return [{ agent, entries: map.effective().map(({ key, value }) => ({ key, alias: aliasOf(value) })) }];
}

function aliasOf(settings: Node): MapEntry['alias'] {
  const alias = nodeAt(settings, ['alias']);
  return alias && { text: (textOf(alias) ?? '').trim(), at: alias };
}
