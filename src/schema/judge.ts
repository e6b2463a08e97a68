import { substitutions } from '../env/references.ts';
import { parseJson5 } from '../parse/json5.ts';
import { type ArrayNode, type Node, type Path, textOf } from '../parse/tree.ts';
import { compare, NEWEST } from '../release/releases.ts';
import { File } from '../text/file.ts';
import { below, schemaAt, steps } from './at.ts';
import { configShape } from './config.ts';
import { fitEntries, gone, walkListed } from './listed-agents.ts';
import type { Packed } from './packed.ts';
import { refine } from './refinements/refine.ts';
import { renamedBefore } from './renamed.ts';
import type { Problem, Schema, Shape, Walked } from './schema.ts';
import { isPerhapsUnread, isUnread } from './unread.ts';
import { walk } from './walk.ts';

interface Installed {
  readonly schema: Packed;
  /** by id */
  readonly plugins: ReadonlyMap<string, unknown>;
}

/**
 * What the schema of a release says of a config. For an unknown release (undefined) all that any release accepts is
 * accepted.
 * @param installed what an installed OpenClaw of this release said of itself
 */
export function judge(root: Node | undefined, release: string | undefined, installed?: Installed): Walked {
  if (!root) return { problems: [], symbols: [], secrets: [] };
  const known = judged(root, release);
  if (!installed) return known;
  const { problems, ...rest } = judged(root, release, installed);
  // only what is known of all releases tells when a key was there, and whether it is still read
  const dated = new Map(known.problems.flatMap((each) => (each.kind === 'retired-key' ? [[each.key, each]] : [])));
  const told = problems.map((each) => (each.kind === 'unknown-key' && dated.get(each.key)) || each);
  return { ...rest, problems: isNewer(release) ? told : merged(known.problems, told) };
}

const isNewer = (release: string | undefined): boolean => release === undefined || compare(release, NEWEST) > 0;

/**
 * Of a release that is known: what was held against the program says more than the schema it prints, which lacks keys that
 * it converts, and parts that it reads. What is installed, and the settings of that, only the machine knows.
 */
const merged = (known: readonly Problem[], told: readonly Problem[]): readonly Problem[] => [
  ...known.filter((each) => !isOfMachine(each)),
  ...told.filter(isOfMachine),
];

function isOfMachine(problem: Problem): boolean {
  if (problem.kind === 'unknown-name') return true;
  const path = pathOf(problem);
  return path[0] === 'channels'
    ? path.length > 1 && !SHARED.has(path[1])
    : path[0] === 'plugins' && path[1] === 'entries' && path.length > 2;
}

/** Settings of all channels. */
const SHARED = new Set<unknown>(['defaults', 'modelByChannel']);

function pathOf(problem: Problem): Path {
  const key = 'owner' in problem && typeof problem.key !== 'string' ? problem.key.value : undefined;
  return key === undefined || problem.path.at(-1) === key ? problem.path : [...problem.path, key];
}

function judged(root: Node, release: string | undefined, installed?: Installed): Walked {
  const shape = configShape(release, undefined, installed?.schema);
  const { symbols, ...whole } = walk(root, shape, release);
  const listed = walkListed(root, release, shape);
  const refined = refine(root, release, shape, installed?.plugins);
  // a form tells more than the types and words of which one would be right
  const formed = new Set<unknown>(refined.flatMap((each) => (each.kind === 'form' ? [each.at] : [])));
  return {
    symbols: [...symbols, ...listed.symbols],
    problems: [
      ...whole.problems
        .filter((each) => !listed.taken(each) && !('at' in each && formed.has(each.at)))
        .map(gone)
        .flatMap((each) => [each, ...(release === undefined ? [] : renamedBefore(each))]),
      ...listed.problems,
      ...refined,
    ]
      .filter((each) => isKnown(each) && !isUnread(each, release))
      .map((each) => (isPerhapsUnread(each, root, release) ? { ...each, perhapsUnread: true } : each)),
    secrets: [...whole.secrets, ...listed.secrets].filter((each) => !(each.guessed && isPlainThere(each.path))),
  };
}

/**
 * OpenClaw substitutes variables before it validates; their values are unknown here, so problems with them are dropped.
 */
function isKnown(problem: Problem): boolean {
  if (problem.kind === 'type' || !('at' in problem) || !('kind' in problem.at)) return true;
  const text = textOf(problem.at);
  return text === undefined || substitutions(text).length === 0;
}

/** The sections that we describe ourselves: there it is known which keys are secrets. */
const DESCRIBED = new Set<unknown>(['auth', 'models', 'agents', 'env', 'secrets']);

const isPlainThere = (path: Path): boolean => path.length === 1 || DESCRIBED.has(path[0]);

/** Whether a value may stand at a path, of which `*` is any key and `[]` an item, just as it is. */
export function fitsAt(value: Node, path: string | Path, release: string | undefined): boolean {
  return problemsAt(value, path, release)?.length === 0;
}

/** Whether a value cannot stand at a path, whatever its variables hold. */
export const refusedAt = (value: Node, path: string | Path, release: string | undefined): boolean =>
  problemsAt(value, path, release)?.some(isKnown) === true;

/** What a release says of a text at a path, with nothing beside it. */
export function refusedText(text: string, path: Path, release: string | undefined): Problem | undefined {
  const whole = path.reduceRight<unknown>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    text,
  );
  const { root } = parseJson5(new File('', JSON.stringify(whole)));
  return judge(root, release).problems.find((each) => 'at' in each && 'kind' in each.at && textOf(each.at) === text);
}

/** What of a value cannot stand at a path, an empty path for the whole, and which keys it lacks there. */
export function misfits(value: Node, path: Path, release: string | undefined): Record<'wrong' | 'lacking', Path[]> {
  const problems = (problemsAt(value, path, release) ?? []).filter(isKnown);
  return {
    wrong: problems
      .filter((each) => each.kind !== 'missing-key' && !('converted' in each && each.converted))
      .map(pathOf),
    lacking: problems.flatMap((each) => (each.kind === 'missing-key' ? [[...each.path, each.key]] : [])),
  };
}

/** Whether a release has a path. */
export const isPlace = (path: Path, release: string | undefined): boolean => shapeFor(path, release) !== undefined;

/** What we note of a place that some release has. */
export const noteAt = (path: Path): Schema | undefined => schemaAt(path, configShape(undefined));

/** Whether an object, and nothing else, may stand at a path. */
export const takesObject = (path: Path, release: string | undefined): boolean =>
  shapeFor(path, release)?.type === 'object';

function shapeFor(path: Path, release: string | undefined): Shape | undefined {
  // an agent of the former list is read as an entry
  const entry = path[1] === 'list' ? [path[0]!, 'entries', ...path.slice(2)] : path;
  return schemaAt(path, configShape(release)) ?? schemaAt(entry, configShape(release));
}

function problemsAt(value: Node, path: string | Path, release: string | undefined): readonly Problem[] | undefined {
  const shape = shapeFor(typeof path === 'string' ? steps(path) : path, release);
  return shape && walk(value, shape, release).problems;
}

/** Whether a release refuses the keys of a path, or a value there. */
export function refuses(path: Path, release: string, value?: Node): boolean {
  if (isUnread({ path }, release)) return false;
  let shape = configShape(release);
  for (const step of path) {
    const inner = below(shape, step);
    if (!inner) return shape.additionalProperties === false;
    shape = inner;
  }
  return value !== undefined && walk(value, shape, release).problems.length > 0;
}

/** Whether the oldest known release has a path, of which `*` is any key and `[]` an item. */
export function isInOldest(path: string | Path): boolean {
  let shape: Shape | undefined = configShape(undefined);
  for (const step of typeof path === 'string' ? steps(path) : path) {
    shape = shape && below(shape, step);
    if (shape?.since !== undefined) return false;
  }
  return true;
}

/** Whether the items of the former list of agents may stand in `agents.entries` as they are, whatever the release. */
export const mayBeEntries = (list: ArrayNode): boolean => fitEntries(list, configShape(undefined));
