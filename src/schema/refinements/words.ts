import { form, keys, text } from './form.ts';
import { isWidth } from './grammar.ts';
import type { Refinement } from './refinement.ts';
import { FIRST, SCOPE, SERVER } from './together.ts';

/** Words and names. Source: facts 8.7. */

const COLOUR = 'a colour such as `#33aa66`';
const isColour = (value: string): boolean => /^#[\da-f]{6}$/i.test(value);
const sandbox = `${SCOPE}.sandbox`;

const WORDS: readonly Refinement[] = [
  form(
    `${SCOPE}.models.*.pickerRuntimes[]`,
    'the name of a runtime, and neither `auto` nor `default`',
    (value) => value !== 'auto' && value !== 'default',
  ),
  form(
    `${sandbox}.docker.{seccompProfile,apparmorProfile}`,
    'any profile but `unconfined`',
    text((value) => value.trim().toLowerCase() !== 'unconfined'),
  ),
  form(
    `${sandbox}.{docker,browser}.network`,
    'any network but `host`',
    text((value) => value.trim().toLowerCase() !== 'host'),
  ),
  form(
    'gateway.controlUi.chatMessageMaxWidth',
    'a width such as `960px`, `82%` or `min(1280px, 82%)`',
    text((value) => isWidth(value.trim())),
    '2026.5.2',
  ),
  form('ui.prefs.accent', COLOUR, text(isColour), FIRST, '2026.9.5'),
  form(
    'ui.prefs.accent',
    `${COLOUR}, or \`theme\``,
    text((value) => value === 'theme' || isColour(value)),
    '2026.9.6',
  ),
  keys('nodeHost.mcp.servers', 'a name without blanks around it', (name) => name.trim() === name && name !== ''),
  keys('cloudWorkers.profiles', 'a name without blanks around it', (name) => name.trim() === name),
  keys(
    'cloudWorkers.projectProfiles',
    '`host/owner/repo` in small letters',
    (name) => /^[a-z0-9.-]+(?::\d+)?\/[^A-Z/\s]+\/[^A-Z\s]+$/.test(name) && !name.endsWith('.git'),
  ),
  form(
    'cloudWorkers.projectProfiles.*',
    'the name of a profile, without blanks around it',
    text((value) => value.trim() === value),
  ),
];

/** Since 2026.6.1, as far as they were there. */
const NOT_BLANK_LATER: readonly string[] = [
  `${SERVER}.{oauth.authProfileId,oauth.scope}`,
  `${SERVER}.{toolFilter.include,toolFilter.exclude,codex.agents}[]`,
];

/** Texts that are trimmed before their length is looked at. */
const NOT_BLANK: readonly string[] = [
  '{agents.defaults,agents.entries.*}.{systemAgent,authInheritance,sessionStore,heartbeat}.agentId',
  '{agents.defaults,agents.entries.*}.models.*.pickerRuntimes[]',
  '{tools,agents.defaults.tools,agents.entries.*.tools}.github.gitAuthor.{name,email}',
  'tools.media.{image,audio,video}.preferredModel',
  '{talk.agentId,worktreeRoot,desktop.host.passwordFile,nodeHost.workerRuns.containerImage}',
  'hooks.mappings[].channel',
  'cloudWorkers.profiles.*.provider',
  'gateway.controlUi.environment.label',
  'gateway.auth.trustedProxy.cloudflareAccessOidc.{providerId,githubAccountIdClaim}',
  'gateway.roles.default',
  'gateway.roles.definitions.*.accessPolicyPlugin',
];

export const words: readonly Refinement[] = [
  ...WORDS,
  ...NOT_BLANK.map((at) => filled(at)),
  ...NOT_BLANK_LATER.map((at) => filled(at, '2026.6.1')),
];

function filled(at: string, since = FIRST): Refinement {
  return form(
    at,
    'a text that is not blank',
    text((value) => value === '' || value.trim() !== ''),
    since,
  );
}
