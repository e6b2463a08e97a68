import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { ROOT, Site } from './browser.ts';

let site: Site;
before(async () => (site = await Site.open()));
after(() => site.close());

/** Two misspelled keys, of which the first keeps OpenClaw from starting. */
const MISSPELLED = '{ agents: { defaults: { model: { primray: "openai/gpt-5.5" } } } }';

test('a mistake is underlined as it is typed, and its quick fix mends it', async () => {
  const playground = await site.playground('#example=named-keys');
  await playground.write(MISSPELLED);
  await playground.squiggles('error').first().waitFor();
  const fix = playground.findings().getByRole('button', { name: /primary/ });
  await fix.first().click();
  await playground.squiggles('error').first().waitFor({ state: 'detached' });
  assert.match(await playground.text(), /"?primary"?: "openai\/gpt-5\.5"/);
  await playground.close();
});

test('the other end of a mistake is underlined, too, and both lead to each other', async () => {
  const playground = await site.playground('#example=four-ways-out');
  await playground.findings().getByRole('button', { name: 'auth-profiles.json:12:15' }).click();
  assert.equal(await playground.tab('auth-profiles.json').getAttribute('aria-selected'), 'true');
  await playground.squiggles('hint').first().hover();
  const back = playground.page.locator('.cm-tooltip').getByRole('button', { name: 'openclaw.json:6:55' });
  await back.click();
  assert.equal(await playground.tab('openclaw.json').getAttribute('aria-selected'), 'true');
  await playground.close();
});

test('hover, completion, definition and rename are those of the server', async () => {
  const playground = await site.playground('#example=four-ways-out');
  const { page } = playground;
  await playground.editor().getByText('"anthropic:subscription"').first().hover();
  await page.locator('.cm-lsp-hover-tooltip', { hasText: 'profile of anthropic' }).waitFor();
  await playground.write('{ agents: { defaults: {  } } }');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('mod');
  await page.locator('.cm-tooltip-autocomplete li', { hasText: 'model' }).first().waitFor();
  await page.keyboard.press('Escape');
  await playground.write(
    '{ auth: { order: { openai: ["openai:a"] }, profiles: { "openai:a": { provider: "openai", mode: "api_key" } } } }',
  );
  await page.keyboard.press('ControlOrMeta+Home');
  for (let i = 0; i < 31; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.getByLabel('New name').fill('openai:b');
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    () => document.querySelector('.cm-editor:not([hidden]) .cm-content')?.textContent?.match(/openai:b/g)?.length === 2,
  );
  await playground.close();
});

test('a click on an attempt plays an outage, another ends it', async () => {
  const playground = await site.playground('#example=named-keys');
  const { page } = playground;
  const outage = page.locator('#outage');
  await playground.route().locator('li[value]', { hasText: 'openai:main' }).locator('code').click();
  await page.getByText('openai:main=rate_limit: attempt 2 answers').waitFor();
  await page.getByLabel('a click makes an attempt fail with').selectOption('billing');
  await page.getByRole('button', { name: 'openai:backup fails' }).click();
  await page.getByText('nothing answers').waitFor();
  await page.getByRole('button', { name: 'All work again' }).click();
  await page.waitForFunction(() => document.querySelector('#outage')?.textContent === '');
  assert.equal(await outage.textContent(), '');
  await playground.close();
});

test('the route follows the cursor', async () => {
  const playground = await site.playground('#example=subagents');
  const title = playground.route().locator('h3');
  assert.equal(await title.textContent(), 'agent main');
  await playground.editor().getByText('"openai-codex/gpt-5.2"').click();
  await playground.page.waitForFunction(() => /subagents/.test(document.querySelector('.route h3')?.textContent ?? ''));
  await playground.close();
});

test('another release has other findings', async () => {
  const playground = await site.playground('#example=named-keys');
  await playground.findings().first().waitFor();
  assert.deepEqual(await playground.rules(), ['auth-profiles-json-retired']);
  await playground.page.getByLabel('Release').selectOption('2026.5.18');
  await playground.findings().first().waitFor({ state: 'detached' });
  await playground.page.getByText('OpenClaw 2026.5.18').first().waitFor();
  await playground.close();
});

test('an upgrade says what happens, shows the diff and can be applied', async () => {
  const playground = await site.playground('#example=an-older-home');
  const { page } = playground;
  await page.getByRole('button', { name: 'What happens?' }).click();
  const diff = page.locator('#upgrade .diff');
  await diff.waitFor();
  assert.match((await diff.textContent()) ?? '', /^-.*"list"[\s\S]*^\+.*"entries"/m);
  await page.getByRole('button', { name: 'Apply the changes' }).click();
  await page.waitForFunction(() =>
    document.querySelector('.cm-editor:not([hidden]) .cm-content')?.textContent?.includes('"entries"'),
  );
  await playground.close();
});

test('a link holds the home without its secrets, and opens it', async () => {
  const playground = await site.playground('#example=named-keys', { permissions: ['clipboard-write'] });
  await playground.page.getByLabel('Release').selectOption('2026.5.18');
  await playground.page.getByRole('button', { name: 'Share' }).click();
  const link = await playground.page.getByLabel('Link').inputValue();
  const [, hash = ''] = link.split('#home=');
  const held = inflateRawSync(Buffer.from(hash, 'base64url')).toString();
  assert.match(held, /openai:backup/);
  assert.doesNotMatch(held, /sk-EXAMPLE/);
  const opened = await site.playground(`#home=${hash}`);
  assert.match(await opened.text(), /order: \{ openai: \["openai:main", "openai:backup"\] \}/);
  assert.equal(await opened.page.getByLabel('Release').inputValue(), '2026.5.18');
  await opened.tab('auth-profiles.json').click();
  assert.match(await opened.text(), /"key": "••••"/);
  await opened.close();
  await playground.close();
  const damaged = await site.playground(`#home=${hash.slice(0, 40)}`);
  await damaged.page.getByText('This link is damaged.').waitFor();
  await damaged.close();
});

test('a folder is taken in, dropped or chosen, with what its config includes', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'clawlint-site-')), 'home');
  cpSync(join(ROOT, 'fixtures/homes/split-in-files'), folder, { recursive: true });
  const playground = await site.playground();
  const { page } = playground;
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await page.getByText(/^\d files read/).waitFor();
  const tabs = page.getByRole('tab');
  await page.waitForFunction(() => document.querySelectorAll('[role=tab]').length > 4);
  const dropped = await tabs.allTextContents();
  await page.getByLabel('Example').selectOption('named-keys');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open folder…' }).click();
  await (await chooser).setFiles(folder);
  await page.waitForFunction(() => document.querySelectorAll('[role=tab]').length > 4);
  assert.deepEqual(await tabs.allTextContents(), dropped);
  await page.locator('#count', { hasText: 'none' }).waitFor();
  await playground.close();
});

test('a single file is a config whatever its name, a store by its own, and the rest stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-site-'));
  writeFileSync(join(folder, 'mine.json5'), '{ agents: { defaults: { model: "openai/gpt-5.5" } } } // mine');
  const playground = await site.playground('#example=named-keys');
  const { page } = playground;
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open files…' }).click();
  await (await chooser).setFiles(join(folder, 'mine.json5'));
  await page.getByText('1 file read.').waitFor();
  assert.match(await playground.text(), /mine$/);
  await playground.route().locator('li[value]', { hasText: 'openai:backup' }).waitFor();
  await playground.close();
});

test('what the cursor is on is marked in the route, and its links lead back', async () => {
  const playground = await site.playground('#example=named-keys');
  await playground.route().getByRole('button', { name: 'openclaw.json:7' }).first().click();
  await playground.route().locator('li.here').first().waitFor();
  assert.match(
    (await playground.page.locator('.cm-editor:not([hidden]) .cm-activeLine').first().textContent()) ?? '',
    /order/,
  );
  await playground.close();
});

test('all of it without a mouse', async () => {
  const playground = await site.playground('#example=named-keys');
  const { page } = playground;
  const press = (key: string) => page.keyboard.press(key);
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const goTo = async (name: RegExp) => {
    for (let i = 0; i < 60; i++) {
      await press('Tab');
      const label = await page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
      if (name.test(label ?? '')) return;
    }
    assert.fail(`no Tab leads to ${name}`);
  };
  await goTo(/^openclaw\.json/);
  await press('ArrowRight');
  await press('ArrowRight');
  assert.match(await focused(), /auth-profiles\.json/);
  await press('ArrowLeft');
  await press('ArrowLeft');
  await press('Tab');
  await press('ControlOrMeta+a');
  await page.keyboard.insertText(MISSPELLED);
  await playground.squiggles('error').first().waitFor();
  await press('ControlOrMeta+Home');
  await press('F8');
  await press('ControlOrMeta+.');
  await page.getByRole('dialog').getByText('Quick fixes').waitFor();
  await press('Enter');
  await playground.squiggles('error').first().waitFor({ state: 'detached' });
  await press('F1');
  await page.getByRole('dialog').waitFor();
  await press('Escape');
  await goTo(/ fails$/);
  await press('Space');
  await page.getByText('openai:main=rate_limit: attempt 2 answers').waitFor();
  assert.match(await focused(), /works again/);
  await playground.close();
});

test('a screen reader is told the same', async () => {
  const playground = await site.playground('#example=named-keys');
  await playground.route().locator('li[value]').first().waitFor();
  assert.equal(
    await playground.route().ariaSnapshot(),
    `- region "What a turn will try":
  - heading "What a turn will try" [level=2]
  - text: a click makes an attempt fail with
  - combobox "a click makes an attempt fail with":
    - option "a rate limit" [selected]
    - option "an overload"
    - option "a time-out"
    - option "a refused key"
    - option "no credit left"
    - option "no such model"
  - status
  - heading "agent main" [level=3]
  - paragraph: openclaw.json · OpenClaw 2026.9.6
  - list:
    - listitem:
      - heading "1. openai/gpt-5.4-mini" [level=4]
      - paragraph:
        - text: primary
        - button "openclaw.json:9"
      - list:
        - listitem:
          - text: "1."
          - code: openai:main
          - text: API key, metered
          - button "openclaw.json:7"
          - button "openai:main fails": fails
        - listitem:
          - text: "2."
          - code: openai:backup
          - text: API key, metered
          - button "openclaw.json:7"
          - button "openai:backup fails": fails
  - button "Save as a picture"`,
  );
  await playground.close();
});

test('no page was in trouble', () => assert.deepEqual(site.troubles, []));
