import { rewrite } from '../edit/edit.ts';
import { putAt } from '../edit/put.ts';
import { nodeAt, textOf } from '../parse/tree.ts';
import { agentId } from '../schema/agent-id.ts';
import type { Place } from '../text/file.ts';
import { advice, code, writing } from './phrases.ts';
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
    const taken = new Set(list.items.map((agent) => agentId(textOf(nodeAt(agent, ['id'])) ?? '')));
    for (const [i, agent] of list.items.entries()) {
      const at = nodeAt(agent, ['id']);
      const text = textOf(at);
      if (!at || text === undefined || text.includes('$')) continue;
      const id = agentId(text);
      const other = first.get(id);
      if (!other) first.set(id, at);
      else {
        let n = 2;
        while (taken.has(`${id}-${n}`)) n++;
        const free = `${id}-${n}`;
        taken.add(free);
        const named = text === id || nodeAt(agent, ['name']) ? [] : putAt(root!, ['agents', 'list', i, 'name'], text);
        yield {
          at,
          message: `${text === id ? '' : `OpenClaw reads ${code(text)} as ${code(id)}; `}${code(id)} is taken by an agent above, so this one is ignored`,
          ...advice(
            `write ${code(free)}, or another id of letters from a to z, digits, \`-\` and \`_\` that no other agent has; people see its \`name\``,
            writing(free, rewrite(at, free), ...('obstacle' in named ? [] : named)),
          ),
          related: [{ at: other, message: `the agent ${code(id)}` }],
        };
      }
    }
  },
};
