import type { Finding, Rule } from '../rule.ts';
import type { ResolvedRef } from '../routing/refs.ts';
import type { Routing } from '../routing/routing.ts';
import { code, release } from './words.ts';

export const modelPolicyExcludesConfigured: Rule = {
  id: 'model-policy-excludes-configured',
  severity: 'error',
  summary: 'an entry of `modelPolicy.allow` is of a form OpenClaw refuses, or the list leaves out what the config offers',
  why: 'An entry of another form makes OpenClaw refuse the whole file. Allowed are an alias, an exact `provider/model`, and a trailing wildcard after a slash (`provider/*`, `provider/namespace/*`). A model that is left out still runs as a configured primary or fallback, but `/model`, cron and hooks are answered `model not allowed`. The policy came with 2026.8.1.',
  *check(routing) {
    const { refs, aliases, target } = routing;
    for (const { text, at, path, agent, template } of refs) {
      if (path.at(-3) !== 'modelPolicy' || template || isPolicyRef(text) || aliases.get(text, agent)) continue;
      yield {
        at,
        message: `${code(text)} is neither an alias nor a ref that a policy can hold; ${release(target)} refuses to start on it`,
        help: suggestion(text, refs),
      };
    }
    yield* leftOut(routing);
  },
};

/** Aliases that serve for nothing but being picked, and models of hooks (fact sheet 6.4). */
function* leftOut({ refs, aliases }: Routing): Iterable<Finding> {
  const allowed = refs.filter(({ role, path }) => role === 'policy' && path[1] === 'defaults' && path.at(-3) === 'modelPolicy');
  if (allowed.length === 0 || allowed.some(({ resolved }) => !resolved)) return;
  const isAllowed = ({ provider, model }: ResolvedRef): boolean =>
    allowed.some(({ resolved: entry }) => entry!.provider === provider && (entry!.model.endsWith('*') ? model.startsWith(entry!.model.slice(0, -1)) : entry!.model === model));
  const related = [{ at: allowed[0]!.at, message: 'the list starts here' }];
  const used = new Set(refs.map(({ resolved }) => resolved?.alias));
  for (const alias of aliases.all) {
    const model = refs.find(({ role, text, agent }) => role === 'map' && text === alias.target && agent === alias.agent)?.resolved;
    if (alias.agent === undefined && model && !used.has(alias) && !isAllowed(model))
      yield { at: alias.at, severity: 'warning', message: `nobody can pick ${code(alias.name)}: ${code('modelPolicy.allow')} leaves out its model`, help: `add ${code(alias.name)} to the list`, related };
  }
  for (const { at, path, resolved, text } of refs)
    if (path[0] === 'hooks' && resolved && !isAllowed(resolved))
      yield { at, severity: 'warning', message: `this hook may not use ${code(text)}: ${code('modelPolicy.allow')} leaves it out`, help: `add ${code(text)} to the list`, related };
}

function suggestion(text: string, refs: Routing['refs']): string {
  if (text.trim() === '*') return 'name the providers, as in `openai/*`; an empty list allows every model';
  if (text.includes('*')) return 'put the `*` alone after a slash, as in `openai/*`';
  const meant = new Set(refs.flatMap(({ text: ref, role }) => (role !== 'policy' && ref.endsWith(`/${text}`) ? [ref] : [])));
  return meant.size === 1 ? `write ${code([...meant][0]!)}` : `write ${code('provider/model')}, ${code('provider/*')} or an alias`;
}

/** Recorded cases g17 and h-allow-policy-bad of release 2026.9.6. */
const isPolicyRef = (text: string): boolean => {
  const ref = text.trim();
  if (/^openrouter:(?:auto|free)$/.test(ref)) return true;
  const [provider, ...rest] = ref.split('/');
  return Boolean(provider) && rest.length > 0 && rest.every(Boolean) && !ref.slice(0, -1).includes('*') && (!ref.endsWith('*') || ref.endsWith('/*'));
};
