// src → out: the extension as one file, and beside it the server and the schema that the root's `npm run build` has
// made.
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const DIST = new URL('../../dist/', import.meta.url);
const OUT = new URL('out/', import.meta.url);

if (!existsSync(new URL('lsp.cjs', DIST)))
  throw new Error('the server is not built: run `npm ci && npm run build` in the root of the repository first');
process.chdir(fileURLToPath(new URL('.', import.meta.url)));
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
for (const name of ['cli.cjs', 'engine.cjs', 'disk.cjs', 'server.cjs', 'lsp.cjs', 'openclaw.json', 'notes.json'])
  copyFileSync(new URL(name, DIST), new URL(name, OUT));
copyFileSync(
  new URL('../../src/generated/openclaw.schema.json', import.meta.url),
  new URL('openclaw.schema.json', OUT),
);
await build({
  entryPoints: ['src/extension.ts'],
  outfile: 'out/extension.cjs',
  bundle: true,
  minify: true,
  legalComments: 'none',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['vscode'],
  logLevel: 'warning',
});
