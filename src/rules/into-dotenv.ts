import { code } from '../edit/suggestion.ts';
import { withVariable } from '../edit/variable-line.ts';
import type { Home } from '../home/home.ts';
import { type Node, textOf } from '../parse/tree.ts';
import type { Edit, Fix } from './rule.ts';
import { SHORTEST_KEY } from './secret-texts.ts';

/**
 * The fix that moves a text of the config into the home's `.env`, if there is one, which git does not track, and nothing
 * else sets the variable. Whoever has the config alone lacks the text then.
 * @param instead what becomes of the place where it stood
 */
export function intoDotenv(
  { environment: { layers }, exposure }: Home,
  name: string,
  node: Node | undefined,
  instead: readonly Edit[],
): { readonly fix?: Fix } {
  const file = layers.find(({ source }) => source === 'state-dotenv')?.file;
  const text = node && textOf(node);
  const others = layers.filter(({ source, variables }) => source !== 'example' && variables.has(name));
  const isFree = others.every((layer) => [...layer.variables.values()].some(({ value }) => value === node));
  if (!file || text === undefined || !isFree || instead.length === 0) return {};
  if (text.length >= SHORTEST_KEY && exposure(file.path)?.git === 'tracked') return {};
  const line = withVariable(file, name, text);
  return line ? { fix: { title: `move it to ${code('.env')}`, edits: [line, ...instead], unsafe: true } } : {};
}
