import type { Finding, Fix, Rule } from '../rule.ts';
import type { Problem } from '../schema.ts';
import type { Node } from '../tree.ts';
import { code, describe, release, typeNames } from './words.ts';

export const modelConfigShape: Rule = {
  id: 'model-config-shape',
  severity: 'error',
  summary: 'a model, its fallbacks or the models map are written in a shape OpenClaw does not read',
  why: 'OpenClaw refuses the whole file and says no more than `Invalid input` at the whole model, because a model may be a string or an object and it cannot tell which one was meant.',
  *check({ walked, target }) {
    for (const problem of walked.problems) {
      if (problem.kind !== 'type' || !isModelShape(problem)) continue;
      yield { ...phrase(problem), message: `${name(problem)} takes ${typeNames(problem.expected)}, not ${describe(problem.at)}; ${release(target)} refuses to start on it` };
    }
  },
};

export const isModelShape = (problem: Problem & { kind: 'type' }): boolean =>
  problem.path[0] === 'agents' && problem.path.some((step) => /model|^fallbacks$|^primary$/i.test(String(step)));

const name = ({ path }: Problem): string => {
  const last = path.at(-1);
  if (typeof last === 'number') return `an entry of ${code(String(path.at(-2)))}`;
  return path.at(-2) === 'models' ? `an entry of the models map, such as ${code(last ?? '')},` : code(last ?? '');
};

function phrase({ at, path }: Problem & { kind: 'type' }): Omit<Finding, 'message'> {
  const last = path.at(-1);
  if (last === 'fallbacks' && isText(at)) return { at, help: `write a list: ${code(`[${source(at)}]`)}`, fix: wrapped(at) };
  if (typeof last === 'number' && at.kind === 'object') {
    const ref = at.get('model') ?? at.get('primary') ?? at.get('id');
    if (ref && isText(ref)) return { at, help: `write the ref alone: ${code(source(ref))}`, ...(at.entries.length === 1 && { fix: replaced(at, source(ref)) }) };
  }
  if (path.at(-2) === 'models' && isText(at)) return { at, help: `the key is the model and the alias goes inside: ${code(`${source(at)}: { "alias": ${JSON.stringify(last)} }`)}` };
  if (last === 'models') return { at, help: `write an object with one key for each model: ${code('{ "provider/model": { "alias": "name" } }')}` };
  if (last === 'alias' && at.kind === 'array') return { at, help: 'a model has one alias; write a string' };
  if (at.kind === 'object' && at.get('primary')) return { at, help: 'write the ref alone; this model has no fallbacks of its own' };
  return { at, help: `write ${code('"provider/model"')}${last === 'fallbacks' ? ' in a list' : ''}` };
}

const isText = (node: Node): boolean => node.kind === 'scalar' && typeof node.value === 'string';
const source = ({ file, offset, length }: Node): string => file.text.slice(offset, offset + length);
const replaced = (at: Node, text: string): Fix => ({ title: `write ${code(text)}`, edits: [{ at, text }] });
const wrapped = (at: Node): Fix => replaced(at, `[${source(at)}]`);
