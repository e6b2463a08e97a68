import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { check, memory, releases, schema } from '../../src/index.ts';
import { rules } from '../../src/rules/index.ts';
import { BASE } from '../serve.mjs';
import { ROOT, SITE, Site } from './browser.ts';

let site: Site;
before(async () => (site = await Site.open()));
after(() => site.close());

const pages = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.html'));
const textOf = (path: string): string => readFileSync(join(SITE, path), 'utf8');
const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) => value!.replaceAll('&amp;', '&'));

test('every rule has its page', () => {
  for (const { id } of rules) assert.ok(pages.includes(`rules/${id}.html`), id);
});

test('no link is dead: neither to a page, nor to a heading, nor to the source', () => {
  const ids = new Map(pages.map((page) => [page, new Set(attributes(textOf(page), 'id'))]));
  const dead: string[] = [];
  for (const page of pages)
    for (const link of [...attributes(textOf(page), 'href'), ...attributes(textOf(page), 'src')]) {
      const [path = '', anchor = ''] = link.split('#');
      const [, inSource] = /^https:\/\/github\.com\/clawlint\/clawlint\/(?:tree|blob)\/main\/(.*)$/.exec(path) ?? [];
      if (inSource !== undefined && !existsSync(join(ROOT, inSource))) dead.push(`${page}: ${link}`);
      if (/^[a-z]+:/.test(path)) continue;
      const target =
        path === ''
          ? page
          : fileOf(path.startsWith(BASE) ? path.slice(BASE.length) : posix.join(posix.dirname(page), path));
      if (!existsSync(join(SITE, target))) dead.push(`${page}: ${link}`);
      // the playground's fragments are homes and examples
      else if (
        anchor &&
        target.endsWith('.html') &&
        !target.startsWith('playground') &&
        !ids.get(target)?.has(decodeURIComponent(anchor))
      )
        dead.push(`${page}: ${link}`);
    }
  assert.deepEqual(dead, []);
});

const fileOf = (path: string): string =>
  path === '' || path.endsWith('/') || path === '.' ? posix.join(path, 'index.html') : path;

test('each home of a rule opens in the playground', async () => {
  const page = await site.page('rules/missing-env-var.html');
  const links = page.getByRole('link', { name: 'Open in the playground' });
  assert.ok((await links.count()) > 10);
  const address = await links.first().getAttribute('href');
  await page.goto(new URL(address!, site.address).href);
  await page.locator('#findings .where a', { hasText: 'missing-env-var' }).waitFor();
  await page.context().close();
});

test('the search works without a network', async () => {
  const before = site.requests.length;
  const page = await site.page('start.html');
  await page.getByRole('button', { name: 'Search' }).click();
  const box = page.getByRole('searchbox');
  await box.fill('fallback');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
  await page.context().setOffline(true);
  await box.fill('minimax');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
  assert.deepEqual(
    site.requests.slice(before).filter((each) => !each.startsWith(site.address)),
    [],
  );
  await page.context().close();
});

test('the history answers which release dropped a key, and what took its place', async () => {
  const page = await site.page('history.html');
  await page.getByLabel('A key, or a part of one').fill('defaults.embeddedPi');
  await page.locator('.gone li').first().waitFor();
  assert.equal(
    (await page.locator('.gone li').first().textContent())?.replace(/\s+/g, ' ').trim(),
    'agents.defaults.embeddedPi: accepted from 2026.2.26 to 2026.5.27; write agents.defaults.embeddedAgent',
  );
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const path of ['', 'start.html', 'rules/missing-env-var.html', 'history.html', 'route.html'])
    test(`${path || 'the first page'}, ${colorScheme}, on a phone: nothing sticks out, and axe finds nothing serious`, async () => {
      const page = await site.page(path, { colorScheme, viewport: { width: 360, height: 740 } });
      await page.locator('.VPContent').waitFor();
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
      await page.evaluate(axe.source);
      const found = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run({ include: '.VPContent' }),
      );
      const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      assert.deepEqual(
        serious.map(({ id, nodes }) => [
          id,
          nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`),
        ]),
        [],
      );
      await page.context().close();
    });

test('what the page of the schemas says to write into a config is accepted', () => {
  const [, block = ''] =
    /```json5\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'site/manual/schemas.md'), 'utf8')) ?? [];
  assert.deepEqual(
    check(memory({ 'openclaw.json': block })).diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
});

test('there is a schema of every release, as `clawlint schema` prints it', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(SITE, 'schema', `${name}.json`), 'utf8'));
  const newest = releases().at(-1)!;
  for (const release of releases()) assert.ok(existsSync(join(SITE, 'schema', `${release}.json`)), release);
  for (const release of [releases()[0]!, '2026.5.18', newest])
    assert.deepEqual(read(release), JSON.parse(JSON.stringify(schema(release))));
  assert.deepEqual(read('latest'), read(newest));
});
