/** Marks of Helm, Ansible and what else fills in a text. */
const MARK = /\{\{[^]*?\}\}|\{%[^]*?%\}|\{#[^]*?#\}/g;
const ALONE = /^[ \t]*(?:\{\{[^\n]*\}\}|\{%[^\n]*%\}|\{#[^\n]*#\})[ \t]*,?[ \t]*$/gm;

/** Rules whose findings in a template are certain, as they rest on a key or a value that is written out. */
export const CERTAIN_IN_TEMPLATES: ReadonlySet<string> = new Set([
  'unknown-key',
  'key-at-wrong-level',
  'retired-config-key',
  'env-block-flat',
  'invalid-enum',
  'invalid-value',
]);

export const isTemplate = (text: string): boolean => text.search(MARK) >= 0;

/**
 * The same text with something as long in place of each mark: nothing where one stands alone in its line, else a number,
 * which may stand in quotes, too.
 */
export const filledIn = (text: string): string =>
  isTemplate(text)
    ? text
        .replace(ALONE, (line) => line.replace(/[^\r\n]/g, ' '))
        .replace(MARK, (mark) => mark.replace(/[^\r\n]/g, '1'))
    : text;
