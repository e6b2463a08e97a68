import { memory } from '../../src/files.ts';
import { propose } from '../../src/mend/propose.ts';
import { NEWEST } from '../../src/release/releases.ts';
import type { Alternative, Shape } from '../../src/schema/schema.ts';
import { allowedIn } from '../../src/schema/walk.ts';
import { type Fields, isFields } from '../../src/text/record.ts';

/** A key of the way to a setting, `*` and `[]` for those without a name, and the place that it leads out of. */
export interface Step {
  readonly key: string;
  readonly of: Alternative;
}

/** A provider of one's own needs more than any one setting says. */
const PROVIDER: Fields = {
  baseUrl: 'https://llm.example.com/v1',
  api: 'openai-completions',
  apiKey: '${LAB_API_KEY}',
  models: [{ id: 'big', name: 'Big' }],
};
const NAMES: ReadonlyMap<string, string> = new Map([
  ['models.providers', 'lab'],
  ['agents.entries', 'main'],
  ['agents.defaults.models', 'anthropic/claude-opus-5'],
  ['agents.entries.*.models', 'anthropic/claude-opus-5'],
  ['auth.order', 'anthropic'],
  ['auth.profiles', 'anthropic:default'],
  ['skills.entries', 'weather'],
]);
const REFERRED: Readonly<Record<string, string>> = {
  model: 'anthropic/claude-opus-5',
  alias: 'anthropic/claude-opus-5',
  provider: 'anthropic',
  profile: 'anthropic:default',
  agent: 'main',
};
/** A fallback is another than the primary. */
const OTHER_MODEL = 'anthropic/claude-sonnet-5';
/** What a text is like, by its key and what is said of it. */
const TEXTS: readonly (readonly [about: RegExp, text: string])[] = [
  [/time ?zone/i, 'Europe/Berlin'],
  [/workspace|folder|directory/i, '~/openclaw'],
  [/url\b|address of/i, 'https://example.com/v1'],
  [/^every|often|interval|duration|timeout|\bttl\b|time between|how long/i, '30m'],
  [/^alias|short name/i, 'fast'],
  [/^thinking/i, 'low'],
  [/^deny|^allow\b(?!.*models)/i, 'exec'],
  [/models\b/i, 'anthropic/claude-opus-5'],
  [/from\b/i, '123456789'],
  [/trigger/i, '/new'],
];
const NUMBERS: readonly (readonly [about: RegExp, value: number])[] = [
  [/port$/i, 18790],
  [/tokens$|window$/i, 131072],
  [/hour$/i, 4],
  [/seconds$/i, 60],
  [/ms$/i, 5000],
];
/** Keys whose values are secrets, where the schema does not say so. */
const SECRET = /^(?:api_?key|.*token|.*secret|.*password)$/i;

/** What a config says that has this setting and what belongs to it; undefined where no example is known to be right. */
export function exampleFor(way: readonly Step[], shape: Shape, release = NEWEST, wants?: boolean): Fields | undefined {
  const keys = way.map(({ key }) => key);
  const isSwitch = wants !== undefined && shape.alternatives.some(({ type }) => type === 'boolean');
  for (const value of isSwitch ? [wants] : samples(shape, keys)) {
    const found = wrapped(way, value);
    if (isClean(found, release)) return found;
  }
  return undefined;
}

/** The value with the objects around it, and what those need besides. */
function wrapped(way: readonly Step[], value: unknown): Fields {
  const keys = way.map(({ key }) => key);
  return way.reduceRight<unknown>((inside, { key, of }, at) => {
    if (key === '[]') return [inside];
    const around = keys.slice(0, at);
    const own = key === '*' ? (NAMES.get(around.join('.')) ?? 'name') : key;
    const isProvider = around.join('.') === 'models.providers' && isFields(inside);
    const fields: Record<string, unknown> = { [own]: isProvider ? Object.assign({}, PROVIDER, inside) : inside };
    if (key === 'fallbacks' && of.key('primary')) fields.primary = REFERRED.model;
    if (key === 'order' && of.key('profiles'))
      fields.profiles = { 'anthropic:default': { provider: 'anthropic', mode: 'api_key' } };
    const needed = of.required
      .filter((name) => !Object.hasOwn(fields, name))
      .map((name) => [name, samples(of.key(name)!, [...around, name])[0] ?? name] as const);
    return Object.assign(fields, Object.fromEntries(needed));
  }, value) as Fields;
}

/** Values that may stand there, the likeliest first. */
function samples(shape: Shape, keys: readonly string[], depth = 0): unknown[] {
  const last = keys.findLast((key) => key !== '[]') ?? '';
  if (last === 'fallbacks' && keys.at(-1) === last) return [[OTHER_MODEL]];
  const known = shape.examples?.slice(0, 1) ?? [];
  if (shape.writeOnly || SECRET.test(last)) return [`\${${variableFor(keys)}}`];
  const words = shape.enum ? allowedIn(shape).filter((word) => word !== null) : [];
  if (words.length > 0) return [...known, ...words];
  if (shape.refersTo && REFERRED[shape.refersTo]) return [...known, REFERRED[shape.refersTo]];
  return [...known, ...shape.alternatives.flatMap((each) => ofType(each, shape, keys, depth))];
}

function ofType(each: Alternative, shape: Shape, keys: readonly string[], depth: number): unknown[] {
  const last = keys.findLast((key) => key !== '[]') ?? '';
  const { minimum, exclusiveMinimum } = each.variants[0] ?? {};
  switch (each.type) {
    case 'boolean':
      return [true];
    case 'number':
    case 'integer': {
      const known = NUMBERS.find(([about]) => about.test(last))?.[1];
      const least = minimum ?? exclusiveMinimum ?? 0;
      return [...(known === undefined ? [] : [known]), least + 4, least + 1, least];
    }
    case 'string': {
      const text = TEXTS.find(([about]) => about.test(`${last} ${shape.description ?? ''}`))?.[1];
      return text === undefined ? [] : last === 'allowFrom' ? [text, `+1555${text}`] : [text];
    }
    case 'array':
      return each.items ? samples(each.items, [...keys, '[]'], depth + 1).map((item) => [item]) : [];
    case 'object':
      return depth > 3 ? [] : inObject(each, keys, depth);
    default:
      return [];
  }
}

/** An object with what it needs; one that needs nothing has the first that an example is known of. */
function inObject(of: Alternative, keys: readonly string[], depth: number): Fields[] {
  const sample = (name: string): unknown => {
    const inside = of.key(name);
    return inside && samples(inside, [...keys, name], depth + 1)[0];
  };
  const needed = Object.fromEntries(of.required.map((name) => [name, sample(name)]));
  if (Object.values(needed).includes(undefined)) return [];
  if (of.required.length > 0) return [needed];
  const known = NAMES.get(keys.join('.'));
  const inside = known && of.rest ? samples(of.rest, [...keys, '*'], depth + 1)[0] : undefined;
  if (known && inside !== undefined) return [{ [known]: inside }];
  const name = of.names().find((each) => !each.startsWith('dangerously') && sample(each) !== undefined);
  return name === undefined ? [] : [{ [name]: sample(name) }];
}

/** `channels.telegram.botToken` → `TELEGRAM_BOT_TOKEN`. */
const variableFor = (keys: readonly string[]): string =>
  keys
    .filter((key) => key !== '*' && key !== '[]')
    .slice(-2)
    .join('_')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/\W/g, '_')
    .toUpperCase();

/** Whether a healthy home takes it, and nothing is said of it that was not said before. */
function isClean(patch: Fields, release: string): boolean {
  const variables = [...JSON.stringify(patch).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => `${name}=set\n`);
  const files = memory({ '/openclaw.json': HEALTHY, '/.env': `${variables.join('')}ANTHROPIC_API_KEY=set\n` });
  const proposal = propose(files, { config: '/openclaw.json', release }, { patch });
  return !('obstacle' in proposal) && !proposal.added.some(({ severity }) => severity !== 'info');
}

const HEALTHY = `{
  gateway: { mode: "local" },
  agents: { defaults: { model: "anthropic/claude-opus-5" } },
}`;
