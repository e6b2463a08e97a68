import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Opens the example home, asks about it and mends it.
 * @param {import('./workbench.mjs').Workbench} bench
 * @param {string} home
 * @returns all that was shown besides the documents
 */
export async function mend(bench, home) {
  const { page } = bench;
  const lines = readFileSync(join(home, 'openclaw.json'), 'utf8').split('\n');
  const seen = [];
  const saw = (text) => (seen.push(text), text);

  await bench.openFile('openclaw.json');
  await bench.problems(2, 6);
  await page.locator('.squiggly-error').first().waitFor();
  await page.locator('.statusbar-item', { hasText: 'OpenClaw any release' }).waitFor();
  const lens = page.locator('.codelens-decoration a', { hasText: /attempt/ });
  await lens.waitFor();
  await bench.shot('squiggles');
  await page.keyboard.press('Control+b');

  await bench.goTo(lines, '"sonnet",', 1);
  assert.match(saw(await bench.hover()), /sonnet → anthropic\/claude-sonnet-4-6[^]*attempt 1/);
  await bench.shot('hover');
  await page.keyboard.press('Escape');
  await bench.goTo(lines, 'MINIMAX_API_KEY', 3);
  assert.match(saw(await bench.hover()), /MINIMAX_API_KEY[^]*not set/);
  await page.keyboard.press('Escape');

  await bench.goTo(lines, '"mini",', 1);
  assert.ok((await bench.completions()).includes('minimax/MiniMax-M2.5'));
  saw(await page.locator('.suggest-widget').textContent());
  await bench.shot('completion');
  await page.keyboard.press('Escape');

  await bench.goTo(lines, '"anthropic:apii"', 1);
  const fixes = await bench.quickFixes();
  saw(fixes.join('\n'));
  await bench.shot('quick-fix');
  await page.locator('.action-widget .monaco-list-row', { hasText: 'anthropic:api' }).first().click();
  await bench.problems(2, 5);

  await bench.openFile('.env');
  await bench.goTo(readFileSync(join(home, '.env'), 'utf8').split('\n'), 'MINIMAX_API', 'MINIMAX_API'.length);
  await page.keyboard.type('_');
  await page.locator('.view-line', { hasText: 'MINIMAX_API_KEY=' }).waitFor();
  await bench.openFile('openclaw.json');
  await bench.problems(2, 4);

  await page.setViewportSize({ width: 1280, height: 640 });
  await bench.goTo(lines, 'model: {');
  await lens.click();
  const picture = bench.view().locator('main');
  await picture.waitFor();
  assert.match(saw(await picture.textContent()), /1\. anthropic\/claude-sonnet-4-6[^]*2\. openai\/gpt-5-mini/);
  const light = await bench.colour(bench.view().locator('h1'));
  await bench.shot('route-light');
  await bench.command('Preferences: Toggle between Light/Dark Themes');
  await bench.until('a dark picture', async () => (await bench.colour(bench.view().locator('h1'))) !== light);
  await bench.shot('route-dark');
  await bench.focusEditor();
  await bench.goTo(lines, '"mini",', 1);
  await page.keyboard.press('Control+Shift+ArrowRight');
  await page.keyboard.type('sonnet');
  await bench.until('the picture to follow', async () => !(await picture.textContent()).includes('gpt-5-mini'));
  await page.keyboard.press('Control+z');

  await bench.focusEditor();
  await bench.command('OpenClaw: Show Resolved Home');
  const files = page.locator('.quick-input-list .monaco-list-row');
  await files.filter({ hasText: 'auth-profiles.json' }).waitFor();
  assert.match(saw(await page.locator('.quick-input-widget').textContent()), /^Home: [^]*config/);
  await page.keyboard.press('Escape');

  await bench.command('OpenClaw: Restart clawlint');
  await page.waitForTimeout(300);
  await bench.problems(2, 4);

  await bench.goTo(lines, '"mini",', 1);
  await page.keyboard.press('F2');
  const name = page.locator('.rename-box input:focus');
  await name.waitFor();
  await name.fill('tiny');
  await name.press('Enter');
  await page.locator('.view-line', { hasText: 'alias: "tiny"' }).waitFor();
  await page.locator('.view-line', { hasText: 'fallbacks: ["tiny"' }).waitFor();

  mkdirSync(join(home, '.vscode'));
  writeFileSync(
    join(home, '.vscode/settings.json'),
    JSON.stringify({ 'clawlint.release': '2026.2.26', 'clawlint.rules': { 'invalid-enum': 'info' } }),
  );
  await page.locator('.statusbar-item', { hasText: 'OpenClaw 2026.2.26' }).waitFor();
  await page.locator('.codelens-decoration a', { hasText: '2 attempts' }).waitFor();
  await bench.goTo(lines, 'api: "anthropic"');
  await page.locator('.squiggly-info').first().waitFor();
  return seen.join('\n');
}
