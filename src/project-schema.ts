import { LEVELS, PATHS, PROJECT_FILE, PROJECT_KEYS, type Takes, TYPES } from './home/project-keys.ts';
import { releases } from './release/releases.ts';
import { rules } from './rules/index.ts';
import type { Schema } from './schema/schema.ts';
import { once } from './text/memo.ts';

/** The schema of `clawlint.json`. Its annotations say which names are meant. */
export const projectSchema = once(
  (): Schema => ({
    type: 'object',
    description: `What clawlint answers for, in the folder of this ${PROJECT_FILE} and below it.`,
    properties: Object.fromEntries(Object.keys(PROJECT_KEYS).map((key) => [key, schemaOf(key)])),
    additionalProperties: false,
  }),
);

/** The same as others read it, without our annotations. */
export const printedProjectSchema = (): unknown =>
  JSON.parse(
    JSON.stringify(
      { $schema: 'http://json-schema.org/draft-07/schema#', title: PROJECT_FILE, ...projectSchema() },
      (key, value) => (key === 'refersTo' ? undefined : value),
    ),
  );

const TEXTS: Schema = { type: ['array', 'string'], items: { type: 'string' } };

/** What the names in a list are names of. */
const NAMED: Readonly<Record<string, NonNullable<Schema['refersTo']>>> = {
  variables: 'variable',
  providers: 'provider',
};

function schemaOf(key: string): Schema {
  const { takes, says } = PROJECT_KEYS[key]!;
  return { description: says, ...of(takes, key) };
}

function of(takes: Takes, key: string): Schema {
  if (takes === 'text') return { type: 'string' };
  if (takes === 'release')
    return { type: 'string', examples: [...releases()].reverse(), pattern: '^v?\\d{4}\\.\\d{1,2}\\.\\d{1,2}' };
  if (takes === 'levels')
    return {
      type: 'object',
      properties: Object.fromEntries(
        rules.map(({ id, summary }) => [id, { description: summary, type: 'string', enum: [...LEVELS] }]),
      ),
      additionalProperties: false,
    };
  if (takes === 'types')
    return {
      type: 'object',
      additionalProperties: { description: 'The type of its credential.', type: 'string', enum: [...TYPES] },
    };
  if (takes === 'parts') return { type: 'array', items: override() };
  const refersTo = NAMED[key];
  return refersTo ? { ...TEXTS, items: { type: 'string', refersTo } } : TEXTS;
}

function override(): Schema {
  const perHome = Object.keys(PROJECT_KEYS).filter((key) => PROJECT_KEYS[key]!.perHome);
  return {
    type: 'object',
    properties: {
      paths: { description: PATHS.says, ...TEXTS },
      ...Object.fromEntries(perHome.map((key) => [key, schemaOf(key)])),
    },
    required: ['paths'],
    additionalProperties: false,
  };
}
