import { itemsOf, type Key, nodeAt } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import { type Complaint, has, type Refinement, saidIn } from './refinement.ts';
import { changing, FIRST, refused, together } from './together.ts';

/** Modes in which Tailscale makes a gateway known to others. */
const EXPOSED: ReadonlySet<string | undefined> = new Set(['serve', 'funnel']);

/** How the gateway is reached, and by whom. Source: facts 8.8. */
export const ofGateway: readonly Refinement[] = [
  together('gateway', '2026.1.30', function* (node, { release = '' }) {
    const mode = saidIn(nodeAt(node, ['tailscale', 'mode']));
    const bind = node.get('bind');
    if (!EXPOSED.has(mode) || !bind) return;
    const [how, host] = [saidIn(bind), node.get('customBindHost')];
    if (how === undefined || how === 'loopback') return;
    if (how === 'custom' && host && /^127\.\d+\.\d+\.\d+$/.test(saidIn(host) ?? '127.0.0.1')) return;
    const told = changing(
      refused(
        bind,
        ['gateway', 'bind'],
        `this has to be \`loopback\` when \`gateway.tailscale.mode\` is \`${mode}\``,
        'write `loopback`: Tailscale hands the requests to this machine itself',
        nodeAt(node, ['tailscale', 'mode']),
      ),
      'write `loopback`',
      ['gateway', 'bind'],
      'loopback',
    );
    // older releases take the file, and their gateway ends
    yield release && compare(release, '2026.3.2') < 0
      ? ({ ...told, outcome: 'the gateway does not start with it' } as Complaint)
      : told;
  }),
  together('gateway', FIRST, function* (node) {
    const tailscale = nodeAt(node, ['tailscale', 'mode']);
    const auth = nodeAt(node, ['auth', 'mode']);
    if (auth && saidIn(auth) === 'token' && saidIn(tailscale) === 'funnel')
      yield {
        ...refused(
          auth,
          ['gateway', 'auth', 'mode'],
          'the funnel of Tailscale needs a password',
          'write `password`, and set `OPENCLAW_GATEWAY_PASSWORD` in `.env`',
          tailscale,
        ),
        outcome: 'the gateway does not start',
      } as Complaint;
  }),
  together('gateway', '2026.5.28', function* (node) {
    const tailscale = nodeAt(node, ['tailscale', 'mode']);
    const auth = nodeAt(node, ['auth', 'mode']);
    if (auth && saidIn(auth) === 'none' && EXPOSED.has(saidIn(tailscale)))
      yield refused(
        auth,
        ['gateway', 'auth', 'mode'],
        'a gateway that Tailscale exposes has to ask for a password or token',
        `write \`${saidIn(tailscale) === 'funnel' ? 'password' : 'token'}\`, or remove \`tailscale\``,
        tailscale,
      );
  }),
  together('gateway', '2026.8.1', function* (node) {
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
        'portals need a port of their own, and this is the port of the gateway',
        'write another port',
        own,
      );
    const domain = nodeAt(ingress, ['domain']);
    const name = saidIn(domain)?.toLowerCase();
    const allowed = nodeAt(node, ['controlUi', 'allowedOrigins']);
    const origins = [node.get('publicOrigin'), ...itemsOf(allowed)];
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
  together('gateway.roles', '2026.8.1', function* (node) {
    const definitions = node.entry('definitions');
    if (definitions?.value.kind !== 'object' || definitions.value.open) return;
    if (definitions.value.effective().length === 0)
      yield changing(
        refused(
          definitions.key,
          ['gateway', 'roles', 'definitions'],
          'no role is defined',
          'define one, or remove `roles`',
        ),
        'remove `roles`',
        ['gateway', 'roles'],
      );
    const chosen = node.get('default');
    const name = saidIn(chosen)?.trim();
    if (chosen?.kind === 'scalar' && name && definitions.value.effective().length > 0 && !definitions.value.entry(name))
      yield {
        kind: 'unknown-name',
        at: chosen,
        what: 'role',
        path: ['gateway', 'roles', 'default'],
        known: definitions.value.effective().map(({ key }) => key.value),
      };
  }),
  together('gateway.remote.edgeAuth', '2026.8.1', function* (node, _, { path, key }) {
    if (node.open) return;
    const headers = node.effective();
    if (headers.length === 0)
      yield changing(
        refused(key ?? node, path, 'no header is set', 'set one, or remove `edgeAuth`'),
        'remove `edgeAuth`',
        path,
      );
    const seen = new Map<string, Key>();
    for (const header of headers) {
      const name = header.key.value.toLowerCase();
      const twin = seen.get(name);
      seen.set(name, header.key);
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
        yield { kind: 'form', at: header.key, path: [...path, header.key.value], takes: 'the name of a header' };
      else if (OF_TRANSPORT.has(name))
        yield changing(
          refused(header.key, [...path, header.key.value], 'the connection sets this header itself', 'remove it'),
          'remove it',
          [...path, header.key.value],
        );
      else if (twin)
        yield refused(
          header.key,
          [...path, header.key.value],
          'this header is set twice',
          'remove one of the two',
          twin,
        );
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
