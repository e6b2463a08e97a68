import { isPrototype, isValue } from '../../parse/tree.ts';
import { has, type Refinement, saidIn } from './refinement.ts';
import { beside, refused, SERVER, together } from './together.ts';

/** Names that the open schema lets pass: OpenClaw took them up to 2026.7.35, `doctor --fix` writes the others. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['connectTimeout', 'connectionTimeoutMs'],
  ['connect_timeout', 'connectionTimeoutMs'],
  ['timeout', 'requestTimeoutMs'],
  ['workingDirectory', 'cwd'],
  ['supports_parallel_tool_calls', 'supportsParallelToolCalls'],
  ['ssl_verify', 'sslVerify'],
  ['client_cert', 'clientCert'],
  ['client_key', 'clientKey'],
]);

/** Servers of tools. Source: facts 8.8. */
export const ofServers: readonly Refinement[] = [
  together('{mcp.servers,nodeHost.mcp.servers}', '2026.8.1', function* (node, _, { path }) {
    for (const { key } of node.entries.filter(isPrototype))
      yield { kind: 'form', at: key, path: [...path, key.value], takes: 'a name other than `__proto__`' };
  }),
  together(SERVER, '2026.8.1', function* (node, _, { path, key }) {
    const former = (name: string) => [...path.slice(0, -1), '*', name].join('.');
    for (const entry of node.effective()) {
      const now = FORMER.get(entry.key.value);
      if (now !== undefined)
        yield {
          kind: 'retired-key',
          key: entry.key,
          value: entry.value,
          owner: node,
          path: [...path, entry.key.value],
          until: '2026.7.35',
          replacedBy: former(now),
          ...(!now.endsWith('Ms') && { schema: { sameValue: true } }),
        };
    }
    const disabled = node.entry('disabled');
    if (disabled) {
      const instead = `"enabled": ${!isValue(disabled.value, true)}`;
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
  together(SERVER, '2026.8.1', function* (node, _, found) {
    const oauth = node.get('oauth');
    const identity = oauth?.kind === 'object' ? oauth.entry('identity') : undefined;
    if (oauth?.kind !== 'object' || !identity || saidIn(identity.value) !== 'per-requester' || node.open) return;
    const path = [...found.path, 'oauth'];
    const say = (message: string, help: string) =>
      refused(identity.key, [...path, 'identity'], `\`identity\` \`per-requester\` ${message}`, help);
    if (saidIn(node.get('auth')) !== 'oauth') yield say('needs `"auth": "oauth"`', 'add it to the server');
    if (!has(node, 'url')) yield say('needs a server with a `url`', 'add `url`');
    if (has(node, 'command') || saidIn(node.get('transport')) === 'stdio')
      yield say('does not go with a `command`', 'remove `command` and `transport`');
    const profile = oauth.entry('authProfileId');
    if (profile)
      yield refused(
        profile.key,
        [...path, 'authProfileId'],
        '`authProfileId` does not go with `identity` `per-requester`',
        'remove one of the two',
        identity.key,
      );
  }),
];
