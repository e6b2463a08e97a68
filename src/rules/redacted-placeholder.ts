import { code } from './phrases.ts';
import type { Rule } from './rule.ts';
import { secretTexts } from './secret-places.ts';
import { isRedacted } from './secret-texts.ts';

export const redactedPlaceholder: Rule = {
  id: 'redacted-placeholder',
  severity: 'error',
  summary: 'a secret was overwritten with the mark that hides it',
  why: 'Tools that show a config hide its secrets, and some write back what they show: `__OPENCLAW_REDACTED__`, `[redacted]`, `***`, or a key with its middle left out. OpenClaw accepts the text and sends it as the key, and the provider answers 401. The real key is gone from the file; `openclaw.json.bak` may still have it.',
  facts: ['8.5'],
  *check(routing) {
    for (const { at, name, text } of secretTexts(routing))
      if (isRedacted(text))
        yield {
          at,
          message: `${code(name)} holds the mark of a hidden secret instead of the secret; OpenClaw sends it as it stands, and the provider refuses it`,
          help: 'put the secret in again; an older copy of the file, such as `openclaw.json.bak`, may still have it',
        };
  },
};
