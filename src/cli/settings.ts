import type { Options } from '../check.ts';
import { delimiter, disk, slashes } from '../disk/disk.ts';
import { includeRoots } from '../home/discover.ts';
import { type Project, projectAt } from '../home/project.ts';
import { dirname, join } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import { NothingThere, type Target, userHome } from './homes.ts';
import { manifestSettings } from './manifests.ts';
import { workingFolder } from './output.ts';
import { UsageError } from './values.ts';

/**
 * The options for checking a home.
 * @throws UsageError where a file that the arguments name is not there
 */
export function settingsOf({ config, live, manifest }: Target, options: Arguments): Options {
  const roots = slashes(process.env.OPENCLAW_INCLUDE_ROOTS ?? '');
  const project = projectAbove(manifest ? dirname(manifest.path) : dirname(dirname(config)));
  return {
    config,
    closedWorld: options.closedWorld,
    now: Date.now(),
    envFiles: options.envFiles.map((path) => existing(path)),
    includeRoots: includeRoots(roots, delimiter, slashes(userHome()), workingFolder()),
    ...(live && {
      live: true,
      stateDir: live.stateDir,
      dotenvDir: live.dotenvDir,
      ...(live.gatewayEnv && { gatewayEnv: live.gatewayEnv }),
    }),
    ...((live || options.processEnv) && { processEnvironment: process.env }),
    ...(options.release !== undefined && { release: options.release }),
    ...(project && { project }),
    ...(options.snapshot !== undefined && options.command !== 'snapshot' && { snapshot: existing(options.snapshot) }),
    ...(options.inventory !== undefined && { inventory: existing(options.inventory) }),
    ...(options.rules && { rules: options.rules }),
    levels: options.levels,
    ...(manifest && manifestSettings(manifest, options.levels)),
  };
}

/** Has the next run read them again. */
export const forgetProjects = (): void => projects.clear();

/** Cached per folder: a thousand homes lie in few folders. */
const projects = new Map<string, Project | undefined>();
function projectAbove(folder: string): Project | undefined {
  if (!projects.has(folder))
    projects.set(
      folder,
      projectAt(disk, folder) ?? (folder === dirname(folder) ? undefined : projectAbove(dirname(folder))),
    );
  return projects.get(folder);
}

/** @throws UsageError */
function existing(path: string): string {
  const absolute = join(workingFolder(), slashes(path));
  const found = disk.read(absolute, 0);
  if (found === undefined) throw new NothingThere(path);
  if (typeof found !== 'string' && found.trouble === 'folder') throw new UsageError(`${path} is a folder, not a file`);
  return absolute;
}
