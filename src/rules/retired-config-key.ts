import { type Node, type Path, scalarOf } from '../parse/tree.ts';
import { isInOldest, refusedAt } from '../schema/judge.ts';
import { isConvertedList } from './agents-list.ts';
import { problemsOf } from './claims.ts';
import {
  fixFor,
  heirIn,
  isSwitchedOff,
  isWritten,
  ofTalk,
  type RetiredKey,
  toSwitchOn,
  whereSet,
} from './moved-key.ts';
import { code, filledIn, firstWithout, ifRead, refusal, release } from './phrases.ts';
import type { Finding, Fix, Rule } from './rule.ts';

export const retiredConfigKey: Rule = {
  id: 'retired-config-key',
  severity: 'error',
  summary: 'a key that older releases of OpenClaw had and newer ones refuse',
  why: 'After an update `openclaw config validate` and most commands refuse the whole file. A gateway that starts converts some of these keys first (2026.9.6 was seen to start on `auth.cooldowns`, a flat `env` and `agents.list`), as `openclaw doctor --fix` does: each forgets them after some months, and rewrites the file without its comments. On any other the gateway does not start.',
  facts: ['8.1', '8.6'],
  refusesStart: true,
  // a release that is not known may have taken it back, as 2026.8 did with `configWrites` of an account
  doubtfulIfNewer: 'schema',
  convertedOnStart: true,
  movesOnUpgrade: true,
  tag: 'deprecated',
  *check(routing) {
    const all = [...problemsOf('retired-config-key', routing, 'retired-key')];
    const byOwner = new Map<Node, RetiredKey[]>();
    for (const each of all) byOwner.set(each.owner, [...(byOwner.get(each.owner) ?? []), each]);
    for (const each of all) {
      const problem = ofTalk(each, routing.home.root!);
      const { key, path, until, replacedBy } = problem;
      const converted =
        problem.converted &&
        (path.join('.') !== 'agents.list' || isConvertedList(problem.value, problem.owner)) &&
        routing.target.release !== undefined;
      // where a release converts it, it would be lost
      const isLost = converted && replacedBy === undefined && !DROPPED.has(String(key.value));
      const isUnfit =
        (converted || routing.target.release === undefined) && isUnfitThere(problem, routing.target.release);
      // Slack's switch is left out where it is none
      const isRefused = isUnfit && key.value !== 'nativeStreaming';
      const fix =
        isLost || isUnfit || isDisputed(each, byOwner.get(each.owner)!)
          ? undefined
          : mend(problem, routing.home.root!, routing.target.release);
      const heir = heirIn(problem);
      const set = replacedBy && whereSet(problem, routing.home.root!);
      const off = replacedBy && toSwitchOn(replacedBy, path, routing.home.root!);
      const finding: Finding = {
        at: key,
        message: converted
          ? `${code(key.value)} ${replacedBy || isLost ? 'moved' : 'was removed'} in OpenClaw ${firstWithout(until, path)}; ${release(routing.target)} ${isRefused ? `puts it into ${code(filledIn(replacedBy!, path))}, and refuses to start with what it says` : `${replacedBy || isLost ? 'still converts it' : 'leaves it out'} each time it reads the file`}`
          : `${code(key.value)} is gone since OpenClaw ${firstWithout(until, path)}${routing.target.release ? `; ${release(routing.target)}` : ', which'} refuses the file as it is`,
        help: `${
          replacedBy === undefined
            ? isLost
              ? `have it converted: ${code('openclaw doctor --fix')}`
              : heir
                ? insteadOf(heir)
                : key.file === problem.value.file
                  ? `remove it${isSwitchedOff(problem, problem.owner) ? ', and what it keeps off' : ''}; nothing took its place`
                  : `take it out with its ${code('$include')}; nothing took its place`
            : set
              ? `remove it: ${code(set)} is set`
              : heir?.now === replacedBy
                ? insteadOf(heir)
                : `${isBeside(replacedBy, path) ? `write ${code(replacedBy.split('.').at(-1)!)} instead` : successor(filledIn(replacedBy, path), key.value)}${replacedBy.endsWith('Ms') && !key.value.endsWith('Ms') ? ', in milliseconds' : ''}${isUnfit ? ', and a value that it takes' : ''}${along(problem)}${off ? `, with ${code('"enabled": true')} in ${code(off)}` : ''}${heir ? `, and ${code(heir.now)} for its ${code(heir.key)}` : ''}`
        }${routing.target.release === undefined && !isSameInOlder(problem) ? '; leave it where an older OpenClaw runs' : ''}`,
        severity: converted && !isRefused ? 'warning' : refusal(routing),
        ...(fix && { fix }),
      };
      yield converted ? finding : ifRead(problem, finding);
    }
  },
};

const insteadOf = ({ key, now }: { readonly key: string; readonly now: string }): string =>
  `write ${code(now)} instead of its ${code(key)}, and remove it`;

/** What has no new place where a release converts it: nothing does what they said (facts 8.6). */
const DROPPED = new Set(['relayBindHost', 'streamMode', 'modelsWrite']);

/** Whether it has a new place that does not take what it says. */
const isUnfitThere = ({ value, replacedBy, schema }: RetiredKey, to: string | undefined): boolean =>
  schema.sameValue === true && replacedBy !== undefined && refusedAt(value, replacedBy, to);

/** Whether another key of its object goes to the same place and says something else, or makes part of what it becomes. */
const isDisputed = ({ replacedBy, value, schema }: RetiredKey, beside: readonly RetiredKey[]): boolean =>
  replacedBy !== undefined &&
  beside.some(
    (other) =>
      other.replacedBy !== undefined &&
      (other.replacedBy === replacedBy
        ? scalarOf(other.value) !== scalarOf(value)
        : schema.along !== undefined && replacedBy.startsWith(`${other.replacedBy}.`)),
  );

/** Whether only the name of a key changed. */
const isBeside = (replacedBy: string, path: Path): boolean => {
  const steps = replacedBy.split('.');
  return (
    steps.length === path.length &&
    path.at(-1) !== 'list' &&
    steps.length > 1 &&
    steps.slice(0, -1).every((step, i) => step === '*' || step === path[i])
  );
};

const along = ({ schema: { along, sameValue } }: RetiredKey): string =>
  along
    ? `, with ${code(
        JSON.stringify(along)
          .slice(1, -1)
          .replace(/([:,])/g, '$1 '),
      )}${sameValue ? ' beside it' : ' in each'}`
    : '';

function successor(path: string, was: string): string {
  if (!path.includes('.')) return `move it to the top level, as ${code(path)}`;
  return `write ${code(path)} instead${was === 'list' ? ': the same objects, each under its `id`' : ''}`;
}

/** What no release is named for may be read by one that still has the key: there the user decides. */
function mend(problem: RetiredKey, root: Node, to: string | undefined): Fix | undefined {
  const fix = fixFor(problem, root, to);
  return fix && to === undefined && !isSameInOlder(problem) ? { ...fix, unsafe: true } : fix;
}

/** Whether a release that still has the key does the same without it, or with what took its place. */
const isSameInOlder = ({ path, replacedBy }: RetiredKey): boolean =>
  replacedBy === undefined ? isWritten(path) : isInOldest(replacedBy);
