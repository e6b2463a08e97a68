// A person's morning with the extension in VS Code itself. Not part of `npm test`; it needs, once:
//   - Node 24, with which this file is run too, and Debian's chromium and libkrb5-dev;
//   - a folder outside the repository with `npm install code-server playwright-core` (minutes), named by CODE_SERVER;
//   - out/clawlint.vsix, by `npm run package`.
// Writes images/*.png.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCode } from './code-server.mjs';
import { mend } from './mend.mjs';
import { includeAndAssociate } from './parts.mjs';
import { Workbench } from './workbench.mjs';

const installed = process.env.CODE_SERVER;
if (!installed)
  throw new Error('CODE_SERVER must name the folder in which code-server and playwright-core are installed');
const { chromium } = createRequire(join(installed, 'package.json'))('playwright-core');
const here = fileURLToPath(new URL('..', import.meta.url));
const images = join(here, 'images');
const place = mkdtempSync(join(tmpdir(), 'clawlint-vscode-'));
for (const [from, to] of [
  ['fixtures/homes/example', 'home'],
  ['editors/vscode/test/parts', 'parts'],
])
  cpSync(join(here, '../..', from), join(place, to), { recursive: true });
mkdirSync(images, { recursive: true });

const code = await startCode(installed, place, join(here, 'out/clawlint.vsix'));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const bench = new Workbench(await browser.newPage({ viewport: { width: 1000, height: 740 } }), images);

try {
  await bench.openFolder(code.url, join(place, 'home'));
  const seen = await mend(bench, join(place, 'home'));
  assert.doesNotMatch(seen, /EXAMPLE-?0/, 'no key is shown');
  await bench.openFolder(code.url, join(place, 'parts'));
  await includeAndAssociate(bench);
  console.log(`seen in VS Code: ${seen.length} characters of hovers, lists and pictures, no key among them; ${images}`);
} catch (problem) {
  await bench.page.screenshot({ path: join(place, '..', 'clawlint-vscode-problem.png') });
  console.error(code.said());
  throw problem;
} finally {
  await browser.close();
  await code.stop();
  rmSync(place, { recursive: true, force: true, maxRetries: 9, retryDelay: 200 });
}
