import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { TESTS } from './tests.mjs';

/**
 * The tests and the sources, with all mutants in them, as one script, which can be evaluated any number of times: a
 * module whose exports evaluate the tests of each file.
 * @param {string} root folder of the project
 * @param {string} here where the tests believe to be: they find their data beside them
 * @param {ReadonlyMap<string, string>} files path in the project → text with the switches of its mutants
 */
export async function bundled(root, here, files) {
  const contents = TESTS.map((name) => `exports[${JSON.stringify(name)}] = () => require('./${name}.test.ts');`);
  const { outputFiles } = await build({
    stdin: { contents: contents.join('\n'), resolveDir: join(root, 'test') },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(here).href) },
    logLevel: 'error',
    plugins: [
      {
        name: 'mutants',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const name = relative(root, path).replaceAll(sep, '/');
            return { contents: files.get(name) ?? readFileSync(path, 'utf8'), loader: 'ts' };
          }),
      },
    ],
  });
  return `(function (require, module, exports) {${outputFiles[0].text}\n})`;
}
