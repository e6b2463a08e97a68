import { type Files, overlay } from '../../src/files.ts';
import { configsAbove, configsBelow, isConfigName } from '../../src/home/search.ts';
import { File } from '../../src/text/file.ts';
import { isInside } from '../../src/text/path.ts';
import { toPath, toUri } from '../protocol/uri.ts';
import { CachedFiles } from './cached-files.ts';
import { CheckedHome } from './home.ts';
import type { Host } from './host.ts';
import { DEFAULTS, type Settings } from './settings.ts';

/** A document as its editor has it, saved or not. */
export interface OpenDocument {
  readonly uri: string;
  readonly path: string;
  readonly language: string;
  readonly version: number;
  readonly file: File;
}

/** Folders that are searched for homes in each that is open: somebody may have opened a whole disk. */
const MOST_FOLDERS = 2000;
/** Language ids that make a document a config whatever it is called. */
const CONFIG_LANGUAGES = new Set(['openclaw', 'openclaw-config']);

/** The open documents, laid over the disk, and the homes they are part of. Knows nothing of messages. */
export class Session {
  settings: Settings = DEFAULTS;
  #folders: readonly string[] = [];
  readonly documents = new Map<string, OpenDocument>();
  readonly files: Files;
  #disk: CachedFiles;
  #texts = new Map<string, string>();
  #homes = new Map<string, CheckedHome>();
  #above = new Map<string, readonly string[]>();
  #below: readonly string[] | undefined;
  #uris = new Map<string, string>();

  constructor(readonly host: Host) {
    this.#disk = new CachedFiles(host.files, host.stamp);
    this.files = overlay(this.#texts, this.#disk);
  }

  open(document: Omit<OpenDocument, 'path' | 'file'>, text: string): OpenDocument {
    const path = toPath(document.uri);
    const opened = { ...document, path, file: new File(path, text) };
    this.#uris.set(path, document.uri);
    this.#put(opened);
    this.#homes.get(path)?.expire(); // it may go by another URI now
    this.forgetPlaces();
    return opened;
  }

  change(document: OpenDocument, version: number, file: File): OpenDocument {
    const changed = { ...document, version, file };
    this.#put(changed);
    return changed;
  }

  close({ path }: OpenDocument): void {
    this.documents.delete(path);
    this.#texts.delete(path);
    this.touch([path]);
  }

  /** Paths of the folders that are open. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  set folders(paths: readonly string[]) {
    this.#folders = paths;
    this.#below = undefined;
  }

  /** Files have changed, come or gone on disk. */
  touch(paths: readonly string[]): void {
    if (paths.some(isConfigName)) this.#below = undefined; // to look through whole folders again takes its time
    for (const path of paths) {
      this.#disk.forget(path);
      this.#affected(path);
    }
    this.forgetPlaces();
  }

  /** Looks at the disk itself, for clients that do not. Returns whether something has changed. */
  look(): boolean {
    const changed = this.#disk.look();
    for (const path of changed) this.#affected(path);
    if (changed.length > 0) this.forgetPlaces();
    return changed.length > 0;
  }

  #affected(path: string): void {
    for (const home of this.#homes.values()) home.touch(path);
  }

  expire(): void {
    for (const home of this.#homes.values()) home.expire();
  }

  /** Configs may have come or gone: which home a file belongs to is looked up anew. */
  forgetPlaces(): void {
    this.#above.clear();
    for (const config of this.#homes.keys())
      if (!this.documents.has(config) && this.files.read(config, 0) === undefined) this.#homes.delete(config);
  }

  document(uri: string): OpenDocument | undefined {
    return this.documents.get(toPath(uri));
  }

  readonly pathOf = toPath;

  readonly uriOf = (path: string): string => this.#uris.get(path) ?? toUri(path);

  /** The homes a file is part of: its own if it is a config, and all that read it. */
  homesOf(path: string): CheckedHome[] {
    const isNamed = isConfigName(path);
    let above = isNamed ? [] : this.#above.get(path);
    if (!above) {
      const { live } = this.host;
      const isLive =
        live && [live.stateDir, live.dotenvDir].some((folder) => folder !== undefined && isInside(path, folder));
      this.#above.set(
        path,
        (above = [...new Set([...configsAbove(path, this.files), ...(isLive ? [live.config] : [])])]),
      );
    }
    for (const config of above) this.#home(config);
    const reading = [...this.#homes.values()].filter((home) => home.config !== path && home.reads(path));
    // a file of the language that a config includes is a part of that home, not one of its own
    const isConfig =
      isNamed || (reading.length === 0 && CONFIG_LANGUAGES.has(this.documents.get(path)?.language ?? ''));
    if (!isConfig) this.#homes.delete(path);
    return isConfig && (this.documents.has(path) || this.files.read(path, 0) !== undefined)
      ? [this.#home(path), ...reading]
      : reading;
  }

  /** Every home: those of the open documents and those in the open folders. */
  homes(): CheckedHome[] {
    this.#below ??= this.#folders.flatMap((folder) => configsBelow(folder, this.host.files, MOST_FOLDERS));
    for (const config of this.#below) if (this.files.read(config, 0) !== undefined) this.#home(config);
    for (const { path } of this.documents.values()) this.homesOf(path);
    return [...this.#homes.values()];
  }

  #put(document: OpenDocument): void {
    this.documents.set(document.path, document);
    this.#texts.set(document.path, document.file.text);
    this.#affected(document.path);
  }

  #home(config: string): CheckedHome {
    let home = this.#homes.get(config);
    if (!home) this.#homes.set(config, (home = new CheckedHome(config, this.files, this.host, () => this.settings)));
    return home;
  }
}
