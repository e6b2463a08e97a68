import { describedNotes } from '#data';
import { UsageError } from '../../src/cli/arguments.ts';
import { parseRelease } from '../../src/release/releases.ts';
import { configShape } from '../../src/schema/config.ts';
import type { Shape } from '../../src/schema/schema.ts';
import { allowedIn } from '../../src/schema/walk.ts';

/** How many settings are told. */
const MOST = 8;

interface Setting {
  readonly path: string;
  readonly shape: Shape;
}

/** The settings that fit some words best, a line each. @throws UsageError where the release is none */
export function findSettings(words: string, release: string | undefined): string {
  if (release !== undefined && !parseRelease(release)) throw new UsageError('release is such as 2026.9.6');
  const asked = stems(words);
  const found = [...settings(configShape(release, describedNotes()), '')]
    .map((each) => ({ ...each, score: scoreOf(each, asked) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.path.length - b.path.length)
    .filter(
      ({ path }, i, all) => !all.slice(0, i).some((other) => path.startsWith(other.path) && isInside(path, other.path)),
    )
    .slice(0, MOST);
  if (found.length === 0) return 'no setting is described by these words\n';
  return found.map(({ path, shape }) => `${path}: ${typesOf(shape)}${aboutOf(shape)}\n`).join('');
}

/** Whether a path is another one, an item of it, or part of a secret reference in its place. */
const isInside = (path: string, other: string): boolean =>
  /^(?:|\[\]|\.(?:source|provider|id))$/.test(path.slice(other.length));

/** Every setting of a release, by its path. */
function* settings({ alternatives }: Shape, path: string): Iterable<Setting> {
  for (const each of alternatives) {
    const inside: [string, Shape | undefined][] = [
      ...each.names().map((name): [string, Shape | undefined] => [path ? `${path}.${name}` : name, each.key(name)]),
      [`${path}.*`, each.rest],
      [`${path}[]`, each.items],
    ];
    for (const [at, shape] of inside)
      if (shape) {
        yield { path: at, shape };
        yield* settings(shape, at);
      }
  }
}

/** Words in the last step count most, then those around it, then those that describe it. */
function scoreOf({ path, shape }: Setting, asked: readonly string[]): number {
  const all = path.split('.');
  const [last, around, about] = [all.at(-1)!, all.slice(0, -1).join(' '), shape.description ?? ''].map(stems);
  const points = asked.map((word) =>
    last!.includes(word) ? 4 : around!.includes(word) ? 3 : about!.includes(word) ? 2 : 0,
  );
  const hits = points.filter((each) => each > 0).length;
  return hits === 0 ? 0 : hits * 10 + points.reduce<number>((sum, each) => sum + each, 0);
}

const NOISE = new Set('a an and do for how i in is of on or set the to what which with'.split(' '));

/** `imageModels` → image, model. */
const stems = (text: string): string[] => [
  ...new Set(
    text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .map((word) => word.replace(/(?<=\w{3})(?:es|s)$/, ''))
      .filter((word) => word !== '' && !NOISE.has(word)),
  ),
];

function typesOf(shape: Shape): string {
  const words = shape.enum ? allowedIn(shape).map((word) => JSON.stringify(word)) : [];
  if (words.length > 0) return words.join(' | ');
  return [...new Set(shape.alternatives.map(({ type }) => type))].join(' | ') || 'anything';
}

function aboutOf({ description, examples }: Shape): string {
  const example = examples?.[0] === undefined ? '' : ` For example ${JSON.stringify(examples[0])}.`;
  return description ? `. ${description}${example}` : example;
}
