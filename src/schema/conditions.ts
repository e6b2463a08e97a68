import { type Node, toValue } from '../parse/tree.ts';
import type { Condition } from './schema.ts';

/** Whether an object is as a condition wants it. */
export function holds(node: Node, condition: Condition): boolean {
  if (condition.if) return !holds(node, condition.if) || holds(node, condition.then ?? {});
  if (condition.not) return !holds(node, condition.not);
  if (condition.const !== undefined && toValue(node) !== condition.const) return false;
  if (node.kind !== 'object') return true;
  return (
    (condition.required ?? []).every((name) => node.entry(name)) &&
    Object.entries(condition.properties ?? {}).every(([name, each]) => {
      const value = node.get(name);
      return !value || holds(value, each);
    })
  );
}

/** What is wrong with an object for which a condition does not hold, and what to do. */
export function broken(condition: Condition): { message: string; help: string } {
  if (condition.if) {
    const [given, wanted] = [condition.if, condition.then ?? {}].map((each) => settingsIn(each).join(' and '));
    return { message: `${given} needs ${wanted} beside it`, help: `add ${wanted}, or remove ${given}` };
  }
  const [first = '', ...others] = settingsIn(condition.not ?? condition);
  return { message: `${first} does not go with ${others.join(' and ')}`, help: 'change one of them' };
}

/** The settings that a condition speaks of, with their values where it names them. */
function settingsIn(condition: Condition, path = ''): string[] {
  const named = Object.entries(condition.properties ?? {});
  return [
    ...named.flatMap(([name, each]) => settingsIn(each, path ? `${path}.${name}` : name)),
    ...(condition.required ?? [])
      .filter((name) => !named.some(([other]) => other === name))
      .map((name) => `\`${path ? `${path}.${name}` : name}\``),
    ...(condition.const === undefined ? [] : [`\`"${path}": ${JSON.stringify(condition.const)}\``]),
  ];
}
