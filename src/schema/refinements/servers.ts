import { isPrototype } from '../../parse/tree.ts';
import { has, type Refinement, saidIn } from './refinement.ts';
import { beside, isTrue, refused, SERVER, together } from './together.ts';

/** Keys of a server of other programs that the schema lets pass, since it is open. */
const FOREIGN = new Set(
  'connectTimeout connect_timeout timeout workingDirectory supports_parallel_tool_calls ssl_verify client_cert client_key'.split(
    ' ',
  ),
);

/** Servers of tools. Source: facts 8.8. */
export const ofServers: readonly Refinement[] = [
  together('{mcp.servers,nodeHost.mcp.servers}', '2026.8.2', function* (node, _, { path }) {
    for (const { key } of node.entries.filter(isPrototype))
      yield { kind: 'form', at: key, path: [...path, key.value], takes: 'a name other than `__proto__`' };
  }),
  together(SERVER, '2026.8.2', function* (node, _, { path, key }) {
    for (const entry of node.effective())
      if (FOREIGN.has(entry.key.value))
        yield { kind: 'unknown-key', key: entry.key, value: entry.value, owner: node, path };
    const disabled = node.entry('disabled');
    if (disabled) {
      const instead = `"enabled": ${!isTrue(disabled.value)}`;
      yield {
        ...beside(
          { path, node, key },
          disabled,
          '`disabled` is not a setting of a server',
          `write \`${instead}\` instead`,
        ),
      };
    }
  }),
  together(SERVER, '2026.5.18', function* (node, _, found) {
    const transport = node.entry('transport');
    if (!transport || saidIn(transport.value) !== 'stdio' || node.open) return;
    if (!node.get('command') || saidIn(node.get('command'))?.trim() === '')
      yield beside(found, transport, 'a server of transport `stdio` needs a `command`', 'add `command`');
  }),
  together(SERVER, '2026.8.2', function* (node, _, found) {
    const oauth = node.get('oauth');
    const identity = oauth?.kind === 'object' ? oauth.entry('identity') : undefined;
    if (oauth?.kind !== 'object' || !identity || saidIn(identity.value) !== 'per-requester' || node.open) return;
    const path = [...found.path, 'oauth'];
    const say = (message: string, help: string) =>
      refused(identity.key, [...path, 'identity'], `\`identity\` \`per-requester\` ${message}`, help);
    if (saidIn(node.get('auth')) !== 'oauth') yield say('needs `"auth": "oauth"`', 'add it to the server');
    if (!has(node, 'url')) yield say('needs a server with a `url`', 'add `url`');
    if (has(node, 'command') || saidIn(node.get('transport')) === 'stdio')
      yield say('does not go with a `command`', 'take `command` and `transport` away');
    const profile = oauth.entry('authProfileId');
    if (profile)
      yield refused(
        profile.key,
        [...path, 'authProfileId'],
        '`authProfileId` does not go with `identity` `per-requester`',
        'take one of them away',
        identity.key,
      );
  }),
];
