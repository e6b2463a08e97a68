/**
 * Asks every tool of `clawlint mcp` by the command line of MCP Inspector: `npm run inspect [-- COMMAND…]`.
 * COMMAND is what starts the Inspector; default: npx with its package.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI, FIXTURES } from './fixtures.ts';

const [command = 'npx', ...rest] = process.argv.slice(2);
const inspector = process.argv.length > 2 ? rest : ['--yes', '@modelcontextprotocol/inspector'];
const home = mkdtempSync(join(tmpdir(), 'inspected-'));
cpSync(join(FIXTURES, 'homes/example'), home, { recursive: true });

/** A tool, its arguments as the Inspector takes them, and what its answer says. */
const CALLS: readonly (readonly [tool: string, args: readonly string[], says: RegExp])[] = [
  ['check', [], /\d+ errors, \d+ warnings/],
  ['propose', ['path=agents.defaults.model.primry', 'value="openai/gpt-5.5"'], /not written: it would make this wrong/],
  ['propose', ['patch={"gateway":{"port":18790}}'], /^not written; |^\+.*18790/m],
  ['propose', ['patch={"gateway":{"port":18790}}', 'apply=true'], /^written$/m],
  ['route', [], /^1\. /m],
  ['upgrade', ['to=2026.9.6'], /2026\.9\.6/],
  ['explain', ['rule=unknown-key'], /unknown-key/],
  ['find_settings', ['words=fallback model'], /agents\.defaults\.model\.fallbacks/],
];

let failures = 0;
const listed = ask('tools/list', []);
const names = [...listed.matchAll(/"name": "(\w+)"/g)].map(([, name]) => name!);
tell(
  'tools/list',
  CALLS.every(([tool]) => names.includes(tool)) && names.every((name) => CALLS.some(([tool]) => tool === name)),
  names.join(' '),
);
for (const [tool, args, says] of CALLS) {
  const answer = JSON.parse(
    ask('tools/call', ['--tool-name', tool, ...args.flatMap((arg) => ['--tool-arg', arg])]),
  ) as {
    content: { text: string }[];
    isError?: boolean;
  };
  const text = answer.content.map((part) => part.text).join('');
  tell([tool, ...args].join(' '), says.test(text) && answer.isError !== true, text.split('\n')[0]!);
}
tell('the change is in the file', readFileSync(join(home, 'openclaw.json'), 'utf8').includes('18790'), '');
rmSync(home, { recursive: true });
process.exitCode = failures > 0 ? 1 : 0;

function ask(method: string, args: readonly string[]): string {
  const server = [process.execPath, CLI, 'mcp', home, '--write'];
  const { stdout, stderr, status } = spawnSync(
    command,
    [...inspector, '--cli', ...server, '--method', method, ...args],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${method}: ${stderr}`);
  return stdout;
}

function tell(what: string, holds: boolean, detail: string): void {
  if (!holds) failures++;
  console.log(`${holds ? 'ok' : 'NOT OK'}  ${what}  ${detail}`);
}
