import type { KnownProvider } from '../catalog/catalog.ts';
import { rewrite } from '../edit/edit.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { formerProvider } from './claims/former-provider.ts';
import { refsOf } from './claims.ts';
import { code, release, writing } from './phrases.ts';
import type { Finding, Fix, Rule } from './rule.ts';

export const legacyProviderId: Rule = {
  id: 'legacy-provider-id',
  severity: 'warning',
  summary: 'a provider goes by a name that OpenClaw no longer knows',
  why: 'Some providers changed their names, and a release either translated the old one, or left that to `openclaw doctor --fix`, or forgot it. `openclaw config validate` accepts the old name; a request to it fails. The rewriting is not harmless: of `openai-codex`, a subscription, it makes `openai`, and that may be paid by use.',
  movesOnUpgrade: true,
  *check(routing) {
    for (const { at, text, resolved } of refsOf('legacy-provider-id', routing)) {
      const gone = formerProvider(resolved!.provider, routing)!;
      yield finding(at, resolved!.provider, gone, routing, text.replace(/^\s*[^/]*/, gone.canonical ?? ''));
    }
    for (const { kind, role, text, at, path } of routing.symbols) {
      const provider = text.trim().toLowerCase();
      const gone = kind === 'provider' && role === 'refersTo' ? formerProvider(provider, routing) : undefined;
      if (!gone) continue;
      const taken = path[1] === 'order' && routing.orders.some((order) => order.provider === gone.canonical);
      yield finding(at, provider, gone, routing, taken ? undefined : gone.canonical);
    }
  },
};

/** The core translated these names itself for a while, so the present one means the same. */
const TRANSLATED = '2026.5.28';

function finding(
  at: Place,
  provider: string,
  { canonical, since, npm }: KnownProvider,
  { target }: Routing,
  text: string | undefined,
): Finding {
  const whose = target.release ? release(target) : `OpenClaw since ${since}`;
  if (!canonical)
    return {
      at,
      message: `${code(provider)} is gone: ${whose} has no provider of that name, and requests to it fail`,
      help: 'use another provider',
    };
  const same = since === TRANSLATED;
  const paid = provider.includes('codex')
    ? `; first see which credentials ${code(canonical)} has here, since requests may move from a subscription to a key that is paid by use`
    : '';
  const fix: Fix | undefined =
    text === undefined || !/["']/.test(at.file.text[at.offset] ?? '')
      ? undefined
      : { ...writing(canonical, rewrite(at, text)), ...(!same && { unsafe: true as const }) };
  return {
    at,
    message: `${code(provider)} is the former name of ${code(canonical)}; ${whose} has no provider of the old name, and requests to it fail`,
    help: `write ${code(canonical)}${paid}${npm ? `; its plugin is ${code(npm)}` : ''}`,
    ...(fix && { fix }),
  };
}
