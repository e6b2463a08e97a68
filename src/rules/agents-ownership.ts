import { putting, taking, together } from '../edit/offer.ts';
import { isValue, membersOf, type Node, nodeAt, type ObjectNode } from '../parse/tree.ts';
import type { Place } from '../text/file.ts';
import { isConvertedList } from './agents-list.ts';
import { advice, code, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const agentsOwnership: Rule = {
  id: 'agents-ownership',
  severity: 'error',
  summary: 'nothing says which agent does the system’s own work, or two things say it',
  why: 'Since 2026.8.1 OpenClaw refuses a config with more than one agent unless `agents.ownership` is `explicit` or exactly one agent is marked `default: true`; never both, never two marks, and never `explicit` without an agent.',
  facts: ['9.1', 'H11'],
  refusesStart: true,
  convertedOnStart: true,
  *check({ home, behaviour, target }) {
    const agents = nodeAt(home.root, ['agents']);
    if (agents?.kind !== 'object' || !behaviour.agentsNeedOwnership || !target.release) return;
    const key = agents.entry('entries') ? 'entries' : 'list';
    const roster = agents.get(key);
    if (key === 'list' && roster && !isConvertedList(roster, agents)) return; // refused as it is: retired-config-key
    const members = membersOf(roster);
    const marks = members.flatMap(([step, member]) => markOf(member).map((at) => ({ step, at })));
    const [mark, ...others] = marks;
    const { root } = home;
    const unmarking = (title: string, of: typeof marks) =>
      together(
        title,
        of.map(({ step }) => taking(title, root, ['agents', key, step, 'default'])),
      );
    const unowned = taking('remove `ownership`', root, ['agents', 'ownership']);
    const refuses = `${release(target)} refuses to start with it`;
    if (others.length > 0)
      yield {
        at: others[0]!.at,
        message: `${others.length + 1} agents are marked as default; ${refuses}`,
        ...advice(
          'keep `"default": true` on one of them only, such as the first',
          unmarking('keep `"default": true` on one of them only, such as the first', others),
        ),
        related: [{ at: mark!.at, message: 'the first mark is here' }],
      };
    else if (mark && isExplicit(agents))
      yield {
        at: mark.at,
        message: `an agent marked as default does not go with \`"ownership": "explicit"\`; ${refuses}`,
        ...advice(
          'remove `"default": true` here, or remove `ownership`',
          unmarking('remove `"default": true` here', [mark]),
          unowned,
        ),
        related: [{ at: agents.entry('ownership')!.key, message: 'set here' }],
      };
    else if (members.length === 0 && isExplicit(agents) && agents.get('ownership')?.kind === 'scalar')
      yield {
        at: (agents.entry(key) ?? agents.entry('ownership'))!.key,
        message: `\`agents.ownership\` is \`explicit\`, but there is no agent; ${refuses}`,
        ...advice('name an agent in `agents.entries`, or remove `ownership`', unowned),
      };
    else if (!mark && members.length > 1 && !isExplicit(agents)) {
      // what `doctor --fix` writes; the work of the system is then nobody's who is not named for it
      const fix = putting('add `"ownership": "explicit"`', root, ['agents', 'ownership'], 'explicit');
      yield {
        at: agents.entry(key)!.key,
        message: `there are ${members.length} agents, but neither ${code('agents.ownership')} nor a default agent is set; ${refuses}`,
        help: `add \`"ownership": "explicit"\` beside ${code(key)}, or mark one agent with \`"default": true\``,
        ...(fix.edits.length > 0 && { fix: { ...fix, unsafe: true } }),
      };
    }
  },
};

/** A value still being typed counts as correct. */
const isExplicit = (agents: ObjectNode): boolean => {
  const ownership = agents.get('ownership');
  return ownership?.kind === 'missing' || isValue(ownership, 'explicit');
};

/** The key of `default: true`. */
function markOf(member: Node): Place[] {
  const entry = member.kind === 'object' ? member.entry('default') : undefined;
  return entry?.value.kind === 'scalar' && entry.value.value === true ? [entry.key] : [];
}
