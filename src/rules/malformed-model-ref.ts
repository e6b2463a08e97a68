import { taking } from '../edit/offer.ts';
import type { ModelRef } from '../routing/models/config-refs.ts';
import type { Routing } from '../routing/routing.ts';
import { colonProvider, isProfile } from './claims/malformed-refs.ts';
import { refsOf } from './claims.ts';
import { code, writingAt } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const malformedModelRef: Rule = {
  id: 'malformed-model-ref',
  severity: 'error',
  summary: 'a model ref that OpenClaw cannot take apart into provider and model',
  why: 'OpenClaw takes `openai:gpt-5.5` for a model of that whole name, skips `""` in fallbacks, and replaces a primary such as `openai/` by its own default model, all without a word. Tags such as `ollama/qwen2.5:14b` and further slashes are part of the model and fine.',
  facts: ['6.1', '6.2'],
  *check(routing) {
    for (const ref of refsOf('malformed-model-ref', routing)) yield finding(ref, routing);
  },
};

function finding(ref: ModelRef, routing: Routing): Finding {
  const { at, role, resolved } = ref;
  const text = ref.text.trim();
  if (text === '') {
    const { root, schedules } = routing.home;
    const removed = taking('remove it', ref.path[0] === 'jobs' ? schedules?.parsed.root : root, ref.path);
    return {
      at,
      message: 'this fallback names no model; OpenClaw skips it',
      help: 'remove it',
      ...(removed.edits.length > 0 && { fix: removed }),
    };
  }
  if (resolved && isProfile(text, routing)) {
    const key = routing.profiles.declared.get(text)?.key ?? routing.profiles.stored.get(text)?.[0]?.at;
    return {
      at,
      message: `${code(text)} is the name of an auth profile; OpenClaw takes it for a model of ${code(resolved.provider)}`,
      help: `name a model here; which profiles a provider tries, and in which order, is said in ${code('auth.order')}`,
      ...(key && { related: [{ at: key, message: 'the profile' }] }),
    };
  }
  const meant = colonProvider(text, routing);
  if (resolved && meant)
    return {
      at,
      message: `${code(text)} has no slash, so OpenClaw takes all of it for a model of ${code(resolved.provider)}`,
      help: `write ${code(meant)}`,
      fix: writingAt(at, meant),
    };
  const lacking = text.startsWith('/') ? 'provider' : 'model';
  const effect =
    role === 'fallback'
      ? 'OpenClaw skips it'
      : role === 'map'
        ? 'these settings apply to nothing'
        : 'OpenClaw takes a default model instead';
  return {
    at,
    message: `${code(text)} has no ${lacking}; ${effect}`,
    help: `write ${code(lacking === 'model' ? `${text}<model>` : `<provider>${text}`)}`,
  };
}
