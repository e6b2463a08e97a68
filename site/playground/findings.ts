import { type Diagnostic as Mark, setDiagnostics } from '@codemirror/lint';
import type { Diagnostic } from 'vscode-languageserver-types';
import { button, byId, later, make } from './dom.ts';
import { type Fix, fixesFor } from './fixes.ts';
import type { Home } from './home.ts';
import { nameOf, titleOf } from './names.ts';
import { offsetOf } from './positions.ts';

const SEVERITY = ['error', 'error', 'warning', 'info', 'hint'] as const;
/** Findings that get their fixes in the list. */
const MOST = 40;

/** One finding in its file. */
export interface Finding {
  readonly name: string;
  readonly diagnostic: Diagnostic;
}

/** What the server found, as squiggles at both ends and as a list. */
export class Findings {
  #byFile = new Map<string, readonly Diagnostic[]>();
  readonly #list = later(120, () => this.#draw());
  /** the list's fixes, which cost the server more than the findings: once nobody types */
  #wanted: (() => void)[] = [];
  readonly #fixes = later(250, () => {
    for (const want of this.#wanted.splice(0)) want();
  });

  constructor(readonly home: () => Home) {}

  set(name: string, diagnostics: readonly Diagnostic[]): void {
    const before = this.#byFile.get(name) ?? [];
    this.#byFile.set(name, diagnostics);
    const ends = [...before, ...diagnostics].flatMap(({ relatedInformation = [] }) =>
      relatedInformation.map(({ location }) => nameOf(location.uri)),
    );
    for (const each of new Set([name, ...ends])) this.#underline(each);
    this.#list();
  }

  get all(): Finding[] {
    const { names } = this.home();
    return names.flatMap((name) => (this.#byFile.get(name) ?? []).map((diagnostic) => ({ name, diagnostic })));
  }

  #underline(name: string): void {
    const view = this.home().editor(name);
    if (!view) return;
    const { doc } = view.state;
    const own = (this.#byFile.get(name) ?? []).map((diagnostic) => this.#mark(name, diagnostic, doc));
    const ends = this.all.flatMap(({ name: from, diagnostic }) =>
      (diagnostic.relatedInformation ?? []).flatMap(({ location, message }): Mark[] =>
        nameOf(location.uri) !== name
          ? []
          : [
              {
                from: offsetOf(doc, location.range.start),
                to: offsetOf(doc, location.range.end),
                severity: 'hint',
                message,
                renderMessage: () => make('div', {}, `${message} (`, this.#place({ name: from, diagnostic }), ')'),
              },
            ],
      ),
    );
    view.dispatch(setDiagnostics(view.state, [...own, ...ends]));
  }

  #mark(name: string, diagnostic: Diagnostic, doc: Parameters<typeof offsetOf>[0]): Mark {
    const { range, severity = 1 } = diagnostic;
    return {
      from: offsetOf(doc, range.start),
      to: offsetOf(doc, range.end),
      severity: SEVERITY[severity]!,
      message: String(diagnostic.message),
      renderMessage: () => {
        const body = this.#body({ name, diagnostic });
        void this.#addFixes(body, { name, diagnostic });
        return body;
      },
    };
  }

  #draw(): void {
    const { all } = this;
    const counts = [1, 2, 3].map(
      (level) => all.filter(({ diagnostic: { severity = 1 } }) => severity === level).length,
    );
    byId('count').textContent = all.length === 0 ? 'none' : countOf(counts);
    const list = byId('findings');
    const focused = document.activeElement instanceof HTMLElement && list.contains(document.activeElement);
    this.#wanted = [];
    this.#fixes();
    list.replaceChildren(
      ...all.map((finding, i) => {
        const body = this.#body(finding);
        if (i < MOST) this.#wanted.push(() => void this.#addFixes(body, finding));
        const kind = SEVERITY[finding.diagnostic.severity ?? 1]!;
        const head = make('p', { className: 'where' }, make('strong', { className: kind }, kind), ' ');
        head.append(this.#place(finding), ' ', ruleOf(finding.diagnostic));
        return make('li', { className: kind }, head, body);
      }),
    );
    if (focused) list.querySelector('button')?.focus();
    this.home().mark(
      new Map(this.home().names.map((name) => [name, all.filter((each) => each.name === name).length] as const)),
    );
  }

  #body(finding: Finding): HTMLElement {
    const [message = '', ...help] = String(finding.diagnostic.message).split('\nhelp: ');
    const body = make('div', { className: 'message' }, make('p', {}, ...withCode(message)));
    for (const { location, message } of finding.diagnostic.relatedInformation ?? []) {
      const name = nameOf(location.uri);
      const { start } = location.range;
      body.append(make('p', { className: 'related' }, this.#jump(name, start), ': ', ...withCode(message)));
    }
    if (help.length > 0) body.append(make('p', { className: 'help' }, 'help: ', ...withCode(help.join(' '))));
    return body;
  }

  async #addFixes(body: HTMLElement, finding: Finding): Promise<void> {
    const fixes = await fixesFor(this.home(), finding).catch((): Fix[] => []);
    const useful = fixes.filter(({ isSilencing }) => !isSilencing);
    if (useful.length === 0) return;
    body.append(make('p', { className: 'fixes' }, ...useful.map(({ title, apply }) => fixButton(title, apply))));
  }

  #place({ name, diagnostic }: Finding): HTMLElement {
    return this.#jump(name, diagnostic.range.start);
  }

  #jump(name: string, start: Diagnostic['range']['start']): HTMLElement {
    const text = `${titleOf(name)}:${start.line + 1}:${start.character + 1}`;
    return button(text, () => this.home().show(name, true, start), 'link');
  }
}

function fixButton(title: string, apply: () => void): HTMLElement {
  const made = button('', apply, 'small fix');
  made.append(...withCode(title));
  return made;
}

/** A link to the rule's page in the manual. */
function ruleOf({ code }: Diagnostic): HTMLElement {
  const rule = String(code ?? '');
  return make('a', { href: `../rules/${encodeURIComponent(rule)}.html`, target: '_blank' }, rule);
}

function countOf([errors = 0, warnings = 0, infos = 0]: readonly number[]): string {
  const plural = (count: number, word: string) => (count > 0 ? [`${count} ${word}${count === 1 ? '' : 's'}`] : []);
  return [...plural(errors, 'error'), ...plural(warnings, 'warning'), ...plural(infos, 'hint')].join(', ');
}

/** What stands between backticks is code. */
export const withCode = (text: string): (Node | string)[] =>
  text.split('`').map((part, i) => (i % 2 === 1 ? make('code', {}, part) : part));
