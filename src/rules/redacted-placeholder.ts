import { textOf } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { code, placeName } from './phrases.ts';
import type { Rule } from './rule.ts';
import { secretTexts } from './secret-places.ts';
import { isRedacted } from './secret-texts.ts';

export const redactedPlaceholder: Rule = {
  id: 'redacted-placeholder',
  severity: 'warning',
  summary: 'a secret was overwritten with the mark that hides it',
  why: 'Tools that show a config hide its secrets, and some write back what they show: `__OPENCLAW_REDACTED__`, `[redacted]`, `***`, or a key with its middle left out. OpenClaw accepts the text and sends it as the key, and the provider answers 401. So it is an error where a model is asked with it first; elsewhere the config may work without the place. The real key is gone from the file; `openclaw.json.bak` may still have it.',
  facts: ['8.5'],
  *check(routing) {
    for (const { at, name, text, source } of secretTexts(routing))
      if (isRedacted(text))
        yield {
          at,
          message: `${code(name)} holds the mark of a hidden secret instead of the secret; OpenClaw sends it as it stands, and the provider refuses it`,
          help: source === 'config' ? `${HELP}; ${RESCUE}` : HELP,
          ...(isAsked(at, routing) && { severity: 'error' as const }),
        };
    for (const { node, path } of routing.secrets) {
      const text = path[0] === 'models' ? undefined : textOf(node);
      if (text !== undefined && isRedacted(text))
        yield {
          at: node,
          message: `${placeName(path)} holds the mark of a hidden secret instead of the secret; OpenClaw takes the mark for it`,
          help: `${HELP}; ${RESCUE}`,
        };
    }
  },
};

/** Whether a model that is in use is asked with this credential first. */
function isAsked({ file, offset }: Place, routing: Routing): boolean {
  return routing.turns().some(({ credentials: { attempts } }) => {
    const first = attempts[0]?.at;
    return first !== undefined && first.file.path === file.path && first.offset === offset;
  });
}

const HELP = 'put the secret in again; an older copy of the file, such as `openclaw.json.bak`, may still have it';
const RESCUE = '`clawlint rescue` looks there';
