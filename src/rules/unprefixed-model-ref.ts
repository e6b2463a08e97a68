import type { Finding, Rule } from '../rule.ts';
import type { ModelRef } from '../routing/refs.ts';
import type { Routing } from '../routing/routing.ts';
import { suggest } from '../suggest.ts';
import { isMalformed } from './malformed-model-ref.ts';
import { code, listed, quoteLike } from './words.ts';

export const unprefixedModelRef: Rule = {
  id: 'unprefixed-model-ref',
  severity: 'warning',
  summary: 'a model is named without its provider',
  why: 'A bare name is first an alias; then, as a primary, the one configured provider that declares it, else the default provider (`anthropic` up to 2026.4.2, `openai` since). As a fallback it takes the provider of the primary, whoever declares it: the request goes to the wrong endpoint with the wrong key. OpenClaw only writes a line to its log.',
  *check(routing) {
    const names = routing.aliases.names();
    for (const ref of routing.refs) {
      if (ref.role === 'policy' || !isBare(ref) || isMalformed(ref, routing) || suggest(ref.text.trim(), names)) continue;
      yield finding(ref, routing);
    }
  },
};

/** A name without a slash that is no alias either. */
export const isBare = ({ resolved }: ModelRef): boolean => resolved !== undefined && resolved.via !== 'alias' && resolved.via !== 'ref';

function finding({ text, at, resolved, role }: ModelRef, { providers }: Routing): Finding {
  const { provider, model, via } = resolved!;
  const meant = `${provider}/${model}`;
  const owners = providers.configured.filter(({ models }) => models?.some(({ id }) => id === model)).map(({ id }) => `${id}/${model}`);
  if (via === 'declared')
    return {
      at,
      severity: 'info',
      message: `${code(text)} names no provider; OpenClaw finds it in ${code(provider)} as long as no other provider declares it`,
      help: `write ${code(meant)}`,
      fix: { title: `write ${code(meant)}`, edits: [{ at, text: quoteLike(at, meant) }] },
    };
  const why = via === 'primary-provider' ? 'a fallback takes the provider of the primary' : 'the default provider is taken';
  return {
    at,
    message: `${code(text)} names no provider; ${why}, so this means ${code(meant)}${role === 'map' ? ', and the settings apply to that model' : ''}`,
    help: owners.length > 0 ? `write ${listed(owners)}` : `write ${code(`provider/${model}`)} with the provider you mean`,
  };
}
