import { isFrom, isUpTo } from '../release/releases.ts';

/** Commands of OpenClaw that bring in credentials, as a release has them (facts H27). */

/** Stores an API key; `models auth add` asks for the provider and the key. */
export const storeKey = (options: string, release: string | undefined): string =>
  isUpTo(release, '2026.5.20') ? 'openclaw models auth add' : `openclaw models auth paste-api-key${options}`;

export function logIn(provider: string, release: string | undefined): string {
  if (provider === 'openai-codex' && isUpTo(release, '2026.3.2')) return 'openclaw onboard --auth-choice openai-codex';
  const known = provider === 'openai-codex' && isFrom(release, '2026.7.1') ? 'openai' : provider;
  const isToken = known === 'anthropic' && isUpTo(release, '2026.3.13');
  return `openclaw models auth ${isToken ? 'setup-token' : 'login'} --provider ${known}`;
}

/** Whether `--agent` says into whose store a credential goes; before, it is for orders alone. */
export const asksForAgent = (release: string | undefined): boolean => !isUpTo(release, '2026.4.24');
