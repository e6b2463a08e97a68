import { createContext, Script } from 'node:vm';
import { once } from '../src/text/memo.ts';

const CALL = new Script('work()');
/** Made once: it costs a millisecond. */
const room = once((): { work?: () => unknown } => createContext({}));

/**
 * Runs work, and ends it after so many milliseconds wherever it stands, in a loop or in a regular expression. What it
 * has under way is not tidied up, so it may read and compute, and not write.
 * @returns undefined where it was ended
 */
export function within<T>(milliseconds: number, work: () => T): { readonly value: T } | undefined {
  const context = room();
  const outer = context.work;
  context.work = work;
  try {
    return { value: CALL.runInContext(context, { timeout: milliseconds }) as T };
  } catch (error) {
    if ((error as NodeJS.ErrnoException)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    if (outer) context.work = outer;
    else delete context.work;
  }
}
