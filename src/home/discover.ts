import type { Files } from '../files.ts';
import { own } from '../text/own.ts';
import { dirname, join } from '../text/path.ts';

/** The paths OpenClaw would use on this machine. */
export interface Discovered {
  readonly config: string;
  readonly stateDir: string;
  /** the folder whose `.env` OpenClaw reads */
  readonly dotenvDir: string;
  /** `gateway.env` is read only with the default state folder */
  readonly gatewayEnv?: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Profile names that OpenClaw accepts (facts 1.1). */
export const PROFILE_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/i;

/**
 * Finds the live home as OpenClaw does: OPENCLAW_CONFIG_PATH, OPENCLAW_STATE_DIR, OPENCLAW_HOME, `--profile` or
 * OPENCLAW_PROFILE, `~/.openclaw`, and the older names `~/.clawdbot` and `clawdbot.json`.
 * Source: facts 1.1.
 *
 * @param osHome the user's home folder; @param cwd what relative paths start from
 */
export function discover(env: Variables, files: Files, osHome: string, cwd: string, profile?: string): Discovered {
  const home = variable(env, 'OPENCLAW_HOME') ? expand(variable(env, 'OPENCLAW_HOME')!) : osHome;
  const name = profile ?? variable(env, 'OPENCLAW_PROFILE');
  const suffix = name && name !== 'default' && PROFILE_NAME.test(name) ? `-${name}` : '';
  const explicitState = profile ? undefined : variable(env, 'OPENCLAW_STATE_DIR');
  const explicitConfig = profile ? undefined : variable(env, 'OPENCLAW_CONFIG_PATH');
  const standard = join(home, `.openclaw${suffix}`);
  const old = join(home, '.clawdbot');
  const stateDir = explicitState ? expand(explicitState) : suffix || exists(standard) || !exists(old) ? standard : old;
  const gatewayEnv = explicitState || suffix ? undefined : join(home, '.config/openclaw/gateway.env');
  const where = { stateDir, dotenvDir: stateDir, ...(gatewayEnv && { gatewayEnv }) };
  if (explicitConfig) {
    const config = expand(explicitConfig);
    return { ...where, config, dotenvDir: explicitState ? stateDir : dirname(config) };
  }
  const folders = explicitState || suffix ? [stateDir] : [standard, old];
  const candidates = folders.flatMap((folder) => [join(folder, 'openclaw.json'), join(folder, 'clawdbot.json')]);
  return {
    ...where,
    config: candidates.find((path) => files.read(path) !== undefined) ?? join(stateDir, 'openclaw.json'),
  };

  function expand(path: string): string {
    const plain = path.replaceAll('\\', '/');
    return plain === '~' || plain.startsWith('~/') ? join(osHome, plain.slice(2)) : join(cwd, plain);
  }

  function exists(folder: string): boolean {
    const found = files.read(folder);
    return isFolder(found) || (found === undefined && files.list(folder).length > 0);
  }
}

/**
 * The folders that OPENCLAW_INCLUDE_ROOTS names (facts 1.3).
 *
 * @param delimiter what stands between two of them; @param osHome what `~` stands for; @param cwd what relative paths
 * start from
 */
export const includeRoots = (value: string, delimiter: string, osHome: string, cwd: string): string[] =>
  value
    .split(delimiter)
    .filter(Boolean)
    .map((path) => join(cwd, path.replace(/^~(?=\/|$)/, osHome)));

const isFolder = (answer: ReturnType<Files['read']>): boolean =>
  typeof answer === 'object' && answer.trouble === 'folder';

/** The value of a variable; OpenClaw treats the texts `undefined` and `null` as unset. */
function variable(env: Variables, name: string): string | undefined {
  const value = own(env, name)?.trim();
  return value && value !== 'undefined' && value !== 'null' ? value : undefined;
}
