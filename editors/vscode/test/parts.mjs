import assert from 'node:assert/strict';

/**
 * Opens a part of a config, which is JSON5 as the config is; then a config as JSON, for which VS Code's own server has
 * the schema.
 * @param {import('./workbench.mjs').Workbench} bench
 */
export async function includeAndAssociate(bench) {
  const { page } = bench;
  await bench.openFile('agents.json');
  await page.locator('.statusbar-item', { hasText: 'OpenClaw config' }).waitFor();
  await page.locator('.statusbar-item', { hasText: 'OpenClaw 2026.9.6' }).waitFor();
  await bench.problems(1, 1);

  await bench.openFile('clawdbot.json');
  await page.locator('.statusbar-item a', { hasText: /^JSON$/ }).waitFor();
  const text = ['{', '  "auth": { "order": 5 },'];
  await bench.goTo(text, '5 }');
  const hover = await bench.until('the schema', async () => {
    const shown = await bench.hover();
    await page.keyboard.press('Escape');
    return /Incorrect type\. Expected "object"/.test(shown) && shown;
  });
  assert.match(hover, /OpenClaw refuses|clawlint/, 'and clawlint has its say too');
  await bench.command('Problems: Focus on Problems View');
  const list = page.locator('.markers-panel .monaco-list-row');
  await list.filter({ hasText: 'Incorrect type' }).waitFor();
  assert.doesNotMatch((await list.allInnerTexts()).join('\n'), /[Uu]nable to|[Pp]roblems loading|cannot be resolved/);
}
