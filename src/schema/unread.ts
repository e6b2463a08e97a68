import { type Node, nodeAt, textOf } from '../parse/tree.ts';
import { compare, isUpTo } from '../release/releases.ts';
import type { Problem } from './schema.ts';

/** Channels of plugins; up to 2026.4.5 only 2026.3.28 looked at the settings of all, unless the plugin was installed. */
const OF_PLUGINS = new Set<unknown>(
  'feishu line matrix mattermost nextcloud-talk nostr synology-chat tlon twitch zalo zalouser'.split(' '),
);

/** Whether a release does not look at what is wrong. */
export const isUnread = (
  { kind, path: [section, channel] }: Pick<Problem, 'path'> & Partial<Pick<Problem, 'kind'>>,
  release: string | undefined,
): boolean =>
  section === 'channels' &&
  (OF_PLUGINS.has(channel) || (channel === 'qqbot' && kind !== 'unknown-name')) &&
  (release === undefined || (compare(release, '2026.4.7') < 0 && compare(release, '2026.3.28') !== 0));

/** The last release that was seen to judge them all the same. Source: facts 8.9. */
const LAST_TO_JUDGE = '2026.8.2';
const OF_CORE = new Set<unknown>(['defaults', 'modelByChannel']);

/** Whether a release leaves the settings of plugins and channels unread while a path of `plugins.load.paths` is missing. */
export function isPerhapsUnread({ kind, path }: Problem, root: Node, release: string | undefined): boolean {
  if (isUpTo(release, LAST_TO_JUDGE)) return false;
  const [section, part, , place] = path;
  const isOfPlugin =
    section === 'channels'
      ? part !== undefined && !OF_CORE.has(part) && kind !== 'unknown-name'
      : section === 'plugins' && part === 'entries' && place === 'config';
  if (!isOfPlugin) return false;
  const paths = nodeAt(root, ['plugins', 'load', 'paths']);
  return paths?.kind === 'array' && paths.items.some((each) => textOf(each)?.trim());
}
