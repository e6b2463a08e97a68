import { putting } from '../../edit/offer.ts';
import { entriesOf, isValue, itemsOf, type Node, nodeAt, type ObjectNode, textOf } from '../../parse/tree.ts';
import { isFrom, isUpTo } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { isOff, OWN_CHANNELS } from '../../schema/channel-plugins.ts';
import { keptOutBy } from '../../schema/kept-out.ts';
import { advice, code, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** Settings of a channel that `config validate` takes, and with which the channel is silent (facts 8.8). */
export function* silentChannels(routing: Routing): Iterable<Finding> {
  yield* noAppToken(routing);
  yield* noSenders(routing);
  yield* noGroups(routing);
  yield* lostAccounts(routing);
  yield* everybody(routing);
  yield* keptOut(routing);
}

/** A channel that is on and has one account only: several inherit from each other. */
function single({ home: { root } }: Routing, name: string): ObjectNode | undefined {
  const channel = nodeAt(root, ['channels', name]);
  return channel?.kind === 'object' && !channel.open && !isOff(channel) && !channel.entry('accounts')
    ? channel
    : undefined;
}

/**
 * The releases that were seen to keep a channel of their own out, after `ALWAYS_TO` only where its plugin is switched on
 * by an entry; those around them add it to the list.
 */
const [KEPT_FROM, ALWAYS_TO, KEPT_TO] = ['2026.3.23', '2026.4.2', '2026.4.9'];

function* keptOut({ home: { root }, target }: Routing): Iterable<Finding> {
  if (!isFrom(target.release, KEPT_FROM) || !isUpTo(target.release, KEPT_TO)) return;
  const isAlways = isUpTo(target.release, ALWAYS_TO);
  const allow = nodeAt(root, ['plugins', 'allow']);
  const channels = nodeAt(root, ['channels']);
  if (allow?.kind !== 'array' || allow.open || channels?.kind !== 'object') return;
  for (const { key, value } of channels.effective()) {
    if (!OWN_CHANNELS.has(key.value) || value.kind !== 'object' || isOff(value)) continue;
    if (keptOutBy(key.value, root) !== 'allow') continue;
    const entry = nodeAt(root, ['plugins', 'entries', key.value, 'enabled']);
    if (!isAlways && !isValue(entry, true)) continue;
    yield {
      at: key,
      message: `${code('plugins.allow')} does not have ${code(key.value)}, so ${release(target)} does not load this channel`,
      ...advice(
        `add ${code(key.value)} to ${code('plugins.allow')}`,
        putting(
          `add ${code(key.value)} to ${code('plugins.allow')}`,
          root,
          ['plugins', 'allow', allow.items.length],
          key.value,
        ),
      ),
      related: [
        { at: allow, message: 'only these plugins are loaded' },
        ...(isAlways ? [] : [{ at: entry!, message: 'without this entry the channel would be' }]),
      ],
      severity: 'warning',
    };
  }
}

/** Slack in socket mode, which is the default, needs a second token. */
function* noAppToken(routing: Routing): Iterable<Finding> {
  const { home, target } = routing;
  const slack = single(routing, 'slack');
  const bot = slack?.entry('botToken');
  if (!slack || !bot || slack.entry('appToken') || home.environment.state('SLACK_APP_TOKEN') === 'set') return;
  if ((textOf(slack.get('mode')) ?? 'socket') !== 'socket') return;
  yield {
    at: bot.key,
    message: `Slack has a bot token but no app token, which its socket mode needs as well; ${release(target)} does not start the channel`,
    help: `add ${code('"appToken": "${SLACK_APP_TOKEN}"')} and set that variable in ${code('.env')}: the token that begins with ${code('xapp-')}`,
    severity: 'warning',
  };
}

/** Older releases let in the senders who were paired in a direct chat, but for WhatsApp. */
const SENDERS_FROM = { telegram: '2026.2.25', whatsapp: '2026.1.29' };

/** A list of groups says where the bot listens, not to whom. */
function* noSenders(routing: Routing): Iterable<Finding> {
  for (const [name, since] of Object.entries(SENDERS_FROM)) yield* noSendersOf(name, since, routing);
}

function* noSendersOf(name: string, since: string, { home: { root }, target }: Routing): Iterable<Finding> {
  const channel = nodeAt(root, ['channels', name]);
  if (channel?.kind !== 'object' || channel.open || isOff(channel)) return;
  const policy = channel.entry('groupPolicy');
  const groups = channel.get('groups');
  if (!policy || textOf(policy.value) !== 'allowlist' || groups?.kind !== 'object' || groups.open) return;
  if (!isFrom(target.release, since)) return;
  const accounts = channel.get('accounts');
  const [first, ...others] = entriesOf(accounts);
  const only = first?.value.kind === 'object' && name === 'whatsapp' ? first.value : undefined;
  if (accounts && (!only || only.open || others.length > 0 || only.entry('groupPolicy') || only.entry('groups')))
    return;
  const isNamedIn = (key: string) => isNamed(channel.get(key)) || isNamed(only?.get(key));
  const all = groups.effective();
  const lets = ({ value }: { readonly value: Node }) =>
    value.kind !== 'object' || value.open || ['allowFrom', 'groupPolicy', 'topics'].some((key) => value.entry(key));
  if (all.length === 0 || all.some(lets) || isNamedIn('allowFrom') || isNamedIn('groupAllowFrom')) return;
  yield {
    at: policy.value,
    message: `nobody can write to the bot in these groups: ${code('groups')} says which groups count, and no list says who may write in them; ${release(target)} drops every message there`,
    help: `add ${code(`"groupAllowFrom": ["${name === 'telegram' ? 'YOUR_TELEGRAM_ID' : 'YOUR_NUMBER'}"]`)}, or write ${code('"groupPolicy": "open"')}${only ? ' in the account' : ''} to let everybody in the groups write`,
    severity: 'warning',
  };
}

/** In that release alone a list of people is not enough. */
function* noGroups({ home: { root }, target }: Routing): Iterable<Finding> {
  const channel = nodeAt(root, ['channels', 'whatsapp']);
  if (channel?.kind !== 'object' || channel.open || isOff(channel) || channel.entry('accounts')) return;
  if (!isFrom(target.release, '2026.2.22') || !isUpTo(target.release, '2026.2.22')) return;
  const policy = channel.get('groupPolicy');
  const groups = channel.get('groups');
  if (textOf(policy) !== 'allowlist' || !isNamed(channel.get('groupAllowFrom'))) return;
  if (groups && (groups.kind !== 'object' || groups.open || groups.entries.length > 0)) return;
  yield {
    at: policy!,
    message: `${release(target)} drops every message of groups: ${code('groups')} names none, and a list of people does not let them in`,
    help: `add ${code('"groups": { "*": {} }')}, or update OpenClaw to 2026.2.23 or newer`,
    severity: 'warning',
  };
}

/** Pairing asks only those whom no list lets in; an account has the list of its channel. */
function* everybody({ home: { root } }: Routing): Iterable<Finding> {
  for (const name of ['telegram', 'discord', 'slack', 'whatsapp', 'signal']) {
    const channel = nodeAt(root, ['channels', name]);
    const list = nodeAt(channel, ['allowFrom']);
    const all = itemsOf(list).find((each) => textOf(each)?.trim() === '*');
    if (all && !isOff(channel!) && textOf(nodeAt(channel, ['dmPolicy'])) === 'pairing')
      yield {
        at: all,
        message: `${code('*')} lets everybody in, so ${code('"dmPolicy": "pairing"')} asks nobody for a code, nor in any account that has no list of its own`,
        help: `remove ${code('*')}, or write ${code('"dmPolicy": "open"')} if that is what you want`,
        severity: 'warning',
      };
  }
}

const isNamed = (list: Node | undefined): boolean =>
  list !== undefined && (list.kind !== 'array' || list.items.length > 0);

/** The last release that was seen to leave it out; 2026.5.28 has it as the account `default`. */
const LOST_TO = '2026.4.15';

/** Once there are accounts, the bot beside them is one of them only under a name. */
function* lostAccounts({ home: { root }, target }: Routing): Iterable<Finding> {
  if (!isUpTo(target.release, LOST_TO)) return;
  for (const [name, token] of [
    ['telegram', 'botToken'],
    ['discord', 'token'],
    ['slack', 'botToken'],
  ] as const) {
    const channel = nodeAt(root, ['channels', name]);
    const accounts = nodeAt(channel, ['accounts']);
    if (channel?.kind !== 'object' || accounts?.kind !== 'object' || accounts.open || isOff(channel)) continue;
    const own = channel.entry(token);
    const all = accounts.effective();
    // an account without a token of its own has this one
    const isLost = all.every(
      ({ key, value }) =>
        key.value.toLowerCase() !== 'default' && [token, 'tokenFile'].some((each) => nodeAt(value, [each])),
    );
    if (!own || all.length === 0 || !isLost || isBound(root, name)) continue;
    yield {
      at: own.key,
      message: `no account has this token: beside ${code('accounts')} the bot of ${code(`channels.${name}`)} is none of them; ${release(target)} does not start it`,
      help: `put it into ${code(`channels.${name}.accounts.default`)}, with what else belongs to that bot`,
      severity: 'warning',
    };
  }
}

/** Telegram also has the accounts that bindings name. */
function isBound(root: Node | undefined, channel: string): boolean {
  const bindings = nodeAt(root, ['bindings']);
  return (
    bindings?.kind === 'array' &&
    bindings.items.some((each) => {
      const match = nodeAt(each, ['match']);
      return textOf(nodeAt(match, ['channel'])) === channel && textOf(nodeAt(match, ['accountId'])) === 'default';
    })
  );
}
