// src and server → dist. What several programs need stands once: build/parts.mjs. The faces of the package are small
// files beside the parts: the command line (`cli.cjs`), the library (`index.cjs`, and `node.cjs` where there is a disk)
// with its types, the server for a web worker.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { notices } from './build/notices.mjs';
import { buildParts, digest, NODE } from './build/parts.mjs';
import { writeTypes } from './build/types.mjs';

const require = createRequire(import.meta.url);
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
const { inputs, needs } = await buildParts();
/** The parts that a word of the command line loads, and what tells them from those of another build. */
const programs = Object.fromEntries(
  Object.entries({ main: 'commands', lsp: 'lsp', mcp: 'mcp' }).map(([word, part]) => {
    const parts = [...needs(part), part];
    return [word, { parts, digest: digest(parts) }];
  }),
);
await build({
  ...NODE,
  define: { PROGRAMS: JSON.stringify(programs) },
  entryPoints: ['src/cli/start.ts'],
  outfile: 'dist/cli.cjs',
  banner: { js: '#!/usr/bin/env node' },
});
for (const name of ['notes.json', 'openclaw.json']) copyFileSync(`src/generated/${name}`, `dist/${name}`);
writeFileSync('dist/snapshot.schema.json', `${JSON.stringify(require('./schema/snapshot.json'))}\n`);
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(inputs));
face('index', 'engine', 'library');
face('node', 'commands', 'node');
writeFileSync('dist/index.js', "export * from './index.cjs';\n"); // for an import of the file itself, from a checkout
const { projectSchema } = require('./dist/index.cjs');
const schema = projectSchema();
for (const [key, each] of Object.entries(schema.properties.overrides.items.properties))
  if (JSON.stringify(each) === JSON.stringify(schema.properties[key]))
    schema.properties.overrides.items.properties[key] = { $ref: `#/properties/${key}` };
// the words of the rules stand in the package once, in the program; its language server shows them
for (const level of Object.values(schema.properties.rules.properties)) delete level.description;
writeFileSync('dist/clawlint.schema.json', `${JSON.stringify(schema)}\n`);
writeFileSync('dist/clawlint.1', execFileSync(process.execPath, ['dist/cli.cjs', 'man']));
await writeTypes();

/** A module of the library: what a part exports under a name. */
function face(name, part, under) {
  const exported = Object.keys(require(`./dist/${part}.cjs`)[under]).sort();
  const lines = exported.map((each) => `exports.${each} = all.${each};`);
  writeFileSync(`dist/${name}.cjs`, [`const all = require('./${part}.cjs').${under};`, ...lines, ''].join('\n'));
}
