import { rewrite } from '../edit/edit.ts';
import type { Path } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { put } from '../text/grouped.ts';
import { once } from '../text/memo.ts';
import { CODEX, formerProvider, isApart } from './claims/former-provider.ts';
import { refsOf } from './claims.ts';
import { code, release, writing } from './phrases.ts';
import type { Finding, Fix, Rule } from './rule.ts';

export const legacyProviderId: Rule = {
  id: 'legacy-provider-id',
  severity: 'warning',
  summary: 'a provider goes by a name that OpenClaw no longer knows',
  why: 'Some providers changed their names, and a release either translated the old one, or left that to `openclaw doctor --fix`, or forgot it. `openclaw config validate` accepts the old name; a request to it fails. The rewriting is not harmless: of `openai-codex`, a subscription, it makes `openai`, and that may be paid by use.',
  facts: ['8.6', 'H8', 'P7'],
  movesOnUpgrade: true,
  *check(routing) {
    const uses = new Map<string, Use[]>();
    for (const { provider, use } of usesOf(routing)) put(uses, provider, use);
    for (const [provider, all] of uses) yield finding(provider, all, routing);
  },
};

/** A place that names a provider, and its text with the current name; undefined if that name is taken. */
interface Use {
  readonly at: Place;
  readonly text: string | undefined;
  /** whether it declares a profile, whose login is stored under the old name as well */
  readonly isProfile?: boolean;
}

function* usesOf(routing: Routing): Iterable<{ provider: string; use: Use }> {
  const there = once(() => new Set(routing.refs.map(({ text, path }) => inChain(text, path))));
  for (const { at, text, path, resolved } of refsOf('legacy-provider-id', routing)) {
    const { provider } = resolved!;
    const { canonical } = formerProvider(provider, routing)!;
    const current = text.replace(/^\s*[^/]*/, canonical ?? '');
    yield { provider, use: { at, text: there().has(inChain(current, path)) ? undefined : current } };
  }
  for (const { kind, role, text, at, path } of routing.symbols) {
    const provider = text.trim().toLowerCase();
    const gone = kind === 'provider' && role === 'refersTo' ? formerProvider(provider, routing) : undefined;
    if (!gone) continue;
    const taken = path[1] === 'order' && routing.orders.some((order) => order.provider === gone.canonical);
    yield { provider, use: { at, text: taken ? undefined : gone.canonical, isProfile: path[1] === 'profiles' } };
  }
}

/** A name of a model in a map, or in a model with its fallbacks, where it stands for nothing if it is there twice. */
function inChain(text: string, path: Path): string {
  const around = path.slice(0, -1);
  return JSON.stringify([text.trim(), around.at(-1) === 'fallbacks' ? around.slice(0, -1) : around]);
}

/** The core used to translate these names itself, so the current name means the same. */
const TRANSLATED = '2026.5.28';

function finding(provider: string, uses: readonly Use[], routing: Routing): Finding {
  const { canonical, since, npm } = formerProvider(provider, routing)!;
  const { target } = routing;
  const [first, ...others] = uses;
  const { at } = first!;
  const related = others.length > 0 && { related: others.map((use) => ({ at: use.at, message: 'used here as well' })) };
  const whose = target.release ? release(target) : `OpenClaw since ${since}`;
  if (!canonical)
    return {
      at,
      message: `${code(provider)} is gone: ${whose} has no provider of that name, and requests to it fail`,
      help: 'use another provider',
      ...related,
    };
  const same = since === TRANSLATED && !provider.includes('codex');
  const apart = target.release !== undefined && isApart(provider, target.release);
  const isLogin = provider === 'openai-codex' && uses.some((use) => use.isProfile);
  const paid = provider.includes('codex')
    ? `; first see which credentials ${code(canonical)} has here, since requests may move from a subscription to a key that is paid by use`
    : '';
  const edits = uses.flatMap((use) =>
    use.text !== undefined && /["']/.test(use.at.file.text[use.at.offset] ?? '') ? [rewrite(use.at, use.text)] : [],
  );
  const fix: Fix = { ...writing(canonical, ...edits), ...(!same && { unsafe: true as const }) };
  return {
    at,
    message: `${code(provider)} is the former name of ${code(canonical)}; ${whose} has no provider of the old name${apart ? ` without the plugin ${code(CODEX)}` : ''}, and requests to it fail`,
    help: `write ${code(canonical)}${others.length > 0 ? ` in all ${uses.length} places` : ''}${paid}${isLogin ? `; ${code('openclaw doctor --fix')} moves a stored login with it, or log in again: ${code('openclaw models auth login --provider openai')}` : ''}${npm ? `; its plugin is ${code(npm)}` : ''}`,
    ...related,
    ...(edits.length > 0 && !uses.some(({ text }) => text === undefined) && { fix }),
  };
}
