import { byId } from './dom.ts';
import { CONFIG, STORE } from './names.ts';

/** A file somebody handed over, and where it lies in what was handed over. */
interface Given {
  readonly path: string;
  readonly file: File;
}

export interface Taken {
  /** name in the home → text */
  readonly texts: ReadonlyMap<string, string>;
  /** a folder replaces the home, files are added to it */
  readonly isFolder: boolean;
  /** what was not read, and why */
  readonly left: readonly string[];
}

const MOST_FILES = 300;
const LARGEST = 1024 * 1024;
/** Folders that hold nothing of a home and much of everything else. */
const PASSED_OVER = /(?:^|\/)(?:node_modules|\.git|sessions|logs|cache|media|workspace)(?:\/|$)/;
const TEXT = /\.(?:json5?|ya?ml)$|(?:^|\/)\.env[^/]*$|\.env$/i;

/** Listens for files and folders, dropped or chosen. */
export function takeFiles(take: (taken: Taken) => void): void {
  const sign = byId('drop');
  let depth = 0;
  addEventListener('dragenter', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    depth++;
    sign.hidden = false;
  });
  addEventListener('dragleave', () => {
    if (--depth <= 0) sign.hidden = true;
  });
  addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  addEventListener(
    'drop',
    (event) => {
      depth = 0;
      sign.hidden = true;
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      // the list is empty once the event is over
      const entries = [...event.dataTransfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
      void dropped(entries).then(take);
    },
    true,
  );
  for (const [open, input] of [
    ['open-files', 'files'],
    ['open-folder', 'folder'],
  ] as const) {
    const picker = byId<HTMLInputElement>(input);
    byId(open).onclick = () => picker.click();
    picker.onchange = () => {
      const given = [...(picker.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
      void taken(given, input === 'folder').then(take);
      picker.value = '';
    };
  }
}

async function dropped(entries: readonly FileSystemEntry[]): Promise<Taken> {
  const given: Given[] = [];
  for (const entry of entries) await walk(entry, '');
  return taken(
    given,
    entries.some(({ isDirectory }) => isDirectory),
  );

  async function walk(entry: FileSystemEntry, folder: string): Promise<void> {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (given.length >= MOST_FILES || PASSED_OVER.test(path.split('/').slice(1).join('/'))) return;
    if (entry.isFile) {
      given.push({
        path,
        file: await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail)),
      });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
      if (some.length === 0) return;
      for (const each of some) await walk(each, path);
    }
  }
}

async function taken(given: readonly Given[], isFolder: boolean): Promise<Taken> {
  const texts = new Map<string, string>();
  const left: string[] = [];
  const wanted = given.filter(({ path }) => TEXT.test(path) && !PASSED_OVER.test(path.split('/').slice(1).join('/')));
  if (given.some(({ path }) => /\.sqlite$/.test(path)))
    left.push('OpenClaw’s databases, which a browser cannot read (`clawlint` on your machine does)');
  const base = isFolder ? homeIn(wanted.map(({ path }) => path)) : '';
  for (const { path, file } of wanted.slice(0, MOST_FILES)) {
    if (!path.startsWith(base)) continue;
    const name = isFolder ? path.slice(base.length) : placeOf(path, wanted.length);
    if (file.size > LARGEST) left.push(`${name}, which is too large`);
    else texts.set(name, await file.text());
  }
  if (wanted.length > MOST_FILES) left.push(`${wanted.length - MOST_FILES} more files`);
  return { texts, isFolder, left };
}

/** The folder of the config that lies highest. */
function homeIn(paths: readonly string[]): string {
  const configs = paths.filter((path) => path.endsWith(`/${CONFIG}`));
  const depth = (path: string) => path.split('/').length;
  const [highest = paths[0] ?? ''] = configs.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return configs.length > 0 ? highest.slice(0, -CONFIG.length) : highest.slice(0, highest.indexOf('/') + 1);
}

/** Where a single file belongs: a lone JSON file of whatever name is a config. */
function placeOf(path: string, count: number): string {
  if (path === 'auth-profiles.json') return STORE;
  return count === 1 && /\.json5?$/.test(path) && path !== 'clawlint.json' ? CONFIG : path;
}
