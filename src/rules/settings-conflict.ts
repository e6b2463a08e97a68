import { nodeAt, textOf } from '../parse/tree.ts';
import { compare } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { problemsOf } from './claims.ts';
import { code, ifRead, placeName, refusal, release } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const settingsConflict: Rule = {
  id: 'settings-conflict',
  severity: 'error',
  summary: 'settings that OpenClaw refuses beside each other, or one without the other',
  why: 'Each of them is right where it stands, so that no editor sees it; OpenClaw looks at them together and refuses the whole file.',
  facts: ['8.8'],
  refusesStart: true,
  doubtfulIfNewer: true,
  *check(routing) {
    for (const problem of problemsOf('settings-conflict', routing, 'refused')) {
      const { at, path, message, help, related, outcome } = problem;
      const finding: Finding = {
        at,
        message: `${placeName(path)}: ${message}; ${outcome ?? `${release(routing.target)} refuses to start with it`}`,
        help,
        ...(related && { related }),
        severity: outcome ? 'warning' : refusal(routing),
      };
      yield outcome ? finding : ifRead(problem, finding);
    }
    yield* sharedToken(routing);
    yield* noToken(routing);
    yield* noOrigins(routing);
  },
};

/** The releases that were seen to stop at it; the newer ones only have `security audit` say so. */
const [FROM, TO] = ['2026.2.22', '2026.5.28'];

/** `config validate` takes it, the gateway does not start. */
function* sharedToken({ home: { root }, target }: Routing): Iterable<Finding> {
  if (!target.release || compare(target.release, FROM) < 0 || compare(target.release, TO) > 0) return;
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

/** `config validate` takes it, the gateway does not start (facts 8.8). */
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

/** The releases that end at it, as far as they were seen; 2026.3.28 writes the origins itself (facts 8.8). */
const [ORIGINS_FROM, ORIGINS_TO] = ['2026.2.26', '2026.3.23'];

/** `config validate` takes it, the gateway does not start. */
function* noOrigins({ home: { root }, target }: Routing): Iterable<Finding> {
  if (!target.release || compare(target.release, ORIGINS_FROM) < 0 || compare(target.release, ORIGINS_TO) > 0) return;
  const bind = nodeAt(root, ['gateway', 'bind']);
  const ui = nodeAt(root, ['gateway', 'controlUi']);
  if (!bind || !/^(?:lan|tailnet)$/.test(textOf(bind) ?? '') || (ui?.kind === 'object' && ui.open)) return;
  const is = (key: string, value: boolean) => {
    const node = nodeAt(ui, [key]);
    return node?.kind === 'scalar' && node.value === value;
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
