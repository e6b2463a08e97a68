import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './fixtures.ts';

/** A home that broke, with what OpenClaw left beside its config, and what became of it. */
export interface Broken {
  /** how; OpenClaw's files are those that 2026.9.6 wrote itself */
  readonly made: string;
  readonly files: Readonly<Record<string, { readonly text: string; readonly time: number }>>;
  /** settings that must not be lost, by their paths */
  readonly keeps: Readonly<Record<string, unknown>>;
  /** what 2026.9.6 says of the broken config; empty where it takes it */
  readonly before?: readonly string[];
  /** the config as `clawlint rescue --write` leaves it, and what 2026.9.6 says of that */
  readonly after?: { readonly text: string; readonly issues: readonly string[] };
}

export const RESCUE = new URL('./oracle/rescue.json', import.meta.url);
export const brokenHomes = (): [id: string, home: Broken][] =>
  Object.entries(JSON.parse(readFileSync(RESCUE, 'utf8')) as Record<string, Broken>);

/** Lays a home out in a folder of its own, for as long as it is looked at. */
export function inFolder<T>({ files }: Broken, look: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'broken-'));
  for (const [name, { text, time }] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    utimesSync(join(folder, name), time / 1000, time / 1000);
  }
  try {
    return look(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every file of a folder. */
export const textsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

export const rescued = (folder: string, ...options: string[]): ReturnType<typeof run> =>
  run(folder, ['rescue', ...options]);
