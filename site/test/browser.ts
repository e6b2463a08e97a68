import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { BASE, serve } from '../serve.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const SITE = join(ROOT, 'dist-site');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(CHROMIUM)) {
  console.error(`There is no Chromium at ${CHROMIUM}, so nothing was tested. On Debian: apt install chromium.
Else name the program: CHROMIUM=/path/to/chromium npm run test:site`);
  process.exit(1);
}
if (!existsSync(join(SITE, 'playground/index.html'))) {
  console.error('The site is not built: npm run site');
  process.exit(1);
}

/** The built site in a browser of its own. Close it. */
export class Site {
  /** addresses that were asked for, of any page */
  readonly requests: string[] = [];
  /** what went wrong, in any page: errors, and what the policy refused */
  readonly troubles: string[] = [];

  private constructor(
    readonly browser: Browser,
    readonly server: Awaited<ReturnType<typeof serve>>,
  ) {}

  static async open(): Promise<Site> {
    const server = await serve(SITE, 0);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    return new Site(browser, server);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${BASE}`;
  }

  /** A page of the site in a fresh profile. */
  async page(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext(options);
    // what functions are wrapped in where they are run from TypeScript
    await context.addInitScript('globalThis.__name = (named) => named');
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('pageerror', ({ message }) => this.troubles.push(message));
    page.on('console', (message) => message.type() === 'error' && this.troubles.push(message.text()));
    await page.goto(this.address + path);
    return page;
  }

  /** The playground, ready and from then on without a network. */
  async playground(hash = '', options: BrowserContextOptions = {}): Promise<Playground> {
    const page = await this.page(`playground/${hash}`, options);
    await page.locator('#route .cards, #route p').first().waitFor();
    await page.context().setOffline(true);
    return new Playground(page);
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }
}

/** The playground as its users see it. */
export class Playground {
  constructor(readonly page: Page) {}

  readonly editor = () => this.page.locator('.cm-editor:not([hidden]) .cm-content');
  readonly findings = () => this.page.locator('#findings > li');
  readonly squiggles = (kind: string) => this.page.locator(`.cm-editor:not([hidden]) .cm-lintRange-${kind}`);
  readonly route = () => this.page.locator('section.route');
  readonly tab = (name: string) => this.page.getByRole('tab', { name });

  /** The rules that were broken, in the order of the list. */
  rules(): Promise<string[]> {
    return this.page.locator('#findings .where a').allTextContents();
  }

  /** The text of the editor in front, as it was typed. */
  text(): Promise<string> {
    return this.editor().evaluate((content) =>
      [...content.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
    );
  }

  async write(text: string): Promise<void> {
    await this.editor().click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
