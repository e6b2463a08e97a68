import { itemsOf, nodeAt } from '../../parse/tree.ts';
import type { Alternative } from '../schema.ts';
import { type Look, saidIn } from './refinement.ts';

/** Plugins that a file names, and those that a release brings. */

/** Ids of plugins that a file names, but for those that are kept out. */
export function pluginsOf({ root }: Look): ReadonlySet<string> {
  const plugins = root.get('plugins');
  const found = new Set<string>();
  for (const key of ['entries', 'installs']) {
    const map = nodeAt(plugins, [key]);
    if (map?.kind === 'object') for (const entry of map.effective()) found.add(entry.key.value);
  }
  const allow = nodeAt(plugins, ['allow']);
  for (const item of itemsOf(allow)) found.add(saidIn(item)?.trim() ?? '');
  return found;
}

const entriesIn = ({ shape }: Look): Alternative | undefined =>
  shape.alternatives[0]?.key('plugins')?.alternatives[0]?.key('entries')?.alternatives[0];

/** Ids of the plugins that a release brings, or that are installed. */
export const coreIds = (look: Look): readonly string[] => [
  ...new Set([...(entriesIn(look)?.names() ?? []), ...(look.plugins?.keys() ?? [])]),
];

export const isCore = (id: string, look: Look): boolean =>
  entriesIn(look)?.key(id) !== undefined || look.plugins?.has(id) === true;

/** Whether a release brings a plugin; for an unknown one, whether the newest does. */
export function isBrought(id: string, look: Look): boolean {
  if (look.plugins?.has(id)) return true;
  const entry = entriesIn(look)?.key(id);
  return entry !== undefined && (look.release !== undefined || entry.until === undefined);
}

/** OpenClaw's own plugins that have to be installed: another release brings them. */
export const isApart = (id: string, look: Look): boolean => entriesIn(look)?.dates(id) !== undefined;

/** A plugin that is not OpenClaw's own may bring channels, searches and more; which ones is not in the file. */
export const mayBring = (look: Look): boolean =>
  isLoading(look) || (!look.isInstalled && [...pluginsOf(look)].some((id) => !isCore(id, look) && !isApart(id, look)));

/** Plugins are loaded from folders that the file names: any may be among them. */
export const isLoading = ({ root, isInstalled }: Look): boolean =>
  !isInstalled && nodeAt(root, ['plugins', 'load', 'paths']) !== undefined;
