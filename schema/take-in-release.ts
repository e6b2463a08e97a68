/**
 * Does for a new release all that a machine can, and writes what needs a person into take-in.md:
 * `OPENCLAW=COMMAND npm run take-in -- RELEASE [--no-tests]`. COMMAND is called as for `npm run record`. See
 * docs/maintaining.md.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readKnown, withRelease, writeKnown } from './known.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORT = join(ROOT, 'take-in.md');

const [release = '', ...options] = process.argv.slice(2);
const command = process.env.OPENCLAW;
if (!command || !release) {
  console.error(
    'OPENCLAW names the command that runs a release, and the argument is the release; see docs/maintaining.md',
  );
  process.exit(2);
}
const steps: string[] = [];
const parts: string[] = [];
let failed = false;
let output = '';

timed('added to src/release/known.json', () => {
  writeKnown(withRelease(readKnown(), release));
  return true;
});
const schema = timed('schema/openclaw', () => node('schema/take-in.ts', release));
if (schema) parts.push(`## What it changed in the schema\n\n\`\`\`\n${schema.trim()}\n\`\`\``);
timed('src/generated, docs/history.md', () => node('schema/generate.ts'));
const odd = timed('plugins, providers, models', () => node('schema/differences.ts', release));
parts.push(
  `## For a person: providers and models\n\n${odd?.trim() || 'The tables of src/catalog agree with what the program lists without a network.'}`,
);
const routing = timed('routing, against `models status`', () => npm('status', '--', release, '40')) ?? output;
parts.push(`## For a person: routing\n\n\`\`\`\n${routing.trim()}\n\`\`\``);
if (!options.includes('--no-tests')) {
  timed('verdicts of all homes', () => npm('record', '--', release));
  timed('expected output', () => npm('accept'));
  const tests = timed('tests', () => npm('test'));
  const broken = tests === undefined ? brokenIn(output) : 'None.';
  parts.push(`## For a person: tests that fail\n\n${broken}`);
}
parts.push(
  `## For a person: what no command tells\n\n${[
    'the changelog of the release: default model, aliases, providers that left, cooldowns (`src/release/behaviour.ts`)',
    'a sentence for each new key of `auth`, `models`, `agents`, `env` and `secrets`, and where a gone key moved (`schema/*.json`)',
    'the diff of `fixtures` and `docs/history.md`',
  ]
    .map((each) => `- [ ] ${each}`)
    .join('\n')}`,
);
const changed = spawnSync('git', ['diff', '--stat'], { cwd: ROOT, encoding: 'utf8' }).stdout;
writeFileSync(
  REPORT,
  `# OpenClaw ${release}\n\n${steps.join('\n')}\n\n${parts.join('\n\n')}\n\n## Files\n\n\`\`\`\n${changed.trim()}\n\`\`\`\n`,
);
console.log(`${steps.join('\n')}\n\ntake-in.md says what needs a person`);
process.exit(failed ? 1 : 0);

function node(...args: readonly string[]): string | undefined {
  return run(process.execPath, '--import', 'tsx', ...args);
}
function npm(...args: readonly string[]): string | undefined {
  return run('npm', 'run', '--silent', ...args);
}
function run(program: string, ...args: readonly string[]): string | undefined {
  const { stdout, stderr, status } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  output = `${stdout}${stderr}`;
  return status === 0 ? stdout : undefined;
}
/** The names of tests that failed, as any Node prints them; without one, the end of what was printed. */
function brokenIn(printed: string): string {
  const lines = printed.split('\n').map((line) => line.trim());
  const names = lines.flatMap((line) => /^(?:not ok \d+ - |✖ )(.+?)(?: \([\d.]+ms\))?$/.exec(line)?.[1] ?? []);
  const told = [...new Set(names)].filter((name) => name !== 'failing tests:').map((name) => `- ${name}`);
  return told.length > 0 ? told.join('\n') : `\`\`\`\n${lines.slice(-30).join('\n').trim()}\n\`\`\``;
}
function timed<T>(what: string, step: () => T | undefined): T | undefined {
  const start = Date.now();
  const done = step();
  const minutes = ((Date.now() - start) / 60_000).toFixed(1);
  if (done === undefined) failed = true;
  const last = done === undefined ? `: ${output.trim().split('\n').at(-1)}` : '';
  steps.push(`- [${done === undefined ? ' ' : 'x'}] ${what} (${minutes} min)${last}`);
  return done;
}
