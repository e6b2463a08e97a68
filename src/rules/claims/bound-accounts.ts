import { rewrite } from '../../edit/edit.ts';
import { taking } from '../../edit/offer.ts';
import { itemsOf, nodeAt, type ObjectNode, textOf } from '../../parse/tree.ts';
import { agentNamed } from '../../routing/models/agents.ts';
import type { Routing } from '../../routing/routing.ts';
import { agentId } from '../../schema/agent-id.ts';
import { isOff, standingOf } from '../../schema/channel-plugins.ts';
import { perObject } from '../../text/memo.ts';
import { suggest } from '../../text/nearest.ts';
import { advice, code, listed, meant, writing } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** Bindings for accounts that their channel does not have: nothing that comes in matches them (facts 9.2). */
export function* boundAccounts({ home: { root }, agents, target }: Routing): Iterable<Finding> {
  const bindings = nodeAt(root, ['bindings']);
  const standard = agentNamed(agents, undefined)?.id;
  for (const [i, binding] of itemsOf(bindings).entries()) {
    const match = nodeAt(binding, ['match']);
    const at = nodeAt(match, ['accountId']);
    const channel = textOf(nodeAt(binding, ['match', 'channel']))
      ?.trim()
      .toLowerCase();
    const name = at && textOf(at)?.trim().toLowerCase();
    const settings = channel ? nodeAt(root, ['channels', channel]) : undefined;
    const accounts = nodeAt(settings, ['accounts']);
    if (name === '*' || name === 'default' || name?.includes('$')) continue;
    const agent = textOf(nodeAt(binding, ['agentId']));
    if (!agent) continue; // missing-key
    const message = `${code(channel ?? '')} has no account of this name, so nothing leads to ${code(agent)}; the default agent answers instead`;
    if (at && name && !accounts) {
      const isOwn = channel !== 'telegram' && target.release && standingOf(channel!, target.release);
      if (isOwn && settings?.kind === 'object' && !settings.open && !isOff(settings))
        yield {
          at,
          message,
          ...advice(
            `remove it; a chat is told by ${code(`"peer": { "kind": "${name.startsWith('+') ? 'direct' : 'group'}", "id": … }`)}`,
            taking(`remove ${code('accountId')}`, root, ['bindings', i, 'match', 'accountId']),
          ),
          severity: 'warning',
        };
    }
    if (accounts?.kind !== 'object' || accounts.open || accounts.entries.length === 0) continue;
    const { ids, names, owners } = read(accounts);
    if (!at && match?.kind === 'object' && settings?.kind === 'object') {
      // what stands beside the accounts may be a login as well
      if (
        agentId(agent) !== standard &&
        !names.has('default') &&
        !settings.entries.some(({ key }) => LOGIN.test(key.value))
      )
        yield {
          at: match,
          message: `without ${code('accountId')} it is for ${code('default')}: ${message}`,
          help: `add ${code('accountId')} with the name of an account: ${listed(ids)}`,
          severity: 'warning',
        };
    }
    if (!at || !name) continue;
    if (names.has(agentId(name))) continue;
    const owner = owners.get(name);
    const near = owner ?? suggest(name, ids);
    // Telegram makes an account of what a binding names
    if (near === undefined && channel === 'telegram') continue;
    yield {
      at,
      message,
      ...(near === undefined
        ? { help: `write the name that an account has in ${code('accounts')}: ${listed(ids)}` }
        : owner
          ? advice(
              `write ${code(owner)}: an account is told by its name in ${code('accounts')}`,
              writing(owner, rewrite(at, owner)),
            )
          : meant(near, [rewrite(at, near)])),
      severity: 'warning',
    };
  }
}

const LOGIN = /token|secret|key|app_?id|account$|phone|url|path/i;

/**
 * The accounts of a channel: their ids, also as they are compared, and by their number with the service or what they are
 * called there.
 */
const read = perObject((accounts: ObjectNode) => {
  const all = accounts.effective();
  const owners = new Map<string, string>();
  for (const { key, value } of all)
    for (const each of value.kind === 'object' ? value.entries : [])
      if (each.value.kind === 'scalar') {
        const text = String(each.value.value).trim().toLowerCase();
        if (!owners.has(text)) owners.set(text, key.value);
      }
  const ids = all.map(({ key }) => key.value);
  return { ids, names: new Set(ids.map(agentId)), owners };
});
