import { disk, slashes } from '../disk/disk.ts';
import { join } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import { workingFolder } from './output.ts';
import { UsageError } from './values.ts';

/**
 * `clawlint route PATH`: a word that is a folder, or a file of JSON, names the home as it does for every other command;
 * all others are models or aliases.
 * @throws UsageError where a word is written as a path and nothing is there
 */
export function withHome(options: Arguments): Arguments {
  if (options.command !== 'route') return options;
  const target = homeOf(options);
  const { model, slot, job, all } = target;
  if ([model, slot, job, all].filter((each) => each !== undefined).length > 1)
    throw new UsageError('route takes one of a model, --slot, --job and --all');
  return target;
}

function homeOf(options: Arguments): Arguments {
  const { model: word, paths } = options;
  if (word === undefined || paths.length > 0) return options;
  const found = disk.read(join(workingFolder(), slashes(word)), 0);
  const isFolder = typeof found === 'object' && found.trouble === 'folder';
  if (isFolder || (found !== undefined && /\.json5?$/i.test(word))) {
    const { model: _, ...rest } = options;
    return { ...rest, paths: [word] };
  }
  if (/^(?:\.{1,2}(?:[/\\]|$)|[/\\~]|[a-z]:[/\\])|\.json5?$/i.test(word))
    throw new UsageError(
      `route takes a model, an alias or a home; there is no folder or config ${JSON.stringify(word)} here`,
    );
  return options;
}
