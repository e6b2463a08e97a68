// src → dist: the command line and the language server as CommonJS (starts fastest) behind a small entry, the server as
// a web worker, the library as one module and one more for Node, its types, and the data that the first two read when
// they need it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
/** A library that few runs need is a module that runs when it is first called. */
const deferred = {
  name: 'deferred',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ignore$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'deferred' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'deferred' }, ({ path }) => ({
      contents: `export default (...given) => require(${JSON.stringify(path)})(...given)`,
      resolveDir: process.cwd(),
    }));
  },
};

const shared = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  mainFields: ['module', 'main'],
  define: { VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  plugins: [deferred],
  metafile: true,
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20' };
/** What the entry loads: one function around all, so that it can be compiled once and kept; data stays in files. */
const kept = {
  ...node,
  conditions: ['packed'],
  external: ['./yaml.cjs'],
  banner: { js: '(function(exports,require,module,__filename,__dirname){' },
  footer: { js: '})' },
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

rmSync('dist', { recursive: true, force: true });
const built = await Promise.all([
  build({ ...kept, entryPoints: ['src/cli/entry.ts'], outfile: 'dist/main.cjs' }),
  build({ ...node, entryPoints: ['src/parse/yaml.ts'], outfile: 'dist/yaml.cjs' }),
  build({ ...kept, entryPoints: ['server/main.ts'], outfile: 'dist/lsp.cjs' }),
  build({ ...kept, entryPoints: ['server/mcp/main.ts'], outfile: 'dist/mcp.cjs' }),
  build({
    ...shared,
    plugins: [jsonAsText, deferred],
    entryPoints: ['server/worker.ts'],
    outfile: 'dist/worker.js',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  }),
  build({
    ...shared,
    entryPoints: ['src/index.ts', 'src/node.ts'],
    outdir: 'dist',
    splitting: true,
    chunkNames: 'engine-[hash]',
    external: ['node:*'],
    platform: 'neutral',
    format: 'esm',
    target: 'es2022',
  }),
]);
const digest = (path) => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
await build({
  ...node,
  define: {
    DIGESTS: JSON.stringify({
      main: digest('dist/main.cjs'),
      lsp: digest('dist/lsp.cjs'),
      mcp: digest('dist/mcp.cjs'),
    }),
  },
  entryPoints: ['src/cli/start.ts'],
  outfile: 'dist/cli.cjs',
  banner: { js: '#!/usr/bin/env node' },
});
for (const name of ['notes.json', 'openclaw.schema.json']) copyFileSync(`src/generated/${name}`, `dist/${name}`);
copyFileSync('schema/snapshot.json', 'dist/snapshot.schema.json');
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(built));
writeFileSync('dist/openclaw.txt', JSON.parse(readFileSync('src/generated/openclaw.json', 'utf8')).text);
const { projectSchema } = await import(new URL('dist/index.js', import.meta.url).href);
writeFileSync('dist/clawlint.schema.json', `${JSON.stringify(projectSchema(), null, 1)}\n`);
writeFileSync('dist/clawlint.1', execFileSync(process.execPath, ['dist/cli.cjs', 'man']));
const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { stdio: 'inherit' });
writeFileSync(
  'dist/worker.d.ts',
  '// runs as it is loaded, in a web worker: it speaks the language server protocol by messages\nexport {};\n',
);
const typed = reached('dist/types/src/index.d.ts', reached('dist/types/src/node.d.ts', new Set()));
for (const path of readdirSync('dist/types', { recursive: true }).map((name) => join('dist/types', name)))
  if (path.endsWith('.ts') && !typed.has(path)) rmSync(path);

/** The declarations that those of a face name, directly or through others. */
function reached(path, seen) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, to] of readFileSync(path, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g))
    reached(join(dirname(path), to.replace(/(?:\.d)?\.[jt]s$/, '.d.ts')), seen);
  return seen;
}

/** The licences of the packages that the bundles hold parts of, each with its copyright, as they ask for. */
function notices(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
      if (!file) throw new Error(`${name} is bundled and has no licence in its package`);
      return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
