import type { ModelRef } from '../routing/models/config-refs.ts';
import { withModel } from '../routing/models/ref.ts';
import type { Routing } from '../routing/routing.ts';
import { grouped } from '../text/grouped.ts';
import { insteadOf } from './claims/later-models.ts';
import { suspected } from './claims/suspect-models.ts';
import { refsOf } from './claims.ts';
import { advice, code, meant, release, writing } from './phrases.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Finding, Rule } from './rule.ts';

export const modelIdSuspect: Rule = {
  id: 'model-id-suspect',
  severity: 'warning',
  summary: 'a model id is almost, but not quite, one that the provider has, or newer than this release',
  why: 'OpenClaw sends an id that it does not know to the provider as it is written, and the provider answers 404. An id that is merely unknown is not reported, since providers add models every week; one that differs from a known id by a letter, or by dots for hyphens, is. So is one of Anthropic, OpenAI or Google that the package of this release does not hold, as it refuses to ask for that: `Unknown model`.',
  facts: ['5.2', 'P5'],
  *check(routing) {
    const nameOf = ({ resolved }: ModelRef) => `${resolved!.provider}/${resolved!.written}`;
    for (const refs of grouped(refsOf('model-id-suspect', routing), nameOf).values()) yield finding(refs, routing);
  },
};

function finding(refs: readonly ModelRef[], routing: Routing): Finding {
  const [first, ...others] = refs as [ModelRef, ...ModelRef[]];
  const { provider, written } = first.resolved!;
  const near = suspected(first, routing);
  const related = others.length > 0 && { related: others.map(({ at }) => ({ at, message: 'used here as well' })) };
  if (near !== undefined)
    return {
      at: first.at,
      message: `${code(provider)} probably has no model ${code(written)}; if so, requests to it fail`,
      ...meant(
        near,
        refs.flatMap((ref) => rewriteRef(ref, suspected(ref, routing)!, routing)),
      ),
      ...related,
    };
  const older = withModel(first.text, insteadOf(first, routing)!);
  return {
    at: first.at,
    message: `${release(routing.target)} does not know the model ${code(written)} of ${code(provider)}, which a newer release brought; requests to it fail with ${code('Unknown model')}`,
    ...advice(
      `update OpenClaw, or write ${code(older)}`,
      writing(older, ...refs.flatMap((ref) => rewriteRef(ref, withModel(ref.text, insteadOf(ref, routing)!), routing))),
    ),
    ...related,
  };
}
