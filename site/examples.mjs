import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What lies beside the files of a home. */
const NO_PART = new Set(['example.json', 'expected.txt', 'command.txt', 'case.json']);

/**
 * Folders with a home and what there is to say about it, in `example.json`; `rules`: what is
 * wrong with it today; `home`: it lies elsewhere.
 */
export function examples() {
  const folder = join(ROOT, 'site/examples');
  return readdirSync(folder)
    .sort()
    .map((id) => {
      const { title, about, rules, home } = JSON.parse(readFileSync(join(folder, id, 'example.json'), 'utf8'));
      return {
        id: id.replace(/^\d+-/, ''),
        title,
        about,
        rules,
        files: filesIn(home ? join(ROOT, home) : join(folder, id)),
      };
    });
}

/** Name → text of the files of a home. */
export function filesIn(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !NO_PART.has(each.name))
    .map((each) => relative(folder, join(each.parentPath, each.name)).replaceAll('\\', '/'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
