import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { HOME, ROUTE, runCommand } from '../server/features/commands.ts';
import { workspaceSymbols } from '../server/features/workspace-symbols.ts';
import { Reports } from '../server/homes/reports.ts';
import { Session } from '../server/homes/session.ts';
import { Homes } from '../server/mcp/homes.ts';
import { serveTools } from '../server/mcp/served-tools.ts';
import { toolsFor } from '../server/mcp/tools.ts';
import { atCursor, inRange, ofDocument, questionFor } from '../server/protocol/requests.ts';
import { check, type Result } from '../src/check.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { route } from '../src/cli/route.ts';
import { type Files, memory } from '../src/files.ts';
import { toDiff } from '../src/mend/diff.ts';
import { mend } from '../src/mend/mend.ts';
import { FORMATS } from '../src/report/formats/index.ts';
import { toJson } from '../src/report/json.ts';
import { toPretty } from '../src/report/pretty.ts';
import { jsonText, printable } from '../src/report/printable.ts';
import { readable } from '../src/report/readable.ts';
import { toStatistics } from '../src/report/statistics.ts';
import { plan } from '../src/upgrade/plan.ts';
import { toUpgradeJson, toUpgradeText } from '../src/upgrade/report.ts';
import { changing, Editor, uriOf } from './editor.ts';
import { CLI, inTime, runHere } from './fixtures.ts';
import type { Planted } from './planted.ts';
import type { PlantedHome } from './planted-homes.ts';

const CONFIG = '/h/openclaw.json';
const same = (path: string): string => path;

/** What a check prints of a home. */
export function checked({ files }: PlantedHome, format: 'pretty' | 'json', release?: string): string {
  const result = check(memory(files), { config: CONFIG, now: 0, ...(release && { release }) });
  return format === 'pretty' ? toPretty([result]) : jsonText(toJson([result]));
}

/** What every other command and format prints of it. */
export function saidOtherwise(home: PlantedHome, asked: readonly string[]): string {
  const files = memory(home.files);
  const result = check(files, { config: CONFIG, now: 0 });
  const reports = [...FORMATS.values()].map((format) => format(toJson([result]), '0'));
  const routes = ['text', 'json', 'mermaid', 'svg'].map((format) => routed(result, [...asked, '--format', format]));
  const all = ['text', 'json'].map((format) => routed(result, ['--all', '--format', format]));
  const diffs = [false, true].map((unsafe) => toDiff(mend(files, { config: CONFIG, now: 0 }, { unsafe }), same));
  return [toStatistics([result]), ...reports, ...routes, ...all, ...diffs, upgraded(files)].join('\n');
}

/** What agents are told of such a home on the disk, who give keys for values. */
export async function tooled({ files }: PlantedHome, { key }: Planted): Promise<string> {
  const root = onDisk(files);
  const server = new Server({ name: 'clawlint', version: '0' }, { capabilities: { tools: {} } });
  serveTools(server, toolsFor(new Homes([join(root, 'h/openclaw.json')]), true));
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '0' });
  await Promise.all([server.connect(here), client.connect(there)]);
  const asked: readonly (readonly [name: string, args: { readonly [name: string]: unknown }])[] = [
    ...([
      ['check', {}],
      ['route', {}],
      ['upgrade', {}],
      ['explain', { rule: key }],
    ] as const),
    ...([
      ['find_settings', { words: key }],
      ['check', { home: key }],
      ['check', { release: key }],
    ] as const),
    ...([
      ['route', { model: key }],
      ['route', { agent: key }],
      ['upgrade', { to: key }],
    ] as const),
    ['propose', { path: 'models.providers.p.apiKey', value: key }],
    ['propose', { path: 'agents.defaults.model', value: `anthropic/${key}` }],
    ['propose', { path: `auth.order.${key}`, value: [key] }],
    ['propose', { path: key, unset: true }],
    ['propose', { patch: { [key]: key } }],
    ['propose', { text: `{ "${key}": ` }],
    ['propose', { path: 'agents.defaults.model', value: `anthropic/${key}`, apply: true }],
  ];
  const said: string[] = [];
  for (const [name, args] of asked)
    said.push(JSON.stringify(await client.callTool({ name, arguments: { ...args } }).catch(String)));
  await client.close();
  rmSync(root, { recursive: true });
  return said.join('\n');
}

function onDisk(files: PlantedHome['files']): string {
  const root = mkdtempSync(join(tmpdir(), 'clawlint-planted-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** What the command line prints, on both of its outputs, where such a home is on the disk; keys are pasted, too. */
export function typed({ files }: PlantedHome, { key }: Planted): string {
  const root = onDisk(files);
  for (const kind of ['ConfigMap', 'Secret']) writeFileSync(join(root, `h/${kind}.yaml`), manifest(kind, files));
  const calls = [
    ...[[], ['--statistics'], ['--color', 'always'], ['--diff', '--unsafe'], ['route'], ['upgrade', '--diff']],
    ...[...FORMATS.keys()].map((format) => ['--format', format]),
    ...['explain', 'rules', 'schema', 'route', 'upgrade', 'baseline', 'check', 'help'].map((name) => [name, key]),
    ...[[key], [`--${key}`], [`--${key}=x`], ['schema', 'diff', key, '2026.9.6'], ['explain', key, key]],
    ...['rule', 'ignore-rule', 'severity', 'format', 'release', 'profile', 'inventory', 'dotenv'].map((name) => [
      `--${name}`,
      key,
    ]),
    ...['max-warnings', 'fail-on', 'color', 'stdin-filename'].map((name) => [`--${name}`, key]),
    ...['agent', 'slot', 'job', 'fail', 'home', 'width'].map((name) => ['route', `--${name}`, key]),
    ...[
      ['--severity', `${key}=off`],
      ['--severity', `unknown-key=${key}`],
      ['--format', `sarif=/${key}/x`],
    ],
    ...[
      ['set', 'models.providers.p.apiKey', key, '--diff'],
      ['set', key, key],
      ['unset', key],
      ['set', key],
    ],
    ...[
      ['set', 'agents.defaults.model', key],
      ['set', `env.vars.${key}`, key, '--fail-on', 'never'],
    ],
    ...[['config'], ['config', '--format', 'json'], ['config', key], ['snapshot', '--openclaw', key]],
    ...[
      ['rescue'],
      ['rescue', '--without', key],
      ['rescue', key],
      ['guard'],
      ['guard', '--release', key],
      ['guard', key],
    ],
    ...[[], ['--format', 'json'], ['--diff', '--unsafe'], ['--fix', '--unsafe']].map((options) => [
      ...options,
      'ConfigMap.yaml',
      'Secret.yaml',
    ]),
    ...[['upgrade', '--to', key], ['route', '--fail', `${key}=auth`], ['baseline'], [], ['--fix', '--unsafe']],
    ...[['upgrade', '--write', '--unsafe'], [], ['rescue', '--write'], ['guard', '--restore', '--home', '.']],
  ];
  const said = calls.map((args) => runHere(join(root, 'h'), args)).map(({ output, errors }) => output + errors);
  rmSync(root, { recursive: true });
  return said.join('\n');
}

/** The same home as a cluster gets it. */
function manifest(kind: string, files: PlantedHome['files']): string {
  const data = [CONFIG, '/h/.env'].map((path) => `${path.slice(3)}: ${JSON.stringify(files[path] ?? '')}`);
  return `kind: ${kind}\n${kind === 'Secret' ? 'stringData' : 'data'}:\n  ${data.join('\n  ')}\n`;
}

/** What `--watch` prints of such a home, and of one change in it. */
export async function watched({ files }: PlantedHome, { key }: Planted): Promise<string> {
  const root = onDisk(files);
  const cwd = join(root, 'h');
  const watching = spawn(process.execPath, [CLI, '--watch', '.'], { cwd, env: { PATH: process.env.PATH, HOME: root } });
  let said = '';
  for (const stream of [watching.stdout, watching.stderr]) stream.on('data', (chunk) => (said += chunk));
  const told = async (times: number) => {
    while (said.split('Ctrl+C').length <= times) await once(watching.stdout, 'data');
  };
  await inTime(told(1), 'the first check');
  writeFileSync(join(cwd, 'openclaw.json'), `{ "apiKye": "${key}", // ${key}\n }`);
  await inTime(told(2), 'the second check');
  watching.kill();
  rmSync(root, { recursive: true });
  return said;
}

/** All that the language server sends, its log with it, to a client that pastes keys into its questions. */
export async function logged({ files }: PlantedHome, { key }: Planted): Promise<string> {
  const editor = new Editor(changing({ ...files }).files);
  await editor.start();
  for (const [path, text] of Object.entries(files)) await editor.open(path, text);
  const uri = uriOf(CONFIG);
  const ask = (method: string, params: object) => editor.client.sendRequest(method, params).catch(() => {});
  await editor.client.sendNotification(key, { [key]: key });
  await editor.client.sendNotification('workspace/didChangeConfiguration', { settings: { clawlint: { [key]: key } } });
  await ask(key, { [key]: key });
  for (const method of ['textDocument/hover', 'textDocument/rename', 'clawlint/route', 'clawlint/home', 'x'])
    for (const params of [{ uri: key }, { textDocument: { uri: key } }, { textDocument: { uri }, position: key }])
      await ask(method, { ...params, newName: key, model: key, agent: key, format: key });
  for (const command of [ROUTE, HOME, key])
    await ask('workspace/executeCommand', { command, arguments: [key, { uri }] });
  await ask('workspace/symbol', { query: key });
  await editor.settle();
  return editor.said.join('');
}

/** What the language server answers about it, asked at some places. */
export function served({ files, planted }: PlantedHome, random: () => number): string {
  const session = new Session({ version: '0', files: memory(files), now: () => 0 });
  const reports = new Reports(session, { related: true, tags: true, links: true });
  const client = {
    snippets: true,
    branches: true,
    creates: true,
    shown: reports.shown,
    routeCommand: 'clawlint.route',
  };
  for (const [path, text] of Object.entries(files))
    session.open({ uri: `file://${path}`, language: 'json5', version: 1 }, text);
  const said: unknown[] = [workspaceSymbols(session.homes(), '', session.uriOf)];
  for (const [path, text] of Object.entries(files)) {
    const uri = `file://${path}`;
    said.push(reports.pull(path), reports.related(path), runCommand(HOME, { uri }, session));
    for (const format of ['text', 'json', 'mermaid', 'svg']) said.push(runCommand(ROUTE, { uri, format }, session));
    const question = questionFor(uri, { newName: 'other', context: { diagnostics: [] } }, session, client);
    if (!question) continue;
    for (const of of Object.values(ofDocument)) said.push(of(question));
    for (const of of Object.values(inRange)) said.push(of(question, 0, text.length));
    const offsets = [...planted.map(({ key }) => text.indexOf(key) + 1), ...Array.from({ length: 8 }, () => random())];
    for (const at of offsets)
      for (const of of Object.values(atCursor)) said.push(of(question, at < 1 ? Math.floor(at * text.length) : at));
  }
  return JSON.stringify(said, (_, value) => (value instanceof Error ? value.message : value));
}

function routed(result: Result, args: readonly string[]): string {
  try {
    return route(result, readArguments(['route', ...args]), same).output;
  } catch (error) {
    return printable(readable((error as Error).message));
  }
}

function upgraded(files: Files): string {
  const planned = plan(files, { config: CONFIG, now: 0 }, '2026.9.6', { unsafe: true });
  return [
    toUpgradeText(planned, same),
    toDiff(planned.mended, same),
    toDiff(mend(files, { config: CONFIG, now: 0 }, { unsafe: true }), same),
    jsonText(toUpgradeJson(planned, same)),
  ].join('\n');
}
