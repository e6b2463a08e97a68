import type { CompletionItem } from 'vscode-languageserver-types';
import { providerVariables } from '../../src/catalog/catalog.ts';
import type { Routing } from '../../src/routing/routing.ts';
import { symbolsOf } from '../../src/symbols.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { rangeOf } from '../protocol/positions.ts';

const VARIABLE = 6;

/**
 * At the start of a `.env` line: variables that the config needs, or OpenClaw on its behalf, and that this file does
 * not set.
 */
export function completeDotenv(
  { result: { routing } }: CheckedHome,
  { file, dotenv }: Extract<Source, { kind: 'dotenv' }>,
  offset: number,
): CompletionItem[] {
  const line = file.line(file.position(offset).line);
  const typed = /^\s*(?:export\s+)?(\w*)$/.exec(line.text.slice(0, offset - line.offset));
  if (!typed) return [];
  const start = offset - typed[1]!.length;
  const rest = /^\w*(?:\s*=)?/.exec(line.text.slice(offset - line.offset))![0];
  const range = rangeOf({ file, offset: start, length: offset - start + rest.length });
  const set = new Set(dotenv.variables.filter(({ name }) => name.offset !== start).map(({ name }) => name.value));
  return [...wanted(routing)]
    .filter(([name]) => !set.has(name))
    .map(([name, why]) => {
      const found = routing.home.environment.lookup(name);
      const isMissing = found === undefined && why === USED;
      return {
        label: name,
        kind: VARIABLE,
        sortText: `${isMissing ? 0 : 1}${name}`,
        detail: found ? `set in ${found.layer.label}` : why,
        textEdit: { range, newText: `${name}=` },
      };
    });
}

const USED = 'used in the config, set nowhere';

/** Names of variables, and what needs them. */
function wanted(routing: Routing): Map<string, string> {
  const providers = new Set([
    ...routing.providers.configured.map(({ id }) => id),
    ...[...routing.refs, ...routing.jobs].flatMap(({ resolved }) => resolved?.provider ?? []),
  ]);
  const found = new Map([...providers].flatMap((id) => providerVariables(id).map((name) => [name, `read for ${id}`])));
  for (const { kind, role, name } of symbolsOf(routing))
    if (kind === 'variable' && role === 'uses') found.set(name, USED);
  return found;
}
