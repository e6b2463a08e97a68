import type { Node, Path, ScalarNode } from '../parse/tree.ts';
import { partitionPoint } from '../text/binary-search.ts';
import type { Place } from '../text/file.ts';

/** A `${NAME}` that OpenClaw substitutes when it reads the config (facts 2.1). */
export interface EnvReference {
  readonly name: string;
  /** the `${NAME}`, or the whole string if escapes make it impossible to locate */
  readonly at: Place;
  readonly node: ScalarNode;
  readonly path: Path;
}

/** A `${NAME}` in a text, with UTF-16 offsets into it. */
export interface Token {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** How OpenClaw treats each form: only `shorthand` can be a variable, the others are passed on literally. */
export type LookalikeForm =
  | 'shorthand' // $NAME as the whole text: a variable in fields that take secrets, text in all others
  | 'dollar' // $NAME in the midst of text, or $name
  | 'lower-case' // ${name}
  | 'default' // ${NAME:-text} and the shell's other operators
  | 'env-prefix' // ${env:NAME}, env:NAME, ${env.NAME}, ${process.env.NAME}, $env:NAME
  | 'mustache' // {{NAME}}, ${{ env.NAME }}
  | 'percent' // %NAME%
  | 'marker' // secretref-env:NAME, __env__:NAME: retired, resolve to nothing (facts 2.6)
  | 'secretref' // SecretRef:NAME, op://vault/item
  | 'file' // file:path
  | 'nested' // ${A_${B}}: only the inner one is a variable
  | 'unclosed' // ${NAME
  | 'braces'; // ${…} around anything else

export interface Lookalike {
  readonly form: LookalikeForm;
  /** the variable that was probably meant, as written */
  readonly name?: string;
  readonly start: number;
  readonly end: number;
}

/** The `${NAME}`s that OpenClaw substitutes in a text, in one pass from the left; `$${NAME}` is an escape. */
export function substitutions(text: string): Token[] {
  const tokens: Token[] = [];
  if (!text.includes('${')) return tokens;
  for (const match of text.matchAll(/(\$?)\$\{([A-Z_][A-Z0-9_]*)\}/g))
    if (!match[1]) tokens.push({ name: match[2]!, start: match.index, end: match.index + match[0].length });
  return tokens;
}

/**
 * Every reference in the string values of a tree, in file order. Keys and values hidden by a duplicate key are not
 * substituted. Recursion is safe: readers stop at 1,000 levels.
 * @param oneFile nothing is included: what spans no `$` in the text needs no walk
 */
export function references(root: Node, oneFile = false): EnvReference[] {
  const found: EnvReference[] = [];
  const path: (string | number)[] = [];
  const mayHold = oneFile ? withDollar(root.file.text) : () => true;
  visit(root);
  return found;

  function visit(node: Node): void {
    if (!mayHold(node)) return;
    if (node.kind === 'scalar') {
      const value = node.value;
      if (typeof value !== 'string' || !value.includes('${')) return;
      for (const { name, start, end } of substitutions(value))
        found.push({ name, at: within(node, start, end), node, path: [...path] });
    } else if (node.kind === 'object') {
      const depth = path.length;
      for (const { key, value } of node.effective()) {
        path[depth] = key.value;
        visit(value);
      }
      path.length = depth;
    } else if (node.kind === 'array') {
      const depth = path.length;
      for (let i = 0; i < node.items.length; i++) {
        path[depth] = i;
        visit(node.items[i]!);
      }
      path.length = depth;
    }
  }
}

/** Whether a range of a text contains a `$`, literal or escaped. */
function withDollar(text: string): (stretch: Place) => boolean {
  const offsets: number[] = [];
  if (text.includes('\\')) for (const { index } of text.matchAll(/\$|\\(?:u0024|x24)/g)) offsets.push(index);
  else for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) offsets.push(at);
  return ({ offset, length }) => {
    const next = partitionPoint(offsets.length, (i) => offsets[i]! < offset);
    return next < offsets.length && offsets[next]! < offset + length;
  };
}

/** A range of a string's value as a place in its file; the whole string if escapes make the offsets differ. */
export function within(node: ScalarNode, start: number, end: number): Place {
  const { file, offset, length, value } = node;
  if (typeof value !== 'string') return node;
  const quotes = /["'`]/.test(file.text[offset] ?? '') ? 1 : 0;
  // an escape is always longer than the character it stands for
  if (length !== value.length + 2 * quotes) return node;
  return { file, offset: offset + quotes + start, length: end - start };
}

/** The variable named by a secret field whose whole text is `$NAME` or `${NAME}` (facts 2.2). */
export function secretShorthand(text: string): string | undefined {
  const match = /^\$(?:\{([A-Z][A-Z0-9_]{0,127})\}|([A-Z][A-Z0-9_]{0,127}))$/.exec(text.trim());
  return match?.[1] ?? match?.[2];
}

/** Lookalikes that are the whole text. */
const WHOLE_FORMS: readonly (readonly [LookalikeForm, RegExp])[] = [
  ['shorthand', /^\$([A-Z][A-Z0-9_]{0,127})$/],
  ['dollar', /^\$([A-Za-z_]\w*)$/],
  ['env-prefix', /^(?:\$?env:(?:default:)?|(?:process\.)?env\.)([A-Za-z_]\w*)$/i],
  ['marker', /^(?:secretref-env|__env__):([^]*)$/],
  ['secretref', /^secretref:([^]*)$/i],
  ['secretref', /^\{\{secret:(?:[\w-]+:)?(\w+)\}\}$/],
  ['secretref', /^(?:op|vault|keychain):\/\/[^]+$/i],
  ['file', /^file:[^]+$/i],
];
/** The common cases: a correct variable, or an address. */
const PLAIN = /^\$\{[A-Z_][A-Z0-9_]*\}$|^https?:\/\/[^$%{]*$/;
/** A text without any of these cannot look like a variable. */
const SIGNS = /[$%:]|\{\{|__/;
const IDENTIFIER = /^[A-Za-z_]\w*$/;
/** Lookalikes within a text. */
const PARTS =
  /\$?\{\{([^{}]*)\}\}|(\$?)\$\{([^${}]*)(\}?)|%([A-Z_][A-Z0-9_]{2,})%|(?<![\w$])\$([A-Z_][A-Z0-9_]+)(?!\w)/g;

/** Finds what looks like a variable but is not one to OpenClaw, from left to right. Linear in the text. */
export function lookalikes(text: string): Lookalike[] {
  if (!SIGNS.test(text) || PLAIN.test(text)) return [];
  const trimmed = text.trim();
  for (const [form, pattern] of WHOLE_FORMS) {
    const match = pattern.exec(trimmed);
    if (!match) continue;
    const start = text.length - text.trimStart().length;
    return [lookalike(form, match[1], start, start + trimmed.length)];
  }
  const found: Lookalike[] = [];
  for (const match of text.matchAll(PARTS)) {
    const [all, mustache, escaped, braces, closed, percent, dollar] = match;
    const add = (form: LookalikeForm, name?: string) =>
      found.push(lookalike(form, name, match.index, match.index + all.length));
    if (percent) add('percent', percent);
    else if (dollar) add('dollar', dollar);
    else if (mustache !== undefined) {
      const name = /^\s*(?:(?:process\.env|env|secrets|vars)[.:])?([A-Za-z_]\w*)\s*$/.exec(mustache);
      if (name) add('mustache', name[1]);
    } else if (braces !== undefined && !escaped) {
      const nested = !closed && text.startsWith('${', match.index + all.length);
      const [form, name] = inBraces(braces, closed ? 'closed' : nested ? 'nested' : 'unclosed');
      if (form) add(form, name);
    }
  }
  return found;
}

function inBraces(text: string, ending: 'closed' | 'nested' | 'unclosed'): [LookalikeForm?, string?] {
  const operator = /^([A-Za-z_]\w*)(?::?[-=?+]|[#%^,/@])/.exec(text);
  if (operator) return [ending === 'unclosed' ? ending : 'default', operator[1]!];
  if (ending !== 'closed') return [ending, text.trim()];
  if (/^[A-Z_][A-Z0-9_]*$/.test(text)) return [];
  if (IDENTIFIER.test(text)) return ['lower-case', text];
  const prefixed = /^(?:process\.env\.|env[.:]|\$env:)([A-Za-z_]\w*)$/i.exec(text);
  return prefixed ? ['env-prefix', prefixed[1]!] : ['braces', text.trim()];
}

function lookalike(form: LookalikeForm, name: string | undefined, start: number, end: number): Lookalike {
  return { form, start, end, ...(name !== undefined && IDENTIFIER.test(name) && { name }) };
}
