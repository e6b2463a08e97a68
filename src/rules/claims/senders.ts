import { entriesOf, type Node, nodeAt, type ObjectNode, textOf } from '../../parse/tree.ts';
import { isFrom, isUpTo, type Target } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { isOff } from '../../schema/channel-plugins.ts';
import { code, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** Who may write to a bot, said in a way that OpenClaw cannot compare with anybody, or not said (facts 8.11). */
export function* senders({ home: { root }, target }: Routing): Iterable<Finding> {
  for (const name of ['telegram', 'discord', 'slack', 'whatsapp', 'feishu']) {
    const channel = nodeAt(root, ['channels', name]);
    if (channel?.kind !== 'object' || channel.open || isOff(channel)) continue;
    for (const list of listsOf(channel))
      for (const entry of list) {
        const wrong = noSender(name, written(entry), target);
        if (wrong) yield { at: entry, severity: 'warning', ...wrong };
      }
    yield* nobodyListed(name, channel, target);
    yield* namelessPlaces(name, channel);
  }
}

type Said = Pick<Finding, 'message' | 'help'>;

/** The first release that was read to take only numbers for Telegram. */
const NUMBERS_FROM = '2026.2.26';

function noSender(channel: string, text: string, target: Target): Said | undefined {
  if (channel === 'discord' && /^(?!discord:|user:|pk:)[a-z]+:\d{5,}$/i.test(text))
    return {
      message: `Discord’s senders are told by their number alone, or after ${code('user:')}; this matches nobody`,
      help: `write the number without ${code(text.slice(0, text.indexOf(':') + 1))}`,
    };
  const isNumbered = channel === 'telegram' && isFrom(target.release, NUMBERS_FROM);
  const id = text.replace(/^(?:telegram|tg):/i, '');
  if (channel === 'whatsapp' ? /@g\.us$/i.test(text) : isNumbered && /^-\d+$/.test(id))
    return {
      message: 'this is a group, and the list names the people who may write: it lets nobody in',
      help: `write the group into ${code('groups')}, and the numbers of people here`,
    };
  if (!isNumbered) return undefined;
  if (id === '*' || /^\d+$/.test(id) || /[$:]/.test(id)) return undefined;
  return {
    message: `Telegram’s senders are told by their number; ${release(target)} ignores a name, so this lets nobody in`,
    help: `write the number instead: the bot ${code('@userinfobot')} tells it, as does ${code('openclaw logs --follow')} when a message comes in`,
  };
}

/** The lists of a channel, of its accounts, and of their groups. */
function* listsOf(channel: ObjectNode): Iterable<readonly Node[]> {
  for (const owner of [channel, ...valuesOf(channel, 'accounts')])
    for (const each of [owner, nodeAt(owner, ['dm']), ...valuesOf(owner, 'groups')])
      for (const key of ['allowFrom', 'groupAllowFrom']) {
        const list = nodeAt(each, [key]);
        if (list?.kind === 'array') yield list.items;
      }
}

const valuesOf = (node: Node, key: string): Node[] => entriesOf(nodeAt(node, [key])).map(({ value }) => value);

const written = (node: Node): string => (node.kind === 'scalar' ? String(node.value).trim() : '');

/** What a channel lists where its groups are not open to all. */
const PLACES: ReadonlyMap<string, { key: string; of: string; add: string }> = new Map([
  ['discord', { key: 'guilds', of: 'server', add: '"guilds": { "SERVER_ID": {} }' }],
  ['slack', { key: 'channels', of: 'channel', add: '"channels": { "CHANNEL_ID": {} }' }],
  ['feishu', { key: 'groupAllowFrom', of: 'group', add: '"groupAllowFrom": ["oc_…"]' }],
]);

/** No variable is put into a key (facts 8.11). */
function* namelessPlaces(name: string, channel: ObjectNode): Iterable<Finding> {
  const list = nodeAt(channel, [PLACES.get(name)?.key ?? '']);
  for (const { key } of list?.kind === 'object' ? list.entries : [])
    if (key.value.includes('${'))
      yield {
        at: key,
        message: 'a variable in a key is not filled in: this matches nothing',
        help: 'write the id',
        severity: 'warning',
      };
}

/**
 * The releases that were read to look at that list of Feishu's alone: in older ones it has people, and newer ones also
 * take what `groups` names.
 */
const FEISHU_LIST = { from: '2026.2.9', to: '2026.4.23' };

const namesFeishuGroups = (owner: Node): boolean => {
  const groups = nodeAt(owner, ['groups']);
  return groups?.kind === 'object' && (groups.open || groups.entries.some(({ key }) => key.value !== '*'));
};

/** Whether a list is there and names no place; one of people (`ou_`) names no group of Feishu's. */
const isEmptyList = (list: Node | undefined): boolean =>
  !list ||
  (list.kind === 'object' && list.entries.length === 0 && !list.open) ||
  (list.kind === 'array' && !list.open && list.items.every((each) => /^(?:feishu:|user:)*ou_/i.test(written(each))));

/** `allowlist`, and no list: in each account, of which the channel may be one. */
function* nobodyListed(name: string, channel: ObjectNode, target: Target): Iterable<Finding> {
  const place = PLACES.get(name);
  if (!place || (name === 'feishu' && target.release && !isFrom(target.release, FEISHU_LIST.from))) return;
  const accounts = valuesOf(channel, 'accounts');
  const isOne = accounts.length === 0 || ['token', 'botToken', 'appId'].some((key) => channel.entry(key));
  const owners = isOne ? [channel, ...accounts] : accounts;
  const policyOf = (owner: Node) => nodeAt(owner, ['groupPolicy']) ?? channel.get('groupPolicy');
  const isListAlone = name !== 'feishu' || isUpTo(target.release, FEISHU_LIST.to);
  const isShut = owners.every((owner) => {
    const policy = policyOf(owner);
    if (!policy || textOf(policy) !== 'allowlist' || (owner.kind === 'object' && owner.open)) return false;
    if (!isListAlone && [owner, channel].some(namesFeishuGroups)) return false;
    return isEmptyList(nodeAt(owner, [place.key]) ?? channel.get(place.key));
  });
  const at = policyOf(owners[0]!);
  if (!isShut || !at) return;
  // somebody who writes to the bot alone may want just that
  const isDirect = [channel, ...owners].some((each) =>
    ['dmPolicy', 'allowFrom', 'dm'].some((key) => nodeAt(each, [key])),
  );
  yield {
    at,
    message: `no ${place.of} is listed, so ${release(target)} drops every message but direct ones`,
    help: `add ${code(place.add)}, or write ${code('"groupPolicy": "open"')}, if the bot is to answer in a ${place.of}`,
    severity: isDirect ? 'info' : 'warning',
  };
}
