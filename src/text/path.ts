/** Paths as text, always with `/`: the engine also runs without `node:path`. */

export const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:\//.test(path);

/** An empty segment, `.` or `..`. */
const ODD_STEP = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** Joins paths and resolves `.` and `..`; a later absolute part wins. `..` above a relative start is kept. */
export function join(...parts: readonly string[]): string {
  let joined = '';
  for (const part of parts) if (part) joined = joined && !isAbsolute(part) ? `${joined}/${part}` : part;
  const root = joined.startsWith('/') ? '/' : '';
  if (!ODD_STEP.test(root ? joined.slice(1) : joined)) return joined;
  const steps: string[] = [];
  for (const step of joined.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '..' || !root) steps.push(step);
  }
  return root + steps.join('/');
}

export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash);
}

/** A path as written in a file of the folder around `from`; paths outside of it stay as they are. */
export function relativeTo(from: string, path: string): string {
  const folder = dirname(from);
  return isInside(path, folder) && path !== folder ? path.slice(join(folder, 'x').length - 1) : path;
}

export const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a normalized path is a folder or lies inside it. */
export function isInside(path: string, folder: string): boolean {
  if (folder === '') return !isAbsolute(path) && path !== '..' && !path.startsWith('../');
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
