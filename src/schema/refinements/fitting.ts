import type { Path } from '../../parse/tree.ts';
import { channelsOf, OF_ALL, targetsOf } from './channel-names.ts';
import { coreIds } from './plugin-names.ts';
import { isAt, type Look } from './refinement.ts';
import { searchesOf } from './searches.ts';

/** Places whose names no schema lists, with those that fit. */
const FITTING: readonly (readonly [at: string, names: (look: Look) => readonly string[]])[] = [
  ['bindings[].match.channel', (look) => channelsOf(look).filter((name) => !OF_ALL.includes(name))],
  ['{agents.defaults,agents.entries.*,agents.list[]}.heartbeat.target', targetsOf],
  ['tools.web.search.provider', searchesOf],
  ['plugins.{allow,deny}[]', coreIds],
  ['plugins.slots.memory', () => ['memory-core', 'memory-lancedb', 'none']],
];

/** The names that fit at a path, beside those that the schema lists. */
export const fittingAt = (path: Path, look: Look): readonly string[] =>
  FITTING.find(([at]) => isAt(path, at))?.[1](look) ?? [];
