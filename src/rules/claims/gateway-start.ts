import { entriesOf, isValue, itemsOf, nodeAt, textOf } from '../../parse/tree.ts';
import { compare, isFrom, isUpTo } from '../../release/releases.ts';
import { isThisMachine } from '../../routing/local.ts';
import type { Routing } from '../../routing/routing.ts';
import { code, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';
import { noAddress } from './gateway-address.ts';
import { misspeltIn } from './misspelt-keys.ts';
import { saidBy } from './said-by.ts';
import { behindProxies } from './trusted-proxy.ts';

/** What `config validate` takes and the gateway refuses when it starts (facts 8.8). */
export function* unstartable(routing: Routing): Iterable<Finding> {
  yield* publishedToken(routing);
  yield* sharedToken(routing);
  yield* noToken(routing);
  yield* noOrigins(routing);
  yield* ownOrigins(routing);
  yield* noSignIn(routing);
  yield* noPassword(routing);
  yield* behindProxies(routing);
  yield* noMode(routing);
  yield* templatedKey(routing);
  yield* noPort(routing);
  yield* noAddress(routing);
  yield* twoTokens(routing);
  yield* tokenAndProxy(routing);
  yield* unmadeToken(routing);
}

/** Of OpenClaw's own examples; `change-me-now` since 2026.4.23. */
const PUBLISHED = { token: /^change-me-(?:to-a-long-random-token|now)$/, password: /^change-me-to-a-strong-password$/ };

/** What the gateway asks for, where it is one of these two. */
export function signIn({ home: { root, environment }, target }: Routing) {
  const gateway = nodeAt(root, ['gateway']);
  const auth = nodeAt(gateway, ['auth']);
  if (textOf(nodeAt(gateway, ['mode'])) === 'remote') return undefined;
  const mode = nodeAt(auth, ['mode']);
  const isPassword = nodeAt(auth, ['password']) !== undefined || environment.state(PASSWORD) === 'set';
  const kind = mode ? textOf(mode) : isPassword ? 'password' : 'token';
  if (kind !== 'token' && kind !== 'password') return undefined;
  const said = saidBy(environment, nodeAt(auth, [kind]), kind === 'token' ? TOKEN : PASSWORD);
  const isRefused = isFrom(target.release, '2026.4.15') && PUBLISHED[kind].test(said?.text ?? '');
  return said && { kind, ...said, isRefused };
}

function* publishedToken(routing: Routing): Iterable<Finding> {
  const { kind, at, isRefused } = signIn(routing) ?? {};
  if (at && isRefused)
    yield {
      at,
      message: `this ${kind} of the gateway is one that OpenClaw’s examples publish; the gateway of ${release(routing.target)} does not start with it`,
      help: `choose one of your own: ${code('openssl rand -hex 32')} makes one`,
    };
}

/** The releases that were seen to stop at it; the newer ones only have `security audit` say so. */
const [FROM, TO] = ['2026.2.22', '2026.5.28'];

function* sharedToken({ home: { root }, target }: Routing): Iterable<Finding> {
  if (!isFrom(target.release, FROM) || !isUpTo(target.release, TO)) return;
  const [hooks, gateway] = [nodeAt(root, ['hooks']), nodeAt(root, ['gateway', 'auth'])];
  const enabled = nodeAt(hooks, ['enabled']);
  const mode = textOf(nodeAt(gateway, ['mode']));
  if (enabled?.kind !== 'scalar' || enabled.value !== true || (mode ?? 'token') !== 'token') return;
  if (mode === undefined && nodeAt(gateway, ['password'])) return;
  const [own, theirs] = [nodeAt(hooks, ['token']), nodeAt(gateway, ['token'])];
  const text = own && textOf(own)?.trim();
  if (own && theirs && text && text === textOf(theirs)?.trim())
    yield {
      at: own,
      message: `the hooks have the token of the gateway, so a service that calls them could do everything; ${release(target)} refuses to start with it`,
      help: `give ${code('hooks')} a token of its own`,
      related: [{ at: theirs, message: 'the token of the gateway' }],
    };
}

function* noToken({ home: { root }, target }: Routing): Iterable<Finding> {
  const hooks = nodeAt(root, ['hooks']);
  const enabled = hooks?.kind === 'object' && !hooks.open ? hooks.entry('enabled') : undefined;
  if (enabled?.value.kind !== 'scalar' || enabled.value.value !== true) return;
  const token = nodeAt(hooks, ['token']);
  if (token && textOf(token)?.trim() !== '') return;
  yield {
    at: token ?? enabled.key,
    message: `the hooks are switched on and have no token; the gateway of ${release(target)} does not start with that`,
    help: `add ${code('hooks.token')}, such as ${code('"${HOOKS_TOKEN}"')}, or take ${code('hooks.enabled')} out`,
  };
}

/** The releases that end at it, as far as they were seen; 2026.3.28 writes the origins itself. */
const [ORIGINS_FROM, ORIGINS_TO] = ['2026.2.23', '2026.3.23'];

function* noOrigins({ home: { root }, target }: Routing): Iterable<Finding> {
  if (!isFrom(target.release, ORIGINS_FROM) || !isUpTo(target.release, ORIGINS_TO)) return;
  const bind = nodeAt(root, ['gateway', 'bind']);
  const ui = nodeAt(root, ['gateway', 'controlUi']);
  // beside Tailscale it is no address for the gateway, and there no origin helps
  if (/^(?:serve|funnel)$/.test(textOf(nodeAt(root, ['gateway', 'tailscale', 'mode'])) ?? '')) return;
  if (!bind || !OPEN.test(textOf(bind) ?? '') || (ui?.kind === 'object' && ui.open)) return;
  const is = (key: string, value: boolean) => {
    const node = nodeAt(ui, [key]);
    return isValue(node, value);
  };
  const origins = nodeAt(ui, ['allowedOrigins']);
  if (is('enabled', false) || is('dangerouslyAllowHostHeaderOriginFallback', true)) return;
  if (origins && (origins.kind !== 'array' || origins.items.length > 0)) return;
  yield {
    at: bind,
    message: `the gateway is open to other machines, and nothing says from which addresses its web page may be used; the gateway of ${release(target)} does not start with that`,
    help: `add ${code('"controlUi": { "allowedOrigins": ["http://ADDRESS:18789"] }')} to ${code('gateway')}, with the address that the browser shows`,
    // another address can be given on the command line
    severity: 'warning',
  };
}

function* ownOrigins({ home: { root } }: Routing): Iterable<Finding> {
  const bind = nodeAt(root, ['gateway', 'bind']);
  const origins = nodeAt(root, ['gateway', 'controlUi', 'allowedOrigins']);
  if (!bind || !OPEN.test(textOf(bind) ?? '') || origins?.kind !== 'array' || origins.items.length === 0) return;
  if (nodeAt(root, ['gateway', 'trustedProxies']) || !origins.items.every((each) => isThisMachine(textOf(each))))
    return;
  yield {
    at: origins,
    message:
      'the gateway is open to other machines, but its web page only to browsers of this one: any other is turned away, as its origin is not allowed',
    help: 'add the address that the browser shows, if it is opened from elsewhere',
    severity: 'info',
  };
}

/** The address of other machines. */
const OPEN = /^(?:lan|tailnet)$/;

/** Older releases make a token up; with `"mode": "none"` they refuse as well. */
const SIGN_IN_FROM = '2026.5.18';

function* noSignIn({ home, target }: Routing): Iterable<Finding> {
  const gateway = nodeAt(home.root, ['gateway']);
  const bind = nodeAt(gateway, ['bind']);
  const auth = nodeAt(gateway, ['auth']);
  if (!target.release || gateway?.kind !== 'object' || gateway.open || (auth?.kind === 'object' && auth.open)) return;
  if (!bind || !OPEN.test(textOf(bind) ?? '')) return;
  const mode = nodeAt(auth, ['mode']);
  const isNone = mode !== undefined && textOf(mode) === 'none';
  if (!isNone && (mode || nodeAt(auth, ['token']) || nodeAt(auth, ['password']))) return;
  if (!isNone && compare(target.release, SIGN_IN_FROM) < 0) return;
  if (!isNone && SIGN_IN.some((name) => home.environment.state(name) === 'set')) return;
  yield {
    at: bind,
    message: `the gateway is open to other machines and asks nobody to sign in; the gateway of ${release(target)} does not start with that`,
    help: isNone
      ? `write ${code('"mode": "token"')} and set ${code(TOKEN)} in ${code('.env')}, or write ${code('"bind": "loopback"')}`
      : `set ${code(TOKEN)} in ${code('.env')}, or add ${code('"auth": { "mode": "token", "token": "${OPENCLAW_GATEWAY_TOKEN}" }')}`,
    ...(isNone && { related: [{ at: mode, message: 'no sign-in' }] }),
    // it can be given on the command line, or by the service manager
    severity: 'warning',
  };
}

const TOKEN = 'OPENCLAW_GATEWAY_TOKEN';
const PASSWORD = 'OPENCLAW_GATEWAY_PASSWORD';
const SIGN_IN = [TOKEN, PASSWORD];

function* noPassword({ home, target, problems }: Routing): Iterable<Finding> {
  const auth = nodeAt(home.root, ['gateway', 'auth']);
  const mode = nodeAt(auth, ['mode']);
  if (auth?.kind !== 'object' || auth.open || !mode || textOf(mode) !== 'password' || nodeAt(auth, ['password']))
    return;
  if (home.environment.state(PASSWORD) === 'set') return;
  if (misspeltIn(auth, problems).has('password')) return;
  yield {
    at: mode,
    message: `the gateway is to ask for a password, but none is set; the gateway of ${release(target)} does not start with that`,
    help: `set ${code(PASSWORD)} in ${code('.env')}, or add ${code('"password"')} beside it`,
    severity: 'warning',
  };
}

/**
 * Every release ends at it, unless it is called with `--allow-unconfigured`. A file is meant to be whole where OpenClaw
 * wrote it, or reads it on this machine; elsewhere a port does not show it without other sections.
 */
function* noMode({ home: { root, live }, target }: Routing): Iterable<Finding> {
  if (root?.kind !== 'object' || root.open) return;
  const [entry, stamp] = [root.entry('gateway'), nodeAt(root, ['meta', 'lastTouchedAt'])];
  const gateway = entry?.value;
  const set = gateway?.kind === 'object' ? gateway : undefined;
  const at = entry?.key ?? root.entries[0]?.key;
  if (!at || (entry && (!set || set.open)) || set?.entry('mode') || set?.entry('remote')) return;
  const isWhole = ['agents', 'channels', 'models'].some((name) => entriesOf(nodeAt(root, [name])).length > 0);
  const serves = [
    'bind',
    'auth',
    'controlUi',
    'tailscale',
    ...(isWhole ? ['port', 'reload', 'http', 'trustedProxies'] : []),
  ].some((key) => set?.entry(key));
  if (!serves && !stamp && !live) return;
  // what is left where a tool wrote the file anew
  const isAlone = entry && root.entries.every(({ key }) => /^(?:gateway|meta|wizard)$/.test(key.value));
  yield {
    at,
    message: `${entry ? `the gateway is set up, but ${code('mode')} is missing` : `${code('gateway.mode')} is missing`}; the gateway of ${release(target)} does not start with that, unless it is called with ${code('--allow-unconfigured')}`,
    help: `add ${entry ? `${code('"mode": "local"')} to ${code('gateway')}` : code('"gateway": { "mode": "local" }')}${isAlone ? `; if more stood in this file, ${code('clawlint rescue')} looks for a copy of it` : ''}`,
    severity: isAlone ? 'warning' : 'info',
  };
}

/** The first release that was seen to end at it; 2026.4.15 does not. */
const TEMPLATES_FROM = '2026.4.24';

function* templatedKey({ home: { root }, target }: Routing): Iterable<Finding> {
  const hooks = nodeAt(root, ['hooks']);
  const enabled = nodeAt(hooks, ['enabled']);
  if (!isFrom(target.release, TEMPLATES_FROM) || hooks?.kind !== 'object' || hooks.open) return;
  if (enabled?.kind !== 'scalar' || enabled.value !== true || hooks.entry('allowedSessionKeyPrefixes')) return;
  const [presets, mappings] = [hooks.get('presets'), hooks.get('mappings')];
  const preset = itemsOf(presets).find((each) => textOf(each) === 'gmail');
  const keys = itemsOf(mappings).map((each) => nodeAt(each, ['sessionKey']));
  const at = keys.find((key) => key && textOf(key)?.includes('{{')) ?? (mappings ? undefined : preset);
  if (!at) return;
  yield {
    at,
    message: `the session of ${at === preset ? 'each mail' : 'this hook'} is named by a template, and nothing says how such names may begin; the gateway of ${release(target)} does not start with that`,
    help: `add ${code('"allowedSessionKeyPrefixes": ["hook:"]')} to ${code('hooks')}`,
  };
}

/** A browser names the port, unless it is the one of the protocol. */
function* noPort({ home: { root } }: Routing): Iterable<Finding> {
  const gateway = nodeAt(root, ['gateway']);
  const origins = nodeAt(gateway, ['controlUi', 'allowedOrigins']);
  const port = nodeAt(gateway, ['port']);
  // a proxy may answer at the port of the protocol
  if (nodeAt(gateway, ['trustedProxies'])) return;
  if (origins?.kind !== 'array' || (port && (port.kind !== 'scalar' || typeof port.value !== 'number'))) return;
  const number = port?.kind === 'scalar' ? port.value : 18789;
  const all = origins.items.map((each) => textOf(each)?.trim() ?? '*');
  if (number === 80 || all.includes('*')) return;
  for (const [i, origin] of all.entries()) {
    const whole = `${origin.replace(/\/$/, '')}:${number}`;
    if (!/^http:\/\/(?:localhost|\d+\.\d+\.\d+\.\d+)\/?$/i.test(origin) || all.includes(whole)) continue;
    yield {
      at: origins.items[i]!,
      message: `this address has no port: a browser that opens the gateway at ${code(`:${number}`)} names the port as well, and is turned away`,
      help: `add ${code(`:${number}`)} to it`,
      severity: 'warning',
    };
  }
}

/** The releases that were seen to do so; 2026.9.6 takes that of the config for both. */
const [TWO_FROM, TWO_TO] = ['2026.1.29', '2026.7.1'];

/** The gateway takes that of the config first, the command line that of the variable. */
function* twoTokens({ home: { root, environment }, target }: Routing): Iterable<Finding> {
  if (!isFrom(target.release, TWO_FROM) || !isUpTo(target.release, TWO_TO)) return;
  const token = nodeAt(root, ['gateway', 'auth', 'token']);
  const text = token && textOf(token)?.trim();
  const { variable, layer } = environment.lookup(TOKEN) ?? {};
  if (!token || !text || !variable?.value || !variable.at || layer?.source === 'config-env' || text.includes('$'))
    return;
  const { file, offset, length } = variable.value;
  if (variable.blank || file.text.slice(offset, offset + length) === text) return;
  yield {
    at: token,
    message: `${code(TOKEN)} holds another token: the gateway asks for this one, and ${code('openclaw')} on the command line sends the other`,
    help: `write ${code('"${OPENCLAW_GATEWAY_TOKEN}"')} here, or remove the variable`,
    related: [{ at: variable.at, message: 'the other token' }],
    severity: 'warning',
  };
}

/** A proxy that signs people in, and a token (facts 8.8). */
function* tokenAndProxy({ home: { root, environment }, target }: Routing): Iterable<Finding> {
  const mode = nodeAt(root, ['gateway', 'auth', 'mode']);
  if (!mode || textOf(mode) !== 'trusted-proxy' || !isFrom(target.release, '2026.4.1')) return;
  const written = nodeAt(root, ['gateway', 'auth', 'token']);
  const token = textOf(written)?.trim() === '' ? undefined : written;
  const set = environment.state(TOKEN) === 'set' ? environment.lookup(TOKEN)?.variable.at : undefined;
  if (token || set)
    yield {
      at: token ?? mode,
      message: `a trusted proxy signs people in, and ${token ? 'this token' : code(TOKEN)} is set as well; the gateway of ${release(target)} does not start with both`,
      help: `remove ${token ? 'the token' : code(TOKEN)}`,
      ...(set && { related: [{ at: set, message: 'the token' }] }),
    };
}

/** Newer releases make a token up. */
function* unmadeToken({ home: { root, environment }, target }: Routing): Iterable<Finding> {
  const gateway = nodeAt(root, ['gateway']);
  const auth = nodeAt(gateway, ['auth']);
  const mode = nodeAt(auth, ['mode']);
  if ((mode && textOf(mode) !== 'token') || !isUpTo(target.release, '2026.2.9')) return;
  if (['token', 'allowTailscale'].some((key) => nodeAt(auth, [key]))) return;
  // by default it asks for one, unless there is a password, or Tailscale signs people in
  const isLocal = textOf(nodeAt(gateway, ['mode'])) === 'local' && gateway?.kind === 'object' && !gateway.open;
  const isOther = nodeAt(auth, ['password']) || textOf(nodeAt(gateway, ['tailscale', 'mode'])) === 'serve';
  const at =
    mode ?? (isLocal && !isOther && environment.state(PASSWORD) === 'missing' ? gateway.entry('mode')!.key : undefined);
  if (!at) return;
  if ([TOKEN, 'CLAWDBOT_GATEWAY_TOKEN'].some((name) => environment.state(name) !== 'missing')) return;
  yield {
    at,
    message: `the gateway asks for a token, and none is set in these files; the gateway of ${release(target)} does not start without one, and a service does not have the variables of your shell`,
    help: `set ${code(TOKEN)} in ${code('.env')} beside the config`,
    severity: mode ? 'warning' : 'info',
  };
}
