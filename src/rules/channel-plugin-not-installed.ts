import { type Node, nodeAt } from '../parse/tree.ts';
import { channelsOn, packageOf, standingOf } from '../schema/channel-plugins.ts';
import { isMentioned } from './installed-plugins.ts';
import { code, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const channelPluginNotInstalled: Rule = {
  id: 'channel-plugin-not-installed',
  severity: 'info',
  summary: 'a channel comes as a plugin of its own, and nothing here says that the plugin is installed',
  why: 'From 2026.5.2 on one channel after the other became an npm package of its own; 2026.9.6 brings Telegram, but neither Discord, Slack nor WhatsApp. Without the package `config validate` takes the file and the gateway starts, but the channel is not there. `openclaw channels list` says that it is not installed.',
  facts: ['H10'],
  *check(routing) {
    const { home, target, behaviour, installed } = routing;
    if (!behaviour.certain || !target.release || isLoading(home.root)) return;
    const isSeen = installed !== undefined || home.plugins().length > 0;
    for (const key of channelsOn(home.root)) {
      const { value: name } = key;
      if (standingOf(name, target.release) !== 'apart' || isMentioned(packageOf(name), [name], routing)) continue;
      yield {
        at: key,
        message: `${code(name)} is not part of ${release(target)}; ${isSeen ? '' : 'unless its plugin is installed, '}the gateway starts without it, and no message is answered there`,
        help: `run ${code(`openclaw plugins install ${packageOf(name)}`)}, then start the gateway again`,
        ...(isSeen && { severity: 'warning' }),
      };
    }
  },
};

/** What a path brings is not in the file. */
const isLoading = (root: Node | undefined): boolean => nodeAt(root, ['plugins', 'load', 'paths']) !== undefined;
