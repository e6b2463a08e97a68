import type { Edit } from '../edit/edit.ts';
import { ownLine } from '../edit/gaps.ts';
import { moveInto } from '../edit/move.ts';
import { keyText, styleOf } from '../edit/style.ts';
import { type Entry, type Key, type ObjectNode, textOf } from '../parse/tree.ts';
import { perObject } from '../text/memo.ts';
import { problemsOf } from './claims.ts';
import { code, refusal, release } from './phrases.ts';
import type { Fix, Rule } from './rule.ts';

export const envBlockFlat: Rule = {
  id: 'env-block-flat',
  severity: 'error',
  summary: 'variables stand directly under `env` instead of under `env.vars`',
  why: 'Up to 2026.7 every key of `env` was a variable. Since 2026.8.1 OpenClaw accepts only `vars` and `shellEnv` there, and `openclaw config validate` refuses the whole file. A gateway that starts may move them itself, as 2026.9.6 was seen to; it then rewrites the file without its comments.',
  facts: ['2.3', 'H12'],
  refusesStart: true,
  convertedOnStart: true,
  movesOnUpgrade: true,
  tag: 'deprecated',
  *check(routing) {
    const met = new Set<ObjectNode>();
    for (const { owner, key, value } of problemsOf('env-block-flat', routing, 'retired-key')) {
      const change = together(owner);
      const isNew = !met.has(owner);
      const fix = change?.keys.has(key) && (isNew || change.edits.length <= MOST_EDITS) ? change : undefined;
      if (fix) met.add(owner);
      yield {
        at: key,
        message: `${code(key.value)} is directly under ${code('env')}; ${routing.target.release ? release(routing.target) : 'OpenClaw since 2026.8.1'} refuses the file as it is`,
        help: `move it to ${code(`env.vars.${key.value}`)}${textOf(value) === undefined ? ', as a text in quotes' : ''}`,
        severity: refusal(routing),
        perhapsNewer: !/^[A-Z_][A-Z\d_]*$/.test(key.value),
        ...(fix && { fix: { title: fix.title, edits: fix.edits } }),
      };
    }
  },
};

/** A change to all variables is offered at each of them; if it has too many edits, only at the first. */
const MOST_EDITS = 100;

interface Change extends Fix {
  /** what it moves */
  readonly keys: ReadonlySet<Key>;
}

/** One change for all variables that can be moved: into `vars`, or, without it, for the first that are adjacent. */
const together = perObject((env: ObjectNode): Change | undefined => {
  const vars = env.entry('vars')?.value;
  if (vars && (vars.kind !== 'object' || vars.open || vars.file !== env.file)) return undefined;
  const isFree = ({ key, value }: Entry) =>
    key.value !== 'shellEnv' &&
    key.value !== 'vars' &&
    key.file === env.file &&
    value.file === env.file &&
    value.kind === 'scalar' &&
    typeof value.value === 'string' &&
    !vars?.entry(key.value);
  const first = env.entries.findIndex(isFree);
  if (first < 0) return undefined;
  const end = env.entries.findIndex((entry, i) => i > first && !isFree(entry));
  const moved = vars ? env.entries.filter(isFree) : env.entries.slice(first, end < 0 ? undefined : end);
  const keys = new Set(moved.map(({ key }) => key));
  return vars
    ? {
        title: `move ${moved.length > 1 ? 'the variables' : 'it'} into ${code('vars')}`,
        edits: moveInto(vars, env, moved),
        keys,
      }
    : { title: `put ${code('vars')} around the variables`, edits: wrap(env, moved), keys };
});

/** Puts `vars` around adjacent variables. */
function wrap({ file }: ObjectNode, flat: readonly Entry[]): Edit[] {
  const [first, last] = [flat[0]!, flat.at(-1)!];
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
  return [opening, ...others, closing];
}
