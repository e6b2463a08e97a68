import { entriesOf, isValue, nodeAt } from '../../parse/tree.ts';
import { type Refinement, saidIn } from './refinement.ts';
import { beside, FIRST, isFull, refused, SCOPE, together } from './together.ts';

const TOOLS = '{tools,agents.entries.*.tools,agents.list[].tools}';

/** Tools, and the sandbox they run in. Source: facts 8.8. */
export const ofTools: readonly Refinement[] = [
  together(
    `{${TOOLS.slice(1, -1)
      .split(',')
      .flatMap((tools) => [tools, `${tools}.byProvider.*`, `${tools}.toolsBySender.*`])
      .concat(
        TOOLS.slice(1, -1)
          .split(',')
          .flatMap((tools) => [`${tools}.sandbox.tools`, `${tools}.subagents.tools`]),
      )
      .join()}}`,
    FIRST,
    function* (node, _, found) {
      const also = node.entry('alsoAllow');
      if (also && isFull(also.value) && isFull(node.get('allow')))
        yield beside(
          found,
          also,
          '`alsoAllow` does not go with `allow`',
          'put its tools into `allow`, or remove `allow` and name a `profile`',
          node.entry('allow'),
        );
    },
  ),
  together(`${TOOLS}.exec`, '2026.5.18', function* (node, _, found) {
    const mode = node.entry('mode');
    const other = node.entry('security') ?? node.entry('ask');
    if (mode && other)
      yield beside(
        found,
        mode,
        `\`mode\` does not go with \`${other.key.value}\``,
        'keep `mode`, and remove `security` and `ask`',
        other,
      );
  }),
  ...['docker', 'browser'].map((kind) =>
    together(`${SCOPE}.sandbox`, FIRST, function* (node, _, { path }) {
      const network = nodeAt(node, [kind, 'network']);
      const joins = nodeAt(node, ['docker', 'dangerouslyAllowContainerNamespaceJoin']);
      if (network && /^container:/i.test(saidIn(network)?.trim() ?? '') && !isValue(joins, true))
        yield refused(
          network,
          [...path, kind, 'network'],
          'the network of another container may not be used',
          'use a network of its own, or set `docker.dangerouslyAllowContainerNamespaceJoin`',
        );
    }),
  ),
  together(`${SCOPE}.sandbox`, '2026.8.1', function* (node, { root }, { path }) {
    const backends = [node, nodeAt(root, ['agents', 'defaults', 'sandbox'])].map((each) => nodeAt(each, ['backend']));
    if (backends.some((each) => each && !/^(?:docker|podman)$/.test(saidIn(each) ?? ''))) return;
    const env = nodeAt(node, ['docker', 'env']);
    for (const { key, value } of entriesOf(env))
      if (!/^[A-Za-z_]\w*$/.test(key.value) || /[\r\n\0]/.test(saidIn(value) ?? ''))
        yield {
          kind: 'form',
          at: key,
          path: [...path, 'docker', 'env', key.value],
          takes: 'a name of letters, digits and `_`, with a value of one line',
        };
  }),
];
