import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './fixtures.ts';

/** A key that no mask can know. */
export const KEY = 'zQ7vK2mB9xT4rL8nW1cY6hD3jF5gS0pA';

/** A folder with some files, in which `make` may do what a text cannot: links, pipes, holes. */
export function home(
  files: { readonly [path: string]: string },
  make: (folder: string) => void = () => {},
  folder = mkdtempSync(join(tmpdir(), 'clawlint-made-')),
): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  make(folder);
  return folder;
}

/** All that the built command line says there, which is an answer and no accident. The folder is gone afterwards. */
export function said(folder: string, ...args: string[]): string {
  const { output, errors, code } = run(folder, args);
  rmSync(folder, { recursive: true, force: true });
  assert.ok([0, 1, 2, 3].includes(code!), `exit code ${code}: ${errors}`);
  return output + errors;
}
