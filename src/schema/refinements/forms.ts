import type { Scalar } from '../../parse/tree.ts';
import {
  isAbsolute,
  isHost,
  isHttp,
  isInside,
  isOrigin,
  isSafeHttp,
  isSize,
  isTime,
  milliseconds,
  urlOf,
} from './grammar.ts';
import { AGENT, type Refinement, saidIn } from './refinement.ts';

/** Values whose grammar the schema does not tell. Source: facts 8.7. */

const FIRST = '2026.1.29';

/** One place whose value has to be of a form. @param takes completes `… takes` */
const form = (
  at: string,
  takes: string,
  fits: (value: Scalar) => boolean,
  since = FIRST,
  until?: string,
): Refinement => ({
  at,
  since,
  ...(until && { until }),
  *finds({ node }) {
    if (node.kind === 'scalar' && (typeof node.value !== 'string' || saidIn(node) !== undefined) && !fits(node.value))
      yield { kind: 'form', at: node, takes };
  },
});

const text =
  (fits: (text: string) => boolean) =>
  (value: Scalar): boolean =>
    typeof value !== 'string' || fits(value);

/** Map whose keys have to be of a form. */
const keys = (at: string, takes: string, fits: (name: string) => boolean, since = FIRST): Refinement => ({
  at,
  since,
  *finds({ node, path }) {
    for (const { key } of node.kind === 'object' ? node.effective() : [])
      if (!fits(key.value)) yield { kind: 'form', at: key, takes, path: [...path, key.value] };
  },
});

const span = (unit: string, isRight: (time: number) => boolean) => (value: Scalar) => {
  const time = milliseconds(String(value), unit);
  return value === false || (time !== undefined && isRight(time));
};
const size = (value: Scalar): boolean => isSize(String(value));
const SCOPE = '{agents.defaults,agents.entries.*,agents.list[]}';
const sandbox = `${SCOPE}.sandbox`;

const DURATION = 'a duration such as `30m` or `1h30m`';
const POSITIVE = 'a duration longer than nothing, such as `30d`';
const COLOUR = 'a colour such as `#33aa66`';
const isColour = (value: string): boolean => /^#[\da-f]{6}$/i.test(value);
const SIZE = 'a size such as `500mb`';
const WEB = 'an address that begins with `http://` or `https://`';
const BIND = 'an absolute path on this machine, `:`, and one in the container';
const SERVER = '{mcp.servers,nodeHost.mcp.servers}.*';
const HEARTBEAT = `${SCOPE}.heartbeat`;
const KEEPS = 'session.maintenance';

const DURATIONS: readonly Refinement[] = [
  form(`${HEARTBEAT}.every`, DURATION, (value) => value === '' || span('m', () => true)(value)),
  form(
    `${HEARTBEAT}.activeHours.start`,
    'a time such as `09:00`',
    text((value) => isTime(value, false)),
    '2026.8.2',
  ),
  form(
    `${HEARTBEAT}.activeHours.end`,
    'a time such as `23:00`, or `24:00`',
    text((value) => isTime(value, true)),
    '2026.8.2',
  ),
  form(
    `${KEEPS}.{pruneAfter,resetArchiveRetention}`,
    DURATION,
    span('d', () => true),
    FIRST,
    '2026.8.1',
  ),
  form(
    `${KEEPS}.{pruneAfter,resetArchiveRetention}`,
    POSITIVE,
    span('d', (time) => time > 0),
    '2026.8.2',
  ),
  form(
    `${KEEPS}.preserveRecent`,
    POSITIVE,
    span('d', (time) => time > 0),
  ),
  form(`${KEEPS}.archiveDashboardAfter`, POSITIVE, (value) => value === 0 || span('d', (time) => time > 0)(value)),
  form(
    'cron.sessionRetention',
    DURATION,
    span('h', () => true),
  ),
  form(
    'cloudWorkers.profiles.*.suspendAfter',
    'a duration of at least a minute, with its unit, such as `30m`',
    text((value) => (milliseconds(value) ?? 0) >= 60_000),
  ),
];

/** In milliseconds; what is longer cannot be counted exactly. */
const LONGEST = Number.MAX_SAFE_INTEGER;
const isCounted = (unit: string) => (value: Scalar) => (milliseconds(String(value), unit) ?? 0) <= LONGEST;
const COUNTED = 'a shorter duration, such as `365d`';

const LONG: readonly Refinement[] = [
  form(`${HEARTBEAT}.every`, COUNTED, isCounted('m'), '2026.5.28'),
  form(
    `${KEEPS}.{pruneAfter,resetArchiveRetention,preserveRecent,archiveDashboardAfter}`,
    COUNTED,
    isCounted('d'),
    '2026.5.28',
  ),
  form('cron.sessionRetention', COUNTED, isCounted('h'), '2026.5.28'),
];

const SIZES: readonly Refinement[] = [
  form(`${KEEPS}.{maxDiskBytes,highWaterBytes}`, SIZE, size),
  form(`${KEEPS}.rotateBytes`, SIZE, size, FIRST, '2026.4.15'),
  form('cron.runLog.maxBytes', SIZE, size),
  form(
    'agents.defaults.compaction.{maxActiveTranscriptBytes,memoryFlush.forceFlushTranscriptBytes}',
    SIZE,
    text(isSize),
  ),
];

const ADDRESSES: readonly Refinement[] = [
  form('models.catalogRefresh.url', 'an `https://` address, or `http://` on this machine', text(isSafeHttp)),
  form(`${SERVER}.url`, WEB, text(isHttp)),
  form(`${SERVER}.oauth.redirectUrl`, WEB, text(isHttp), '2026.6.11'),
  form(
    `${SERVER}.oauth.clientMetadataUrl`,
    'an `https://` address with a path',
    text((value) => urlOf(value)?.protocol === 'https:' && urlOf(value)?.pathname !== '/'),
    '2026.6.11',
  ),
  form('mcp.apps.sandboxOrigin', 'a scheme and a host, such as `https://apps.example.com`', text(isOrigin)),
  form(
    'gateway.publicOrigin',
    'a scheme and a host, such as `https://claw.example.com`; `http://` only on this machine',
    text((value) => isOrigin(value) && isSafeHttp(value)),
  ),
  form('proxy.proxyUrl', WEB, text(isHttp)),
  form(
    'secrets.egressProxy.{allowedHosts,bypassHosts}[]',
    'the name of one host',
    text((value) => isHost(value.trim())),
  ),
  form(
    'gateway.portals.ingress.domain',
    'a bare domain of two or more labels, such as `apps.example.com`',
    text((value) => isHost(value.trim()) && /[a-z]/i.test(value) && value.includes('.') && value.length <= 220),
  ),
];

const PATHS: readonly Refinement[] = [
  form(
    'secrets.providers.*.command',
    'the absolute path of a program, without arguments, quotes or `;&|<>$`',
    text(isProgram),
  ),
  form('secrets.providers.*.trustedDirs[]', 'an absolute path', text(isAbsolute)),
  form(
    'desktop.host.passwordFile',
    'an absolute path',
    text((value) => isAbsolute(value.trim())),
  ),
  form(
    'worktreeRoot',
    'an absolute path, or one that begins with `~/`',
    text((value) => /^(?:\/|~$|~[/\\])/.test(value.trim())),
  ),
  form(
    'hooks.{mappings[].transform,internal.handlers[]}.module',
    'a path below the folder of transforms, without `..`',
    text(isInside),
  ),
  form(`${sandbox}.docker.binds[]`, BIND, text(isAbsolute)),
  form(`${sandbox}.browser.binds[]`, BIND, text(isAbsolute), '2026.5.28'),
  form(
    'gateway.tls.{certPath,keyPath}',
    'a path',
    text((value) => value.trim() !== ''),
    '2026.6.11',
  ),
  {
    at: `${AGENT}.identity.avatar`,
    since: FIRST,
    *finds({ node }) {
      const value = saidIn(node)?.trim() ?? '';
      if (node.kind !== 'scalar' || /^(?:https?:|data:)/i.test(value) || /^[a-z]:[\\/]/i.test(value)) return;
      if (/^~|^[a-z][a-z\d+.-]*:/i.test(value) || isOutside(value))
        yield {
          kind: 'form',
          at: node,
          takes: 'a path below the workspace of the agent, a web address or a `data:` address',
        };
    },
  },
];

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

/** Since 2026.6.11, as far as they were there. */
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

export const forms: readonly Refinement[] = [
  ...DURATIONS,
  ...LONG,
  ...SIZES,
  ...ADDRESSES,
  ...PATHS,
  ...WORDS,
  ...NOT_BLANK.map((at) => filled(at)),
  ...NOT_BLANK_LATER.map((at) => filled(at, '2026.6.11')),
];

function filled(at: string, since = FIRST): Refinement {
  return form(
    at,
    'a text that is not blank',
    text((value) => value === '' || value.trim() !== ''),
    since,
  );
}

function isProgram(value: string): boolean {
  return isAbsolute(value) && !/[;&|`$<>\r\n"'\0]/.test(value);
}

/** Surely not below a workspace: the folders that OpenClaw gives agents have the word in their names. */
function isOutside(path: string): boolean {
  if (path.startsWith('/')) return !/workspace/i.test(path);
  let depth = 0;
  return path.split('/').some((step) => {
    depth += step === '..' ? -1 : step === '' || step === '.' ? 0 : 1;
    return depth < 0;
  });
}
