import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { CLI } from './fixtures.ts';
import { ANSWERS, LATER, laterSchema } from './installed.ts';

/** A call that writes. */
export interface Writer {
  /** what is typed; `PROGRAM` stands for an OpenClaw that answers */
  readonly args: readonly string[];
  /** what it gets on standard input */
  readonly input?: string;
  /** the files that it changes, and those that it reads for that; undefined: not there before */
  readonly texts: { readonly [name: string]: string | undefined };
}

/** Four hundred providers: more than the disk has room for, where it is full. */
const providers = Object.fromEntries(
  Array.from({ length: 400 }, (_, i) => [`p${i}`, { baseUrl: `https://h${i}.example.com/v1`, models: [] }]),
);
const config = (more: object): string => JSON.stringify({ ...more, models: { providers } });
const OLD = { lastTouchedVersion: '2026.2.26', lastTouchedAt: 'x' };
const OTHER = '{ "gateway": { "mode": "local", "tailscale": { "mode": "off", "resetOnExit": false } } }';

/** A client of `clawlint mcp` that has a value written. */
const CLIENT = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  },
  { method: 'notifications/initialized' },
  {
    id: 2,
    method: 'tools/call',
    params: { name: 'propose', arguments: { path: 'gateway.port', value: 18790, apply: true } },
  },
]
  .map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  .join('');

/** A config that does not start, and the one before it. */
const BROKEN = config({ meta: { lastTouchedVersion: '2026.9.6' }, gatewayy: 1 });
export const GOOD = config({ meta: { lastTouchedVersion: '2026.9.6' }, gateway: { mode: 'local' } });
/** Copies that are kept of what was there. */
export const KEPT = /\.(?:kept|refused)\./;

/** Every call that writes. */
export const WRITERS: readonly Writer[] = [
  { args: ['upgrade', '--write'], texts: { 'openclaw.json': config({ meta: OLD }) } },
  {
    args: ['upgrade', '--write'],
    texts: {
      'openclaw.json': '{ "$include": ["./a.json", "./b.json"] }',
      'a.json': JSON.stringify({ meta: OLD }),
      'b.json': OTHER,
    },
  },
  {
    args: ['--fix'],
    texts: { 'openclaw.json': config({ meta: { lastTouchedVersion: '2026.9.6' }, env: { FOO_KEY: 'x' } }) },
  },
  { args: ['set', 'gateway.port', '18790'], texts: { 'openclaw.json': config({ gateway: { port: 18789 } }) } },
  { args: ['unset', 'gateway'], texts: { 'openclaw.json': config({ gateway: { port: 18789 } }) } },
  { args: ['mcp', '.', '--write'], input: CLIENT, texts: { 'openclaw.json': config({ gateway: { port: 18789 } }) } },
  { args: ['baseline'], texts: { 'openclaw.json': '{ "foo": 1 }', 'clawlint.baseline.json': '{ "findings": {} }' } },
  { args: ['baseline'], texts: { 'openclaw.json': '{ "foo": 1 }', 'clawlint.baseline.json': undefined } },
  {
    args: ['snapshot', '--openclaw', 'PROGRAM'],
    texts: { 'openclaw.json': JSON.stringify({ meta: { lastTouchedVersion: LATER } }), 'clawlint.snapshot.json': '{}' },
  },
  { args: ['rescue', '--write'], texts: { 'openclaw.json': BROKEN, 'openclaw.json.bak': GOOD } },
  { args: ['rescue', '--write'], texts: { 'openclaw.json': undefined, 'openclaw.json.bak': GOOD } },
  { args: ['guard', '--restore', '--home', '.'], texts: { 'openclaw.json': BROKEN, 'openclaw.json.bak': GOOD } },
  { args: ['guard', '--restore', '--home', '.'], texts: { 'openclaw.json': undefined, 'openclaw.json.bak': GOOD } },
  { args: ['--format', 'json=report'], texts: { 'openclaw.json': config({ foo: 1 }), report: '{}' } },
  {
    args: ['--format', 'json', '--output-file', 'report'],
    texts: { 'openclaw.json': config({ foo: 1 }), report: undefined },
  },
];

/** A folder with the files of a writer. */
export interface Place {
  readonly folder: string;
  readonly command: readonly string[];
  /** where compiled code is kept */
  readonly cache: string;
  /** a script that ends the process at a step */
  readonly preload: string;
  readonly names: readonly string[];
  readonly old: readonly (string | undefined)[];
  /** makes the files what they were before */
  begin(): void;
  /** the files as they are now */
  texts(): (string | undefined)[];
  /** the text of every file that has its name */
  left(): string[];
}

/** Where compiled code is kept, so that a run takes a third of the time and its steps are those of writing alone. */
const CACHE = mkdtempSync(join(tmpdir(), 'clawlint-killed-cache-'));
after(() => rmSync(CACHE, { recursive: true }));
const kept = new Set<string>();

/** Has compiled code kept of the program that a call starts. */
function warm([word]: readonly string[]): void {
  const call = word === 'mcp' ? ['mcp', CACHE] : ['--version'];
  if (kept.has(call[0]!)) return;
  spawnSync(process.execPath, [CLI, ...call], { input: '', env: { ...process.env, XDG_CACHE_HOME: CACHE } });
  kept.add(call[0]!);
}

/** Makes the folder, works in it and removes it. */
export async function inFolder({ args, texts }: Writer, work: (place: Place) => void | Promise<void>): Promise<void> {
  warm(args);
  const around = mkdtempSync(join(tmpdir(), 'clawlint-killed-'));
  const folder = mkdtempSync(join(around, 'h'));
  const preload = join(around, 'preload.cjs');
  writeFileSync(preload, `(${suicide})(${JSON.stringify(STEPS)})`);
  const program = join(around, 'openclaw.mjs');
  writeFileSync(program, `process.stdout.write(${JSON.stringify(SAID)}[process.argv.slice(2).join(' ')] ?? '')`);
  const names = Object.keys(texts).sort();
  try {
    await work({
      folder,
      cache: CACHE,
      preload,
      command: args.map((each) => (each === 'PROGRAM' ? `${process.execPath} ${program}` : each)),
      names,
      old: names.map((name) => texts[name]),
      begin() {
        // what an earlier run kept of what somebody saved would be put back by the next rescue
        for (const name of readdirSync(folder)) if (KEPT.test(name)) rmSync(join(folder, name));
        for (const name of names)
          if (texts[name] === undefined) rmSync(join(folder, name), { force: true });
          else writeFileSync(join(folder, name), texts[name]);
      },
      texts: () => names.map((name) => textOf(join(folder, name))),
      left: () =>
        readdirSync(folder)
          .filter((name) => !name.endsWith('.tmp') && name !== 'saved')
          .flatMap((name) => textOf(join(folder, name)) ?? []),
    });
  } finally {
    rmSync(around, { recursive: true });
  }
}

const SAID: Readonly<Record<string, string>> = {
  '--version': `OpenClaw ${LATER} (abc1234)\n`,
  'config schema': JSON.stringify(laterSchema()),
  ...Object.fromEntries(Object.entries(ANSWERS).map(([args, answer]) => [args, JSON.stringify(answer)])),
};

/** Undefined where there is none, or none any more. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** What the writer calls; it can be killed amid each. */
export const STEPS = [
  'openSync',
  'writeFileSync',
  'fchownSync',
  'fchmodSync',
  'fsyncSync',
  'closeSync',
  'linkSync',
  'renameSync',
  'rmSync',
] as const;

/** What needs room on the disk. */
export const MAY_FAIL: ReadonlySet<string> = new Set([
  'openSync',
  'writeFileSync',
  'fsyncSync',
  'linkSync',
  'renameSync',
]);

/**
 * Runs inside the command line, and counts the steps from the first new file on. KILL_AT is killed before it is done, or,
 * where it writes, when PART of the text is written; FAIL_AT finds the disk full, PART written or nothing.
 */
const suicide = `function (steps) {
  const fs = require('node:fs');
  const { KILL_AT, FAIL_AT, PART = '0', TELL } = process.env;
  let count = 0;
  for (const name of steps) {
    const own = fs[name];
    fs[name] = (...args) => {
      if (count > 0 || (name === 'openSync' && args[1] === 'wx')) count++;
      if (count > 0 && TELL) fs.writeSync(2, 'step ' + name + '\\n');
      const isKill = count === Number(KILL_AT);
      if (!isKill && count !== Number(FAIL_AT)) return own(...args);
      if (name === 'writeFileSync') {
        const bytes = Buffer.from(args[1]);
        own(args[0], bytes.subarray(0, Math.floor(Number(PART) * bytes.length)));
      }
      if (isKill) process.kill(process.pid, 'SIGKILL');
      if (name === 'closeSync') own(...args);
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    };
  }
}`;
