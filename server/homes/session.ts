import { type Files, overlay } from '../../src/files.ts';
import { configsAbove, configsBelow, isConfigName } from '../../src/home/search.ts';
import { File } from '../../src/text/file.ts';
import { isInside } from '../../src/text/path.ts';
import { toPath, toUri } from '../protocol/uri.ts';
import { CachedFiles } from './cached-files.ts';
import { CheckedHome } from './home.ts';
import type { Host } from './host.ts';
import { DEFAULTS, type Settings } from './settings.ts';

/** A document as the editor has it, saved or not. */
export interface OpenDocument {
  readonly uri: string;
  readonly path: string;
  readonly language: string;
  readonly version: number;
  readonly file: File;
}

/** The most folders searched for homes per open folder: the user may have opened a whole disk. */
const MOST_FOLDERS = 2000;
/** Language ids that make a document a config whatever its name. */
const CONFIG_LANGUAGES = new Set(['openclaw', 'openclaw-config']);

/** The open documents, which override the disk, and the homes they belong to. Independent of the protocol. */
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
  /** open folders that were not searched to their end */
  #cut = new Set<string>();

  constructor(readonly host: Host) {
    this.#disk = new CachedFiles(host.files, host.stamp);
    this.files = overlay(this.#texts, this.#disk);
  }

  open(document: Omit<OpenDocument, 'path' | 'file'>, text: string): OpenDocument {
    const path = toPath(document.uri);
    const opened = { ...document, path, file: new File(path, text) };
    this.#uris.set(path, document.uri);
    this.#put(opened);
    this.#homes.get(path)?.expire(); // it may have a different URI now
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

  /** Paths of the open folders. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  set folders(paths: readonly string[]) {
    this.#folders = paths;
    this.#below = undefined;
  }

  /** Handles files that were changed, created or deleted on disk. */
  touch(paths: readonly string[]): void {
    if (paths.some(isConfigName)) this.#below = undefined; // searching whole folders again is slow
    for (const path of paths) {
      this.#disk.forget(path);
      this.#affected(path);
    }
    this.forgetPlaces();
  }

  /** Polls the disk, for clients that do not watch it. Returns whether anything has changed. */
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

  /** Configs may have been created or deleted: forgets which home each file belongs to. */
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

  /** The homes a file belongs to: its own if it is a config, and all that read it. */
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
    // a file with a config's language that is included by a config belongs to that home, and is not its own
    const isConfig =
      isNamed || (reading.length === 0 && CONFIG_LANGUAGES.has(this.documents.get(path)?.language ?? ''));
    if (!isConfig) this.#homes.delete(path);
    return isConfig && (this.documents.has(path) || this.files.read(path, 0) !== undefined)
      ? [this.#home(path), ...reading]
      : reading;
  }

  /** Checks all homes, and lets other messages in after each: a folder may hold thousands. */
  async check(): Promise<void> {
    this.#find();
    for (const home of [...this.#homes.values()])
      if (!home.isChecked) {
        void home.result;
        await new Promise((done) => setTimeout(done));
      }
  }

  /** All homes: those of open documents and those in open folders. */
  homes(): CheckedHome[] {
    this.#find();
    for (const { path } of this.documents.values()) this.homesOf(path);
    return [...this.#homes.values()];
  }

  /** Open folders too large to be searched to their end, each told once. */
  tooLarge(): string[] {
    const folders = [...this.#cut];
    this.#cut.clear();
    return folders;
  }

  /** Looks for homes in the open folders. */
  #find(): void {
    this.#below ??= this.#folders.flatMap((folder) =>
      configsBelow(folder, this.host.files, MOST_FOLDERS, () => this.#cut.add(folder)),
    );
    for (const config of this.#below) if (this.files.read(config, 0) !== undefined) this.#home(config);
  }

  #put(document: OpenDocument): void {
    this.documents.set(document.path, document);
    this.#texts.set(document.path, document.file.text);
    this.#affected(document.path);
  }

  #home(config: string): CheckedHome {
    let home = this.#homes.get(config);
    if (!home) {
      home = new CheckedHome(config, this.files, this.host, () => this.settings, this.documents);
      this.#homes.set(config, home);
    }
    return home;
  }
}
