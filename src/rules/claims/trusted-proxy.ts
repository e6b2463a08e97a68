import { type Node, nodeAt, textOf } from '../../parse/tree.ts';
import { compare, isFrom } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { code, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** A proxy that signs people in, which is not named, or from which nothing is taken, and one that is not trusted (facts 8.8). */
export function* behindProxies(routing: Routing): Iterable<Finding> {
  yield* noProxies(routing);
  yield* proxyHere(routing);
  yield* ranges(routing);
}

function* noProxies({ home: { root }, target }: Routing): Iterable<Finding> {
  const gateway = nodeAt(root, ['gateway']);
  const mode = nodeAt(gateway, ['auth', 'mode']);
  if (!target.release || gateway?.kind !== 'object' || gateway.open) return;
  const proxies = gateway.get('trustedProxies');
  if (!mode || textOf(mode) !== 'trusted-proxy' || (proxies && (proxies.kind !== 'array' || proxies.items.length > 0)))
    return;
  yield {
    at: mode,
    message: `a proxy is to sign people in, and ${code('gateway.trustedProxies')} names none; the gateway of ${release(target)} does not start with that`,
    help: `add ${code('"trustedProxies": ["ADDRESS"]')} to ${code('gateway')}, with the address of the proxy`,
    // `config validate` takes it
    severity: 'warning',
  };
}

const isOpen = (node: Node | undefined): boolean => node !== undefined && 'open' in node && node.open;

const THIS_MACHINE = /^(?:(?:::ffff:)?127(?:\.\d+){3}(?:\/(?:[89]|[12]\d|3[0-2]))?|::1(?:\/128)?)$/;

/** The first release that was read to turn a proxy of its own machine away, and the first that can be told not to. */
const [AWAY_FROM, UNLESS_FROM] = ['2026.4.1', '2026.4.27'];

function* proxyHere({ home: { root }, target }: Routing): Iterable<Finding> {
  const gateway = nodeAt(root, ['gateway']);
  const proxies = nodeAt(gateway, ['trustedProxies']);
  const auth = nodeAt(gateway, ['auth']);
  const proxy = nodeAt(auth, ['trustedProxy']);
  if (!isFrom(target.release, AWAY_FROM) || proxies?.kind !== 'array') return;
  if (textOf(nodeAt(auth, ['mode'])) !== 'trusted-proxy' || proxies.items.length === 0) return;
  if (!proxies.items.every((each) => THIS_MACHINE.test(textOf(each)?.trim() ?? ''))) return;
  const allowed = nodeAt(proxy, ['allowLoopback']);
  if (allowed && !(allowed.kind === 'scalar' && allowed.value === false)) return;
  if ([root, gateway, proxies, auth, proxy].some(isOpen)) return;
  yield {
    at: proxies,
    message: `these are addresses of this machine, and ${release(target)} takes no sign-in from a proxy there: nobody gets in through it`,
    help: `${isFrom(target.release, UNLESS_FROM) ? '' : `update OpenClaw to ${UNLESS_FROM} or newer and `}add ${code('"allowLoopback": true')} to ${code('gateway.auth.trustedProxy')}, if the proxy replaces the header of ${code('userHeader')} that a browser may send; or write ${code('"mode": "token"')}`,
    severity: 'warning',
  };
}

/** The last release read to compare addresses as they are written, and the first to know ranges. */
const [AS_WRITTEN_TO, RANGES_FROM] = ['2026.2.12', '2026.2.17'];

function* ranges({ home: { root }, target }: Routing): Iterable<Finding> {
  const proxies = nodeAt(root, ['gateway', 'trustedProxies']);
  if (!target.release || compare(target.release, AS_WRITTEN_TO) > 0 || proxies?.kind !== 'array') return;
  const [range, ...others] = proxies.items.filter((each) => /^[\d.:a-f]+\/\d+$/i.test(textOf(each)?.trim() ?? ''));
  if (!range) return;
  // another address may be that of the proxy
  const isCovered = proxies.items.some((each) => {
    const text = textOf(each)?.trim();
    return text === undefined || !(text.includes('/') || THIS_MACHINE.test(text));
  });
  yield {
    at: range,
    message: `${release(target)} compares these with the address of a proxy as they are written, and knows no ranges: no proxy in one is trusted`,
    related: others.map((at) => ({ at, message: 'a range, too' })),
    help: `write the address of the proxy, or update OpenClaw to ${RANGES_FROM} or newer`,
    severity: isCovered ? 'info' : 'warning',
  };
}
