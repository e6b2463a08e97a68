import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../src/cli/options.ts';
import { rules } from '../src/rules/index.ts';
import { CLI, FIXTURES, run } from './fixtures.ts';

const EXAMPLE = join(FIXTURES, 'homes/example');

function folder(files: Record<string, string>): string {
  const path = mkdtempSync(join(tmpdir(), 'clawlint-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

test('exit codes are those of the README', () => {
  const good = folder({ 'openclaw.json': '{}' });
  const empty = folder({});
  const cases: [string, string[], number][] = [
    [good, [], 0],
    [EXAMPLE, [], 1],
    [EXAMPLE, ['--fail-on', 'never'], 0],
    [EXAMPLE, ['--rule', 'auth-order-unknown-profile'], 0],
    [EXAMPLE, ['--rule', 'auth-order-unknown-profile', '--fail-on', 'warning'], 1],
    [EXAMPLE, ['--format', 'yaml'], 2],
    [EXAMPLE, ['--no-such-option'], 2],
    [EXAMPLE, ['--rule', 'no-such-rule'], 2],
    [EXAMPLE, ['--release', 'latest'], 2],
    [EXAMPLE, ['explain'], 2],
    [EXAMPLE, ['rules', 'all'], 2],
    [EXAMPLE, ['--profile', 'a/b'], 2],
    [EXAMPLE, ['--inventory', '.'], 2],
    [EXAMPLE, ['.', empty], 3],
    [empty, [], 3],
    [empty, ['nowhere'], 3],
    [empty, ['.'], 3],
  ];
  for (const [cwd, args, code] of cases) assert.equal(run(cwd, args).code, code, `clawlint ${args.join(' ')}`);
});

test('in a folder that was deleted meanwhile, a sentence', { skip: process.platform === 'win32' }, () => {
  for (const args of [
    '',
    ' .',
    ' -',
    ' route',
    ' route x',
    ' upgrade',
    ' baseline',
    ' --fix',
    ' --staged',
    ' --format sarif',
  ]) {
    const cwd = folder({});
    const script = `rmdir "$PWD" && exec "${process.execPath}" "${CLI}"${args}`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8', env: { HOME: cwd } });
    assert.equal(stderr, 'clawlint: the current folder does not exist any more: change to one that does\n', args);
    assert.equal(status, 2);
  }
});

test('standard input that is a folder, or does not end, is told', { skip: process.platform === 'win32' }, () => {
  const from = (input: string) =>
    spawnSync('sh', ['-c', `${input} "${process.execPath}" "${CLI}" -`], { cwd: folder({}), encoding: 'utf8' });
  for (const [input, says] of [
    ['</', /^clawlint: standard input is a folder; name it in place of `-`\n$/],
    ['</dev/zero', /^clawlint: standard input cannot be read: it is longer than any config\n$/],
  ] as const) {
    const { status, stderr } = from(input);
    assert.match(stderr, says);
    assert.equal(status, 2);
  }
});

test('a word longer than any file name is a word', () => {
  for (const args of [['route'], ['explain'], ['schema'], ['upgrade'], ['baseline'], ['--rule']]) {
    const { errors, code } = run(EXAMPLE, [...args, 'x'.repeat(5000)]);
    assert.match(errors, /^clawlint: (?!a defect)/, args[0]);
    assert.ok(code === 2 || code === 3, args[0]);
  }
});

test('a wrong option is answered with the right one', () => {
  assert.match(run(EXAMPLE, ['--formt', 'json']).errors, /did you mean --format\?/);
  assert.match(run(EXAMPLE, ['--rule', 'alias-duplicat']).errors, /did you mean alias-duplicate\?/);
  assert.equal(run(EXAMPLE, ['--formt', 'json']).output, '');
});

test('a key that was pasted for an argument is not repeated', () => {
  const key = 'sk-ant-api03-CANARYxQ7vK2mB9';
  for (const args of [
    ['--release', key],
    ['--rule', key],
    ['--format', key],
    ['explain', key],
    ['route', '--fail', `${key}=auth`],
    ['route', key],
    [key],
    [`--${key}`],
  ]) {
    const { output, errors } = run(EXAMPLE, args);
    assert.doesNotMatch(output + errors, /CANARY/, args[0]);
    assert.match(errors + output, /••••/, args[0]);
  }
});

test('JSON holds every finding with its place, its path and its release', () => {
  const report = JSON.parse(run(EXAMPLE, ['--format', 'json', '--release', '2026.5.28']).output);
  assert.equal(report.version, 1);
  const found = report.findings.find((each: { rule: string }) => each.rule === 'auth-order-unknown-profile');
  assert.deepEqual(
    { ...found, message: undefined, help: undefined, suggestions: undefined },
    {
      rule: 'auth-order-unknown-profile',
      severity: 'error',
      file: 'openclaw.json',
      line: 10,
      column: 45,
      endLine: 10,
      endColumn: 61,
      path: 'auth.order.anthropic[1]',
      release: '2026.5.28',
      message: undefined,
      help: undefined,
      suggestions: undefined,
    },
  );
  assert.deepEqual(found.suggestions, [
    {
      title: 'write `anthropic:api`',
      edits: [{ file: 'openclaw.json', line: 10, column: 45, endLine: 10, endColumn: 61, text: '"anthropic:api"' }],
    },
  ]);
  assert.equal(report.summary.error + report.summary.warning + report.summary.info, report.findings.length);
  const fixable = report.findings.find((each: { rule: string }) => each.rule === 'profile-mode-mismatch');
  assert.equal(fixable.fix.edits[0].text, '"api_key"');
  assert.equal(fixable.related[0].file, 'agents/main/agent/auth-profiles.json');
});

test('--rule and --quiet leave out the rest', () => {
  const ids = (args: string[]) =>
    new Set(
      JSON.parse(run(EXAMPLE, ['--format', 'json', ...args]).output).findings.map(
        (each: { rule: string }) => each.rule,
      ),
    );
  assert.deepEqual(ids(['--rule', 'alias-duplicate,invalid-enum']), new Set(['invalid-enum']));
  const severities = JSON.parse(run(EXAMPLE, ['--format', 'json', '--quiet']).output).findings.map(
    (each: { severity: string }) => each.severity,
  );
  assert.ok(severities.length > 0 && severities.every((severity: string) => severity === 'error'));
});

test('many homes in one run: folders, configs, a folder of homes, files of a home', () => {
  const homes = folder({
    'a/openclaw.json': '{"auth":{"profile":{}}}',
    'b/c/openclaw.json': '{"model":"x"}',
    'b/node_modules/d/openclaw.json': '{"never":"read"}',
    '.gitignore': '# not ours\nnode_modules/\n',
    'e/clawdbot.json': '{}',
    'e/agents/main/agent/auth-profiles.json': '{"version":1,"profiles":{}}',
    'e/agents/main/agent/models.json': '{}',
    'e/cron/jobs.json': '{"jobs":[]}',
    'e/.env': '',
  });
  const configs = (args: string[]) =>
    JSON.parse(run(homes, ['--format', 'json', ...args]).output).homes.map((home: { config: string }) => home.config);
  assert.deepEqual(configs(['.']), ['a/openclaw.json', 'b/c/openclaw.json', 'e/clawdbot.json']);
  assert.deepEqual(configs(['a', 'b/c/openclaw.json']), ['a/openclaw.json', 'b/c/openclaw.json']);
  for (const path of [
    'e/agents/main/agent/auth-profiles.json',
    'e/agents/main/agent/models.json',
    'e/cron/jobs.json',
    'e/.env',
  ])
    assert.deepEqual(configs([path]), ['e/clawdbot.json'], path);
  assert.deepEqual(configs(['e', 'e/clawdbot.json', 'e/.env']), ['e/clawdbot.json'], 'each home once');
  assert.match(run(homes, ['.']).output, /3 homes: 2 errors/);
});

test('standard input stands in for a file, and its neighbours count', () => {
  const cwd = folder({ '.env': 'KEY=x\n', 'openclaw.json': '{"broken' });
  const config =
    '{"env":{},"models":{"providers":{"local":{"baseUrl":"http://127.0.0.1:1/v1","apiKey":"${KEY}","models":[{"id":"m","name":"m"}]}}},"agents":{"defaults":{"model":"local/m"}}}';
  assert.match(run(cwd, ['-', '--stdin-filename', 'openclaw.json'], config).output, /^openclaw\.json: no problems/);
  assert.equal(run(cwd, ['-'], '{').code, 1);
});

test('a part of a home, named alone or as the name of standard input, stands for the config that reads it', () => {
  const texts = {
    'openclaw.json':
      '{"tools":{"$include":"parts/tools.json"},"channels":{"telegram":{"$include":"parts/telegram.json"}}}',
    'openclaw.staging.json5': '{"channels":{"telegram":{"$include":"parts/staging.json"}}}',
    'parts/tools.json': '{"exec":{"$include":"exec.json"}}',
    'parts/exec.json': '{"timeoutSec":"x","nonsense":1}',
    'parts/telegram.json': '{"bot_token":"123:abc"}',
    'parts/staging.json': '{"bot_token":"123:abc"}',
    'agents/main/agent/auth-profiles.json': '{"version":1,"profiles":{}}',
    '.env': 'A=1\n',
    'clawlint.json': '{"release":"2026.9.6"}',
  };
  const cwd = folder(texts);
  const found = (args: string[], input?: string) => {
    const { homes, findings } = JSON.parse(run(cwd, [...args, '--format', 'json'], input).output) as {
      homes: { config: string }[];
      findings: { file: string; path: string; rule: string }[];
    };
    return [homes.map(({ config }) => config), findings.map(({ file, path }) => `${file} ${path}`)];
  };
  const of = (config: string) => found([config]);
  assert.match(String(of('openclaw.json')), /parts\/telegram\.json channels\.telegram\.bot_token/);
  for (const path of Object.keys(texts)) {
    const home = /staging/.test(path) ? 'openclaw.staging.json5' : 'openclaw.json';
    assert.deepEqual(found([path]), of(home), path);
    const input = texts[path as keyof typeof texts];
    assert.deepEqual(found(['-', '--stdin-filename', path], input), of(home), `- as ${path}`);
  }
  assert.match(String(found(['-', '--stdin-filename', 'parts/tools.json'], '{"nonsence":1}')), /tools\.nonsence/);
  assert.match(run(cwd, ['-', '--stdin-filename', '.env'], 'set A=1').output, /^\.env:1:1 \w+ dotenv-syntax/m);
});

test('what is neither a config nor a part of one is not judged as a config', () => {
  const cwd = folder({
    'openclaw.json': '{}',
    'parts/left.json': '{"bot_token":"x"}',
    'parts/whole.json': '{"gateway":{"prt":1}}',
    'away/.env': 'A=1\n',
    'away/agents/main/agent/auth-profiles.json': '{}',
  });
  const left = run(cwd, ['parts/left.json']);
  assert.match(
    left.errors,
    /left\.json is no config: none of its keys is one of a config's, and .*openclaw\.json does not/,
  );
  assert.deepEqual([left.code, left.output], [2, '']);
  assert.match(run(cwd, ['parts/whole.json']).output, /unknown-key/, 'a config with a name of its own');
  for (const path of ['away/.env', 'away/agents/main/agent/auth-profiles.json'])
    for (const args of [[path], ['-', '--stdin-filename', path]]) {
      const { code, errors } = run(cwd, args, 'A=1');
      assert.equal(code, 2, path);
      assert.match(errors, /is part of a home, and there is no openclaw\.json in .*away\n/);
    }
});

test('variables: of the process only when asked, of further files, of examples', () => {
  const cwd = folder({
    'openclaw.json': '{"models":{"providers":{"openai":{"apiKey":"${MY_KEY}"}}}}',
    'ci.env': 'MY_KEY=1',
  });
  assert.match(run(cwd, []).output, /missing-env-var/);
  assert.match(run(cwd, ['--dotenv', 'ci.env']).output, /no problems/);
  assert.match(run(cwd, ['--env-file', 'ci.env']).output, /no problems/, 'its former name');
  const missing = run(cwd, ['--dotenv', 'nowhere.env']);
  assert.deepEqual([missing.code, missing.errors], [3, 'clawlint: there is no file or folder nowhere.env\n']);
  writeFileSync(join(cwd, '.env.example'), 'MY_KEY=\n');
  assert.match(run(cwd, []).output, /no problems/);
  assert.match(run(cwd, ['--closed-world']).output, /error missing-env-var/);
});

test('the live home is found as OpenClaw finds it', () => {
  const home = folder({
    'me/.openclaw/openclaw.json': '{"a":1}',
    'me/.openclaw-work/openclaw.json': '{"b":1}',
    'elsewhere/my.json5': '{"c":1}',
    'cwd/x': '',
  });
  const live = (env: Record<string, string>, ...args: string[]) =>
    spawnSync(process.execPath, [CLI, '--format', 'json', ...args], {
      cwd: join(home, 'cwd'),
      env: { PATH: process.env.PATH, HOME: join(home, 'me'), ...env },
      encoding: 'utf8',
    }).stdout;
  assert.match(live({}), /\.openclaw\/openclaw\.json/);
  assert.match(live({ OPENCLAW_PROFILE: 'work' }), /\.openclaw-work\/openclaw\.json/);
  assert.match(live({}, '--profile', 'work'), /\.openclaw-work\/openclaw\.json/);
  assert.match(live({ OPENCLAW_CONFIG_PATH: '../elsewhere/my.json5' }), /my\.json5/);
  rmSync(home, { recursive: true });
});

test('colours: only where they are wanted', () => {
  const esc = '\u001b[';
  assert.ok(!run(EXAMPLE, []).output.includes(esc), 'a pipe is no terminal');
});

test('rules, explain, help and version answer', () => {
  const list = run(EXAMPLE, ['rules']).output;
  for (const { id } of rules) assert.ok(list.includes(id));
  assert.match(run(EXAMPLE, ['explain', 'empty-auth-order']).output, /explicit order/);
  assert.match(run(EXAMPLE, ['--help']).output, /exit codes/);
  // wherever the word stands
  for (const args of [['-qh'], ['--quiet', 'help'], ['.', '--help']])
    assert.match(run(EXAMPLE, args).output, /exit codes/);
  assert.match(run(EXAMPLE, ['--release', '2026.9.6', 'route']).output, /^agent main/);
  assert.match(
    run(EXAMPLE, ['--version']).output,
    /^\d+\.\d+\.\d+ \(knows OpenClaw 2026\.1\.29 to \d{4}\.\d+\.\d+\)\n$/,
  );
});

test("clawlint's own config counts for all homes below its folder, and an option before it", () => {
  const path = folder({
    'clawlint.json': '{ "release": "2026.9.6", "rules": { "duplicate-entry": "error" } }',
    'homes/one/openclaw.json':
      '{ meta: { lastTouchedVersion: "2026.5.28" }, agents: { defaults: { model: { primary: "openai/gpt-5.5", fallbacks: ["openai/gpt-5.5"] } } } }',
  });
  const { output, code } = run(path, ['homes', '--rule', 'duplicate-entry']);
  assert.match(output, /error duplicate-entry[^]*OpenClaw 2026\.9\.6/);
  assert.equal(code, 1);
  assert.match(
    run(path, ['homes', '--rule', 'duplicate-entry', '--release', '2026.6.11']).output,
    /OpenClaw 2026\.6\.11/,
  );
  rmSync(path, { recursive: true });
});

test("a key in clawlint's own config is not shown, and one that cannot be read is told", () => {
  const config = '{ agents: { defaults: { model: "openai/gpt-5.5" } } }';
  const keys = ['plainSecretKey98765432100', 'anotherPlain-12345678', 'wordsOnlyButHidden', 'levelKey12345678'];
  const path = folder({
    'openclaw.json': config,
    'clawlint.json': JSON.stringify({
      release: keys[0],
      apiKey: keys[1],
      token: keys[2],
      rules: { 'missing-key': keys[3] },
    }),
  });
  for (const args of [[], ['--format', 'json']]) {
    const { output } = run(path, args);
    assert.match(output, /clawlint-config/);
    for (const key of keys) assert.ok(!output.includes(key.slice(0, 10)), 'a key is shown');
  }
  rmSync(path, { recursive: true });
  const odd = folder({ 'openclaw.json': config, 'clawlint.json/x': '' });
  assert.match(
    run(odd, []).output,
    /clawlint\.json:1:1 warning clawlint-config\n {2}this is a folder, or cannot be read/,
  );
  rmSync(odd, { recursive: true });
});

test('one report is printed, others go to files; GitHub Actions gets annotations, with paths as the repository has them', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-formats-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const both = run(EXAMPLE, ['--format', 'concise', '--format', `sarif=${join(folder, 'a=b.sarif')}`]);
  assert.match(both.output, /^openclaw\.json:6:55: warning\[profile-mode-mismatch\]/);
  const { runs } = JSON.parse(readFileSync(join(folder, 'a=b.sarif'), 'utf8'));
  assert.equal(runs[0].results.length, both.output.trimEnd().split('\n').length);
  assert.match(
    run(EXAMPLE, [], undefined, { GITHUB_ACTIONS: 'true' }).output,
    /^::warning file=fixtures\/homes\/example\/openclaw\.json,line=6,/,
  );
  for (const args of [
    ['--format', 'json', '--format', 'concise'],
    ['--format', 'sarif='],
    ['--format', `junit=${folder}/no/such/folder`],
    ['--format', 'text'],
  ])
    assert.equal(run(EXAMPLE, args).code, 2, args.join(' '));
});

test('severities, rules left out, and a limit of warnings are options', () => {
  assert.equal(run(EXAMPLE, ['--severity', 'invalid-enum=warning,', '--fail-on', 'error']).code, 2);
  const off = run(EXAMPLE, ['--ignore-rule', 'invalid-enum,missing-env-var', '--severity', 'env-var-name-typo=error']);
  assert.doesNotMatch(off.output, /invalid-enum|missing-env-var/);
  assert.match(off.output, /error env-var-name-typo/);
  const both = run(EXAMPLE, ['--severity', 'env-var-name-typo=error, missing-env-var=off']);
  assert.match(both.output, /error env-var-name-typo/);
  assert.doesNotMatch(both.output, /missing-env-var/);
  const some = ['--ignore-rule', 'invalid-enum,credential-field-typo'];
  const { output } = run(EXAMPLE, some);
  const count = Number(/(\d+) warnings/.exec(output)![1]);
  assert.equal(run(EXAMPLE, [...some, '--max-warnings', String(count)]).code, 0);
  const more = run(EXAMPLE, [...some, '--max-warnings', String(count - 1)]);
  assert.equal(more.code, 1);
  assert.match(more.errors, new RegExp(`${count} warnings; --max-warnings permits ${count - 1}`));
  assert.equal(run(EXAMPLE, ['--max-warnings', 'few']).code, 2);
});

test('--statistics counts by rule, and --color is obeyed', () => {
  const { output } = run(EXAMPLE, ['--statistics']);
  assert.match(output, /^1 error {3}credential-field-typo \[fix\]$/m);
  assert.equal(output.trim().split('\n').length, new Set(output.trim().split('\n')).size);
  assert.match(run(EXAMPLE, ['--color', 'always']).output, /\u001b\[/);
  assert.doesNotMatch(run(EXAMPLE, ['--color', 'never']).output, /\u001b\[/);
});

test('what somebody used to other linters says is understood', () => {
  assert.match(run(EXAMPLE, ['fix']).errors, /clawlint --fix/);
  assert.match(run(EXAMPLE, ['lint', '.']).errors, /clawlint PATH/);
  assert.match(run(EXAMPLE, ['upgade']).errors, /did you mean the command `upgrade`\?/);
  const yaml = folder({ 'openclaw.yaml': 'agents: {}' });
  assert.match(
    run(yaml, ['openclaw.yaml']).errors,
    /reads no openclaw\.yaml: write the same as JSON5 into openclaw\.json/,
  );
  assert.match(run(yaml, []).errors, /no openclaw\.json here \(OpenClaw reads no openclaw\.yaml\)/);
  assert.match(run(yaml, ['.']).errors, /no openclaw\.json in or below .* \(OpenClaw reads no openclaw\.yaml\)/);
  const five = folder(Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}/openclaw.json`, '{}'])));
  const { errors, code } = run(five, []);
  assert.match(errors, /there are 5 below, and `clawlint \.` checks/);
  assert.equal(code, 3);
  assert.match(run(five, ['.']).output, /5 homes/);
});

test('a habit from elsewhere, on the command line, gets the word that is used here', () => {
  for (const [args, says, exit] of [
    [['--json'], /--format json/, 2],
    [['-f', 'json'], /--format/, 2],
    [['-o', 'report.txt'], /--output-file/, 2],
    [['--no-color'], /--color never/, 2],
    [['--dry-run'], /--diff/, 2],
    [['--fix', '--unsafe-fixes'], /--fix --unsafe/, 2],
    [['--select', 'missing-key'], /--rule/, 2],
    [['--config', 'x.json'], /clawlint config/, 2],
    [['-c', 'x.json'], /clawlint config/, 2],
    [['--exit-zero'], /--fail-on never/, 2],
    [['-v'], /-V/, 2],
    [['--ext', 'json'], /PATH: a folder is searched/, 2],
    [['install'], /npm install --save-dev clawlint/, 3],
    [['update'], /clawlint upgrade/, 3],
    [['--format'], /--format takes NAME\[=FILE\]: pretty, json/, 2],
    [['--fail-on'], /--fail-on takes error\|warning\|info\|never$/m, 2],
    [['--max-warnings'], /--max-warnings takes N$/m, 2],
    [['--severity', 'missing-key'], /--severity takes RULE=LEVEL/, 2],
    [['schema', '2026.9.6'], /schema --release 2026\.9\.6/, 2],
    [['help', 'upgade'], /`upgrade`/, 2],
    [['help', 'missing-key'], /clawlint explain missing-key/, 2],
    [['validate', '.'], /clawlint PATH/, 3],
    [['doctor'], /openclaw doctor/, 3],
    [['status'], /clawlint route/, 3],
    [['https://me:aPass1234word@example.com/openclaw.json'], /^clawlint: clawlint opens no address: `curl URL/, 3],
    [['nothing.json'], /there is no file or folder .*nothing\.json/, 3],
    [['*.toml'], /there is no file or folder that matches/, 3],
  ] as const) {
    const { output, errors, code } = run(EXAMPLE, args);
    assert.match(errors, says, args.join(' '));
    assert.equal(errors.trim().split('\n').length, 1, args.join(' '));
    assert.doesNotMatch(errors, /aPass1234word/);
    assert.equal(output, '');
    assert.equal(code, exit, args.join(' '));
  }
  if (process.platform !== 'win32')
    assert.match(
      run(EXAMPLE, ['C:\\Users\\me\\openclaw.json']).errors,
      /from WSL it is \/mnt\/c\/Users\/me\/openclaw\.json/,
    );
});

test('the help of a command has its usage and its options, and no others', () => {
  const { output } = run(EXAMPLE, ['route', '--help']);
  assert.match(output, /^usage: clawlint route \[MODEL\]/);
  assert.match(output, /^ {2}--slot NAME/m);
  assert.match(output, /^ {2}--format .*text, json, mermaid, svg/m);
  assert.match(output, /^ {2}--release RELEASE/m);
  assert.doesNotMatch(output, /--staged|--max-warnings|clawlint upgrade/);
  assert.equal(run(EXAMPLE, ['help', 'route']).output, output);
  assert.equal(run(EXAMPLE, ['--quiet', 'route', '-h']).output, output);
  for (const { name } of COMMANDS) {
    const asked = run(EXAMPLE, [name, '--help']);
    assert.equal(asked.code, 0, name);
    if (name !== 'help' && name !== 'version')
      assert.match(asked.output, new RegExp(`^usage: clawlint ${name === 'check' ? '' : name}`));
  }
});

const isRoot = process.getuid?.() === 0;
/** Of somebody who may read what everybody may. */
const NOBODY = 65534;
const asNobody = (cwd: string, args: readonly string[]) =>
  spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: cwd, NODE_DISABLE_COMPILE_CACHE: '1' },
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
const unable = process.platform === 'win32' || (isRoot && asNobody('/', ['--version']).status !== 0);

test('a folder that may not be looked into is told, and no home in it is said not to be there', {
  skip: unable,
}, () => {
  const path = folder({ 'open/openclaw.json': '{}', 'closed/openclaw.json': '{}' });
  chmodSync(path, 0o755);
  chmodSync(join(path, 'closed'), 0o000);
  const named = asNobody(path, ['closed']);
  assert.match(named.stderr, /closed is a folder that you may not look into: permission denied/);
  assert.equal(named.status, 2);
  const around = asNobody(path, ['.']);
  assert.match(around.stderr, /^clawlint: not looked into, permission denied: closed\n$/);
  assert.match(around.stdout, /open\/openclaw\.json: no problems/);
  const file = asNobody(path, ['closed/openclaw.json', '--format', 'concise', '--rule', 'unreadable-file']);
  assert.equal(file.stdout.trim().split('\n').length, 1, file.stdout);
  chmodSync(join(path, 'closed'), 0o755);
  rmSync(path, { recursive: true });
});
