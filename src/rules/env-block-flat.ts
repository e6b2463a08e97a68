import { move, ownLine } from '../edit/entries.ts';
import { keyText, styleOf } from '../edit/style.ts';
import type { Node, ObjectNode } from '../parse/tree.ts';
import type { Problem } from '../schema/walk.ts';
import { problemsOf } from './claims.ts';
import { code, refusal, release } from './phrases.ts';
import type { Fix, Rule } from './rule.ts';

export const envBlockFlat: Rule = {
  id: 'env-block-flat',
  severity: 'error',
  summary: 'variables stand directly under `env` instead of under `env.vars`',
  why: 'Up to 2026.7 every key of `env` was a variable. Since 2026.8.1 OpenClaw accepts only `vars` and `shellEnv` there and refuses the whole file.',
  facts: ['2.3', 'H12'],
  refusesStart: true,
  movesOnUpgrade: true,
  tag: 'deprecated',
  *check(routing) {
    const wraps = new Map<ObjectNode, Fix | undefined>();
    for (const problem of problemsOf('env-block-flat', routing, 'retired-key')) {
      const { owner } = problem;
      const isFirst = !wraps.has(owner);
      if (isFirst) wraps.set(owner, wrap(owner));
      const whole = wraps.get(owner);
      const fix = whole
        ? isFirst || whole.edits.length <= MOST_EDITS
          ? whole
          : undefined
        : moved(problem, routing.home.root!);
      yield {
        at: problem.key,
        message: `${code(problem.key.value)} stands directly under ${code('env')}; ${routing.target.release ? release(routing.target) : 'OpenClaw since 2026.8.1'} refuses to start on it`,
        help: `move it to ${code(`env.vars.${problem.key.value}`)}`,
        severity: refusal(routing),
        ...(fix && { fix }),
      };
    }
  },
};

/** If `vars` exists already, or the variables are not adjacent: moves them one by one. */
function moved({ key, value, owner }: Problem & { kind: 'retired-key' }, root: Node): Fix | undefined {
  const entry = owner.entries.find((each) => each.key === key);
  if (!entry || value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
  const edits = move(root, owner, entry, ['env', 'vars', key.value]);
  return edits && { title: `move it to ${code(`env.vars.${key.value}`)}`, edits };
}

/** A change to all variables is offered at each of them; if it has too many edits, only at the first. */
const MOST_EDITS = 100;

/** Wraps all flat variables in `vars`, if they are adjacent strings and there is no `vars` yet. */
function wrap(env: ObjectNode): Fix | undefined {
  const { file, entries } = env;
  const flat = entries.filter(({ key }) => key.value !== 'shellEnv');
  const [first, last] = [flat[0], flat.at(-1)];
  if (!first || !last || entries.indexOf(last) - entries.indexOf(first) !== flat.length - 1) return undefined;
  const strings = flat.every(
    ({ key, value }) =>
      key.value !== 'vars' &&
      value.file === file &&
      key.file === file &&
      value.kind === 'scalar' &&
      typeof value.value === 'string',
  );
  if (!strings) return undefined;
  const heads = flat.map(({ key }) => ownLine(file.text, key.offset));
  const indent = heads[0];
  const lines = indent !== undefined && heads.every((head) => head === indent);
  const style = styleOf(file);
  const { eol, indent: deeper } = style;
  const name = keyText('vars', style);
  const put = (offset: number, text: string) => ({ at: { file, offset, length: 0 }, text });
  const opening = put(first.key.offset, lines ? `${name}: {${eol}${indent}${deeper}` : `${name}: { `);
  const closing = put(last.value.offset + last.value.length, lines ? `${eol}${indent}}` : ' }');
  const others = lines ? flat.slice(1).map(({ key }) => put(key.offset, deeper)) : [];
  return { title: 'put `vars` around the variables', edits: [opening, ...others, closing] };
}
