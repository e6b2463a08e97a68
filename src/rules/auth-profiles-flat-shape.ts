import { isUnread } from '../routing/credentials/agent-store.ts';
import { CREDENTIAL_FIELDS } from '../store/store.ts';
import { code, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const authProfilesFlatShape: Rule = {
  id: 'auth-profiles-flat-shape',
  severity: 'error',
  summary: 'auth-profiles.json lacks the wrapper `{ "version": 1, "profiles": { … } }`',
  why: 'OpenClaw reads a file of this shape as if it were empty. From 2026.4.29 on `openclaw doctor --fix` does import it, but takes each key for a provider: `anthropic:work` arrives as `anthropic:work:default`, and no `auth.order` matches any more.',
  facts: ['4.4'],
  *check({ home, behaviour: { custody }, target }) {
    for (const store of home.stores) {
      const { shape, entries, parsed, profiles } = store;
      const { type = 'api_key' } = profiles[0] ?? {};
      const first = entries[0]?.key;
      const root = parsed.root;
      if (!first || !root) continue;
      if (shape === 'by-profile')
        yield {
          at: first,
          message: `the profiles are at the top level of this file; OpenClaw looks for them under ${code('profiles')} and finds none`,
          help: `wrap them: ${code('{ "version": 1, "profiles": { … } }')}`,
          ...(parsed.errors.length === 0 && {
            fix: {
              title: 'wrap in `version` and `profiles`',
              edits: [
                { at: { file: root.file, offset: root.offset, length: 0 }, text: '{ "version": 1, "profiles": ' },
                { at: { file: root.file, offset: root.offset + root.length, length: 0 }, text: ' }' },
              ],
            },
          }),
        };
      if (shape === 'by-provider')
        yield {
          at: first,
          ...(isUnread(store, custody)
            ? {
                message: `this is the old shape with one credential for each provider; ${release(target)} neither reads nor imports it`,
                help: `put it under ${code('profiles')} as ${code(`${first.value}:default`)}, with ${code(`"type": "${type}"`)}, its ${code('provider')} and its ${code(CREDENTIAL_FIELDS[type][0]!)}`,
              }
            : {
                message:
                  'this is the old shape with one credential for each provider; OpenClaw reads it only when `openclaw doctor --fix` imports it',
                help: `run \`openclaw doctor --fix\`, which imports this one as ${code(`${first.value}:default`)}, or put it under ${code('profiles')} by that name`,
              }),
          severity: 'warning',
        };
    }
  },
};
