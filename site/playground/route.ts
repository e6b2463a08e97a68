import { button, byId, fill, later, make } from './dom.ts';
import type { Home } from './home.ts';
import { nameOf, uriOf } from './names.ts';
import { positionOf } from './positions.ts';

const KINDS = [
  ['rate_limit', 'a rate limit'],
  ['overloaded', 'an overload'],
  ['timeout', 'a time-out'],
  ['auth', 'a refused key'],
  ['billing', 'no credit left'],
  ['model_not_found', 'no such model'],
] as const;

/** The route that the cursor is about, with the outage that is played on it. */
export class Route {
  /** what fails → how */
  readonly #failures = new Map<string, string>();
  readonly redraw = later(60, () => this.#draw());
  #asked = 0;

  constructor(readonly home: () => Home) {
    fill(byId<HTMLSelectElement>('kind'), KINDS);
    byId('recover').onclick = () => {
      this.forget();
      void this.#draw();
    };
    byId('picture').onclick = () => this.#save();
  }

  /** All work again. */
  forget(): void {
    this.#failures.clear();
  }

  /** Where the cursor has gone to another route, what fails may be unknown. */
  async #ask(format: string): Promise<string | null> {
    const ask = (params: object) => this.home().ask<string | null>('clawlint/route', params);
    const drawn = await ask(this.#params(format));
    return this.#failures.size === 0 || drawn?.startsWith('<') ? drawn : ask({ ...this.#params(format), fail: [] });
  }

  #params(format: string): object {
    const { view, active } = this.home();
    const position = positionOf(view.state.doc, view.state.selection.main.head);
    const fail = [...this.#failures].map(([what, kind]) => `${what}=${kind}`);
    return { uri: uriOf(active), position, fail, format };
  }

  async #draw(): Promise<void> {
    const asked = ++this.#asked;
    const drawn = await this.#ask('html').catch(() => null);
    if (asked !== this.#asked) return;
    const box = byId('route');
    const focused = (document.activeElement as HTMLElement | null)?.dataset.fail;
    box.replaceChildren(...(drawn?.startsWith('<main>') ? this.#adopt(drawn) : [saying(drawn)]));
    const again = [...box.querySelectorAll<HTMLElement>('[data-fail]')].find(({ dataset }) => dataset.fail === focused);
    if (focused !== undefined) again?.focus();
    byId('recover').hidden = this.#failures.size === 0;
  }

  /** The page that the server made, as a part of this one. */
  #adopt(html: string): Node[] {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    for (const link of parsed.querySelectorAll('a')) link.replaceWith(this.#jump(link));
    for (const row of parsed.querySelectorAll<HTMLLIElement>('ol.cards > li > ol > li[value]')) this.#playable(row);
    for (const [from, to] of [['h2', 'h4'] as const, ['h1', 'h3'] as const])
      for (const each of parsed.querySelectorAll(from)) each.replaceWith(make(to, {}, ...each.childNodes));
    const outage = byId('outage');
    const told = [...parsed.querySelectorAll('main > p')].find(({ textContent }) =>
      /^[^ ]+=\w+/.test(textContent ?? ''),
    );
    outage.textContent = this.#failures.size > 0 ? (told?.textContent ?? 'what fails is not part of this route') : '';
    told?.remove();
    return [...(parsed.querySelector('main')?.childNodes ?? [])].map((each) => document.adoptNode(each));
  }

  #jump(link: HTMLAnchorElement): HTMLElement {
    const [, uri = '', line = '1', column = '1'] = /^(.*)#L(\d+),(\d+)$/.exec(link.getAttribute('href') ?? '') ?? [];
    const at = { line: Number(line) - 1, character: Number(column) - 1 };
    const { active, view } = this.home();
    const name = nameOf(uri);
    const here = positionOf(view.state.doc, view.state.selection.main.head).line;
    if (name === active && here === at.line) link.closest('li')?.classList.add('here');
    return button(link.textContent ?? '', () => this.home().show(name, true, at), 'link');
  }

  /** An attempt that fails at a click, and works again at the next. */
  #playable(row: HTMLLIElement): void {
    const label = row.querySelector('code')?.textContent ?? '';
    const fails = this.#failures.has(label);
    const act = button(fails ? 'works again' : 'fails', () => this.#toggle(label), 'small play');
    act.ariaLabel = fails ? `${label} works again` : `${label} fails`;
    act.ariaPressed = String(fails);
    act.dataset.fail = label;
    row.append(' ', act);
    row.onclick = ({ target }) => {
      if (!(target as Element).closest('button')) this.#toggle(label);
    };
  }

  #toggle(label: string): void {
    if (!this.#failures.delete(label)) this.#failures.set(label, byId<HTMLSelectElement>('kind').value);
    void this.#draw();
  }

  async #save(): Promise<void> {
    const drawn = await this.#ask('svg');
    if (!drawn?.startsWith('<svg')) return;
    const href = URL.createObjectURL(new Blob([drawn], { type: 'image/svg+xml' }));
    make('a', { href, download: 'route.svg' }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }
}

const saying = (words: string | null): Node => make('p', {}, words ?? 'There is no config yet.');
