import type { Rule } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { isMalformed } from './malformed-model-ref.ts';
import { isBare } from './unprefixed-model-ref.ts';
import { code } from './words.ts';

export const unresolvedAlias: Rule = {
  id: 'unresolved-alias',
  severity: 'warning',
  summary: 'a model is named by what is nearly, but not quite, one of the aliases',
  why: 'An alias that is not defined is taken for the bare name of a model: as a primary of the default provider, as a fallback of the provider of the primary. Short names such as `opus` or `gpt` are aliases only if the model they stand for is a key of `agents.defaults.models`. Seen on 2026.9.6.',
  *check(routing) {
    const names = routing.aliases.names();
    for (const ref of routing.refs) {
      const near = isBare(ref) && ref.role !== 'policy' && !isMalformed(ref, routing) ? suggest(ref.text.trim(), names) : undefined;
      if (!near) continue;
      const alias = routing.aliases.get(near, ref.agent);
      yield {
        at: ref.at,
        message: `no alias ${code(ref.text)}; OpenClaw takes it for the model ${code(`${ref.resolved!.provider}/${ref.resolved!.model}`)}`,
        help: `did you mean ${code(near)}?`,
        ...(alias && { related: [{ at: alias.at, message: `${code(near)} stands for ${code(alias.target)}` }] }),
      };
    }
  },
};
