import { type Entry, isPrototype, type Key, type Node, nodeAt, type ObjectNode, type Path } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import type { Place } from '../../text/file.ts';
import { agentId } from '../agent-id.ts';
import { type Complaint, type Found, has, type Look, type Refinement, saidIn } from './refinement.ts';

/** Settings that OpenClaw refuses beside each other, or one without the other. Source: facts 8.10. */

const FIRST = '2026.1.29';
const SCOPE = '{agents.defaults,agents.entries.*,agents.list[]}';
const SERVER = '{mcp.servers,nodeHost.mcp.servers}.*';
const TOOLS = '{tools,agents.entries.*.tools,agents.list[].tools}';

/** @param finds is asked about objects only */
const together = (
  at: string,
  since: string,
  finds: (node: ObjectNode, look: Look, found: Found) => Iterable<Complaint>,
): Refinement => ({
  at,
  since,
  *finds(found, look) {
    if (found.node.kind === 'object') yield* finds(found.node, look, found);
  },
});

const refused = (at: Node | Key, path: Path, message: string, help: string, other?: Place): Complaint => ({
  kind: 'refused',
  at,
  path,
  message,
  help,
  ...(other && { related: [{ at: other, message: 'the other setting is here' }] }),
});

/** Complains of an entry because of another one in the same object. */
const beside = (found: Found, entry: Entry, message: string, help: string, other?: Entry): Complaint =>
  refused(entry.key, [...found.path, entry.key.value], message, help, other?.key);

const isFull = (node: Node | undefined): boolean => node?.kind === 'array' && node.items.length > 0;

const TOOL_SETTINGS: readonly Refinement[] = [
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
          'put its tools into `allow`, or take `allow` away and name a `profile`',
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
        'keep `mode`, and take `security` and `ask` away',
        other,
      );
  }),
  ...['docker', 'browser'].map((kind) =>
    together(`${SCOPE}.sandbox`, FIRST, function* (node, _, { path }) {
      const network = nodeAt(node, [kind, 'network']);
      const joins = nodeAt(node, ['docker', 'dangerouslyAllowContainerNamespaceJoin']);
      if (network && /^container:/i.test(saidIn(network)?.trim() ?? '') && !isTrue(joins))
        yield refused(
          network,
          [...path, kind, 'network'],
          'the network of another container is not allowed',
          'use a network of its own, or set `docker.dangerouslyAllowContainerNamespaceJoin`',
        );
    }),
  ),
  together(`${SCOPE}.sandbox`, '2026.8.2', function* (node, { root }, { path }) {
    const backends = [node, nodeAt(root, ['agents', 'defaults', 'sandbox'])].map((each) => nodeAt(each, ['backend']));
    if (backends.some((each) => each && !/^(?:docker|podman)$/.test(saidIn(each) ?? ''))) return;
    const env = nodeAt(node, ['docker', 'env']);
    for (const { key, value } of env?.kind === 'object' ? env.effective() : [])
      if (!/^[A-Za-z_]\w*$/.test(key.value) || /[\r\n\0]/.test(saidIn(value) ?? ''))
        yield {
          kind: 'form',
          at: key,
          path: [...path, 'docker', 'env', key.value],
          takes: 'a name of letters, digits and `_`, with a value of one line',
        };
  }),
];

const isTrue = (node: Node | undefined): boolean => node?.kind === 'scalar' && node.value === true;

/** Keys of a server of other programs that the schema lets pass, since it is open. */
const FOREIGN = new Set(
  'connectTimeout connect_timeout timeout workingDirectory supports_parallel_tool_calls ssl_verify client_cert client_key'.split(
    ' ',
  ),
);

const MCP: readonly Refinement[] = [
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

const BROWSER: readonly Refinement[] = [
  together('browser.profiles.*', FIRST, function* (node, { release }, { path, key }) {
    const driver = saidIn(node.get('driver')) ?? (node.get('driver') ? '' : 'openclaw');
    if (node.open || driver === '') return;
    const at = key ?? node;
    // releases of spring did not know the driver, or read it as another
    const isConverted = release !== undefined && compare(release, '2026.5.18') < 0;
    const [hasPort, hasUrl] = [has(node, 'cdpPort'), has(node, 'cdpUrl')];
    if (!hasPort && !hasUrl && !/^(?:existing-session|extension)$/.test(driver))
      yield refused(at, path, 'a profile needs `cdpPort` or `cdpUrl`', 'add one of them, such as `"cdpPort": 18801`');
    if (hasUrl && driver === 'extension' && !isConverted)
      yield refused(at, path, '`cdpUrl` does not go with `"driver": "extension"`', 'take `cdpUrl` away');
    if (has(node, 'userDataDir') && driver !== 'existing-session')
      yield refused(
        at,
        path,
        '`userDataDir` goes with `"driver": "existing-session"` only',
        'take `userDataDir` away, or set that `driver`',
      );
  }),
];

const EXPOSED = /^(?:serve|funnel)$/;

const GATEWAY: readonly Refinement[] = [
  together('gateway', '2026.3.28', function* (node) {
    const mode = saidIn(nodeAt(node, ['tailscale', 'mode'])) ?? '';
    const bind = node.get('bind');
    if (!EXPOSED.test(mode) || !bind) return;
    const [how, host] = [saidIn(bind), node.get('customBindHost')];
    if (how === undefined || how === 'loopback') return;
    if (how === 'custom' && host && /^127\.\d+\.\d+\.\d+$/.test(saidIn(host) ?? '127.0.0.1')) return;
    yield refused(
      bind,
      ['gateway', 'bind'],
      `\`gateway.bind\` has to be \`loopback\` when \`gateway.tailscale.mode\` is \`${mode}\``,
      'write `loopback`: Tailscale hands the requests to this machine itself',
      nodeAt(node, ['tailscale', 'mode']),
    );
  }),
  together('gateway', '2026.5.28', function* (node) {
    const tailscale = nodeAt(node, ['tailscale', 'mode']);
    const auth = nodeAt(node, ['auth', 'mode']);
    if (auth && saidIn(auth) === 'none' && EXPOSED.test(saidIn(tailscale) ?? ''))
      yield refused(
        auth,
        ['gateway', 'auth', 'mode'],
        'a gateway that Tailscale exposes has to ask who comes',
        `write \`${saidIn(tailscale) === 'funnel' ? 'password' : 'token'}\`, or take \`tailscale\` away`,
        tailscale,
      );
  }),
  together('gateway', '2026.8.2', function* (node) {
    const ingress = nodeAt(node, ['portals', 'ingress']);
    const port = nodeAt(ingress, ['port']);
    const own = node.get('port');
    if (
      port?.kind === 'scalar' &&
      port.value === (own?.kind === 'scalar' ? own.value : 18_789) &&
      has(ingress!, 'domain')
    )
      yield refused(
        port,
        ['gateway', 'portals', 'ingress', 'port'],
        'portals need a port of their own, and this is that of the gateway',
        'write another port',
        own,
      );
    const domain = nodeAt(ingress, ['domain']);
    const name = saidIn(domain)?.toLowerCase();
    const allowed = nodeAt(node, ['controlUi', 'allowedOrigins']);
    const origins = [node.get('publicOrigin'), ...(allowed?.kind === 'array' ? allowed.items : [])];
    const covered = origins.find((origin) => {
      const host = hostOf(saidIn(origin));
      return name && host && (host === name || host.endsWith(`.${name}`));
    });
    if (domain && covered)
      yield refused(
        domain,
        ['gateway', 'portals', 'ingress', 'domain'],
        'portals need a domain of their own, and the gateway is reached below this one',
        'write another domain',
        covered,
      );
  }),
  together('gateway.roles', '2026.8.2', function* (node) {
    const definitions = node.entry('definitions');
    if (definitions?.value.kind !== 'object' || definitions.value.open) return;
    if (definitions.value.effective().length === 0)
      yield refused(
        definitions.key,
        ['gateway', 'roles', 'definitions'],
        'no role is defined',
        'define one, or take `roles` away',
      );
    const chosen = node.get('default');
    const name = saidIn(chosen)?.trim();
    if (chosen?.kind === 'scalar' && name && !definitions.value.entry(name))
      yield {
        kind: 'unknown-name',
        at: chosen,
        what: 'role',
        path: ['gateway', 'roles', 'default'],
        known: definitions.value.effective().map(({ key }) => key.value),
      };
  }),
  together('gateway.remote.edgeAuth', '2026.8.2', function* (node, _, { path, key }) {
    if (node.open) return;
    const headers = node.effective();
    if (headers.length === 0) yield refused(key ?? node, path, 'no header is set', 'set one, or take `edgeAuth` away');
    const seen = new Map<string, Key>();
    for (const header of headers) {
      const name = header.key.value.toLowerCase();
      const twin = seen.get(name);
      seen.set(name, header.key);
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
        yield { kind: 'form', at: header.key, path: [...path, header.key.value], takes: 'the name of a header' };
      else if (OF_TRANSPORT.has(name))
        yield refused(
          header.key,
          [...path, header.key.value],
          'the connection sets this header itself',
          'take it away',
        );
      else if (twin)
        yield refused(header.key, [...path, header.key.value], 'this header is set twice', 'take one away', twin);
    }
  }),
];

const OF_TRANSPORT = new Set(
  'host connection upgrade content-length sec-websocket-key sec-websocket-version sec-websocket-protocol sec-websocket-extensions'.split(
    ' ',
  ),
);

const hostOf = (address: string | undefined): string | undefined =>
  address !== undefined && URL.canParse(address) ? new URL(address).hostname.toLowerCase() : undefined;

const HOOKS: readonly Refinement[] = [
  together('hooks', '2026.8.2', function* (node) {
    const mappings = node.get('mappings');
    if (mappings?.kind !== 'array' || node.open || has(node, 'defaultSessionKey')) return;
    for (const [i, each] of mappings.items.entries()) {
      if (each.kind !== 'object' || each.open) continue;
      const mode = each.entry('sessionMode');
      const action = each.get('action');
      if (!mode || saidIn(mode.value) !== 'persistent' || (action && saidIn(action) !== 'agent')) continue;
      if (!has(each, 'sessionKey') && !has(each, 'transform'))
        yield refused(
          mode.key,
          ['hooks', 'mappings', i, 'sessionKey'],
          'a persistent session needs a name',
          'add `sessionKey` here, or `hooks.defaultSessionKey`',
        );
    }
  }),
];

const TALK: readonly Refinement[] = [
  together('{talk,talk.realtime}', '2026.5.18', function* (node, _, { path, key }) {
    const providers = node.get('providers');
    const provider = node.get('provider');
    if (providers?.kind !== 'object' || providers.open) return;
    const known = providers.effective().map((entry) => entry.key.value);
    const name = saidIn(provider)?.trim().toLowerCase();
    if (!provider && known.length > 1)
      yield refused(
        key ?? node,
        [...path, 'provider'],
        'there are several providers, and none is chosen',
        'add `provider`',
      );
    else if (provider?.kind === 'scalar' && name && known.length > 0 && !known.includes(name))
      yield { kind: 'unknown-name', at: provider, what: 'provider', path: [...path, 'provider'], known };
  }),
];

const AGENTS: readonly Refinement[] = [
  together('agents.entries', '2026.8.2', function* (node) {
    const seen = new Map<string, Key>();
    for (const { key } of node.effective()) {
      const twin = seen.get(agentId(key.value));
      seen.set(agentId(key.value), key);
      if (twin)
        yield refused(
          key,
          ['agents', 'entries', key.value],
          'another agent has the same id to OpenClaw',
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
  together('bindings[]', '2026.3.28', function* (node, _, { path }) {
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
  together('broadcast', '2026.8.2', function* (node) {
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
        yield refused(key, ['broadcast', key.value], 'at most 16 agents answer together', 'take some away');
  }),
  together('channels.twitch', '2026.5.18', function* (node, _, found) {
    const own = ['username', 'accessToken', 'channel'];
    const accounts = node.entry('accounts');
    const given = own.flatMap((name) => node.entry(name) ?? []);
    if (accounts && given[0])
      yield beside(
        found,
        given[0],
        'an account of its own does not go with `accounts`',
        'put it into `accounts`',
        accounts,
      );
    if (!accounts && !node.open)
      for (const key of own.filter((name) => !node.get(name)))
        yield { kind: 'missing-key', owner: node, key, at: found.key ?? node };
  }),
  together('cloudWorkers.profiles.*', '2026.8.2', function* (node, _, { path }) {
    const settings = node.get('settings');
    if (settings?.kind === 'object') yield* plainSecrets(settings, [...path, 'settings']);
  }),
];

/** `<channel>:<id>`. */
const isQualified = (name: string): boolean => /^[a-z][a-z0-9_-]*:.+$/i.test(name);

const SECRET = /^key_?ref$|api_?key|secret|password|private_?key|token(?:ref)?$/i;

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
  const list = agents.get('list');
  const named: [Node, Path][] =
    entries?.kind === 'object'
      ? entries.effective().map(({ key, value }) => [value, ['agents', 'entries', key.value]])
      : list?.kind === 'array'
        ? list.items.map((value, i) => [value, ['agents', 'list', i]])
        : [];
  for (const [agent, path] of named) {
    const entry = agent.kind === 'object' ? agent.entry('agentDir') : undefined;
    const dir = saidIn(entry?.value)
      ?.trim()
      .replace(/(?<=.)\/+$/, '');
    if (entry && dir) yield { dir, key: entry.key, path: [...path, 'agentDir'] };
  }
}

const CHANNELS: readonly Refinement[] = [
  {
    ...together('channels.{discord,telegram,slack,whatsapp,irc,msteams,signal,imessage,googlechat}', FIRST, function* (node, _, { path }) {
      yield* bothLists(node, path);
    }),
    until: '2026.3.28',
  },
  ...['{discord,slack}', '{telegram,whatsapp,signal,imessage,irc}'].map((channel, i) => ({
    ...together(`channels.${channel}`, '2026.2.26', function* (node, _, { path }) {
      yield* emptyList(node, path, i === 0 ? nodeAt(node, ['dm', 'allowFrom']) : undefined);
    }),
    until: '2026.3.28',
  })),
];

/** Lists of tools anywhere in a channel; later releases look at their types only. */
function* bothLists(node: Node, path: Path): Iterable<Complaint> {
  for (const { key, value } of node.kind === 'object' ? node.effective() : []) {
    if (value.kind !== 'object') continue;
    const also = value.entry('alsoAllow');
    const at = [...path, key.value];
    if (also && isFull(also.value) && isFull(value.get('allow')))
      yield refused(
        also.key,
        [...at, 'alsoAllow'],
        '`alsoAllow` does not go with `allow`',
        'put its tools into `allow`',
      );
    yield* bothLists(value, at);
  }
}

/** Whom a channel lets in; later releases only warn. */
function* emptyList(channel: ObjectNode, path: Path, older: Node | undefined): Iterable<Complaint> {
  const accounts = channel.get('accounts');
  const own: readonly [Node, Path][] = [
    [channel, path],
    ...(accounts?.kind === 'object'
      ? accounts.effective().map(({ key, value }): [Node, Path] => [value, [...path, 'accounts', key.value]])
      : []),
  ];
  for (const [node, at] of own) {
    const policy = node.kind === 'object' ? node.entry('dmPolicy') : undefined;
    const list = nodeAt(node, ['allowFrom']) ?? nodeAt(channel, ['allowFrom']) ?? older;
    if (!policy || (list && list.kind !== 'array') || (node.kind === 'object' && node.open)) continue;
    const items = list?.kind === 'array' ? list.items : [];
    if (saidIn(policy.value) === 'open' && !items.some((each) => saidIn(each)?.trim() === '*'))
      yield refused(
        policy.key,
        [...at, 'allowFrom'],
        '`dmPolicy` `open` needs `*` in `allowFrom`',
        'write `"allowFrom": ["*"]`',
      );
    if (saidIn(policy.value) === 'allowlist' && items.length === 0)
      yield refused(
        policy.key,
        [...at, 'allowFrom'],
        '`dmPolicy` `allowlist` needs somebody in `allowFrom`',
        'name those you let in',
      );
  }
}

export const settings: readonly Refinement[] = [
  ...TOOL_SETTINGS,
  ...MCP,
  ...BROWSER,
  ...GATEWAY,
  ...HOOKS,
  ...TALK,
  ...AGENTS,
  ...CHANNELS,
];
