import type { Environment } from '../../env/environment.ts';
import { substitutions } from '../../env/references.ts';
import { type Node, textOf } from '../../parse/tree.ts';
import { type Place, textAt } from '../../text/file.ts';

/** The text that a place has, also that of the one variable in it, or of one that stands for what is not there. */
export function saidBy(
  environment: Environment,
  node: Node | undefined,
  instead?: string,
): { at: Place; text: string } | undefined {
  const text = node && textOf(node)?.trim();
  const [named] = text === undefined ? [] : substitutions(text);
  if (node && (text === undefined || !named)) return text === undefined ? undefined : { at: node, text };
  if (named && text !== `\${${named.name}}`) return undefined;
  const name = named?.name ?? instead;
  const variable = name === undefined ? undefined : environment.lookup(name)?.variable;
  return variable?.at && variable.value ? { at: variable.at, text: textAt(variable.value).trim() } : undefined;
}
