import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

interface Database {
  exec(sql: string): void;
  prepare(sql: string): { run(...values: unknown[]): void };
  close(): void;
}

interface Sqlite {
  DatabaseSync: new (path: string, options?: { readOnly: boolean }) => Database;
}

/** `node:sqlite` of the Node that runs the tests; undefined before 22.15, where it is missing or takes no URL. */
export const sqlite = capable(process.getBuiltinModule?.('node:sqlite') as Sqlite | undefined);

function capable(found: Sqlite | undefined): Sqlite | undefined {
  try {
    if (found) new found.DatabaseSync('file:probe?mode=memory', { readOnly: true }).close();
    return found;
  } catch {
    return undefined;
  }
}

/** The tables of OpenClaw 2026.9.6 that hold credentials. */
const STATE =
  'CREATE TABLE config_machine_state (state_key TEXT NOT NULL PRIMARY KEY, value_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL) STRICT; PRAGMA user_version = 18';
const AGENT = `CREATE TABLE auth_profile_store (store_key TEXT NOT NULL PRIMARY KEY, store_json TEXT NOT NULL, updated_at INTEGER NOT NULL);
  CREATE TABLE auth_profile_state (state_key TEXT NOT NULL PRIMARY KEY, state_json TEXT NOT NULL, updated_at INTEGER NOT NULL); PRAGMA user_version = 23`;

/** Opens a database for writing, with a log as OpenClaw keeps one, or with a journal. */
export function create(path: string, journal: 'WAL' | 'DELETE' = 'WAL'): Database {
  mkdirSync(dirname(path), { recursive: true });
  const database = new sqlite!.DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = ${journal}`);
  return database;
}

/** Makes the database of an agent. @param store, state JSON texts, or what becomes one */
export function agentDatabase(path: string, store: unknown, state?: unknown, journal?: 'DELETE'): void {
  const database = create(path, journal);
  database.exec(AGENT);
  put(database, 'auth_profile_store', 'primary', store);
  if (state !== undefined) put(database, 'auth_profile_state', 'primary', state);
  database.close();
}

/** Makes the database of the home. @param cells state_key → value */
export function stateDatabase(path: string, cells: Readonly<Record<string, unknown>>): void {
  const database = create(path);
  database.exec(STATE);
  for (const [key, value] of Object.entries(cells)) put(database, 'config_machine_state', key, value);
  database.close();
}

export function put(database: Database, table: string, key: string, value: unknown): void {
  database
    .prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, 0)`)
    .run(key, typeof value === 'string' ? value : JSON.stringify(value));
}

/** A folder that goes away with the test. */
export function folder(context: TestContext): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'clawlint-sqlite-')));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Another process that runs statements on a database and then holds it open. */
export async function writer(context: TestContext, path: string, ...statements: string[]): Promise<ChildProcess> {
  const program = `
    const database = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(process.argv[1]);
    for (const statement of process.argv.slice(2)) database.exec(statement);
    process.stdout.write('ready');
    setInterval(() => database.isOpen, 1000);`;
  const child = spawn(process.execPath, ['--no-warnings', '-e', program, '--', path, ...statements], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: withoutRunner(),
  });
  context.after(() => child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    child.stdout!.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the writer ended with ${code}`)));
  });
  return child;
}

/** Ends a writer as a crash would: nothing is closed, what it wrote stays where it is. */
export async function crash(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** An environment in which a child is a program of its own, not a part of this test run. */
export function withoutRunner(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...rest } = process.env;
  return rest;
}

/** All files below a folder with all that reading must not change: length, time of change, contents. */
export function traces(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(root, name);
      const stat = lstatSync(path, { bigint: true });
      const content = stat.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
      return `${name} ${stat.size} ${stat.mtimeNs} ${content}`;
    });
}
