import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { seeded } from '../../test/planted.ts';
import { leaves, plantedHome } from '../../test/planted-homes.ts';
import { Site } from './browser.ts';

let site: Site;
before(async () => (site = await Site.open()));
after(() => site.close());

test('nothing is asked for but the page itself', async () => {
  const playground = await site.playground();
  await playground.close();
  const own = site.requests.map((each) => each.replace(site.address, '')).filter((each) => !each.startsWith('blob:'));
  assert.deepEqual([...new Set(own)].sort(), [
    'playground/',
    'playground/engine.js',
    'playground/icon.svg',
    'playground/playground.js',
    'playground/style.css',
  ]);
});

test('the policy forbids every connection, of the page and of the engine, and the page says so', async () => {
  const playground = await site.playground();
  const { page } = playground;
  await page.context().setOffline(false);
  const refused = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective));
    await fetch('/playground/style.css').catch(() => {});
    await new Promise((done) => {
      const picture = new Image();
      picture.onerror = picture.onload = done;
      picture.src = 'http://localhost:9/x.png';
    });
    navigator.sendBeacon('/playground/style.css', 'x');
    try {
      new WebSocket('ws://localhost:9');
    } catch {}
    const inWorker = `fetch(${JSON.stringify(`${location.href}style.css`)}).then(() => 'connected', () => 'refused').then(postMessage)`;
    const worker = new Worker(URL.createObjectURL(new Blob([inWorker])));
    const engine = await new Promise((done) => (worker.onmessage = ({ data }) => done(data)));
    return { violated, engine };
  });
  assert.deepEqual(refused, {
    violated: ['connect-src', 'img-src', 'connect-src', 'connect-src'],
    engine: 'refused',
  });
  await page.getByRole('link', { name: 'its policy' }).click();
  assert.match((await page.getByRole('dialog').textContent()) ?? '', /connect-src 'none'/);
  await playground.close();
});

const random = seeded(19);
const all = leaves();
for (const n of [1, 2, 3, 4])
  test(`no planted key leaves the editor, home ${n}`, async () => {
    const { files, planted } = plantedHome(random, all);
    const folder = join(mkdtempSync(join(tmpdir(), 'clawlint-planted-')), 'home');
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const playground = await site.playground('', { permissions: ['clipboard-write'] });
    const { page } = playground;
    const seen: string[] = [];
    /** Everything a page has outside of the texts that were typed into it. */
    const look = async () =>
      seen.push(
        await page.evaluate(async () => {
          const copy = document.documentElement.cloneNode(true) as HTMLElement;
          for (const each of copy.querySelectorAll('.cm-content, script')) each.remove();
          const values = [...document.querySelectorAll('input')].map(({ value }) => value);
          const kept = [localStorage, sessionStorage].map((each) => JSON.stringify(each));
          const stores = (await indexedDB.databases()).map(({ name }) => name);
          return [copy.outerHTML, ...values, ...kept, ...stores, document.cookie, location.href].join('\n');
        }),
      );
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open folder…' }).click();
    await (await chooser).setFiles(folder);
    await page.getByText(/^\d+ files? read/).waitFor();
    await page.locator('#count').filter({ hasText: /\w/ }).waitFor();
    await look();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await playground.editor().click();
      for (const key of ['F1', 'ControlOrMeta+.', 'F2']) {
        await page.keyboard.press(key);
        await page.waitForTimeout(120);
        await look();
        await page.keyboard.press('Escape');
      }
      const mark = playground.page.locator('.cm-editor:not([hidden]) .cm-lintRange').first();
      if (await mark.isVisible()) {
        await mark.hover({ force: true });
        await page.waitForTimeout(500);
        await look();
      }
    }
    for (const play of (await page.getByRole('button', { name: / fails$/ }).all()).slice(0, 1)) {
      await play.click();
      await page.waitForTimeout(150);
      await look();
    }
    await page.getByRole('button', { name: 'What happens?' }).click();
    await page.locator('#upgrade pre').first().waitFor();
    await look();
    await page.getByRole('button', { name: 'Share' }).click();
    const link = await page.getByLabel('Link').inputValue();
    seen.push(inflateRawSync(Buffer.from(link.split('#home=')[1]!, 'base64url')).toString());
    await look();
    const told = [...seen, ...site.requests, ...site.troubles].join('\n');
    const leaked = planted.filter(({ key }) => told.includes(key));
    assert.deepEqual(leaked, []);
    assert.notEqual(planted.length, 0);
    await playground.close();
  });
