import { configShape } from './config.ts';

/**
 * Whether a release has the settings of a channel, but not its plugin, which another release brings (facts H10): it has
 * to be installed.
 */
export function isApartChannel(channel: string, release: string): boolean {
  const config = configShape(release).alternatives[0]!;
  const entries = config.key('plugins')?.alternatives[0]?.key('entries')?.alternatives[0];
  const hasSettings = config.key('channels')?.alternatives.some((each) => each.key(channel)) === true;
  return hasSettings && entries?.key(channel) === undefined && entries?.dates(channel) !== undefined;
}
