import type { DatabaseOwner } from '../files.ts';
import { CREDENTIAL_FIELDS, REFERENCES } from '../store/store.ts';

interface Cell {
  readonly table: string;
  /** an SQL expression: the JSON text, or NULL if there is no such row */
  readonly cell: string;
}

/** Where each kind of database keeps credentials and their usage (facts 4.1). */
export const TABLES: Readonly<Record<DatabaseOwner, { readonly store: Cell; readonly state: Cell }>> = {
  state: { store: machineState('authProfiles.store'), state: machineState('authProfiles.state') },
  agent: { store: primary('auth_profile_store', 'store'), state: primary('auth_profile_state', 'state') },
};

/** `location`: where the shared credentials are. */
export const sharedStore = `SELECT ${text(`(SELECT CASE WHEN json_valid(value_json) THEN value_json END FROM config_machine_state WHERE state_key = 'auth.sharedStore')`, 'location')} AS location`;

const FIELDS = [...new Set([...Object.values(CREDENTIAL_FIELDS).flat(), 'oauthRef'])];
/** Fields in which a SecretRef may stand. */
const REFERRING = ['key', 'token', ...REFERENCES];
const BLANK = 'char(9, 10, 13, 32)';

/**
 * One row per profile, without its credential. `has F`: what kind of value field F holds, as a word; NULL if there is
 * no F. `source F`, `provider F`, `id F`: the parts of a SecretRef in F, which are names.
 */
export function profiles(cell: string): string {
  const columns = [
    'key AS id',
    'entry IS NOT NULL AS object',
    `CASE WHEN json_type(entry, '$.type') IS NULL THEN ${text('entry', 'mode')} ELSE ${text('entry', 'type')} END AS type`,
    `${text('entry', 'provider')} AS provider`,
    `json_type(entry, '$.expires') IS NOT NULL AS dated`,
    `${number('entry', 'expires')} AS expires`,
    `${commandLine("coalesce(json_extract(entry, '$.key'), json_extract(entry, '$.apiKey'), '')")} AS malformed`,
    `json_type(entry, '$.setup.replacement') = 'true' AND ${filled('setup.modelRef')} AND ${filled('setup.configJson')} AS setup`,
    ...FIELDS.map((field) => `${content(field)} AS "has ${field}"`),
    ...REFERRING.flatMap((field) =>
      ['source', 'provider', 'id'].map((part) => `${referencePart(field, part)} AS "${part} ${field}"`),
    ),
  ];
  return `SELECT ${columns.join(', ')} FROM ${members(cell, 'profiles')} ORDER BY place`;
}

/** One row per id of each order, in sequence. */
export function orders(cell: string): string {
  return `SELECT o.key AS provider, i.value AS id FROM json_each(${cell}, '$.order') o, json_each(CASE o.type WHEN 'array' THEN o.value ELSE '[]' END) i WHERE i.type = 'text' ORDER BY o.id, i.id`;
}

export function lastGood(cell: string): string {
  return `SELECT key AS provider, value AS id FROM json_each(${cell}, '$.lastGood') WHERE type = 'text' AND trim(value, ${BLANK}) <> '' ORDER BY id`;
}

export function usage(cell: string): string {
  const numbers = ['lastUsed', 'cooldownUntil', 'blockedUntil', 'disabledUntil'].map(
    (name) => `${number('entry', name)} AS ${name}`,
  );
  const words = ['cooldownReason', 'cooldownModel', 'disabledReason'].map(
    (name) => `trim(${text('entry', name)}, ${BLANK}) AS ${name}`,
  );
  // without this scope a block is about the whole profile
  const blocked = `CASE WHEN ${text('entry', 'blockedScope')} = 'model' THEN trim(${text('entry', 'blockedModel')}, ${BLANK}) END AS blockedModel`;
  return `SELECT key AS id, ${[...numbers, ...words, blocked].join(', ')} FROM ${members(cell, 'usageStats')} WHERE entry IS NOT NULL ORDER BY place`;
}

function machineState(key: string): Cell {
  return {
    table: 'config_machine_state',
    cell: `(SELECT value_json FROM config_machine_state WHERE state_key = '${key}')`,
  };
}

function primary(table: string, name: string): Cell {
  return { table, cell: `(SELECT ${name}_json FROM ${table} WHERE ${name}_key = 'primary')` };
}

function text(json: string, path: string): string {
  return `CASE json_type(${json}, '$.${path}') WHEN 'text' THEN json_extract(${json}, '$.${path}') END`;
}

/** Cast to a real number, so that integers beyond 2^53 do not throw. */
function number(json: string, path: string): string {
  return `CASE WHEN json_type(${json}, '$.${path}') IN ('integer', 'real') THEN CAST(json_extract(${json}, '$.${path}') AS REAL) END`;
}

/** The members of an object by key; a value that is not an object has no `entry`. */
function members(json: string, field: string): string {
  return `(SELECT id AS place, key, CASE type WHEN 'object' THEN value END AS entry FROM json_each(${json}, '$.${field}'))`;
}

function filled(path: string): string {
  return `coalesce(trim(${text('entry', path)}, ${BLANK}), '') <> ''`;
}

function content(field: string): string {
  return `CASE WHEN json_type(entry, '$.${field}') IS NULL THEN NULL WHEN json_type(entry, '$.${field}') = 'object' THEN 'object' WHEN ${filled(field)} THEN 'present' ELSE 'empty' END`;
}

/** In fields for references, `$NAME` and `${NAME}` stand for a variable (facts 2.2); other values are never read. */
function referencePart(field: string, part: string): string {
  const object = `CASE json_type(entry, '$.${field}') WHEN 'object' THEN ${text('entry', `${field}.${part}`)}`;
  if (!REFERENCES.includes(field)) return `${object} END`;
  const written = `trim(json_extract(entry, '$.${field}'), ${BLANK})`;
  const name = `CASE WHEN ${written} GLOB '\${*}' THEN substr(${written}, 3, length(${written}) - 3) ELSE substr(${written}, 2) END`;
  const short = `${written} GLOB '$*' AND ${name} GLOB '[A-Z]*' AND ${name} NOT GLOB '*[^A-Z0-9_]*' AND length(${name}) <= 128`;
  return `${object} WHEN 'text' THEN CASE WHEN ${short} THEN ${part === 'source' ? "'env'" : part === 'id' ? name : "'default'"} END END`;
}

/** The key is a pasted command line, `openclaw onboard … --auth-choice …`. */
function commandLine(value: string): string {
  return `ltrim(${value}, ${BLANK}) LIKE 'openclaw%onboard %--auth-choice%'`;
}
