import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import JSON5 from 'json5';
import { parse } from 'yaml';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { rules } from '../src/rules/index.ts';
import { type Block, blocksOf, PAGES, Place, type SetUp } from './blocks.ts';
import { FIXTURES, inTime, page, ROOT } from './fixtures.ts';
import { ANSWERS, LATER, laterSchema } from './installed.ts';
import { consumer, printed } from './library.ts';
import { brokenHomes } from './rescued.ts';
import { Process } from './stdio.ts';

// Every code block of the manual is run, or read by what it is for. One that nothing here names fails.

type Trial = (block: Block, t: TestContext) => void | Promise<void>;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const EXAMPLE = { '.': 'homes/example' };
const GOOD = '{ "gateway": { "mode": "local" }, "agents": { "defaults": { "model": "openai/gpt-5.5" } } }';
const REFUSED = GOOD.replace('"model"', '"modle"');
const lines = (text: string): string[] => text.trimEnd().split('\n');

/**
 * Commands to type.
 * @param ends what each call of clawlint ends with, in order
 * @param leaves a file that is there afterwards
 */
const typed =
  (setUp: SetUp & { ends: readonly number[]; leaves?: string; needs?: string }): Trial =>
  ({ text }, t) => {
    const { ends, leaves, needs } = setUp;
    if (needs !== undefined && spawnSync(needs, ['--version']).error) return t.skip(`no ${needs} here`);
    const place = new Place(t, setUp);
    const { errors } = place.run(text);
    assert.deepEqual(place.ended, ends, errors);
    assert.doesNotMatch(errors, /^bash: /m);
    if (leaves !== undefined) assert.ok(place.has(leaves), leaves);
  };

/** Commands behind `$`, and what they print. */
const session =
  (copies: NonNullable<SetUp['copies']>, command?: string): Trial =>
  ({ text }, t) => {
    const place = new Place(t, { copies });
    const parts = command === undefined ? text.split(/^\$ /m).slice(1) : [`${command}\n${text}`];
    assert.ok(parts.length > 0, 'a command stands behind $');
    for (const part of parts) {
      const [typed = '', ...shown] = part.trimEnd().split('\n');
      assert.deepEqual(lines(place.run(typed).output), shown, typed);
    }
  };

/** A config, with the rules it breaks. */
const config =
  (...broken: string[]): Trial =>
  ({ text }) =>
    assert.deepEqual(
      check(memory({ 'openclaw.json': text })).diagnostics.map(({ rule }) => rule),
      broken,
    );

/** Settings of an editor, which start the server and are understood by it. */
const editorSettings: Trial = async ({ text }, t) => {
  const settings = JSON.stringify(JSON.parse(text));
  const [, program, args] =
    /"(npx)"(?:,|,"arguments":\[)("clawlint","lsp")\]/.exec(settings) ?? assert.fail('no command');
  assert.deepEqual([program, args], ['npx', '"clawlint","lsp"']);
  const options = /"initializ(?:ation_o|ationO)ptions":(\{.*?\})/.exec(settings)?.[1];
  const { folder } = new Place(t, { files: { 'openclaw.json': REFUSED } });
  const server = new Process(folder);
  await server.start({}, { initializationOptions: JSON.parse(options ?? assert.fail('no options')) });
  const uri = `file://${folder}/openclaw.json`;
  server.tell('textDocument/didOpen', {
    textDocument: { uri, languageId: 'json5', version: 1, text: REFUSED },
  });
  await server.ask('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 2 } });
  while (!server.pushed.has(uri)) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.match(JSON.stringify(server.pushed.get(uri)), /OpenClaw 2026\.9\.6 refuses to start/);
  await server.stop();
};

/** How pre-commit is set up. */
const preCommit: Trial = ({ text }, t) => {
  const [{ repo, hooks }] = parse(text).repos;
  assert.equal(`git+${repo}.git`, JSON.parse(read('package.json')).repository.url);
  const known: { id: string }[] = parse(read('.pre-commit-hooks.yaml'));
  for (const { id } of hooks) assert.ok(known.some((each) => each.id === id));
  const place = new Place(t, { files: { '.pre-commit-config.yaml': text } });
  if (spawnSync('pre-commit', ['--version']).error) return;
  const { code, output } = place.run('pre-commit validate-config');
  assert.equal(code, 0, output);
};

/** Steps of a workflow on GitHub: the action has the inputs that they name. */
const githubSteps: Trial = ({ text }) => {
  const whole = parse(text);
  const { uses, with: given = {} } = (Array.isArray(whole) ? whole : whole.steps).at(-1);
  const { repository } = JSON.parse(read('package.json'));
  assert.equal(`git+https://github.com/${uses.split('@')[0]}.git`, repository.url);
  const { inputs } = parse(read('action.yml'));
  for (const name of Object.keys(given)) assert.ok(name in inputs, name);
};

/** A hook: a bad home in git's index fails it, a good one passes. */
const hook =
  (commandOf: (text: string) => string): Trial =>
  ({ text }, t) => {
    for (const [config, ends] of [
      [REFUSED, 1],
      [GOOD, 0],
    ] as const) {
      const place = new Place(t, { files: { 'openclaw.json': config }, isStaged: true });
      assert.equal(place.run(commandOf(text)).code, ends);
    }
  };

/** A module of somebody else's: it runs. Its types are looked at with those of docs/library.md. */
const module: Trial = ({ text }) => assert.match(printed(consumer(), text), /unknown-key error/);

/** Each line watches a home, of which a refused text is told. */
const watching: Trial = async ({ text }, t) => {
  const direct = `exec "${process.execPath}" "${join(ROOT, 'dist/cli.cjs')}" "$@"`;
  for (const line of lines(text)) {
    const place = new Place(t, {
      files: { '.openclaw/openclaw.json': GOOD, '.openclaw/openclaw.json.bak': GOOD },
      programs: { clawlint: direct, mail: 'cat >mail.json' },
      openclaw: '2026.9.6',
    });
    if (!line.includes('--watch')) {
      place.write('.openclaw/openclaw.json', REFUSED);
      assert.equal(place.run(line).code, 0);
      assert.equal(place.read('.openclaw/openclaw.json'), GOOD);
      continue;
    }
    const child = spawn('bash', ['-c', `exec ${line}`], { cwd: place.folder, env: place.variables });
    let told = '';
    const saying = (what: RegExp) =>
      inTime(
        (async () => {
          while (!what.test(told)) await new Promise((resolve) => setTimeout(resolve, 20));
        })(),
        `${line}: ${what}\n${told}`,
      );
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (told += part));
    await saying(/watching/);
    place.write('.openclaw/openclaw.json', REFUSED);
    await saying(line.includes('--restore') ? /put the last good text/ : /this undoes it/);
    if (line.includes('mail')) {
      while (!place.has('mail.json') || place.read('mail.json') === '') await new Promise((r) => setTimeout(r, 20));
      assert.equal(JSON.parse(place.read('mail.json')).findings[0].rule, 'unknown-key');
    }
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
  }
};

/** A program that speaks the Model Context Protocol, as an agent's settings start it. */
const mcpServer: Trial = async ({ text }, t) => {
  const place = new Place(t, { files: { '.openclaw/openclaw.json': REFUSED } });
  const { command, args } = JSON.parse(text).mcpServers.clawlint;
  const transport = new StdioClientTransport({
    command,
    args: args.map((each: string) => each.replace('/home/me', place.folder)),
    env: place.variables,
    cwd: place.folder,
  });
  const client = new Client({ name: 'test', version: '0' });
  await client.connect(transport);
  assert.match(JSON.stringify(await client.callTool({ name: 'check', arguments: {} })), /unknown-key/);
  await client.close();
};

/** The settings of clawlint, with all that they extend in place. */
const project: Trial = ({ text }, t) => {
  const place = new Place(t, {
    files: {
      'clawlint.json': '{}',
      'team/clawlint.json': text,
      'team/node_modules/@team/clawlint/clawlint.json': '{}',
      'team/deploy/prod.env': 'A=b\n',
      'team/homes/legacy/openclaw.json': '{}',
    },
  });
  const { output, code } = place.run('clawlint team');
  assert.equal(code, 0, output);
  const told = place.run('clawlint config team --format json').output;
  const { settings } = JSON.parse(told);
  const keys = settings.map(({ key }: { key: string }) => key.split('.')[0]);
  for (const key of ['release', 'variables', 'envFiles', 'providers', 'plugins', 'profiles'])
    assert.ok(keys.includes(key), `${key}: ${told}`);
  assert.ok(existsSync(join(ROOT, JSON5.parse(text).$schema.replace('./node_modules/clawlint/', ''))));
};

/** A key that a comment keeps out of the report, and nothing else does. */
const ignored: Trial = (block, t) => {
  config()(block, t);
  config('plaintext-secret')({ ...block, text: block.text.replace(/^ *\/\/.*$/m, '') }, t);
};

/** A script that runs OpenClaw on a copy of a home. */
const openclawRunner: Trial = ({ text }, t) => {
  const place = new Place(t, {
    files: {
      'home/openclaw.json': '{}',
      '.cache/openclaw-releases/2026.9.6/node_modules/openclaw/openclaw.mjs': `import { readFileSync } from 'node:fs';
        const { OPENCLAW_STATE_DIR: state, SECRET } = process.env;
        console.log(process.argv.slice(2).join(' '), readFileSync(state + '/openclaw.json', 'utf8'), SECRET);
        process.exitCode = 3;`,
    },
    variables: { SECRET: 'not for it' },
  });
  const { output, errors, code } = place.run(text, '--release', '2026.9.6', `${place.folder}/home`, 'config', 'get');
  assert.deepEqual([output, errors, code], ['config get {} undefined\n', '', 3]);
};

/** It is run where `npm test` looks at the same page. */
const elsewhere =
  (path: string): Trial =>
  ({ page }) =>
    assert.ok(read(path).includes(page), `${path} reads ${page}`);

/** Commands for a checkout of this repository, which `npm run test:site` types into one: here their names are looked at. */
const checkout: Trial = ({ text }) => {
  for (const [, folder, script] of text.matchAll(/npm (?:--prefix …\/clawlint\/(\S+) )?run (?:--silent )?([\w:-]+)/g)) {
    const scripts = ['', 'editors/vscode/'].flatMap((each) =>
      folder === undefined || folder === each.slice(0, -1)
        ? Object.keys(JSON.parse(read(`${each}package.json`)).scripts)
        : [],
    );
    assert.ok(scripts.includes(script!), script);
  }
};

/** What no test runs, and why. */
const unrun =
  (because: string): Trial =>
  (_, t) =>
    t.diagnostic(because);

const drawing = unrun('no language: it is a picture or a pattern, not something to type');

/** Page, how the block begins, what is done with it. */
const TRIALS: readonly (readonly [page: string, begins: string, trial: Trial])[] = [
  ['README.md', 'openclaw.json:6:55', session(EXAMPLE, 'clawlint')],
  ['README.md', 'npx github:', unrun('it takes what is published')],
  [
    'README.md',
    'npx clawlint  ',
    typed({
      copies: {
        ...EXAMPLE,
        '.openclaw': 'homes/keys-in-env-file',
        'config/a': 'homes/example',
        'other.json5': 'homes/openrouter/openclaw.json',
        'k8s/openclaw.yaml': 'manifests/kubernetes.yaml',
      },
      ends: [1, 0, 1, 1],
    }),
  ],
  ['README.md', '# .pre-commit-config.yaml', preCommit],
  ['README.md', '- uses: clawlint', githubSteps],
  [
    'README.md',
    'clawlint guard',
    typed({ files: { '.openclaw/openclaw.json': REFUSED }, openclaw: '2026.9.6', ends: [78] }),
  ],
  ['README.md', '$ clawlint upgrade', session({ '.': 'releases/telegram-since-february' })],
  [
    'README.md',
    'npx clawlint upgrade',
    typed({ copies: { '.': 'releases/telegram-since-february' }, ends: [1, 0, 0, 0] }),
  ],
  ['README.md', '$ clawlint route', session(EXAMPLE)],
  [
    'README.md',
    'npx clawlint route',
    typed({
      files: {
        'openclaw.json': `{
          auth: { profiles: { "anthropic:subscription": { provider: "anthropic", mode: "oauth" } } },
          agents: {
            defaults: {
              model: { primary: "anthropic/claude-opus-5", fallbacks: ["openai/gpt-5.5"] },
              models: { "anthropic/claude-opus-5": { alias: "opus" } },
              imageModel: "openai/gpt-5.5",
            },
            entries: { research: {} },
          },
        }`,
        '.env': 'OPENAI_API_KEY=x\n',
      },
      ends: [0, 0, 0, 1],
    }),
  ],
  ['README.md', "import { check, memory } from 'clawlint'", module],
  ['CONTRIBUTING.md', 'npm ci && npm test', checkout],
  ['CONTRIBUTING.md', 'npm run format', checkout],
  [
    'docs/agents.md',
    'clawlint set',
    typed({
      files: {
        '.openclaw/openclaw.json': `{
          auth: { profiles: {
            "anthropic:work": { provider: "anthropic", mode: "api_key" },
            "anthropic:default": { provider: "anthropic", mode: "api_key" },
          } },
          agents: { defaults: { model: { primary: "anthropic/claude-opus-5", fallbacks: ["openai/gpt-5.5"] } } },
        }`,
        'new.json': '{}',
      },
      ends: [0, 0, 0, 0, 1],
    }),
  ],
  ['docs/agents.md', '{ "mcpServers"', mcpServer],
  ['docs/agents.md', 'clawlint guard --watch', watching],
  [
    'docs/agents.md',
    'clawlint rescue',
    typed({
      files: Object.fromEntries(
        Object.entries(brokenHomes()[0]![1].files).map(([name, { text }]) => [`.openclaw/${name}`, text]),
      ),
      ends: [1, 0, 0],
    }),
  ],
  ['docs/architecture.md', 'files ─ home', drawing],
  [
    'docs/fleets.md',
    'clawlint .  ',
    typed({ files: { 'bots/a/openclaw.json': GOOD, 'bots/b/openclaw.json': REFUSED }, ends: [1, 1, 1] }),
  ],
  ['docs/fleets.md', 'clawlint . --format ndjson', typed({ files: { 'a/openclaw.json': REFUSED }, ends: [1] })],
  ['docs/fleets.md', '{"id": "bot-17"', elsewhere('test/fleets.test.ts')],
  ['docs/fleets.md', 'parallel', elsewhere('test/fleets.test.ts')],
  ['docs/fleets.md', 'apiVersion: batch/v1', elsewhere('test/fleets.test.ts')],
  ['docs/gate.md', '# .pre-commit-config.yaml', preCommit],
  ['docs/gate.md', '# .husky', hook((text) => text)],
  ['docs/gate.md', '# lefthook.yml', hook((text) => parse(text)['pre-commit'].commands.clawlint.run)],
  ['docs/gate.md', 'steps:', githubSteps],
  [
    'docs/gate.md',
    '# .gitlab-ci.yml',
    ({ text }) => {
      const [{ remote }] = parse(text).include;
      assert.ok(existsSync(join(ROOT, remote.split('/raw/main/')[1])));
    },
  ],
  ['docs/gate.md', 'docker build', unrun('it needs a Docker with a registry to take its base from')],
  [
    'docs/guard.md',
    'clawlint guard',
    typed({ files: { '.openclaw/openclaw.json': REFUSED }, openclaw: '2026.9.6', ends: [78] }),
  ],
  ['docs/guard.md', '# ~/.config/systemd', elsewhere('test/guard.test.ts')],
  ['docs/guard.md', 'FROM ', elsewhere('test/guard.test.ts')],
  ['docs/guard.md', 'initContainers', elsewhere('test/guard.test.ts')],
  ['docs/living-with-it.md', 'clawlint --diff', typed({ copies: EXAMPLE, ends: [1, 0, 0] })],
  ['docs/living-with-it.md', '{\n  agents:', ignored],
  ['docs/living-with-it.md', '{\n  "$schema"', project],
  [
    'docs/living-with-it.md',
    'clawlint baseline',
    typed({ copies: EXAMPLE, ends: [0], leaves: 'clawlint.baseline.json' }),
  ],
  ['docs/maintaining.md', 'COMMAND --release', drawing],
  ['docs/maintaining.md', '#!/usr/bin/env bash', openclawRunner],
  [
    'docs/manifests.md',
    'clawlint k8s',
    typed({
      copies: { 'k8s/openclaw.yaml': 'manifests/kubernetes.yaml' },
      programs: { helm: 'cat k8s/openclaw.yaml' },
      ends: [1, 1],
    }),
  ],
  ['docs/manifests.md', '$ clawlint', session({ '.': 'manifests' })],
  ['docs/site.md', 'npm run site', checkout],
  [
    'docs/snapshot.md',
    'cd ~/.openclaw',
    typed({
      files: {
        '.openclaw/openclaw.json': GOOD,
        'answers.json': JSON.stringify({
          ...ANSWERS,
          '--version': `OpenClaw ${LATER} (abc1234)`,
          'config schema': laterSchema(),
        }),
      },
      programs: {
        openclaw: `exec "${process.execPath}" -e '
          const answer = require(process.env.HOME + "/answers.json")[process.argv.slice(1).join(" ")];
          process.stdout.write(typeof answer === "string" ? answer : JSON.stringify(answer))' -- "$@"`,
      },
      ends: [0],
      leaves: '.openclaw/clawlint.snapshot.json',
    }),
  ],
  ['editors/README.md', 'npm ci && npm run build', checkout],
  ['editors/README.md', '[language-server.clawlint]', elsewhere('test/lsp-helix.test.ts')],
  ['editors/README.md', '{\n  "servers"', editorSettings],
  ['editors/README.md', '{\n  "file_types"', editorSettings],
  ['editors/README.md', '{\n  "clients"', editorSettings],
  ['editors/README.md', 'mkdir ../code-server', checkout],
  ['site/manual/schemas.md', '{\n  "$schema"', config()],
  ['skills/clawlint/SKILL.md', 'npx clawlint set', elsewhere('test/skill.test.ts')],
  ['skills/clawlint/SKILL.md', 'npx clawlint --format', elsewhere('test/skill.test.ts')],
];

const all = PAGES.flatMap(blocksOf);
/** docs/library.md is made by what its examples print. */
const isMade = ({ page, language }: Block): boolean => page === 'docs/library.md' && /^(?:js|text)$/.test(language);

test('no block of the manual is forgotten, and nothing is tried that is not there', () => {
  for (const block of all.filter((each) => !isMade(each)))
    assert.equal(
      TRIALS.filter(([page, begins]) => page === block.page && block.text.startsWith(begins)).length,
      1,
      `${block.page}:${block.line}: say in this test how the block is tried`,
    );
  for (const [page, begins] of TRIALS)
    assert.equal(
      all.filter((each) => each.page === page && each.text.startsWith(begins)).length,
      1,
      `${page} has no block that begins with ${begins}`,
    );
});

test('the blocks of a rule’s page are the files of its homes and what clawlint prints there', () => {
  for (const rule of rules) {
    const made = page(rule);
    for (const { text, line } of blocksOf(`fixtures/${rule.id}/README.md`))
      assert.ok(made.includes(text), `fixtures/${rule.id}/README.md:${line}`);
  }
  assert.ok(existsSync(FIXTURES));
});

for (const block of all)
  for (const [page, begins, trial] of TRIALS)
    if (page === block.page && block.text.startsWith(begins))
      test(
        `${page}:${block.line} \`${lines(block.text)[0]}\``,
        {
          skip: process.platform === 'win32' && 'written for sh',
        },
        (t) => trial(block, t),
      );
