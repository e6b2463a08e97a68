/** Draws docs/playground-*.png, which the README shows: `tsx site/test/pictures.ts` after `npm run site`. */
import { join } from 'node:path';
import { ROOT, Site } from './browser.ts';

const site = await Site.open();
for (const colorScheme of ['light', 'dark'] as const) {
  const playground = await site.playground('#example=subscription-then-key', {
    colorScheme,
    viewport: { width: 1180, height: 760 },
  });
  const { page } = playground;
  await page.getByRole('button', { name: 'anthropic:subscription fails' }).click();
  await page.locator('#outage', { hasText: 'answer' }).waitFor();
  await playground.findings().first().waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(ROOT, `docs/playground-${colorScheme}.png`) });
}
await site.close();
