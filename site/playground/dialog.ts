import { button, byId, make } from './dom.ts';

const dialog = (): HTMLDialogElement => byId<HTMLDialogElement>('dialog');

/** @param after what happens when it is closed, however */
function open(title: string, content: readonly Node[], after: () => void = () => {}): void {
  const box = dialog();
  if (box.open) box.close();
  box.replaceChildren(make('h2', { id: 'dialog-title' }, title), ...content);
  box.onclose = after;
  box.showModal();
}

export const close = (): void => dialog().close();

const closing = (): HTMLElement => make('p', { className: 'buttons' }, button('Close', close));

/** Says something until it is closed. */
export const tell = (title: string, ...content: (Node | string)[]): void =>
  open(title, [make('div', {}, ...content), closing()]);

/** A list of which one is done. The arrow keys walk it. */
export function choose(title: string, choices: readonly { title: string; apply(): void }[], after: () => void): void {
  const list = choices.map((each) =>
    button(each.title.replaceAll('`', ''), () => {
      each.apply();
      close();
    }),
  );
  const menu = make('div', { className: 'menu' }, ...list);
  menu.onkeydown = (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = list.indexOf(document.activeElement as HTMLButtonElement);
    list[(at + step + list.length) % list.length]?.focus();
  };
  open(title, [menu, closing()], after);
  list[0]?.focus();
}

/** Asks for a text; nothing happens if it is left. */
export function prompt(
  title: string,
  label: string,
  text: string,
  act: (text: string) => void,
  after: () => void,
): void {
  const input = make('input', { value: text, autocomplete: 'off', spellcheck: false });
  const form = make(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        close();
        act(input.value);
      },
    },
    make('label', {}, `${label} `, input),
    make('p', { className: 'buttons' }, make('button', { type: 'submit' }, title), button('Cancel', close)),
  );
  open(title, [form], after);
  input.select();
}
