// src → dist: the command line as CommonJS (starts fastest) behind a small entry, the language server likewise and as a
// web worker, the library as one module, its types, the schema.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
// of jsonc-parser only the scanner is used, of vscode-languageserver only the messages: the rest fills tables at every
// start
const alias = { 'jsonc-parser': 'jsonc-parser/lib/esm/impl/scanner.js', 'vscode-languageserver': 'vscode-jsonrpc' };
const shared = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  mainFields: ['module', 'main'],
  alias,
  define: { VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};

/** Large data is read faster as JSON than as a program. */
const jsonAsText = {
  name: 'json-as-text',
  setup: ({ onLoad }) =>
    onLoad({ filter: /generated\/\w+\.json$/ }, ({ path }) => ({
      contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))))})`,
      loader: 'js',
    })),
};

const node = { platform: 'node', format: 'cjs', target: 'node20' };

/** Puts modules in the place of others. */
const inPlace = (modules) => ({
  name: 'in-place',
  setup({ onResolve }) {
    for (const [name, path] of Object.entries(modules))
      onResolve({ filter: new RegExp(`/${name}\\.ts$`) }, () => ({
        path: fileURLToPath(new URL(path, import.meta.url)),
      }));
  },
});
/**
 * The history of the rest of the file, and what each key is for, is text that is read when it is needed, not code that
 * every start has to load.
 */
const fromFiles = inPlace({ parts: 'src/cli/parts.ts', descriptions: 'src/cli/described.ts' });
/** Most runs only check: a smaller bundle starts faster. */
const checkOnly = inPlace({ others: 'src/cli/no-others.ts', readers: 'src/cli/late-readers.ts' });
/** What the entry loads: one function around all, so that it can be compiled once and kept. */
const kept = {
  ...shared,
  ...node,
  banner: { js: '(function(exports,require,module,__filename,__dirname){' },
  footer: { js: '})' },
};

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...kept,
    plugins: [fromFiles, checkOnly],
    external: ['./readers.cjs'],
    entryPoints: ['src/cli/entry.ts'],
    outfile: 'dist/check.cjs',
  }),
  build({ ...shared, ...node, entryPoints: ['src/parse/readers.ts'], outfile: 'dist/readers.cjs' }),
  build({ ...kept, plugins: [fromFiles], entryPoints: ['src/cli/entry.ts'], outfile: 'dist/all.cjs' }),
  build({ ...kept, plugins: [fromFiles], entryPoints: ['server/main.ts'], outfile: 'dist/lsp.cjs' }),
  build({
    ...shared,
    plugins: [jsonAsText],
    entryPoints: ['server/worker.ts'],
    outfile: 'dist/worker.js',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  }),
  build({
    ...shared,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    platform: 'neutral',
    format: 'esm',
    target: 'es2022',
  }),
]);
const bundles = {
  check: readFileSync('dist/check.cjs'),
  all: readFileSync('dist/all.cjs'),
  lsp: readFileSync('dist/lsp.cjs'),
};
const digests = Object.fromEntries(
  Object.entries(bundles).map(([part, bytes]) => [part, createHash('sha256').update(bytes).digest('hex').slice(0, 16)]),
);
await build({
  ...shared,
  ...node,
  define: { DIGESTS: JSON.stringify(digests) },
  entryPoints: ['src/cli/start.ts'],
  outfile: 'dist/cli.cjs',
  banner: { js: '#!/usr/bin/env node' },
});
// src/cli/start.ts reads them byte by byte, which is faster
for (const [part, bytes] of Object.entries(bundles))
  if (bytes.some((byte) => byte > 127))
    throw new Error(`dist/${part}.cjs is not ASCII: write such characters of regular expressions as \\u…`);
writeFileSync('dist/openclaw.txt', JSON.parse(readFileSync('src/generated/openclaw.json', 'utf8')).text);
for (const name of ['openclaw.schema.json', 'notes.json']) copyFileSync(`src/generated/${name}`, `dist/${name}`);
const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { stdio: 'inherit' });
