import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { DatabaseAnswer, DatabaseOwner, Unchecked } from '../files.ts';
import { once } from '../text/memo.ts';
import { readRows } from './sqlite-rows.ts';

/** The part of `node:sqlite` used here; the types of Node 20 lack it. */
interface Sqlite {
  DatabaseSync: new (
    location: string,
    options: { readOnly: boolean },
  ) => { prepare(sql: string): { all(): Record<string, unknown>[] }; exec(sql: string): void; close(): void };
}

/** How long to wait for another process's lock, and between retries; in milliseconds. */
const PATIENCE = 30;
const PAUSE = 5;
/** In bytes: a schema that somebody else made may ask for any amount. */
const MEMORY = 64 * 1024 * 1024;
const ATTEMPTS = 3;

/**
 * Reads the credential rows of a database without leaving a trace: nothing is created, migrated or checkpointed, and a
 * running OpenClaw is never blocked. File system errors are thrown; SQLite errors are returned. One gap is known: if
 * the last writer closes in the microseconds between our check and SQLite's, SQLite creates an empty log again, which
 * the next writer takes over. Removing it could harm that writer.
 */
export function readDatabase(path: string, owner: DatabaseOwner): DatabaseAnswer {
  // the log of a database lies beside the link's target
  const real = realpathSync(path);
  const header = headOf(real);
  if (header.length > 0 && header.toString('latin1', 0, MAGIC.length) !== MAGIC) return { unchecked: 'damaged' };
  const sqlite = load();
  if (!sqlite) return { unchecked: 'no-sqlite' };
  let answer: DatabaseAnswer = { unchecked: 'locked' };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) pause();
    const before = around(real);
    if (before.odd) return { unchecked: 'not-regular' };
    const way = wayTo(before);
    answer = way ? attemptTo(sqlite, `${pathToFileURL(real).href}?${way}`, owner) : { unchecked: 'unfinished' };
    const settled = !('unchecked' in answer) || answer.unchecked === 'newer';
    const still = around(real).state === before.state;
    // read without locks, so the result is good only if the file did not change meanwhile
    if (settled && (still || way !== ALONE)) return answer;
    if (!still) answer = { unchecked: 'locked' };
  }
  return answer;
}

const pause = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);

const MAGIC = 'SQLite format 3\0';
/** No writer: neither locks nor a log index are needed. */
const ALONE = 'mode=ro&immutable=1';
/** With the log, through the index a writer left or keeps; if nobody keeps one, SQLite builds it in memory. */
const WITH_LOG = 'mode=ro&readonly_shm=1';
/** With locks, for a database without a log. */
const WITH_LOCKS = 'mode=ro';

interface Surroundings {
  /** the database is in WAL mode: readers must join the log */
  readonly logs: boolean;
  readonly log: number | undefined;
  readonly index: boolean;
  readonly journal: boolean;
  readonly empty: boolean;
  /** something beside it is no file: SQLite would wait at a pipe for ever */
  readonly odd: boolean;
  /** changes whenever the files do */
  readonly state: string;
}

/** How to open the database so that nothing is written; undefined if that is impossible. */
function wayTo({ logs, log, index, journal, empty }: Surroundings): string | undefined {
  // SQLite deletes a log beside an empty database, even when it may only read
  if (empty && (log || index || journal)) return undefined;
  if (!logs && !log) return WITH_LOCKS;
  if (log !== undefined && index) return WITH_LOG;
  // reading a log without its index would create one, and a journal would have to be rolled back first
  return log || journal ? undefined : ALONE;
}

function around(path: string): Surroundings {
  const [main, wal, shm, journal] = ['', '-wal', '-shm', '-journal'].map((end) =>
    statSync(path + end, { bigint: true, throwIfNoEntry: false }),
  );
  const header = headOf(path);
  return {
    logs: header[18] === 2 || header[19] === 2,
    log: wal && Number(wal.size),
    index: shm !== undefined && shm.size > 0n,
    journal: journal !== undefined && journal.size > 0n,
    empty: !main?.size,
    odd: [wal, shm, journal].some((stat) => stat?.isFile() === false),
    state: [main, wal].map((stat) => stat && `${stat.ino} ${stat.size} ${stat.mtimeNs}`).join(),
  };
}

/** The first bytes of a file: its magic, and at 18 and 19 whether it is in WAL mode. */
function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(20);
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

function attemptTo({ DatabaseSync }: Sqlite, location: string, owner: DatabaseOwner): DatabaseAnswer {
  try {
    const database = new DatabaseSync(location, { readOnly: true });
    try {
      // one transaction, so that all rows are from the same moment
      database.exec(
        `PRAGMA trusted_schema = OFF; PRAGMA hard_heap_limit = ${MEMORY}; PRAGMA busy_timeout = ${PATIENCE}; BEGIN`,
      );
      return readRows((sql) => database.prepare(sql).all(), owner);
    } finally {
      database.close();
    }
  } catch (error) {
    return { unchecked: reason(error) };
  }
}

/** What the result codes of SQLite mean here (sqlite.org/rescode.html). */
const REASONS: Readonly<Record<number, Unchecked>> = {
  1: 'damaged',
  3: 'denied',
  5: 'locked',
  6: 'locked',
  8: 'unfinished',
  11: 'damaged',
  23: 'denied',
  26: 'damaged',
};

function reason(error: unknown): Unchecked {
  const code = (error as { errcode?: number }).errcode;
  return (code !== undefined && REASONS[code & 0xff]) || 'unreadable';
}

/** `node:sqlite`, loaded on first use; undefined before Node 22.15, which cannot open a file without locks. */
const load = once((): Sqlite | undefined => {
  const { emitWarning } = process;
  // suppress the "experimental" warning: it means nothing to somebody checking a config
  process.emitWarning = () => {};
  try {
    const sqlite = process.getBuiltinModule?.('node:sqlite') as Sqlite | undefined;
    if (sqlite) new sqlite.DatabaseSync('file:probe?mode=memory', { readOnly: true }).close();
    return sqlite;
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
});
