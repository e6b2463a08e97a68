import { readInput } from '../disk/disk.ts';
import { UsageError } from './values.ts';

/** @throws UsageError where it is none that can be checked */
export function standardInput(): string {
  const input = readInput();
  if (typeof input === 'string') return input;
  throw new UsageError(
    input.trouble === 'folder'
      ? 'standard input is a folder; name it in place of `-`'
      : `standard input cannot be read${input.trouble === 'too-large' ? ': it is longer than any config' : ''}`,
  );
}
