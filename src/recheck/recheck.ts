import { diagnose, inOrder, type Result } from '../check.ts';
import { ArrayNode, type Node, nodeAt, ObjectNode, type Path, ScalarNode } from '../parse/tree.ts';
import { SECRET_NAME, SECRET_OBJECT } from '../report/secret-words.ts';
import { judge } from '../routing/routing.ts';
import type { Diagnostic } from '../rules/rule.ts';
import type { Problem } from '../schema/walk.ts';
import { isBlank } from './blank.ts';
import { difference, type Shift, shift } from './difference.ts';
import { surroundings } from './surroundings.ts';

/** What a check would say of a config of which little has changed since. Places are those of before. */
export interface Rechecked extends Shift {
  /** those that say the same are the same objects as before; fixes and suggestions are those of before */
  readonly diagnostics: readonly Diagnostic[];
}

/** Where nothing has changed. */
export const NOWHERE: Shift = { place: (of) => of, moves: () => false };

/**
 * Strings without escapes, variables and line breaks, and numbers: what of one such can become another without a doubt.
 */
const PLAIN =
  /^(?:"[^"\\$\u0000-\u001f\u2028\u2029]*"|'[^'\\$\u0000-\u001f\u2028\u2029]*'|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/**
 * Checks a config again that has changed in one value, in a comment or in its blanks. Most values are read by nobody
 * but the schema, which judges each by itself; so nothing is read or resolved anew. Undefined where this cannot be
 * told: check it whole.
 *
 * @param before a check of the same files with the option `watch`
 * @param text what the config is now
 */
export function recheck(before: Result, text: string): Rechecked | undefined {
  const { routing, watched, diagnostics } = before;
  const { home } = routing;
  const { file, parsed } = home.config ?? {};
  if (!watched || !file || !parsed?.root || !home.root || parsed.errors.length > 0 || parsed.duplicates.length > 0)
    return undefined;
  const change = difference(file.text, text);
  if (!change) return { diagnostics, ...NOWHERE };
  const around = surroundings(parsed.root, change.start, change.end);
  if (isBlank(change, file.text, parsed, around, watched.marks))
    return { diagnostics, ...shift(file, file.changed(change.start, change.end - change.start, change.text), change) };

  const { owners, path, value } = around;
  if (value.kind !== 'scalar' || watched.marks.has(value.offset) || nodeAt(home.root, path) !== value) return undefined;
  if (path.some((step) => typeof step === 'string' && (SECRET_NAME.test(step) || SECRET_OBJECT.test(step))))
    return undefined;
  const whole = {
    start: value.offset,
    end: value.offset + value.length,
    text: text.slice(value.offset, value.offset + value.length + text.length - file.text.length),
  };
  const was = file.text.slice(whole.start, whole.end);
  if (!PLAIN.test(was) || !PLAIN.test(whole.text) || !areAlike(was, whole.text)) return undefined;

  const after = file.changed(value.offset, value.length, whole.text);
  const now = new ScalarNode(
    after,
    value.offset,
    whole.text.length,
    /^["']/.test(was) ? whole.text.slice(1, -1) : Number(whole.text),
  );
  const judged = judge(alone(now, owners, path), routing.target.release);
  if (judged.secrets.some(({ node }) => node === now)) return undefined;
  const problems = judged.problems.filter((each) => isAbout(each, now)).map((each) => ({ ...each, path }));
  const others = routing.walked.problems.filter((each) => !isAbout(each, value));
  const moved = shift(file, after, whole);
  if (problems.length === 0 && others.length === routing.walked.problems.length) return { diagnostics, ...moved };

  const found = new Map(watched.found);
  const again = { ...routing, walked: { ...routing.walked, problems: [...others, ...problems] } };
  file.marks = watched.marks;
  for (const rule of watched.judges) {
    const list: Diagnostic[] = [];
    diagnose(rule, again, list);
    found.set(rule, list);
  }
  file.marks = undefined;
  return watched.marks.has(value.offset)
    ? undefined
    : { ...moved, diagnostics: inOrder([...found.values()].flat(), home.path) };
}

/** A tree of a value, what is around it, and the values beside: they may say which of several schemas is the one. */
function alone(value: ScalarNode, owners: readonly (ObjectNode | ArrayNode)[], path: Path): Node {
  let node: Node = value;
  for (let i = owners.length - 1; i >= 0; i--) {
    const owner = owners[i]!;
    const { file, offset, length } = owner;
    const within: Node = node;
    if (owner.kind === 'array') node = new ArrayNode(file, offset, length, [within], true);
    else
      node = new ObjectNode(
        file,
        offset,
        length,
        owner.entries.flatMap((entry) =>
          entry.key.value === path[i]
            ? [{ key: entry.key, value: within }]
            : entry.value.kind === 'scalar'
              ? [entry]
              : [],
        ),
        true,
      );
  }
  return node;
}

const isAbout = (problem: Problem, value: ScalarNode): boolean =>
  'at' in problem &&
  problem.at.offset === value.offset &&
  problem.at.file === value.file &&
  'kind' in problem.at &&
  problem.at.kind === 'scalar';

/** Two texts of values of one type, in quotes of one kind. */
const areAlike = (was: string, is: string): boolean => (/^["']/.test(was) ? was[0] === is[0] : !/^["']/.test(is));
