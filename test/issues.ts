import type { Result } from '../src/check.ts';
import type { Node } from '../src/parse/tree.ts';
import type { Issue, Placed } from './recorded.ts';

/** OpenClaw names the owner of unknown keys; here each key stands for itself. */
export function named(issue: Issue): Issue[] {
  const keys = /^Unrecognized keys?: (.*)$/.exec(issue.message)?.[1]?.match(/"(?:[^"\\]|\\.)*"/g);
  if (!keys) return [issue];
  const owner = issue.path === '<root>' ? '' : `${issue.path}.`;
  return keys.map((key) => ({ message: 'Unrecognized key', path: owner + JSON.parse(key) }));
}

/** Whether a finding is about the place that OpenClaw names. */
export function speaksOf(finding: Placed, { path, message }: Issue, present: ReadonlySet<string>): boolean {
  if (path === '<root>') return finding.rule === rootRule(message);
  if (finding.path === path) return true;
  // what is absent has no place of its own, so the object around it is marked
  if (!present.has(path) && path === `${finding.path}.${path.split('.').at(-1)}`) return true;
  // of alternatives OpenClaw blames the whole value, clawlint what in it is wrong
  return message.startsWith('Invalid input') && finding.path.startsWith(`${path}.`);
}

const rootRule = (message: string): string =>
  message.startsWith('JSON5 parse failed')
    ? 'json5-syntax'
    : /include/i.test(message)
      ? 'include-error'
      : 'invalid-value';

/** The paths of everything that is there after includes. */
export function pathsOf({ routing: { home } }: Result): Set<string> {
  const paths = new Set<string>();
  const visit = (node: Node, path: string) => {
    paths.add(path);
    const at = (step: string | number) => (path ? `${path}.${step}` : String(step));
    if (node.kind === 'object') for (const { key, value } of node.effective()) visit(value, at(key.value));
    if (node.kind === 'array') node.items.forEach((item, i) => visit(item, at(i)));
  };
  if (home.root) visit(home.root, '');
  return paths;
}
