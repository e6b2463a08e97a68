import { rewrite } from '../edit/edit.ts';
import { advice, code, didYouMean, writingAt } from './phrases.ts';
import type { Rule } from './rule.ts';

export const profileSuffixIneffective: Rule = {
  id: 'profile-suffix-ineffective',
  severity: 'warning',
  summary: 'a `model@profile` that does not do what it says',
  why: 'A primary and a model picked with `/model` keep the profile behind the `@`; a fallback loses it without a word and is asked with the profile that is first in the order of its provider. A primary whose profile is not stored fails before anything is sent. What follows an `@` that is a date or a quantisation (`@20250929`, `@q4_k_m`) belongs to the model. Real turns of 2026.9.6.',
  facts: ['3.6', '6.1'],
  tag: 'unnecessary',
  *check({ refs, profiles, closedWorld }) {
    for (const { at, text, role, resolved, path } of refs) {
      const profile = resolved?.profile;
      if (profile === undefined) continue;
      const { provider } = resolved!;
      const model = text.slice(0, text.lastIndexOf(`@${profile}`));
      if (role === 'fallback')
        yield {
          at,
          message: `${code(`@${profile}`)} has no effect in a list of fallbacks; OpenClaw asks ${code(model)} with the first profile of ${code(provider)}`,
          help: `put ${code(profile)} first in ${code(`auth.order.${provider}`)}, or give it a provider id of its own`,
        };
      // the store may contain further profiles, so report only with a reason: a name without its provider, or a near
      // match
      else if (role === 'primary' && path.at(-2) === 'model' && !profiles.names.has(profile)) {
        const certain = profiles.complete || closedWorld;
        const whole = `${model}@${provider}:${profile}`;
        const meant = profiles.names.has(`${provider}:${profile}`)
          ? advice(`write ${code(whole)}`, writingAt(at, whole))
          : didYouMean(profile, profiles.names, (near) => rewrite(at, `${model}@${near}`));
        if (!certain && meant === undefined) continue;
        yield {
          at,
          message: `no auth profile is named ${code(profile)}${certain ? '' : ' here'}; without it requests to this model fail`,
          ...(meant ?? { help: `name a profile that is stored, or leave out ${code(`@${profile}`)}` }),
        };
      }
    }
  },
};
