import type { CompletionItem } from 'vscode-languageserver-types';
import { symbolsOf } from '../src/symbols.ts';
import type { CheckedHome } from './checked.ts';
import { rangeOf } from './convert.ts';
import type { Source } from './sources.ts';

const VARIABLE = 6;

/** At the start of a line of a `.env`: the variables that the config asks for and this file does not set. */
export function completeDotenv({ result: { routing } }: CheckedHome, { file, dotenv }: Extract<Source, { kind: 'dotenv' }>, offset: number): CompletionItem[] {
  const line = file.line(file.position(offset).line);
  const typed = /^\s*(?:export\s+)?(\w*)$/.exec(line.text.slice(0, offset - line.offset));
  if (!typed) return [];
  const start = offset - typed[1]!.length;
  const rest = /^\w*(?:\s*=)?/.exec(line.text.slice(offset - line.offset))![0];
  const range = rangeOf({ file, offset: start, length: offset - start + rest.length });
  const set = new Set(dotenv.variables.filter(({ name }) => name.offset !== start).map(({ name }) => name.value));
  const wanted = new Set(symbolsOf(routing).flatMap(({ kind, role, name }) => (kind === 'variable' && role === 'uses' && !set.has(name) ? [name] : [])));
  return [...wanted].map((name) => {
    const found = routing.home.environment.lookup(name);
    return { label: name, kind: VARIABLE, sortText: `${found ? 1 : 0}${name}`, detail: found ? `set in ${found.layer.label}` : 'used in the config, set nowhere', textEdit: { range, newText: `${name}=` } };
  });
}
