import { nodeAt } from '../../parse/tree.ts';
import type { Routing } from '../../routing/routing.ts';
import { isOff } from '../../schema/channel-plugins.ts';
import { asksToBeReplaced } from '../../text/placeholder.ts';
import { code } from '../phrases.ts';
import type { Finding } from '../rule.ts';
import { isDiscordId } from '../secret-texts.ts';
import { saidBy } from './said-by.ts';

interface Token {
  readonly channel: string;
  readonly key: string;
  /** what is read where the channel has no such key */
  readonly variable: string;
  readonly isOther: (text: string) => boolean;
  readonly what: string;
  readonly help: string;
}

/** What is taken for the token of a bot, as both stand on pages of one application (facts R5). */
const TOKENS: readonly Token[] = [
  {
    channel: 'discord',
    key: 'token',
    variable: 'DISCORD_BOT_TOKEN',
    isOther: isDiscordId,
    what: 'a number, as the id of an application is; Discord’s tokens have three parts with dots between them',
    help: 'put the token of the bot here: it is on the page Bot of Discord’s developer portal',
  },
  {
    channel: 'slack',
    key: 'botToken',
    variable: 'SLACK_BOT_TOKEN',
    isOther: (text) => text.startsWith('xapp-'),
    what: 'the token of Slack’s app; that of its bot begins with `xoxb-`',
    help: 'put it into `appToken`, and the token of the bot here',
  },
  {
    channel: 'slack',
    key: 'appToken',
    variable: 'SLACK_APP_TOKEN',
    isOther: (text) => text.startsWith('xoxb-'),
    what: 'the token of Slack’s bot; that of its app begins with `xapp-`',
    help: 'put it into `botToken`, and the token of the app here',
  },
];

export function* tokensOfOthers({ home: { root, environment } }: Routing): Iterable<Finding> {
  for (const { channel: name, key, variable, isOther, what, help } of TOKENS) {
    const channel = nodeAt(root, ['channels', name]);
    if (channel?.kind !== 'object' || isOff(channel)) continue;
    const accounts = nodeAt(channel, ['accounts']);
    const others = accounts?.kind === 'object' ? accounts.effective().map(({ value }) => value) : [];
    for (const owner of [channel, ...others]) {
      const node = nodeAt(owner, [key]);
      const isAlone = owner === channel && !channel.open && !accounts;
      const said = saidBy(environment, node, isAlone ? variable : undefined);
      if (said && isOther(said.text) && !asksToBeReplaced(said.text) && !isOff(owner))
        yield { at: said.at, message: `${code(key)} of ${code(name)} holds ${what}`, help, severity: 'warning' };
    }
  }
}
