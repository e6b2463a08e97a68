import { isProviderVariable } from '../catalog/catalog.ts';
import { withoutVariable } from '../edit/variable-line.ts';
import type { DotenvVariable } from '../parse/dotenv.ts';
import { type Place, textAt } from '../text/file.ts';
import { advice, code } from './phrases.ts';
import type { Edit, Finding, Rule } from './rule.ts';

export const dotenvSyntax: Rule = {
  id: 'dotenv-syntax',
  severity: 'warning',
  summary: 'a line of `.env` that does not say what it seems to say',
  why: 'Files named `.env` are read as dotenv reads them: a line that is no `NAME=value` is skipped without a word, of two lines for one name the later one counts, an unquoted value ends at a `#`, a quote that is not closed becomes part of the value, and `$NAME` stays as it is.',
  facts: ['2.5'],
  *check({ home }) {
    for (const { source, dotenv } of home.environment.layers) {
      if (!dotenv || source === 'example') continue;
      const last = new Map(dotenv.variables.map((each) => [each.name.value, each]));
      for (const variable of dotenv.variables) yield* inLine(variable, last.get(variable.name.value)!);
      for (const at of dotenv.ignored) if (SHELL.test(textAt(at))) yield ofShell(at);
    }
  },
};

/** A variable of a shell, alone. */
const REFERENCE = /^\$(?:[A-Z_][A-Z0-9_]*|\{[A-Z_][A-Z0-9_]*[^}]*\}|\([^()]+\))$/;

/** `set NAME=…`, `$env:NAME = …`, `setenv NAME …`: shell syntax that dotenv does not understand. */
const SHELL = /^(?:set|setx|setenv)\s+[A-Za-z_]\w*[\s=]|^\$env:/i;

function* inLine(variable: DotenvVariable, last: DotenvVariable): Iterable<Finding> {
  const { name, value, cut } = variable;
  const text = textAt(value);
  if (variable.shadowed && text !== textAt(last.value))
    yield {
      at: name,
      message: `${code(name.value)} is set again further down, to another value; this line counts for nothing`,
      ...advice('remove this line, or the other one', {
        title: 'remove this line',
        edits: [withoutVariable(name, value)],
      }),
      related: [{ at: last.name, message: 'the line that counts' }],
    };
  if (cut && isLikelySecret(name.value))
    yield {
      at: name,
      message: `the value of ${code(name.value)} ends at the ${code('#')} in it; the rest of the line is taken for a comment`,
      ...advice('put the value in quotes', {
        title: 'put the value in quotes',
        edits: quotesAround(spanOf(value, cut)),
      }),
    };
  if (REFERENCE.test(text))
    yield {
      at: name,
      message: `${code('.env')} takes no value from another variable: ${code(name.value)} is the text with the ${code('$')} itself`,
      help: 'write the value itself, or refer to the other variable where the config uses this one',
    };
  if (/^["'`]/.test(text) && text.length > 1 && !text.endsWith(text[0]!))
    yield {
      at: name,
      message: `the quote before the value of ${code(name.value)} is never closed, so it becomes part of the value`,
      ...advice(
        'close the quote, or remove it',
        { title: 'close the quote', edits: [{ at: endOf(value), text: text[0]! }] },
        { title: 'remove it', edits: [{ at: { ...value, length: 1 }, text: '' }] },
      ),
    };
}

const endOf = ({ file, offset, length }: Place): Place => ({ file, offset: offset + length, length: 0 });

/** From the start of one place to the end of another. */
const spanOf = ({ file, offset }: Place, { offset: last, length }: Place): Place => ({
  file,
  offset,
  length: last + length - offset,
});

/** The quotes that a text does not have itself; none if it has all. */
function quotesAround(place: Place): Edit[] {
  const quote = ['"', "'", '`'].find((each) => !textAt(place).includes(each));
  return quote === undefined
    ? []
    : [
        { at: { ...place, length: 0 }, text: quote },
        { at: endOf(place), text: quote },
      ];
}

const isLikelySecret = (name: string): boolean => isProviderVariable(name) || /KEY|TOKEN|SECRET|PASSW/i.test(name);

function ofShell(at: Place): Finding {
  const prefix = /^(?:set\s+|\$env:)(?=\w+\s*=)/i.exec(textAt(at))?.[0];
  return {
    at,
    message: 'this line is a command of a shell; OpenClaw skips it, and the variable is not set',
    ...advice(`write ${code('NAME=value')} alone`, {
      title: `write ${code('NAME=value')} alone`,
      edits: prefix === undefined ? [] : [{ at: { ...at, length: prefix.length }, text: '' }],
    }),
  };
}
