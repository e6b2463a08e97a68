/** For each word of the command line that starts a program of its own, and for all others: its parts, the first first. */
declare const PROGRAMS: { readonly [word in 'main' | 'lsp' | 'mcp']: Program };

interface Program {
  readonly parts: readonly string[];
  /** of its parts, because V8 distinguishes sources only by their length */
  readonly digest: string;
}

/**
 * The entry of the command line. Compiling takes Node longer than checking a home, so compiled code is kept in the
 * user's cache folder and loaded from there next time; everything also works without that folder.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** In milliseconds: by then a server has probably answered its first requests. */
const SETTLED = 1000;
/** In milliseconds. */
const MONTH = 30 * 24 * 3600 * 1000;
/** In bytes, at the end of the file. */
const CHECKSUM = 4;
/** Around each part: what it finds as it runs, as a module of Node does. */
const [BEFORE, AFTER] = ['((exports,require,module)=>{', '\n}),'];

type Evaluate = (exports: object, require: (id: string) => unknown, module: { exports: object }) => void;

const [, , word, next] = process.argv;
const serves = (word === 'lsp' || word === 'mcp') && next !== '--help' && next !== '-h';
const program = serves ? word : 'main';
const { parts, digest } = PROGRAMS[program];
const folder = process.env.NODE_DISABLE_COMPILE_CACHE ? undefined : cacheFolder();
const prefix = `${program}-${process.version}-${process.arch}-`;
const name = `${prefix}${digest}`;
const cachedData = folder && readOwn(`${folder}/${name}`);

const script = new Script(readSource(), { filename: `${__dirname}/${program}`, ...(cachedData && { cachedData }) });
let isKept = !folder || (cachedData !== undefined && !script.cachedDataRejected);
if (!isKept) process.on('exit', keep);
const { run, warm } = evaluated(script.runInThisContext());
run?.();
// a server runs for hours, after which V8 has dropped code that ran only once, and it may be killed at the end
if (program !== 'main') setTimeout(keep, SETTLED).unref();

/** One array of functions. The parts are read into one piece of memory: fresh memory costs more than reading. */
function readSource(): string {
  const files = parts.map((part) => openSync(`${__dirname}/${part}.cjs`, 'r'));
  const sizes = files.map((file) => fstatSync(file).size);
  const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + BEFORE.length + size + AFTER.length, 2));
  let end = bytes.write('[');
  for (const [i, file] of files.entries()) {
    end += bytes.write(BEFORE, end);
    const until = end + sizes[i]!;
    for (let read = 1; read && end < until; end += read) read = readSync(file, bytes, end, until - end, null);
    end += bytes.write(AFTER, end);
    closeSync(file);
  }
  return bytes.toString('utf8', 0, end + bytes.write(']', end));
}

/** What the last part exports; the parts find one another as the modules of a package do. */
function evaluated(functions: readonly Evaluate[]): { run?(): void; warm?(): void } {
  const modules = new Map<string, object>();
  const find = (id: string): unknown =>
    modules.get(id) ?? (id.endsWith('.json') ? JSON.parse(readFileSync(`${__dirname}/${id}`, 'utf8')) : require(id));
  const module = { exports: {} };
  for (const [i, evaluate] of functions.entries()) {
    module.exports = {};
    evaluate(module.exports, find, module);
    modules.set(`./${parts[i]}.cjs`, module.exports);
  }
  return module.exports;
}

function cacheFolder(): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = process.env;
  const base =
    XDG_CACHE_HOME ||
    (process.platform === 'win32'
      ? LOCALAPPDATA
      : HOME && (process.platform === 'darwin' ? `${HOME}/Library/Caches` : `${HOME}/.cache`));
  return base && /^(?:\/|[A-Za-z]:)/.test(base) ? `${base}/clawlint` : undefined;
}

/** Compiled code is trusted, so it must belong to this user; and V8 crashes on damaged code, so it must be intact. */
function readOwn(path: string): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const { uid, mode } = fstatSync(file);
      if (process.getuid && (uid !== process.getuid() || mode & 0o022)) return undefined;
      const bytes = readFileSync(file);
      const code = bytes.subarray(0, -CHECKSUM);
      return bytes.readUInt32LE(code.length) === crc32(code) ? code : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/**
 * Writes the file for this version of Node and clawlint, and deletes those not written for a long time: other versions
 * may be in use alongside.
 */
function keep(): void {
  if (isKept) return;
  isKept = true;
  const into = folder!;
  const temporary = `${into}/${process.pid}.tmp`;
  try {
    mkdirSync(into, { recursive: true, mode: 0o700 });
    const file = openSync(temporary, 'wx', 0o600); // before the work, which is in vain where nothing can be written
    warm?.();
    const code = script.createCachedData();
    const checksum = Buffer.alloc(CHECKSUM);
    checksum.writeUInt32LE(crc32(code));
    writeFileSync(file, Buffer.concat([code, checksum]));
    closeSync(file);
    renameSync(temporary, `${into}/${name}`);
    for (const other of readdirSync(into))
      if (other !== name && statSync(`${into}/${other}`).mtimeMs < Date.now() - MONTH) unlinkSync(`${into}/${other}`);
  } catch {
    // a read-only or full disk: the next start compiles again; caching must never disturb a run
    try {
      unlinkSync(temporary);
    } catch {}
  }
}
