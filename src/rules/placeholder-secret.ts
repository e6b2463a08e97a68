import { code } from './phrases.ts';
import type { Rule } from './rule.ts';
import { secretTexts } from './secret-places.ts';
import { isPlaceholder, isRedacted } from './secret-texts.ts';

export const placeholderSecret: Rule = {
  id: 'placeholder-secret',
  severity: 'warning',
  summary: 'a placeholder such as `your-api-key` stands where a secret belongs',
  why: 'To OpenClaw a placeholder is a credential like any other: it is tried in its turn, the provider answers 401, and the profile rests. In a checkout, where somebody fills it in later, this is only mentioned. Servers of the own network take any text, so theirs are not reported.',
  facts: ['8.5', 'P9'],
  *check(routing) {
    for (const { at, name, text, source } of secretTexts(routing)) {
      if (!isPlaceholder(text) || isRedacted(text)) continue;
      const template = source === 'config' && !routing.home.live;
      yield {
        at,
        message: `${code(name)} holds a placeholder; OpenClaw takes it for a credential, and the provider refuses it`,
        help: 'put the real value in its place, or remove it',
        ...(template && { severity: 'info' as const }),
      };
    }
  },
};
