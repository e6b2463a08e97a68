import type { DatabaseOwner, DatabaseRows, FieldRow, ProfileRow, UsageRow } from '../files.ts';
import { put } from '../text/grouped.ts';
import { own } from '../text/own.ts';
import { lastGood, orders, profiles, sharedStore, TABLES, usage } from './sqlite-queries.ts';

type Row = Readonly<Record<string, unknown>>;
/** Runs one query; each row is an object by column name. */
export type Query = (sql: string) => readonly Row[];

/** The newest modelled layouts, as `user_version` (facts 4.1); OpenClaw refuses newer ones. */
const NEWEST: Readonly<Record<DatabaseOwner, number>> = { state: 18, agent: 23 };

/**
 * Reads ids, types, providers, expiry, orders and usage from an open database. The query itself decides whether a
 * credential is present, so no secret ever becomes a value here. Layout: facts 4.1.
 */
export function readRows(query: Query, owner: DatabaseOwner): DatabaseRows | { unchecked: 'newer' | 'damaged' } {
  if (Number(query('PRAGMA user_version')[0]?.user_version) > NEWEST[owner]) return { unchecked: 'newer' };
  const tables = new Set(query("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => name));
  const { store, state } = TABLES[owner];
  if (!tables.has(store.table))
    return { sharedIn: undefined, profiles: [], orders: [], lastGood: new Map(), usage: new Map() };
  // a computed column may take any time to read, and OpenClaw makes none
  const isComputed = (table: string) => query(`PRAGMA table_xinfo(${table})`).some(({ hidden }) => Number(hidden) > 0);
  if ([store.table, state.table].some(isComputed)) return { unchecked: 'damaged' };
  const sharedIn = owner === 'state' ? word(query(sharedStore)[0]?.location) : undefined;
  const held = query(`SELECT ${store.cell} IS NOT NULL AS there, json_valid(${store.cell}) AS valid`)[0]!;
  if (
    held.there === 1 &&
    (held.valid !== 1 || query(`SELECT json_type(${store.cell}, '$.profiles') AS type`)[0]?.type !== 'object')
  )
    return { unchecked: 'damaged' };
  // the state cell overrides the store cell kind by kind; a broken state cell counts as absent
  const cells = [store, state]
    .filter(({ table, cell }) => tables.has(table) && query(`SELECT json_valid(${cell}) AS valid`)[0]?.valid === 1)
    .map(({ cell }) => cell);
  const all = (sql: (cell: string) => string) => cells.flatMap((cell) => query(sql(cell)));
  return {
    sharedIn: sharedIn === 'state-db' || sharedIn === 'legacy-main' ? sharedIn : undefined,
    profiles: [...new Map(query(profiles(store.cell)).map((row) => [row.id, profileRow(row)])).values()],
    orders: orderRows(cells.map((cell) => query(orders(cell)))),
    lastGood: new Map(all(lastGood).map((row) => [String(row.provider).trim().toLowerCase(), String(row.id).trim()])),
    usage: new Map(all(usage).map((row) => [String(row.id).trim(), usageRow(row)])),
  };
}

function profileRow(row: Row): ProfileRow {
  const expires = row.expires;
  const fields = Object.entries(row).flatMap(([name, state]): [string, FieldRow][] => {
    if (!name.startsWith('has ') || state === null) return [];
    const field = name.slice('has '.length);
    return [
      [
        field,
        fieldRow(
          state,
          ['source', 'provider', 'id'].map((part) => word(own(row, `${part} ${field}`))?.trim()),
        ),
      ],
    ];
  });
  return {
    id: String(row.id),
    isObject: row.object === 1,
    type: word(row.type),
    provider: word(row.provider),
    expires: row.dated !== 1 ? undefined : typeof expires === 'number' && expires > 0 ? expires : 'unusable',
    fields: new Map(fields),
    malformed: row.malformed === 1,
    setup: row.setup === 1,
  };
}

/** A SecretRef without a provider means `default` (facts 2.6). */
function fieldRow(state: unknown, [source, provider, id]: (string | undefined)[]): FieldRow {
  if (source && id && /^(?:env|file|exec|store)$/.test(source)) return { source, provider: provider || 'default', id };
  return state === 'object' ? 'object' : state === 'present' ? 'present' : 'empty';
}

/** Orders of later cells replace those of earlier ones per provider; an empty order counts as none. */
function orderRows(cells: readonly (readonly Row[])[]): DatabaseRows['orders'] {
  const found = new Map<string, string[]>();
  for (const rows of cells) {
    const own = new Map<string, string[]>();
    for (const row of rows) {
      const id = String(row.id).trim();
      if (id) put(own, String(row.provider), id);
    }
    for (const [provider, ids] of own) found.set(provider, ids);
  }
  return [...found].map(([provider, ids]) => ({ provider, ids }));
}

function usageRow(row: Row): UsageRow {
  const { id: _, ...rest } = row;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]])),
  );
}

const word = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
