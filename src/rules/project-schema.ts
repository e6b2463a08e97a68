import { LEVELS, PATHS, PROJECT_FILE, PROJECT_KEYS, type ProjectKey, type Takes, TYPES } from '../home/project-keys.ts';
import { releases } from '../release/releases.ts';
import type { Schema } from '../schema/schema.ts';
import { once } from '../text/memo.ts';
import { rules } from './index.ts';

/** The schema of `clawlint.json`. Its annotations say which names are meant. */
export const projectSchema = once(
  (): Schema => ({
    type: 'object',
    description: `What clawlint answers for, in the folder of this ${PROJECT_FILE} and below it.`,
    properties: Object.fromEntries([...PROJECT_KEYS].map(([key, each]) => [key, schemaOf(key, each)])),
    additionalProperties: false,
  }),
);

/** The same as others read it, without our annotations. */
export const printedProjectSchema = (): unknown =>
  JSON.parse(
    JSON.stringify(
      { $schema: 'http://json-schema.org/draft-07/schema#', title: PROJECT_FILE, ...projectSchema() },
      (key, value) => {
        if (key !== 'release') return key === 'refersTo' ? undefined : value;
        // a release that came out since is right, too
        const { enum: known, ...rest } = value as Schema;
        return { ...rest, examples: [...known!].reverse(), pattern: '^v?\\d{4}\\.\\d{1,2}\\.\\d{1,2}' };
      },
    ),
  );

const TEXTS: Schema = { type: ['array', 'string'], items: { type: 'string' } };

/** What the names in a list are names of. */
const NAMED: ReadonlyMap<string, NonNullable<Schema['refersTo']>> = new Map([
  ['variables', 'variable'],
  ['providers', 'provider'],
]);

const schemaOf = (key: string, { takes, says }: ProjectKey): Schema => ({ description: says, ...of(takes, key) });

function of(takes: Takes, key: string): Schema {
  if (takes === 'text' || takes === 'path') return { type: 'string' };
  if (takes === 'release') return { type: 'string', enum: [...releases()] };
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
  const refersTo = NAMED.get(key);
  return refersTo ? { ...TEXTS, items: { type: 'string', refersTo } } : TEXTS;
}

function override(): Schema {
  return {
    type: 'object',
    properties: {
      paths: { description: PATHS.says, ...TEXTS },
      ...Object.fromEntries(
        [...PROJECT_KEYS].flatMap(([key, each]) => (each.perHome ? [[key, schemaOf(key, each)]] : [])),
      ),
    },
    required: ['paths'],
    additionalProperties: false,
  };
}
