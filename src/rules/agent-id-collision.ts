import { nodeAt, textOf } from '../parse/tree.ts';
import { agentId } from '../schema/agent-id.ts';
import type { Place } from '../text/file.ts';
import { code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const agentIdCollision: Rule = {
  id: 'agent-id-collision',
  severity: 'warning',
  summary: 'two agents of `agents.list` have ids that are one to OpenClaw',
  why: 'OpenClaw writes an id in lower case, puts `-` in the place of anything but letters from a to z, digits, `_` and `-`, and takes `main` where nothing is left, as of an id in Chinese. Of agents with the same id the first counts, and the others are ignored without a word.',
  facts: ['9.1'],
  *check({ home: { root }, behaviour: { agentsKey } }) {
    const list = nodeAt(root, ['agents', 'list']);
    if (agentsKey !== 'list' || list?.kind !== 'array' || nodeAt(root, ['agents', 'entries'])) return;
    const first = new Map<string, Place>();
    for (const agent of list.items) {
      const at = nodeAt(agent, ['id']);
      const text = textOf(at);
      if (!at || text === undefined || text.includes('$')) continue;
      const id = agentId(text);
      const other = first.get(id);
      if (!other) first.set(id, at);
      else
        yield {
          at,
          message: `OpenClaw reads ${code(text)} as ${code(id)}, which is taken by an agent above, and ignores this one`,
          help: 'give it an id of letters from a to z, digits, `-` and `_` that no other agent has; people see its `name`',
          related: [{ at: other, message: `the agent ${code(id)}` }],
        };
    }
  },
};
