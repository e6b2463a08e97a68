/** Invalid arguments; the message goes to standard error. */
export class UsageError extends Error {}

const MOST_JOBS = 256;

/** @throws UsageError */
export function jobsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const jobs = numberOf('jobs', text);
  if (jobs > MOST_JOBS) throw new UsageError(`--jobs takes a number up to ${MOST_JOBS}`);
  return jobs || processors();
}

export const processors = (): number =>
  (process.getBuiltinModule?.('node:os') ?? require('node:os')).availableParallelism();

/** @throws UsageError */
export function secondsOf(text: string | undefined): number {
  const seconds = text === undefined ? 120 : numberOf('time-limit', text);
  if (seconds < 1 || seconds > 3600) throw new UsageError(`--time-limit takes seconds from 1 to 3600, not ${text}`);
  return seconds;
}

/** A whole number; infinite where none is given. @throws UsageError */
export function numberOf(option: string, text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${option} takes a whole number, not ${JSON.stringify(text)}`);
  return Number(text);
}

/** @throws UsageError */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new UsageError(`--${option} takes ${allowed.join(', ')}, not ${JSON.stringify(value)}`);
  return found;
}
