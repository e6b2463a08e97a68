import { slashes } from '../disk/disk.ts';
import type { Files } from '../files.ts';
import { confined, repositoryOf } from '../home/confined.ts';
import { filesOf } from '../home/manifest.ts';
import { reachOf } from '../home/project.ts';
import { dirname, isInside, join } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import type { Target } from './homes.ts';
import { workingFolder } from './output.ts';
import { settingsOf } from './settings.ts';

/** A home that is not the live one may have been made by anybody: it is read within its repository. */
export function ownFiles(target: Target, files: Files, options: Arguments): Files {
  const { config, live, manifest } = target;
  if (manifest) return filesOf(manifest);
  if (live) return files;
  const cwd = workingFolder();
  const paths = options.paths.map((path) => join(cwd, slashes(path)));
  const around = paths.find((path) => isInside(config, path) && path !== config) ?? dirname(config);
  const { envFiles = [], includeRoots = [], inventory, project } = settingsOf(target, options);
  const named = [...envFiles, ...includeRoots, ...paths.filter((path) => path === config)];
  const whole = repositoryOf(files, dirname(config)) ?? (project ? reachOf(project, around) : around);
  return confined(files, whole, inventory ? [...named, inventory] : named);
}
