import type { ModelRef } from '../../routing/models/config-refs.ts';
import type { Routing } from '../../routing/routing.ts';

/** One side of the slash is missing, the text is empty, or it is `provider:model` or a profile id. */
export function isMalformed(ref: ModelRef, routing: Routing): boolean {
  const text = ref.text.trim();
  if (ref.template || ref.role === 'policy') return false;
  if (text === '') return ref.path.at(-2) === 'fallbacks';
  if (!ref.resolved) return true;
  return isName(ref) && (isProfile(text, routing) || colonProvider(text, routing) !== undefined);
}

/** Resolved as a bare model name: not an alias, no slash, and no provider declares it. */
const isName = ({ resolved }: ModelRef): boolean =>
  resolved?.via === 'primary-provider' || resolved?.via === 'default-provider';

/** A profile of this home, or a name typical of profiles and never of models: `anthropic:work`. */
export function isProfile(text: string, { profiles, providers }: Routing): boolean {
  if (profiles.names.has(text)) return true;
  const [provider, name, ...rest] = text.split(':');
  const usual = /^(?:default|main|api|oauth|subscription|work|personal|backup|manual|key\d*|\d)$/.test(name ?? '');
  return usual && rest.length === 0 && providers.origin(provider!) !== undefined;
}

/** The ref that `provider:model` should have been. Not for `mistral:7b`, which is a local model with a tag. */
export function colonProvider(text: string, { providers }: Routing): string | undefined {
  const colon = text.indexOf(':');
  if (colon <= 0 || text.includes('/')) return undefined;
  const provider = text.slice(0, colon);
  const model = text.slice(colon + 1);
  const tag = /^(?:latest|\d+(?:\.\d+)?[bm](?:-.+)?|.*q\d_.+|free)$/i.test(model);
  return model && !tag && providers.origin(provider) ? `${provider}/${model}` : undefined;
}
