import { putting, taking, together } from '../edit/offer.ts';
import { type Entry, entriesOf, itemsOf, type Key, type Node, nodeAt, textOf } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import { agentId } from '../schema/agent-id.ts';
import { advice, code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const accountWithoutAgent: Rule = {
  id: 'account-without-agent',
  severity: 'warning',
  summary: 'a channel or an account of one names an agent, and no binding leads it there',
  why: 'Names lead nowhere: only `bindings` say which agent answers an account. What arrives on any other account goes to the default agent, and neither `config validate` nor the log tells it from what is meant.',
  facts: ['9.2'],
  *check({ home: { root }, agents, problems }: Routing) {
    const bindings = nodeAt(root, ['bindings']);
    const channels = nodeAt(root, ['channels']);
    if (agents.length < 2 || channels?.kind !== 'object' || (bindings && bindings.kind !== 'array')) return;
    if ([channels, bindings].some((node) => node?.kind === 'object' && node.open)) return;
    const routed = itemsOf(bindings);
    const binding = (title: string, entry: object) =>
      bindings ? putting(title, root, ['bindings', routed.length], entry) : putting(title, root, ['bindings'], [entry]);
    const said = new Set([...routed.map((each) => id(each, ['agentId'])), ...broadcast(nodeAt(root, ['broadcast']))]);
    for (const { key: channel, value } of channels.effective()) {
      const accounts = nodeAt(value, ['accounts']);
      const named = agentOf(value);
      const meant = named && agents.find((each) => each.id === agentId(textOf(named.value)));
      const change = `remove it, and add ${code(`{ "agentId": "${meant?.id}", "match": { "channel": "${channel.value}" } }`)} to ${code('bindings')}`;
      if (
        meant &&
        !meant.isDefault &&
        !said.has(meant.id) &&
        !problems.some((problem) => 'key' in problem && problem.key === named.key)
      )
        yield {
          at: named.key,
          message: `OpenClaw does not read ${code(named.key.value)} of a channel, and no binding leads ${code(channel.value)} to the agent ${code(meant.id)}; the default agent answers`,
          ...advice(
            change,
            together(change, [
              taking('', root, ['channels', channel.value, named.key.value]),
              binding('', { agentId: meant.id, match: { channel: channel.value } }),
            ]),
          ),
          ...(meant.at && { related: [{ at: meant.at, message: 'the agent of that name' }] }),
        };
      for (const { key } of entriesOf(accounts)) {
        const agent = agents.find((each) => each.id === agentId(key.value));
        if (!agent || agent.isDefault || said.has(agent.id) || leadsOn(routed, channel, key)) continue;
        const match = `"match": { "channel": "${channel.value}", "accountId": "${key.value}" }`;
        yield {
          at: key,
          message: `no binding leads the account ${code(key.value)} of ${code(channel.value)} to the agent ${code(agent.id)}; the default agent answers it`,
          ...advice(
            `add an entry to ${code('bindings')}, with ${code(`"agentId": "${agent.id}"`)} and ${code(match)}`,
            binding(`add an entry to ${code('bindings')}`, {
              agentId: agent.id,
              match: { channel: channel.value, accountId: key.value },
            }),
          ),
          ...(agent.at && { related: [{ at: agent.at, message: 'the agent of that name' }] }),
        };
      }
    }
  },
};

/** What people write into a channel to say who answers. */
const agentOf = (channel: Node): Entry | undefined =>
  channel.kind === 'object' ? channel.entries.find(({ key }) => /^agent(?:_?id)?$/i.test(key.value)) : undefined;

const id = (node: Node | undefined, path: readonly string[]): string => agentId(textOf(nodeAt(node, path)));

/** Whether a binding says who answers an account, whoever it is. */
const leadsOn = (bindings: readonly Node[], channel: Key, account: Key): boolean =>
  bindings.some((each) => {
    const match = nodeAt(each, ['match']);
    const name = textOf(nodeAt(match, ['accountId']))?.trim();
    return (
      textOf(nodeAt(match, ['channel']))
        ?.trim()
        .toLowerCase() === channel.value.toLowerCase() &&
      (name === '*' || name?.toLowerCase() === account.value.trim().toLowerCase())
    );
  });

/** Agents that answer by `broadcast`. */
const broadcast = (node: Node | undefined): string[] =>
  entriesOf(node).flatMap(({ value }) => itemsOf(value).map((each) => id(each, [])));
