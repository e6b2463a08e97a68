import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/** Where the compiler writes the declarations of every file: tsconfig.types.json. */
const APART = 'dist/types';

/** Writes the declarations of the library: a file a face, and one of what both name. */
export async function writeTypes() {
  const tsc = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { stdio: 'inherit' });
  const bundle = await rollup({
    input: { index: `${APART}/src/index.d.ts`, node: `${APART}/src/node.d.ts` },
    plugins: [dts({ compilerOptions: { allowImportingTsExtensions: true, noEmit: true } })],
    onwarn() {}, // that it invents no public name for what is only named inside
  });
  const names = { entryFileNames: '[name].d.cts', chunkFileNames: 'both.d.cts' };
  await bundle.write({ ...names, dir: 'dist', format: 'es' });
  rmSync(APART, { recursive: true });
  writeFileSync('dist/worker.d.cts', 'export {}; // runs as it is loaded: it speaks the protocol by messages\n');
}
