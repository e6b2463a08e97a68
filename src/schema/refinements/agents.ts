import { entriesOf, itemsOf, type Key, type Node, nodeAt, type ObjectNode, type Path } from '../../parse/tree.ts';
import { agentId } from '../agent-id.ts';
import { type Complaint, type Refinement, saidIn } from './refinement.ts';
import { FIRST, refused, together } from './together.ts';

/** Agents, and what is handed to them. Source: facts 8.8. */
export const ofAgents: readonly Refinement[] = [
  together('agents.entries', '2026.8.1', function* (node) {
    const seen = new Map<string, Key>();
    for (const { key } of node.effective()) {
      if (!/^\w[\w-]{0,63}$/.test(key.value)) continue; // it is refused for that
      const twin = seen.get(agentId(key.value));
      seen.set(agentId(key.value), key);
      if (twin)
        yield refused(
          key,
          ['agents', 'entries', key.value],
          'OpenClaw reads this id and that of another agent as the same',
          'rename one',
          twin,
        );
    }
  }),
  together('agents', FIRST, function* (node) {
    const seen = new Map<string, Key | Node>();
    for (const { dir, key, path } of folders(node)) {
      const twin = seen.get(dir);
      seen.set(dir, key);
      if (twin)
        yield refused(
          key,
          path,
          'two agents share a folder for their credentials and sessions',
          'give each its own `agentDir`',
          twin,
        );
    }
  }),
  together('bindings[]', '2026.3.7', function* (node, _, { path }) {
    const match = node.entry('match');
    if (saidIn(node.get('type')) !== 'acp' || node.open || match?.value.kind !== 'object' || match.value.open) return;
    const peer = nodeAt(match.value, ['peer', 'id']);
    if (peer ? saidIn(peer)?.trim() === '' : true)
      yield refused(
        match.value.entry('peer')?.key ?? match.key,
        [...path, 'match', 'peer'],
        'a binding of type `acp` is for one conversation',
        'name it in `match.peer.id`',
      );
  }),
  together('broadcast', '2026.8.1', function* (node) {
    for (const { key, value } of node.effective())
      if (value.kind === 'object' && !isQualified(key.value))
        yield refused(
          key,
          ['broadcast', key.value],
          'settings of a group need a channel in its name',
          'write `<channel>:<id>`',
        );
  }),
  together('broadcast', '2026.9.6', function* (node) {
    for (const { key, value } of node.effective())
      if (value.kind === 'array' && isQualified(key.value) && value.items.length > 16)
        yield refused(key, ['broadcast', key.value], 'at most 16 agents can answer together', 'remove some of them');
  }),
  together('cloudWorkers.profiles.*', '2026.8.1', function* (node, _, { path }) {
    const settings = node.get('settings');
    if (settings?.kind === 'object') yield* plainSecrets(settings, [...path, 'settings']);
  }),
];

/** `<channel>:<id>`. */
const isQualified = (name: string): boolean => /^[a-z][a-z0-9_-]*:.+$/i.test(name);

const SECRET = /^key_?ref$|api_?key|secret|password(?!_?file)|private_?key|token(?:ref)?$/i;

function* plainSecrets(node: ObjectNode, path: Path): Iterable<Complaint> {
  for (const { key, value } of node.effective()) {
    const at = [...path, key.value];
    if (SECRET.test(key.value)) {
      if (value.kind !== 'object' && value.kind !== 'missing')
        yield refused(
          key,
          at,
          'a secret has to be a reference here',
          'write `{ "source": …, "provider": …, "id": … }`',
        );
    } else if (value.kind === 'object') yield* plainSecrets(value, at);
  }
}

/** The folders that agents name themselves. */
function* folders(agents: ObjectNode): Iterable<{ dir: string; key: Key | Node; path: Path }> {
  const entries = agents.get('entries');
  const named: [Node, Path][] =
    entries?.kind === 'object'
      ? entriesOf(entries).map(({ key, value }) => [value, ['agents', 'entries', key.value]])
      : itemsOf(agents.get('list')).map((value, i) => [value, ['agents', 'list', i]]);
  for (const [agent, path] of named) {
    const entry = agent.kind === 'object' ? agent.entry('agentDir') : undefined;
    const dir = saidIn(entry?.value)
      ?.trim()
      .replace(/(?<=.)\/+$/, '');
    if (entry && dir) yield { dir, key: entry.key, path: [...path, 'agentDir'] };
  }
}
