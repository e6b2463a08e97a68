import type { Finding, Rule } from '../rule.ts';
import type { ModelRef } from '../routing/refs.ts';
import type { Routing } from '../routing/routing.ts';
import { code, quoteLike } from './words.ts';

export const malformedModelRef: Rule = {
  id: 'malformed-model-ref',
  severity: 'error',
  summary: 'a model ref that OpenClaw cannot take apart into provider and model',
  why: 'OpenClaw takes `openai:gpt-5.5` for a model of that whole name, skips `""` in fallbacks, and replaces a primary such as `openai/` by its own default model, all without a word. Tags such as `ollama/qwen2.5:14b` and further slashes are part of the model and fine.',
  *check(routing) {
    for (const ref of routing.refs) {
      if (!isMalformed(ref, routing)) continue;
      yield finding(ref, routing);
    }
  },
};

/** One side of the slash is missing, there are blanks around it, or `provider:model` is written with a colon. */
export function isMalformed(ref: ModelRef, { providers }: Routing): boolean {
  const text = ref.text.trim();
  if (ref.template || ref.role === 'policy') return false;
  if (text === '') return ref.path.at(-2) === 'fallbacks';
  if (!ref.resolved) return true;
  if (ref.resolved.via === 'alias') return false;
  return colonProvider(text, providers) !== undefined;
}

function finding(ref: ModelRef, { providers }: Routing): Finding {
  const { text, at, role } = ref;
  const colon = colonProvider(text.trim(), providers);
  if (text.trim() === '') return { at, message: 'this fallback names no model; OpenClaw skips it', help: 'remove it' };
  if (colon) {
    const meant = `${colon.provider}/${colon.model}`;
    return {
      at,
      message: `${code(text)} has no slash, so OpenClaw takes all of it for a model of ${code(ref.resolved!.provider)}`,
      help: `write ${code(meant)}${isProfile(colon.model) ? `; if this is an auth profile, it belongs in ${code('auth.order')}` : ''}`,
      ...(!isProfile(colon.model) && { fix: { title: `write ${code(meant)}`, edits: [{ at, text: quoteLike(at, meant) }] } }),
    };
  }
  const lacking = text.trim().startsWith('/') ? 'provider' : 'model';
  const effect = role === 'fallback' ? 'OpenClaw skips it' : 'OpenClaw uses its own default model instead';
  return { at, message: `${code(text)} has no ${lacking}; ${effect}`, help: `write ${code('provider/model')}` };
}

/** Names that people give profiles; no model is called that. */
const isProfile = (name: string): boolean => /^(?:default|main|api|oauth|subscription|work|personal|backup|manual|key\d*|\d)$/.test(name);

function colonProvider(text: string, providers: Routing['providers']): { provider: string; model: string } | undefined {
  const colon = text.indexOf(':');
  if (colon <= 0 || text.includes('/') || /^openrouter:(?:auto|free)$/.test(text)) return undefined;
  const provider = text.slice(0, colon);
  const model = text.slice(colon + 1);
  return model && providers.origin(provider) ? { provider, model } : undefined;
}
