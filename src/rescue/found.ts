import { Scan } from '../parse/json5/scan.ts';
import * as token from '../parse/json5/tokens.ts';
import { parseJson5 } from '../parse/json5.ts';
import { File } from '../text/file.ts';

/** What can be read of a text as a config. */
export interface Found {
  readonly text: string;
  /** what it had: prose around the config, or no end; nothing where it is the text itself */
  readonly had?: 'prose' | 'cut';
}

/** The config in a text, as whole as it is there; undefined where nothing can be read. */
export function findConfig(text: string): Found | undefined {
  if (isConfig(text)) return { text };
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  const [first, last] = [/^\{/m.exec(text)?.index ?? from, [...text.matchAll(/^\}/gm)].at(-1)?.index ?? to];
  const part = [text.slice(from, to + 1), text.slice(first, last + 1)].find(isConfig);
  if (part !== undefined) return { text: part, had: 'prose' };
  const whole = [text.slice(from), text.slice(first)].map(closed).find(isConfig);
  return whole === undefined ? undefined : { text: whole, had: 'cut' };
}

function isConfig(text: string): boolean {
  const { root, structureCertain } = parseJson5(new File('', text));
  return root?.kind === 'object' && structureCertain;
}

/** The brackets that a text leaves open are closed; the value that it breaks off in goes, as nobody knows its rest. */
function closed(text: string): string {
  const { tokens } = new Scan(new File('', text));
  const { kind, start, end, flags } = tokens;
  let whole = 0;
  for (let i = 0; kind[i] !== token.END && flags[i]! < token.NO_CLOSE; i++) {
    if (kind[i] === token.COMMA) whole = start[i]!;
    else if (isBracket(kind[i]!) || (kind[i] === token.TEXT && kind[i - 1] === token.COLON)) whole = end[i]!;
  }
  const open: string[] = [];
  for (let i = 0; kind[i] !== token.END && start[i]! < whole; i++)
    if (kind[i] === token.OPEN_OBJECT) open.push('}');
    else if (kind[i] === token.OPEN_ARRAY) open.push(']');
    else if (kind[i] === token.CLOSE_OBJECT || kind[i] === token.CLOSE_ARRAY) open.pop();
  return `${text.slice(0, whole)}${open.reverse().join('')}\n`;
}

const isBracket = (kind: number): boolean => kind >= token.OPEN_OBJECT && kind <= token.CLOSE_ARRAY;
