import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { byId, fill, later, make } from './dom.ts';
import { withCode } from './findings.ts';
import type { Home } from './home.ts';
import { CONFIG, uriOf } from './names.ts';

/** What `clawlint/upgrade` answers. */
interface Planned {
  readonly text: string;
  readonly diff: string;
  readonly starts: boolean;
  readonly edit: WorkspaceEdit;
}

/** What another release makes of the home, and the changes that go there. */
export class Upgrade {
  #isShown = false;
  readonly #again = later(700, () => this.#draw());

  constructor(
    readonly home: () => Home,
    releases: readonly string[],
  ) {
    fill(
      byId<HTMLSelectElement>('to'),
      releases.map((each) => [each, each]),
    );
    byId('to').onchange = () => void this.#draw();
    byId('plan').onclick = () => void this.#draw();
  }

  /** What is shown is computed again. */
  renew(): void {
    if (this.#isShown) this.#again();
  }

  hide(): void {
    this.#isShown = false;
    byId('upgrade').replaceChildren();
    byId('apply').hidden = true;
  }

  async #draw(): Promise<void> {
    this.#isShown = true;
    const to = byId<HTMLSelectElement>('to').value;
    const planned = await this.home()
      .ask<Planned | null>('clawlint/upgrade', { uri: uriOf(CONFIG), to })
      .catch(() => null);
    if (!planned) return void byId('upgrade').replaceChildren(make('p', {}, 'There is no config yet.'));
    const { text, diff, starts, edit } = planned;
    const apply = byId('apply');
    apply.hidden = diff === '';
    apply.onclick = () => this.home().apply(edit);
    byId('upgrade').replaceChildren(
      make('p', { className: starts ? 'good' : 'bad' }, starts ? `${to} starts with it.` : `${to} does not start.`),
      make('pre', { tabIndex: 0, ariaLabel: 'What changes' }, ...withCode(text.replace(/; --diff shows how.*/, ''))),
      ...(diff === '' ? [] : [make('pre', { className: 'diff', tabIndex: 0, ariaLabel: 'Changes' }, ...lines(diff))]),
    );
  }
}

const SIGNS: Readonly<Record<string, string>> = { '+': 'added', '-': 'removed', '@': 'hunk' };

const lines = (diff: string): Node[] =>
  diff
    .trimEnd()
    .split('\n')
    .map((line) => make('span', { className: SIGNS[line[0] ?? ''] ?? '' }, `${line}\n`));
