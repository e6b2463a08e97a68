import type { Files } from '../files.ts';
import { join } from '../text/path.ts';

export const isGlob = (word: string): boolean => /[*?]/.test(word);

/** The files and folders that a pattern with `*`, `?` and `**` matches, in order. Hidden ones only where it says so. */
export function globbed(pattern: string, folder: string, files: Files): string[] {
  const absolute = pattern.startsWith('/');
  const steps = pattern.split('/').filter((each) => each !== '' && each !== '.');
  return [...new Set(below(absolute ? '/' : folder, steps))];

  function below(at: string, [step, ...rest]: readonly string[]): string[] {
    if (step === undefined) return [at];
    if (step === '**') return [...below(at, rest), ...foldersIn(at).flatMap((each) => below(each, [step, ...rest]))];
    if (!isGlob(step)) return files.read(join(at, step), 0) === undefined ? [] : below(join(at, step), rest);
    const matches = new RegExp(
      `^${step
        .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
        .replace(/\*/g, '.*')
        .replace(/\?/g, '.')}$`,
      's',
    );
    return files
      .list(at)
      .map((name) => name.replace(/\/$/, ''))
      .filter((name) => matches.test(name) && (!name.startsWith('.') || step.startsWith('.')))
      .sort()
      .flatMap((name) => below(join(at, name), rest));
  }

  function foldersIn(at: string): string[] {
    const names = files.list(at).filter((name) => /^[^.].*\/$/.test(name) && name !== 'node_modules/');
    return names.sort().map((name) => join(at, name.slice(0, -1)));
  }
}
