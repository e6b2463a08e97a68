import { rewrite } from '../../edit/edit.ts';
import { nodeAt, type ObjectNode, textOf } from '../../parse/tree.ts';
import type { Routing } from '../../routing/routing.ts';
import { agentId } from '../../schema/agent-id.ts';
import { perObject } from '../../text/memo.ts';
import { suggest } from '../../text/nearest.ts';
import { advice, code, listed, meant, writing } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** Bindings for accounts that their channel does not have: nothing that comes in matches them (facts 9.2). */
export function* boundAccounts({ home: { root } }: Routing): Iterable<Finding> {
  const bindings = nodeAt(root, ['bindings']);
  for (const binding of bindings?.kind === 'array' ? bindings.items : []) {
    const at = nodeAt(binding, ['match', 'accountId']);
    const channel = textOf(nodeAt(binding, ['match', 'channel']))
      ?.trim()
      .toLowerCase();
    const name = at && textOf(at)?.trim().toLowerCase();
    const accounts = channel ? nodeAt(root, ['channels', channel, 'accounts']) : undefined;
    if (!at || !name || name === '*' || name === 'default' || name.includes('$')) continue;
    if (accounts?.kind !== 'object' || accounts.open || accounts.entries.length === 0) continue;
    const { ids, names, owners } = read(accounts);
    if (names.has(agentId(name))) continue;
    const owner = owners.get(name);
    const near = owner ?? suggest(name, ids);
    // Telegram makes an account of what a binding names
    if (near === undefined && channel === 'telegram') continue;
    yield {
      at,
      message: `${code(channel!)} has no account of this name, so nothing leads to ${code(textOf(nodeAt(binding, ['agentId'])) ?? '')}; the default agent answers instead`,
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

/** The accounts of a channel: their ids, also as they are compared, and by their number with the service or what they are called there. */
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
