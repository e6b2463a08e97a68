/** Rewrites what is generated from the fixtures: `npm run accept`. A person reads the diff. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../src/rules/index.ts';
import { current, FIXTURES, PAGES, page, picture, ROOT, runScenario, scenarios } from './fixtures.ts';
import { acceptHeld, heldNames, ruleOf } from './held.ts';
import { LIBRARY, libraryPage } from './library.ts';

const only = process.argv.slice(2);
const wanted = (name: string) => only.length === 0 || only.includes(name);

for (const folder of [...rules.map(({ id }) => id), 'homes', 'routes', 'upgrades'].filter(wanted)) {
  for (const scenario of scenarios(join(FIXTURES, folder))) {
    const { output, errors } = runScenario(scenario);
    if (errors) {
      console.error(`${folder}/${scenario.name}: ${errors.trim()}`);
      process.exitCode = 1;
      continue; // it did not run: what was expected stays
    }
    writeFileSync(join(scenario.folder, 'expected.txt'), output);
  }
}
for (const rule of rules.filter(({ id }) => wanted(id))) {
  const folder = join(FIXTURES, rule.id);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'README.md'), page(rule));
}
for (const name of heldNames().filter((name) => wanted(ruleOf(name)))) acceptHeld(name);
mkdirSync(join(ROOT, 'docs'), { recursive: true });
writeFileSync(join(ROOT, 'docs/route.svg'), picture());
for (const name of PAGES) writeFileSync(join(ROOT, name), current(name));
if (wanted('library')) writeFileSync(LIBRARY, libraryPage());
