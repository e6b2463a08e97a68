import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './fixtures.ts';
import { consumer, examples, LIBRARY, libraryPage } from './library.ts';

const require = createRequire(import.meta.url);

test('each example of the page prints what stands under it', () => {
  assert.equal(readFileSync(LIBRARY, 'utf8'), libraryPage(), 'run `npm run accept -- library` and read the diff');
  assert.ok(examples().length > 8);
});

test('the page names all that the library exports', () => {
  const page = readFileSync(LIBRARY, 'utf8');
  for (const entry of ['index.cjs', 'node.cjs'])
    for (const name of Object.keys(require(join(ROOT, 'dist', entry)) as object))
      assert.match(page, new RegExp(`\\b${name}\\b`), `${entry} exports ${name}`);
});

test('every entry has types, which hold without a look at our sources', () => {
  const folder = consumer();
  const strict = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2023'];
  const files = [...examples(), ...examples(join(ROOT, 'README.md'))].map((text, i) => {
    const name = `example-${i}.mts`;
    writeFileSync(join(folder, name), text);
    return name;
  });
  const tsc = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc');
  const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node'];
  const { stdout } = spawnSync(process.execPath, [tsc, ...strict, ...types, ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(stdout, '');
});
