import { join } from 'node:path';

/** What a person does in VS Code, by keys and mouse. */
export class Workbench {
  /** @param {import('playwright-core').Page} page @param {string} images */
  constructor(page, images) {
    this.page = page;
    this.images = images;
  }

  async shot(name) {
    await this.page.waitForTimeout(700);
    await this.page.screenshot({ path: join(this.images, `${name}.png`) });
  }

  async openFolder(url, folder) {
    await this.page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
    await this.page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 60_000 });
  }

  async quick(text) {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input.input');
    await input.waitFor();
    await input.fill(text);
  }

  async command(title) {
    await this.quick(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().click();
  }

  async openFile(name) {
    await this.quick(name);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click();
    await this.page
      .locator('.tab.active')
      .filter({ hasText: name.split('/').at(-1) })
      .waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Puts the cursor where a text stands, `add` characters into it. */
  async goTo(lines, text, add = 0) {
    const line = lines.findIndex((each) => each.includes(text));
    if (line < 0) throw new Error(`not in the file: ${text}`);
    await this.quick(`:${line + 1}:${lines[line].indexOf(text) + 1 + add}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  async hover() {
    await this.page.keyboard.press('Control+k');
    await this.page.keyboard.press('Control+i');
    const hover = this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
    await hover.waitFor();
    await this.page.waitForTimeout(600);
    return hover.textContent();
  }

  async completions() {
    await this.page.keyboard.press('Control+Space');
    await this.page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await this.page.waitForTimeout(500);
    return this.page.locator('.suggest-widget.visible .monaco-list-row .label-name').allInnerTexts();
  }

  async quickFixes() {
    await this.page.keyboard.press('Control+.');
    await this.page.locator('.action-widget .monaco-list-row').first().waitFor();
    await this.page.waitForTimeout(400);
    return this.page.locator('.action-widget .monaco-list-row').allInnerTexts();
  }

  /** Waits until the status bar counts so many errors and warnings. */
  async problems(errors, warnings) {
    const wanted = `${errors} ${warnings}`;
    const shown = async () =>
      (await this.page.locator('[id="status.problems"]').textContent()).trim().split(/\s+/).join(' ');
    await this.until(`${wanted} problems`, async () => (await shown()) === wanted).catch(async (error) => {
      throw new Error(`${error.message}; there are ${await shown()}`);
    });
  }

  async focusEditor() {
    await this.page.keyboard.press('Control+1');
  }

  colour(shape) {
    return shape.evaluate((each) => getComputedStyle(each).color);
  }

  /** The document of the web view in front. */
  view() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  async until(what, ready) {
    for (let tries = 0; tries < 100; tries++) {
      const value = await ready();
      if (value) return value;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`waited in vain for ${what}`);
  }
}
