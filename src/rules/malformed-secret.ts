import { isProviderVariable } from '../catalog/catalog.ts';
import { substitutions } from '../env/references.ts';
import { type Place, textAt } from '../text/file.ts';
import { code } from './phrases.ts';
import type { Edit, Rule } from './rule.ts';
import { secretTexts } from './secret-places.ts';
import { isPlaceholder, isRedacted } from './secret-texts.ts';

/** What gets pasted along with a credential, or in its place; no provider gives out keys of these forms. */
const FORMS: readonly (readonly [RegExp, what: string, help: string, beside?: RegExp])[] = [
  [
    /^sk-ant-oat\d+-[^#]+#/,
    'holds the code of a sign-in page (`…#…`), which is not the token itself',
    'run `claude setup-token` and paste what it prints: a token without `#`',
  ],
  [
    /^bearer\s/i,
    'begins with `Bearer`, which OpenClaw adds itself',
    'remove `Bearer` and the blank behind it',
    /^(?:["'`]?\s*)bearer\s+(?=\S+$)/i,
  ],
  [
    /^(?:export\s+|set\s+)?[A-Z][A-Z0-9_]{2,}\s*=\s*\S/,
    'holds a whole assignment, with the name of a variable in it',
    'keep only what stands behind the `=`',
    /^(?:["'`]?\s*)(?:export\s+|set\s+)?[A-Z][A-Z0-9_]{2,}\s*=\s*(?=[^\s"'`\\]+["'`]?$)/,
  ],
  [/^(?:openclaw|npx|curl|claude)\s/i, 'holds a command', 'paste the key itself'],
  [/[\u201c\u201d\u2018\u2019]/, 'has curly quotes in it', 'remove them, or write straight ones around the value'],
  [/^(?!\s*$)\S+\s+\S+/, 'has a blank or a line break in it', 'remove it: a key is one word'],
];

/** What was pasted before a secret, taken out without repeating the secret. */
function without(at: Place, beside: RegExp): Edit[] {
  const text = textAt(at);
  const before = beside.exec(text)?.[0];
  const quote = /^["'`]?/.exec(text)![0].length;
  return before === undefined
    ? []
    : [{ at: { file: at.file, offset: at.offset + quote, length: before.length - quote }, text: '' }];
}

export const malformedSecret: Rule = {
  id: 'malformed-secret',
  severity: 'warning',
  summary: 'a credential has something in it that no key has, such as `Bearer`, a blank or a whole assignment',
  why: 'OpenClaw sends a credential as it stands, but for blanks around it; what was pasted along with it goes with it, and the provider answers 401. A token of Anthropic with `#` in it is the code that the sign-in page shows: it was never exchanged for a token, and nothing renews it. Of all this OpenClaw refuses only a pasted `openclaw onboard …` in a store, since 2026.7.1.',
  facts: ['3.4', 'R5'],
  *check(routing) {
    for (const { at, value, name, text, source } of secretTexts(routing)) {
      // a header says more than the key
      if (source === 'config' && name !== 'apiKey' && !isProviderVariable(name)) continue;
      if (substitutions(text).length > 0) continue;
      const found = FORMS.find(([form]) => form.test(text.trim()));
      if (!found || isPlaceholder(text) || isRedacted(text)) continue;
      const [, what, help, beside] = found;
      const edits = beside ? without(value, beside) : [];
      yield {
        at,
        message: `${code(name)} ${what}; OpenClaw sends it as it stands, and the provider refuses it`,
        help,
        ...(edits.length > 0 && { fix: { title: help, edits } }),
      };
    }
  },
};
