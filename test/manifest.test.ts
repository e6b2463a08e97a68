import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { FIXTURES, ROOT, run } from './fixtures.ts';

const FOLDER = join(FIXTURES, 'manifests');

function folder(t: TestContext, files: Record<string, string>): string {
  const path = mkdtempSync(join(tmpdir(), 'clawlint-manifest-'));
  t.after(() => rmSync(path, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}
const CONFIG = '{ "agents": { "defaults": { "modle": "openai/gpt-5" } } }';
const map = (kind: string, entries: string) => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: a\n${entries}`;

test('docs/manifests.md shows what is printed', () => {
  const page = readFileSync(join(ROOT, 'docs/manifests.md'), 'utf8');
  const [, shown] = /<!-- kubernetes\.yaml -->\n```console\n([^]*?)```\n<!-- \/kubernetes\.yaml -->/.exec(page) ?? [];
  const { output, code } = run(FOLDER, ['kubernetes.yaml', '--release', '2026.9.6']);
  assert.equal(shown, `$ clawlint kubernetes.yaml --release 2026.9.6\n${output}`);
  assert.equal(code, 1);
});

test('a folder with a config in YAML alone says which file to name', (t) => {
  const path = folder(t, {
    'a.yaml': 'openclaw: true\n',
    'b.yaml': map('ConfigMap', `data:\n  openclaw.json: '${CONFIG}'\n`),
  });
  for (const args of [[], ['.']]) {
    const { code, errors } = run(path, args);
    assert.match(errors, /openclaw\.json .*; there seems to be one in b\.yaml, which `clawlint b\.yaml` checks/);
    assert.equal(code, 3);
  }
  assert.equal(run(path, ['b.yaml']).code, 1);
});

test('each finding stands where its text is in the YAML file, however that is written', (t) => {
  const block = CONFIG.replace('"defaults"', '\n      "defaults"');
  const cases: Record<string, [string, string]> = {
    'block.yaml': [map('ConfigMap', `data:\n  openclaw.json: |\n    ${block}\n`), '8:21'],
    'indent.yaml': [map('ConfigMap', `data:\n  openclaw.json: |2-\n\n     ${CONFIG}\n`), '8:34'],
    'quoted.yaml': [map('ConfigMap', `data:\n  openclaw.json: '${CONFIG}'\n`), '6:47'],
    'escaped.yaml': [map('ConfigMap', `data:\n  openclaw.json: ${JSON.stringify(CONFIG)}\n`), '6:18'],
    'folded.yaml': [map('ConfigMap', `data:\n  openclaw.json: >\n    ${CONFIG}\n`), '6:18'],
    'crlf.yaml': [map('ConfigMap', `data:\n  openclaw.json: |\n    ${block}\n`).replaceAll('\n', '\r\n'), '8:21'],
    'second.yaml': [`a: 1\n---\n${map('ConfigMap', `data:\n  openclaw.json: |\n    ${CONFIG}\n`)}`, '9:33'],
    'list.yaml': [
      `kind: List\nitems:\n  - kind: ConfigMap\n    data:\n      openclaw.json: |\n        ${CONFIG}\n`,
      '6:37',
    ],
    'values.yaml': [`bots:\n  - files:\n      openclaw.json: |\n        ${CONFIG}\n`, '4:37'],
    'encoded.yaml': [map('Secret', `data:\n  openclaw.json: ${Buffer.from(CONFIG).toString('base64')}\n`), '6:18'],
  };
  const home = folder(t, Object.fromEntries(Object.entries(cases).map(([name, [text]]) => [name, text])));
  for (const [name, [, place]] of Object.entries(cases)) {
    const { output } = run(home, [name, '--format', 'concise', '--rule', 'unknown-key']);
    assert.ok(
      output.startsWith(`${name}:${place}: error[unknown-key] \`agents.defaults\` has no key \`modle\``),
      output,
    );
  }
});

test('no value of a Secret is shown in any format, and no change is offered', (t) => {
  const config = '{ "gateway": { "auth": { "token": "hunter2-hunter2-xyz", "tokn": "s3cr3t-Passphrase9" } } }';
  const encoded = Buffer.from(config).toString('base64');
  const home = folder(t, {
    'secret.yaml': map(
      'Secret',
      `data:\n  openclaw.json: ${encoded}\n  .env: ${Buffer.from('K=qwertz-123456-asdf').toString('base64')}\n`,
    ),
    'plain.yaml': map(
      'Secret',
      `stringData:\n  openclaw.json: |\n    ${config}\n  .env: |\n    OPENAI_KEY=qwertz-123456-asdf\n`,
    ),
  });
  for (const format of ['pretty', 'json', 'github', 'sarif', 'gitlab', 'junit', 'checkstyle', 'concise', 'agent']) {
    const { output, errors } = run(home, ['secret.yaml', 'plain.yaml', '--format', format]);
    for (const secret of ['hunter2', 's3cr3t', 'qwertz', encoded.slice(0, 24)])
      assert.ok(!`${output}${errors}`.includes(secret), `${secret} in ${format}`);
    if (format === 'json')
      for (const finding of JSON.parse(output).findings)
        assert.ok(!('fix' in finding) && !('suggestions' in finding), finding.rule);
  }
});

test('variables count where all that sets them is in sight', (t) => {
  const config = map(
    'ConfigMap',
    'data:\n  openclaw.json: |\n    { "gateway": { "auth": { "token": "${MY_TOKEN}" } } }\n',
  );
  const pod = (env: string) => `\n---\nkind: Pod\nspec:\n  containers:\n    - name: x\n      ${env}\n`;
  const home = folder(t, {
    'alone.yaml': config,
    'unseen.yaml': config + pod('envFrom: [{ secretRef: { name: elsewhere } }]'),
    'set.yaml': config + pod('env: [{ name: MY_TOKEN, valueFrom: { secretKeyRef: { name: x, key: y } } }]'),
    'missing.yaml': config + pod('env: [{ name: YOUR_TOKEN, value: x }]'),
  });
  const rules = (name: string) => run(home, [name, '--rule', 'missing-env-var', '--format', 'concise']).output;
  for (const name of ['alone.yaml', 'unseen.yaml', 'set.yaml']) assert.equal(rules(name), '', name);
  assert.match(rules('missing.yaml'), /^missing\.yaml:7:40: warning\[missing-env-var\]/);
});

test('a template is said to be one, and judged where it is certain', (t) => {
  const { output, errors, code } = run(FOLDER, ['openclaw.json.j2', '--format', 'concise']);
  assert.equal(
    errors,
    'clawlint: openclaw.json.j2 is a template: only keys and values that are written out are checked\n',
  );
  assert.match(output, /^openclaw\.json\.j2:5:5: error\[unknown-key\] `gateway` has no key `prot`[^\n]*\n$/);
  assert.equal(code, 1);
  const home = folder(t, {
    'a.yaml': map('ConfigMap', 'data:\n  openclaw.json: |\n    { "agents": {{ .Values.agents }}\n'),
  });
  assert.match(
    run(home, ['a.yaml']).errors,
    /is a template: where its brackets are is open until it is filled in, so nothing was checked\n$/,
  );
});

test('what cannot be read gets a sentence with its place', (t) => {
  const home = folder(t, {
    'broken.yaml': 'a: [\nb: secret-Value-123',
    'none.yaml': 'a: 1\n',
    'deep.yaml': '['.repeat(20_000),
    'home.nix': '{ }',
    'good.yaml': map('ConfigMap', 'data:\n  openclaw.json: "{}"\n'),
  });
  const says: [string, number, RegExp][] = [
    ['broken.yaml', 2, /^clawlint: broken\.yaml:2:1: this is no YAML that can be read \(\w+\)\n$/],
    ['none.yaml', 2, /no text in none\.yaml is a config of OpenClaw/],
    ['deep.yaml', 2, /deep\.yaml:\d+:\d+: this is no YAML/],
    ['home.nix', 2, /is a template in Nix/],
    ['nowhere.yaml', 3, /there is no file or folder/],
  ];
  for (const [name, code, message] of says) {
    const { errors, code: ended } = run(home, [name]);
    assert.match(errors, message);
    assert.equal(ended, code, name);
  }
  for (const args of [['--fix'], ['--diff'], ['baseline'], ['upgrade'], ['config']])
    assert.equal(run(home, [...args, 'good.yaml']).code, 2, args.join(' '));
  const piped = run(
    home,
    ['-', '--stdin-filename', 'x.yaml', '--format', 'concise'],
    readFileSync(join(FOLDER, 'kubernetes.yaml'), 'utf8'),
  );
  assert.match(piped.output, /^x\.yaml:11:/m);
});

test('the reader of YAML is loaded only where there is some', () => {
  for (const name of ['cli.cjs', 'engine.cjs', 'disk.cjs', 'commands.cjs', 'server.cjs', 'lsp.cjs', 'mcp.cjs'])
    assert.doesNotMatch(readFileSync(join(ROOT, 'dist', name), 'utf8'), /yaml\.org/, name);
  assert.match(readFileSync(join(ROOT, 'dist/yaml.cjs'), 'utf8'), /yaml\.org/);
});
