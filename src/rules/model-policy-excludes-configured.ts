import type { Rule } from '../rule.ts';
import type { Routing } from '../routing/routing.ts';
import { code, release } from './words.ts';

export const modelPolicyExcludesConfigured: Rule = {
  id: 'model-policy-excludes-configured',
  severity: 'error',
  summary: 'an entry of `modelPolicy.allow` is of a form OpenClaw refuses',
  why: 'OpenClaw refuses the whole file. Allowed are an alias, an exact `provider/model`, and a trailing wildcard after a slash (`provider/*`, `provider/namespace/*`). The policy came with 2026.8.1.',
  *check({ refs, aliases, target }) {
    for (const { text, at, path, agent, template } of refs) {
      if (path.at(-3) !== 'modelPolicy' || template || isPolicyRef(text) || aliases.get(text, agent)) continue;
      yield {
        at,
        message: `${code(text)} is neither an alias nor a ref that a policy can hold; ${release(target)} refuses to start on it`,
        help: suggestion(text, refs),
      };
    }
  },
};

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
