import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIXTURES, ROOT } from './fixtures.ts';

export const LIBRARY = join(ROOT, 'docs/library.md');

/** A folder that somebody else's program stands in: clawlint is installed, and a home lies beside it. */
export function consumer(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-library-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/clawlint'), 'junction');
  cpSync(join(FIXTURES, 'homes/example'), join(folder, 'example'), { recursive: true });
  return folder;
}

/** The examples of a page. */
export const examples = (page = LIBRARY): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^```js\n([^]*?)^```$/gm)].map(([, text]) => text!);

/** The page, with what each example prints below it. */
export function libraryPage(): string {
  const folder = consumer();
  return readFileSync(LIBRARY, 'utf8').replace(
    /^```js\n([^]*?)^```\n(?:\n```text\n[^]*?^```\n)?/gm,
    (_, text: string) => `\`\`\`js\n${text}\`\`\`\n\n\`\`\`text\n${printed(folder, text)}\`\`\`\n`,
  );
}

/** What an example prints. */
export function printed(folder: string, text: string): string {
  writeFileSync(join(folder, 'example.mjs'), text);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${text}\n${stderr}`);
  return `${stdout.trimEnd()}\n`;
}
