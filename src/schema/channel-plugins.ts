import { isValue, type Key, type Node, nodeAt } from '../parse/tree.ts';
import { configShape } from './config.ts';

/**
 * Whether a channel is part of a release, or has its settings there while another release brings its plugin, which
 * has to be installed then (facts H10); undefined for a channel that the release does not have.
 */
export function standingOf(channel: string, release: string): 'part' | 'apart' | undefined {
  const config = configShape(release).alternatives[0]!;
  const entries = config.key('plugins')?.alternatives[0]?.key('entries')?.alternatives[0];
  if (!config.key('channels')?.alternatives.some((each) => each.key(channel))) return undefined;
  return entries?.dates(channel) !== undefined ? 'apart' : 'part';
}

/** The npm package of a channel that OpenClaw itself makes. */
export const packageOf = (channel: string): string => `@openclaw/${channel}`;

/** The channels that have settings and are not switched off. */
export function channelsOn(root: Node | undefined): Key[] {
  const channels = nodeAt(root, ['channels']);
  if (channels?.kind !== 'object') return [];
  return channels
    .effective()
    .filter(({ value }) => value.kind === 'object' && value.entries.length > 0 && !isOff(value))
    .map(({ key }) => key);
}

/** Channels that are asked about by name. */
export const OWN_CHANNELS: ReadonlySet<string> = new Set('telegram discord slack whatsapp signal imessage'.split(' '));

export function isOff(channel: Node): boolean {
  const enabled = nodeAt(channel, ['enabled']);
  return isValue(enabled, false);
}
