import type { Rule } from '../rule.ts';
import type { Problem } from '../schema.ts';
import { code, release } from './words.ts';

/** Fields of the credential store that people put into `auth.profiles`. */
const FIELDS = new Set(['key', 'apiKey', 'api_key', 'token', 'secret', 'password', 'access', 'refresh', 'expires', 'keyRef', 'tokenRef', 'type', 'value']);

export const secretInAuthProfiles: Rule = {
  id: 'secret-in-auth-profiles',
  severity: 'error',
  summary: '`auth.profiles` names credentials; it does not hold them',
  why: 'OpenClaw refuses the whole file: a profile in the config takes `provider`, `mode`, `email` and `displayName` only. The credential itself is kept in each agent’s store.',
  *check({ walked, target }) {
    for (const problem of walked.problems) {
      if (!isSecretField(problem)) continue;
      const { key, path } = problem as Problem & { kind: 'unknown-key' };
      const profile = String(path[2]);
      yield {
        at: key,
        message: `${code(key.value)} is part of the stored credential, not of ${code('auth.profiles')}; ${release(target)} refuses to start on it`,
        help: key.value === 'type' ? 'remove it; the kind of credential is `mode` here' : `remove it, and store the credential with \`openclaw models auth paste-api-key --profile-id ${profile}\` or \`openclaw models auth login\``,
      };
    }
  },
};

export function isSecretField(problem: Problem): boolean {
  const { kind, path } = problem;
  return kind === 'unknown-key' && path.length === 3 && path[0] === 'auth' && path[1] === 'profiles' && FIELDS.has(problem.key.value);
}
