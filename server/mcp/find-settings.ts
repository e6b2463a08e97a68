import { knownProvider } from '../../src/catalog/catalog.ts';
import { UsageError } from '../../src/cli/values.ts';
import { parseRelease } from '../../src/release/releases.ts';
import { configShape } from '../../src/schema/config.ts';
import { describedNotes } from '../../src/schema/described.ts';
import type { Shape } from '../../src/schema/schema.ts';
import { allowedIn } from '../../src/schema/walk.ts';
import { perKey } from '../../src/text/memo.ts';
import { own } from '../../src/text/own.ts';
import { exampleFor, type Step } from './example.ts';

/** How many settings are told, and how many with an example. */
const MOST = 8;
const SHOWN = 3;

interface Setting {
  readonly path: string;
  readonly way: readonly Step[];
  readonly shape: Shape;
  /** the words of its last step, of those around it, and of what is said of it */
  readonly stems: readonly (readonly string[])[];
}

/** The settings that fit some words best, a line each. @throws UsageError where the release is none */
export function findSettings(words: string, release: string | undefined): string {
  if (release !== undefined && !parseRelease(release)) throw new UsageError('release is such as 2026.9.6');
  const all = listOf(configShape(release, describedNotes()), '');
  const asked = askedBy(words);
  const wants = /\b(?:disable|switch off|turn off|stop)\b/i.test(words) ? false : undefined;
  const weights = asked.map((each) => weightOf(each, all));
  const found = all
    .map((setting) => ({ setting, score: scoreOf(setting, asked, weights) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.setting.path.length - b.setting.path.length)
    .map(({ setting }) => setting)
    .filter(
      ({ path }, i, all) => !all.slice(0, i).some((other) => path.startsWith(other.path) && isInside(path, other.path)),
    )
    .slice(0, MOST);
  if (found.length === 0) return 'no setting is described by these words\n';
  return found
    .map(({ path, way, shape }, i) => {
      const example = i < SHOWN ? exampleFor(way, shape, release, wants) : undefined;
      return `${path}: ${typesOf(shape)}${aboutOf(shape)}\n${example ? `  ${JSON.stringify(example)}\n` : ''}`;
    })
    .join('');
}

/** Whether a path is another one, an item of it, or part of a secret reference in its place. */
const isInside = (path: string, other: string): boolean =>
  /^(?:|\[\]|\.(?:source|provider|id))$/.test(path.slice(other.length));

const listOf = perKey((root: Shape, _: string): readonly Setting[] => [...settings(root, [])]);

/** Every setting of a release, by its path. */
function* settings({ alternatives }: Shape, around: readonly Step[]): Iterable<Setting> {
  for (const of of alternatives) {
    const inside: [string, Shape | undefined][] = [
      ...of.names().map((name): [string, Shape | undefined] => [name, of.key(name)]),
      ['*', of.rest],
      ['[]', of.items],
    ];
    for (const [key, shape] of inside)
      if (shape) {
        const way = [...around, { key, of }];
        const path = way.map((step, i) => (step.key === '[]' || i === 0 ? step.key : `.${step.key}`)).join('');
        const steps = path.split('.');
        const outer = steps.slice(0, -1).join(' ');
        const said = [steps.at(-1)!, outer, shape.description ?? ''];
        yield { path, way, shape, stems: said.map(stems) };
        yield* settings(shape, way);
      }
  }
}

/** Each word with what OpenClaw calls it; two words for the same count once. */
function askedBy(words: string): string[][] {
  const asked: string[][] = [];
  for (const word of stems(words).filter((each) => !NOISE.has(each))) {
    const all = [word, ...(own(MEANT, word) ?? []), ...(knownProvider(word) ? ['provider'] : [])];
    if (!asked.some((others) => all.slice(1).some((each) => others.includes(each)))) asked.push(all);
  }
  return asked;
}

/** A word that few settings have says more. */
function weightOf(words: readonly string[], all: readonly Setting[]): number {
  const count = all.filter(({ stems }) => stems.some((each) => words.some((word) => each.includes(word)))).length;
  return count === 0 ? 0 : Math.log(1 + all.length / count);
}

/** Words in the last step count most, and more if it has no others; then those around it, then those that describe it. */
function scoreOf({ way, stems: [last, around, about] }: Setting, asked: string[][], weights: number[]): number {
  const others = last!.filter((each) => !asked.some((words) => words.includes(each))).length;
  const inLast = 1 - (0.06 * others) / last!.length;
  const points = asked.map((words, i) => {
    const has = (stems: readonly string[] | undefined) => words.some((word) => stems!.includes(word));
    return weights[i]! * (has(last) ? inLast : has(around) ? 0.9 : has(about) ? 0.7 : 0);
  });
  const sum = points.reduce((total, each) => total + each, 0);
  const [top, second = '', ...rest] = way.map(({ key }) => key.toLowerCase());
  // of a channel or plugin that was named before all others, of one that was not hardly
  const isApart = top === 'channels' || top === 'plugins';
  const isNamed = asked.some((words) => words.includes(second));
  const kind = isApart ? (isNamed ? 2 : 0.5) : CENTRAL.has(top!) ? 1 : 0.8;
  return sum * kind * (rest.includes('*') ? 0.95 : 1) - way.length / 100;
}

/** Sections that questions are about. */
const CENTRAL = new Set(
  'agents auth bindings browser channels cron env gateway hooks logging messages models session skills tools'.split(
    ' ',
  ),
);

const NOISE = new Set(
  'a add all an and another any are as at be by can change config configure do does for from get give go how i in is it list make many me my of on only or our run set setting should so some switch turn than that the their them then they this to up use using want we what when where which whom why will with would write you your bot'.split(
    ' ',
  ),
);
/** Everyday words, and what OpenClaw calls it. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  often: ['every'],
  disable: ['enabled', 'disabled'],
  off: ['enabled', 'disabled'],
  enable: ['enabled'],
  block: ['deny'],
  forbid: ['deny'],
  permit: ['allow'],
  restrict: ['allow'],
  limit: ['max'],
  maximum: ['max'],
  parallel: ['concurrent'],
  same: ['concurrent'],
  user: ['from', 'users'],
  people: ['from'],
  who: ['from'],
  group: ['guild'],
  log: ['logging'],
  endpoint: ['url'],
  nickname: ['alias'],
  password: ['token'],
  authentication: ['auth'],
  job: ['cron'],
  store: ['store', 'dir', 'path'],
  folder: ['workspace', 'dir', 'path'],
  schedule: ['cron'],
  backup: ['fallback'],
};

/** `imageModels` → image, model. */
const stems = (text: string): string[] => [
  ...new Set(
    text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .map((word) => word.replace(/(?<=\w{3})(?:es|s)$/, ''))
      .filter((word) => word !== ''),
  ),
];

function typesOf(shape: Shape): string {
  const words = shape.enum ? allowedIn(shape).map((word) => JSON.stringify(word)) : [];
  if (words.length > 0) return words.join(' | ');
  return [...new Set(shape.alternatives.map(({ type }) => type))].join(' | ') || 'anything';
}

const aboutOf = ({ description }: Shape): string => (description ? `. ${description}` : '');
