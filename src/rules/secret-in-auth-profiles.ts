import { renameKey } from '../edit/edit.ts';
import { taking } from '../edit/offer.ts';
import { problemsOf } from './claims.ts';
import { logIn, storeKey } from './commands.ts';
import { advice, code, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const secretInAuthProfiles: Rule = {
  id: 'secret-in-auth-profiles',
  severity: 'error',
  summary: '`auth.profiles` names credentials; it does not hold them',
  why: 'OpenClaw refuses the whole file: a profile in the config takes `provider`, `mode`, `email` and `displayName` only. The credential itself is kept in each agent’s store.',
  facts: ['3.1', 'H27'],
  refusesStart: true,
  *check(routing) {
    const { target } = routing;
    for (const { key, owner, path, value } of problemsOf('secret-in-auth-profiles', routing, 'unknown-key')) {
      if (key.value === 'type' && !owner.entry('mode')) {
        const fits = value.kind === 'scalar' && MODES.has(value.value);
        const message = `${code('type')} is called ${code('mode')} here; ${release(target)} refuses to start with it`;
        yield {
          at: key,
          message,
          help: 'write `mode` instead of `type`',
          ...(fits && { fix: { title: 'rename to `mode`', edits: [renameKey(key, 'mode')] } }),
        };
        continue;
      }
      const provider = owner.get('provider');
      yield {
        at: key,
        message: `${code(key.value)} is part of the stored credential, not of ${code('auth.profiles')}; ${release(target)} refuses to start with it`,
        ...advice(
          key.value === 'type'
            ? 'remove it; the kind of credential is `mode` here'
            : `remove it, and store the credential with \`${command(key.value, String(path[2]), provider?.kind === 'scalar' ? String(provider.value) : '', target.release)}\``,
          taking('remove it', routing.home.root, [...path, key.value]),
        ),
      };
    }
  },
};

const MODES = new Set<unknown>(['api_key', 'oauth', 'token', 'aws-sdk']);

/** The command that stores a field's credential. Leaves out names that a shell might misinterpret. */
function command(field: string, profile: string, provider: string, release: string | undefined): string {
  const word = (text: string) => (/^[\w.@:-]+$/.test(text) ? text : '…');
  if (/^(?:access|refresh|expires)$/.test(field)) return logIn(word(provider), release);
  const options = ` --provider ${word(provider)} --profile-id ${word(profile)}`;
  return field.startsWith('token') ? `openclaw models auth paste-token${options}` : storeKey(options, release);
}
