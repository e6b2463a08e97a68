import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import { Environment, type Layer } from '../src/env/environment.ts';
import { configEnvLayer, dotenvLayer, processLayer } from '../src/env/layers.ts';
import { lookalikes, references, secretShorthand, substitutions, within } from '../src/env/references.ts';
import { blockedInConfig, blockedInWorkspace } from '../src/env/refused-names.ts';
import { ArrayNode, type Node, nodeAt, ObjectNode, ScalarNode } from '../src/parse/tree.ts';
import { File, type Place } from '../src/text/file.ts';

const written = (place: Place) => place.file.text.slice(place.offset, place.offset + place.length);

function tree(text: string, path = 'openclaw.json'): Node {
  const file = new File(path, text);
  const build = (node: JsonNode): Node => {
    if (node.type === 'array') return new ArrayNode(file, node.offset, node.length, (node.children ?? []).map(build));
    if (node.type !== 'object') return new ScalarNode(file, node.offset, node.length, node.value);
    const entries = (node.children ?? []).map(({ children: [key, value] = [] }) => ({
      key: { file, offset: key!.offset, length: key!.length, value: String(key!.value) },
      value: build(value!),
    }));
    return new ObjectNode(file, node.offset, node.length, entries);
  };
  const root = parseTree(text);
  assert.ok(root, text);
  return build(root);
}
const configEnv = (env: unknown) => configEnvLayer(tree(JSON.stringify(env)));
const state = (text: string) => dotenvLayer('state-dotenv', new File('.env', text), { filterWorkspace: false });
const cwd = (text: string, known: string[] = []) =>
  dotenvLayer('cwd-dotenv', new File('work/.env', text), {
    filterWorkspace: true,
    isProviderVariable: (name: string) => new Set(known).has(name),
  });
const reasons = (layer: Layer) => Object.fromEntries([...layer.ignored].map(([name, { reason }]) => [name, reason]));

interface Recorded {
  id: string;
  title: string;
  files: Record<string, string>;
  env: Record<string, string | null>;
  output: { apiKey?: string; warn: string[] };
}
const recorded: Recorded[] = JSON.parse(readFileSync(new URL('oracle/env.json', import.meta.url), 'utf8'));

/** Recorded cases that layers alone do not decide. */
const elsewhere: Record<string, string> = {
  'env-v22': 'asked functions of OpenClaw without its start-up; the program itself answers otherwise, see cli-z1',
  'env-v10': 'asked before the variables of the config are set; the program itself fills them in, see routes.json',
  'env-v24': 'which files a home reads is for the reader of homes: with its own state directory no gateway.env',
  'env-v27': 'which files a home reads is for the reader of homes: .env beside OPENCLAW_CONFIG_PATH',
};

for (const { id, title, files, env, output } of recorded) {
  test(`OpenClaw's own answer: ${id}, ${title}`, { skip: elsewhere[id] ?? false }, () => {
    const path = Object.keys(files).find((name) => name.endsWith('openclaw.json'))!;
    const root = tree(files[path]!, path);
    const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? undefined]));
    const layers = [configEnvLayer(nodeAt(root, ['env'])), processLayer(given)];
    const dotenvs = {
      'cwd/.env': 'cwd-dotenv',
      'state/.env': 'state-dotenv',
      'home/.config/openclaw/gateway.env': 'gateway-env',
    } as const;
    for (const [name, source] of Object.entries(dotenvs))
      if (files[name] !== undefined)
        layers.push(dotenvLayer(source, new File(name, files[name]), { filterWorkspace: source === 'cwd-dotenv' }));
    const environment = new Environment(layers);

    const found = references(root);
    const missing = found.filter(({ name }) => environment.state(name) !== 'set').map(({ name }) => name);
    assert.deepEqual(
      missing.map((name) => `Missing env var "${name}" - feature using this value will be unavailable`),
      output.warn,
    );
    if (output.apiKey === undefined) return;
    assert.equal(substituted(nodeAt(root, ['models', 'providers', 'pa', 'apiKey'])!, environment, env), output.apiKey);
  });
}

/** What OpenClaw reads in a string: the values are fetched from the places at which they stand. */
function substituted(node: Node, environment: Environment, env: Record<string, string | null>): string {
  assert.ok(node.kind === 'scalar' && typeof node.value === 'string');
  const text = node.value;
  let result = '';
  let at = 0;
  for (const { name, start, end } of substitutions(text)) {
    const winner = environment.lookup(name);
    const place = winner?.variable.value;
    let value = place ? written(place) : winner ? env[name]! : text.slice(start, end);
    if (winner?.layer.source === 'config-env') value = JSON.parse(value);
    result += text.slice(at, start) + value;
    at = end;
  }
  return (result + text.slice(at)).replace(/\$\$\{/g, '${');
}

test('layers stand in the order of OpenClaw, whatever order they come in', () => {
  const gateway = dotenvLayer('gateway-env', new File('gateway.env', 'A=5\nB=5\nC=5\nD=5\n'), {
    filterWorkspace: false,
  });
  const example = dotenvLayer('example', new File('home/.env.example', 'A=\nZ=1\n'), { filterWorkspace: false });
  const layers = [
    configEnv({ vars: { A: '6', B: '6', C: '6', D: '6', E: '6' } }),
    example,
    gateway,
    state('A=4\nB=4\nC=4\n'),
    cwd('A=3\nB=3\n'),
    processLayer({ A: '1' }),
  ];
  const environment = new Environment(layers);
  const winners = ['A', 'B', 'C', 'D', 'E', 'Z'].map((name) => environment.lookup(name)?.layer.label);
  assert.deepEqual(winners, ['the process environment', './.env', '.env', 'gateway.env', 'env.vars', undefined]);
  assert.equal(environment.state('Z'), 'missing');
  assert.equal(environment.layers.at(-1)?.label, '.env.example');
});

test('an empty variable blocks .env files, a blank one does not block env.vars', () => {
  const environment = new Environment([
    processLayer({ A: '', B: '', C: ' ', U: undefined }),
    state('A=1\nC=1\nU=1\nE=\n'),
    configEnv({ vars: { B: 'x', C: 'x' } }),
  ]);
  assert.deepEqual(
    ['A', 'B', 'C', 'U', 'E', 'X'].map((name) => environment.state(name)),
    ['empty', 'set', 'set', 'set', 'empty', 'missing'],
  );
  assert.equal(environment.lookup('C')?.layer.source, 'config-env');
  assert.equal(environment.lookup('U')?.layer.source, 'state-dotenv');
  assert.deepEqual(environment.names().sort(), ['B', 'C', 'U']);
  assert.equal(new Environment([processLayer({ A: ' ' })]).state('A'), 'set');
});

test('of several lines with one name the last sets it', () => {
  const { variables, dotenv } = state('A=1\nA=\n');
  assert.equal(variables.get('A')?.empty, true);
  assert.equal(variables.get('A')?.at?.offset, 4);
  assert.equal(dotenv?.variables.length, 2);
});

test('Z_AI_API_KEY stands in for a blank ZAI_API_KEY', () => {
  const winner = (...layers: Layer[]) => {
    const found = new Environment(layers).lookup('ZAI_API_KEY');
    return found && `${found.layer.source} ${found.variable.name}`;
  };
  assert.equal(winner(processLayer({ Z_AI_API_KEY: 'z', ZAI_API_KEY: ' ' })), 'process Z_AI_API_KEY');
  assert.equal(winner(processLayer({ Z_AI_API_KEY: 'z' }), state('ZAI_API_KEY=s')), 'state-dotenv ZAI_API_KEY');
  assert.equal(
    winner(processLayer({ Z_AI_API_KEY: 'z' }), configEnv({ vars: { ZAI_API_KEY: 'c' } })),
    'process Z_AI_API_KEY',
  );
  assert.equal(winner(configEnv({ vars: { Z_AI_API_KEY: 'c' } })), 'config-env Z_AI_API_KEY');
  assert.equal(winner(processLayer({ ZAI_API_KEY: '' })), 'process ZAI_API_KEY');
  assert.equal(new Environment([processLayer({ ZAI_API_KEY: 'z' })]).lookup('Z_AI_API_KEY'), undefined);
  assert.deepEqual(new Environment([state('Z_AI_API_KEY=z')]).names().sort(), ['ZAI_API_KEY', 'Z_AI_API_KEY']);
});

test('the env block skips what it cannot set, without a word', () => {
  const layer = configEnv({
    shellEnv: { enabled: true },
    vars: {
      GOOD: 'x',
      ' SPACED ': 'x',
      lower: 'x',
      BLANK: ' ',
      '1X': 'x',
      'A-B': 'x',
      REF: 'a${B}',
      ESCAPED: '$${B}',
      LOW: '${b}',
      github_token: 'x',
      NUMBER: 5,
      REFOBJ: { source: 'env' },
    },
    FLAT: 'x',
    HTTPS_PROXY: 'x',
  });
  assert.deepEqual([...layer.variables.keys()], ['GOOD', 'SPACED', 'lower', 'REF', 'ESCAPED', 'LOW', 'FLAT']);
  assert.deepEqual(reasons(layer), {
    BLANK: 'blank',
    '1X': 'name',
    'A-B': 'name',
    github_token: 'blocked',
    NUMBER: 'not-a-string',
    REFOBJ: 'not-a-string',
    HTTPS_PROXY: 'blocked',
  });
  const environment = new Environment([layer]);
  assert.deepEqual(
    environment.ignored('REF').map(({ layer, at, reason }) => [layer.label, at && written(at), reason]),
    [['env.vars', '"REF"', 'reference']],
  );
  assert.equal(environment.lookup('REF'), undefined);
  assert.ok(new Environment([layer, processLayer({ B: 'x' })]).lookup('REF'));
  const circle = configEnv({
    vars: { ONE: '${TWO}', TWO: '${ONE}', SELF: '${SELF}', DEEP: '${FAR}', FAR: '${NEAR}', NEAR: 'x' },
  });
  const names = ['ONE', 'TWO', 'SELF', 'DEEP'].filter((name) => new Environment([circle]).lookup(name));
  assert.deepEqual(names, ['DEEP']);
  const none = [
    configEnvLayer(undefined),
    configEnvLayer(tree('"x"')),
    configEnv({ vars: ['x'] }),
    configEnv({ shellEnv: 'x' }),
  ];
  assert.deepEqual(
    none.map(({ variables }) => variables.size),
    [0, 0, 0, 0],
  );
});

test('keys beside env.vars win over those in it', () => {
  const { variables } = configEnv({ A: 'flat', vars: { A: 'vars', B: 'vars' }, B: ' ' });
  assert.equal(written(variables.get('A')!.value!), '"flat"');
  assert.equal(written(variables.get('B')!.value!), '"vars"');
});

test('the working directory may not set credentials, hosts and switches', () => {
  const layer = cwd(
    'MYPROV_API_KEY=x\nOPENAI_API_KEY=x\nopenai_api_key=x\nACME_KEY=x\nOPENCLAW_X=x\nMY_BASE_URL=x\nBASE_URL=x\nGITHUB_TOKEN=x\nNODE_OPTIONS=x\nX_DISABLE_TLS=x\nX_DISABLE_TLSA=x\na.b=x\n',
    ['ACME_KEY'],
  );
  assert.deepEqual([...layer.variables.keys()], ['MYPROV_API_KEY', 'BASE_URL', 'X_DISABLE_TLSA']);
  assert.deepEqual(reasons(layer), {
    OPENAI_API_KEY: 'provider',
    openai_api_key: 'provider',
    ACME_KEY: 'provider',
    OPENCLAW_X: 'blocked',
    MY_BASE_URL: 'blocked',
    GITHUB_TOKEN: 'provider',
    NODE_OPTIONS: 'blocked',
    X_DISABLE_TLS: 'blocked',
    'a.b': 'name',
  });
  assert.deepEqual(reasons(state('OPENAI_API_KEY=x\nGITHUB_TOKEN=x\nNODE_OPTIONS=x\na.b=x\n')), { 'a.b': 'name' });
});

test('blocked names are blocked in any case, by prefix and by pattern', () => {
  const blocked = [
    'HOME',
    'home',
    'GH_TOKEN',
    'AWS_ACCESS_KEY_ID',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'DYLD_X',
    'LD_PRELOAD',
    'GIT_CONFIG_X',
    'npm_config_x',
    'CARGO_TARGET_X_RUNNER',
    'XDG_DATA_HOME',
    'OPENCLAW_INCLUDE_ROOTS',
  ];
  const free = [
    'HOMES',
    'OPENAI_API_KEY',
    'AWS_REGION',
    'GIT',
    'OPENCLAW_STATE_DIR',
    'LD',
    'CARGO_TARGET_RUNNER',
    'PATH',
    'AWS_PROFILE',
  ];
  assert.deepEqual(
    blocked.filter((name) => !blockedInConfig(name)),
    [],
  );
  assert.deepEqual(free.filter(blockedInConfig), []);
  const none = () => false;
  const workspace = [
    'PATH',
    'AWS_PROFILE',
    'OPENAI_API_KEYS',
    'OPENAI_API_KEY_1',
    'SKIP_AUTH',
    'X_DANGEROUSLY_Y',
    'DISABLE__SSL',
    'HOME',
    'MATRIX_HOMESERVER',
  ];
  assert.deepEqual(
    workspace.filter((name) => blockedInWorkspace(name, none) !== 'blocked'),
    [],
  );
  assert.deepEqual(
    ['AUTH_SKIP', 'DANGEROUS', 'ANTHROPIC_API_KEYS', 'CUSTOM_KEY'].filter((name) => blockedInWorkspace(name, none)),
    [],
  );
});

test('references follow the grammar of OpenClaw', () => {
  const names = (text: string) => substitutions(text).map((token) => text.slice(token.start, token.end));
  const cases: [text: string, ...found: string[]][] = [
    ['${A}', '${A}'],
    ['a${A}b${_B1}c', '${A}', '${_B1}'],
    ['$${A}'],
    ['$$${A}'],
    ['$${A}${B}', '${B}'],
    ['$$ ${A}', '${A}'],
    ['${A_${B}}', '${B}'],
    ['$A'],
    ['${a}'],
    ['${1A}'],
    ['${A:-x}'],
    ['${A'],
    ['${ A }'],
    ['${}'],
    ['{A}'],
    ['${A\n}'],
  ];
  for (const [text, ...found] of cases) assert.deepEqual(names(text), found, text);
  assert.deepEqual(substitutions('x${AB}'), [{ name: 'AB', start: 1, end: 6 }]);
});

test('references are found in values, never in keys, each with its place and path', () => {
  const root = tree('{"${K}":"x","a":["${A}",{"b":"\\u0041${B}","c":"x${C}"}],"n":1,"d":"${GONE}","d":"é😀${D}"}');
  assert.deepEqual(
    references(root).map(({ name, at, path }) => [name, written(at), path]),
    [
      ['A', '${A}', ['a', 0]],
      ['B', '"\\u0041${B}"', ['a', 1, 'b']],
      ['C', '${C}', ['a', 1, 'c']],
      ['D', '${D}', ['d']],
    ],
  );
  assert.equal(within(new ScalarNode(new File('x', '12'), 0, 2, 12), 0, 1).length, 2);
});

test('deep and wide trees are walked to the end', () => {
  const file = new File('x', '"${A}"');
  const leaf = new ScalarNode(file, 0, 6, '${A}');
  let node: Node = leaf;
  for (let i = 0; i < 1_000; i++) node = new ArrayNode(file, 0, 0, [node]);
  assert.equal(references(node)[0]?.path.length, 1_000);
  assert.equal(references(new ArrayNode(file, 0, 0, new Array<Node>(200_000).fill(leaf))).length, 200_000);
});

test('secret fields read a lone $NAME', () => {
  assert.deepEqual(['$A', ' ${A} ', '$_A', '${_A}', '$a', '$A b', 'A', `$${'A'.repeat(129)}`].map(secretShorthand), [
    'A',
    'A',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('what looks like a variable and is none is told apart', () => {
  const cases: [text: string, ...found: [form: string, text: string, name?: string][]][] = [
    [' $OPENAI_KEY ', ['shorthand', '$OPENAI_KEY', 'OPENAI_KEY']],
    ['$openai', ['dollar', '$openai', 'openai']],
    ['$_KEY', ['dollar', '$_KEY', '_KEY']],
    ['Bearer $KEY', ['dollar', '$KEY', 'KEY']],
    ['${key}', ['lower-case', '${key}', 'key']],
    ['x ${Key} y', ['lower-case', '${Key}', 'Key']],
    ['${KEY:-none}', ['default', '${KEY:-none}', 'KEY']],
    ['${KEY-none}', ['default', '${KEY-none}', 'KEY']],
    ['${KEY:-${OTHER}}', ['default', '${KEY:-', 'KEY']],
    ['${env:KEY}', ['env-prefix', '${env:KEY}', 'KEY']],
    ['${process.env.KEY}', ['env-prefix', '${process.env.KEY}', 'KEY']],
    ['env:KEY', ['env-prefix', 'env:KEY', 'KEY']],
    ['$env:KEY', ['env-prefix', '$env:KEY', 'KEY']],
    ['{{KEY}}', ['mustache', '{{KEY}}', 'KEY']],
    ['${{ secrets.KEY }}', ['mustache', '${{ secrets.KEY }}', 'KEY']],
    ['%KEY%', ['percent', '%KEY%', 'KEY']],
    ['secretref-env:KEY', ['marker', 'secretref-env:KEY', 'KEY']],
    ['__env__:KEY', ['marker', '__env__:KEY', 'KEY']],
    ['SecretRef:KEY', ['secretref', 'SecretRef:KEY', 'KEY']],
    ['file:/run/secrets/key', ['file', 'file:/run/secrets/key']],
    ['${A_${B}}', ['nested', '${A_', 'A_']],
    ['${KEY', ['unclosed', '${KEY', 'KEY']],
    ['${ KEY }', ['braces', '${ KEY }', 'KEY']],
    ['${1X}', ['braces', '${1X}']],
    ['${a}${B}${C:=d}', ['lower-case', '${a}', 'a'], ['default', '${C:=d}', 'C']],
    ...[
      '${KEY}',
      '$${KEY}',
      '$${key}',
      'sk-abc$1',
      'a%20b%20c',
      '{{#if x}}',
      'costs $5',
      'profile:key',
      '',
      'pa$$WORD',
    ].map((text): [string] => [text]),
  ];
  for (const [text, ...expected] of cases) {
    const found = lookalikes(text).map(({ form, start, end, name }) => [
      form,
      text.slice(start, end),
      ...(name === undefined ? [] : [name]),
    ]);
    assert.deepEqual(found, expected, text);
  }
});

test('hostile text is searched to its end', () => {
  const tails = ['${', '$', '{{', '%A', '${A', '$A', '$$${', '${A:-', ' ', '{{ ', 'AAAA', '$AAAAAAAA'];
  for (const unit of tails) {
    const text = `${unit.repeat(200_000)} ${'${END}'} ${'${end}'}`;
    assert.equal(substitutions(text).at(-1)?.name, 'END', unit);
    assert.equal(lookalikes(text).at(-1)?.name, 'end', unit);
  }
});
