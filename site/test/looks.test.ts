import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import { SITE, Site } from './browser.ts';

let site: Site;
before(async () => (site = await Site.open()));
after(() => site.close());

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1280]) {
    test(`${colorScheme}, ${width} pixels wide: nothing sticks out, and axe finds nothing serious`, async () => {
      const playground = await site.playground('', { colorScheme, viewport: { width, height: 800 } });
      const { page } = playground;
      await playground.findings().first().waitFor();
      await page
        .getByRole('button', { name: / fails$/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'What happens?' }).click();
      await page.locator('#upgrade pre').first().waitFor();
      await page.locator('#findings .fix').first().waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      await page.evaluate(axe.source);
      const found = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      assert.deepEqual(
        serious.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)]),
        [],
      );
      await playground.close();
    });
  }

test('the page is small', (t) => {
  const folder = join(SITE, 'playground');
  const sizes = readdirSync(folder).map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length);
  const sum = sizes.reduce((all, each) => all + each, 0);
  t.diagnostic(`${Math.round(sum / 1024)} KB compressed`);
  assert.ok(sum <= 600 * 1024);
});

test('how fast it is', async (t) => {
  const page = await site.page('');
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.cm-editor:not([hidden]) .cm-lintRange')) return;
      observer.disconnect();
      Object.assign(globalThis, { first: performance.now() });
    }).observe(document, { childList: true, subtree: true });
  });
  const first: number[] = [];
  for (let i = 0; i < 5; i++) {
    await page.goto(`${site.address}playground/#example=four-ways-out`);
    await page.reload();
    await page.locator('.cm-editor:not([hidden]) .cm-lintRange').first().waitFor();
    first.push(await page.evaluate(() => (globalThis as unknown as { first: number }).first));
  }
  // in line 3: `auth` is a key, `authx` is none
  await page.locator('.cm-editor:not([hidden]) .cm-line', { hasText: 'auth: {' }).first().click();
  await page.keyboard.press('Home');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { times });
    const marks = () =>
      [...document.querySelectorAll('.cm-editor:not([hidden]) .cm-lintRange')].map((each) => each.textContent).join();
    const content = document.querySelector('.cm-editor:not([hidden]) .cm-content')!;
    content.addEventListener(
      'keydown',
      () => {
        const [start, before] = [performance.now(), marks()];
        const observer = new MutationObserver(() => {
          if (marks() === before) return;
          observer.disconnect();
          times.push(performance.now() - start);
        });
        observer.observe(content, { childList: true, subtree: true, attributes: true });
      },
      true,
    );
  });
  for (let i = 0; i < 100; i++) {
    await page.keyboard.press(i % 2 === 0 ? 'x' : 'Backspace');
    await page.waitForFunction((n) => (globalThis as unknown as { times: number[] }).times.length > n, i);
  }
  const times = await page.evaluate(() => (globalThis as unknown as { times: number[] }).times);
  const at = (list: number[], part: number) => Math.round(list.sort((a, b) => a - b)[Math.floor(list.length * part)]!);
  t.diagnostic(`first squiggle after ${at(first, 0.5)} ms (of 5 loads: ${first.map(Math.round).join(', ')})`);
  t.diagnostic(`keystroke to squiggle: median ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms, of ${times.length}`);
});
