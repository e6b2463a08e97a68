import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { check } from '../src/check.ts';
import { ladder } from '../src/explain/build.ts';
import { row, wrap } from '../src/explain/wrap.ts';
import { memory } from '../src/files.ts';
import { FIXTURES, picture, ROOT, run, type Scenario, scenarios, text } from './fixtures.ts';

const ROUTES = scenarios(join(FIXTURES, 'routes'));
const HOMES = scenarios(join(FIXTURES, 'homes'));
const args = ({ command }: Scenario) => command.split(/\s+/).slice(1);
const shown = (scenario: Scenario, format: string) => run(scenario.cwd, [...args(scenario), '--format', format]);
/** What no output may hold: all keys of the fixtures have this word in them. */
const SECRET = /EXAMPLE/;

const TWO_KEYS = join(FIXTURES, 'routes/two-keys-two-models');
const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
function home(config: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-'));
  folders.push(folder);
  writeFileSync(join(folder, 'openclaw.json'), typeof config === 'string' ? config : JSON.stringify(config));
  return folder;
}

test('no ladder is wider than 80 columns, and none holds a secret or a path of this machine', () => {
  for (const scenario of [...ROUTES, ...HOMES]) {
    const { output } = run(scenario.cwd, ROUTES.includes(scenario) ? args(scenario) : ['route']);
    assert.ok(output.length > 0, scenario.name);
    for (const line of output.split('\n')) assert.ok([...line].length <= 80, `${scenario.name}: ${line}`);
    for (const line of output.split('\n'))
      assert.equal(line, line.trimEnd(), `${scenario.name}: white space at the end`);
    assert.doesNotMatch(output, SECRET);
    assert.ok(!output.includes(ROOT));
  }
});

test('words that are too long are cut, none is lost', () => {
  for (const place of ['', 'a.json:1', `${'deep/'.repeat(20)}a.json:1`])
    for (const words of ['', 'x', `${'y'.repeat(200)} z`, 'one two three four '.repeat(12).trim()]) {
      const lines = row('  lead: ', words, place);
      for (const line of lines) assert.ok(line.length <= 80, line);
      assert.equal(
        lines
          .join('')
          .replace(/\s|…[^…]*$|a\.json:1/g, '')
          .replace('lead:', ''),
        words.replaceAll(' ', ''),
      );
    }
});

test('the help fits 80 columns', () => {
  for (const line of run(ROOT, ['--help']).output.split('\n')) assert.ok(line.length <= 80, line);
});

test('JSON says what the text says, with places', () => {
  const { output, code } = run(TWO_KEYS, ['route', '--format', 'json']);
  const { version, agent, release, candidates, notes, outage } = JSON.parse(output);
  assert.equal(code, 0);
  assert.deepEqual([version, agent, release], [1, 'main', { name: '2026.9.6', certain: true }]);
  assert.deepEqual(
    candidates.map((each: { model: string }) => each.model),
    ['openai/gpt-5.5', 'openai/gpt-5.4-mini'],
  );
  assert.deepEqual(
    candidates.flatMap(({ attempts }: { attempts: { n: number; label: string }[] }) =>
      attempts.map(({ n, label }) => [n, label]),
    ),
    [
      [1, 'openai:key1'],
      [2, 'openai:key2'],
      [3, 'openai:key1'],
      [4, 'openai:key2'],
    ],
  );
  assert.deepEqual(candidates[0].attempts[1], {
    n: 2,
    kind: 'profile',
    label: 'openai:key2',
    type: 'api_key',
    billing: 'metered',
    certain: false,
    at: { file: 'openclaw.json', line: 8, column: 38 },
  });
  assert.ok(notes.every((note: { text: string }) => note.text.length > 0));
  assert.equal(outage, undefined);
});

test('JSON of an outage names the answer and what became of each attempt', () => {
  const { outage, candidates } = JSON.parse(
    run(TWO_KEYS, ['route', '--fail', 'openai/gpt-5.5=auth', '--format', 'json']).output,
  );
  assert.deepEqual(outage.failures, [{ what: 'openai/gpt-5.5', kind: 'auth' }]);
  // an auth error rests the profiles for the other model too
  assert.deepEqual(
    candidates.map((each: { attempts: { outcome: { result: string } }[] }) =>
      each.attempts.map(({ outcome }) => outcome.result),
    ),
    [
      ['fails', 'fails'],
      ['rests', 'rests'],
    ],
  );
  assert.equal(outage.answer, null);
});

test('what is said of a profile goes before what is said of its provider', () => {
  const { candidates } = JSON.parse(
    run(TWO_KEYS, ['route', '--fail', 'openai:key2=auth', '--fail', 'openai=rate_limit', '--format', 'json']).output,
  );
  assert.deepEqual(
    candidates[0].attempts.map((each: { outcome: { kind: string; tries: number } }) => [
      each.outcome.kind,
      each.outcome.tries,
    ]),
    [
      ['rate_limit', 10],
      ['auth', 1],
    ],
  );
});

test('the third key is out of reach on a rate limit since 2026.4, not before, and not without another model', () => {
  const { cwd } = ROUTES.find(({ name }) => name === 'three-accounts')!;
  const results = (folder: string, fail: string, ...more: string[]) =>
    JSON.parse(run(folder, ['route', '--fail', fail, '--format', 'json', ...more]).output).candidates[0].attempts.map(
      (each: { outcome: { result: string; tries?: number } }) => each.outcome.tries ?? each.outcome.result,
    );
  assert.deepEqual(results(cwd, 'anthropic=rate_limit'), [10, 1, 'beyond']);
  assert.deepEqual(results(cwd, 'anthropic=auth'), [1, 1, 1]);
  assert.deepEqual(results(cwd, 'anthropic=rate_limit', '--release', '2026.3.2'), [1, 1, 1]);
  const alone = home(text(join(cwd, 'openclaw.json')).replace(/fallbacks: \[[^\]]*\]/, 'fallbacks: []'));
  assert.deepEqual(results(alone, 'anthropic=rate_limit'), [10, 1, 1]);
});

test('a primary that a list with wildcards leaves out is said to be no beginning', () => {
  const said = (models: object, ...more: string[]) =>
    /the list of permitted models has a wildcard/.test(
      run(
        home({
          models: {
            providers: {
              lab: { baseUrl: 'http://127.0.0.1:8000/v1', apiKey: 'k-4471', models: [{ id: 'm', name: 'M' }] },
            },
          },
          agents: { defaults: { model: { primary: 'lab/m' }, models } },
        }),
        ['route', ...more],
      ).output.replace(/\s+/g, ' '),
    );
  assert.equal(said({ 'openai/*': {} }), true);
  assert.equal(said({ 'openai/*': {} }, '--release', '2026.7.1'), true);
  assert.equal(said({ 'openai/*': {} }, '--release', '2026.5.18'), false);
  assert.equal(said({ 'openai/*': {}, 'lab/*': {} }), false);
  assert.equal(said({ 'openai/*': {}, 'lab/m': {} }), false);
  assert.equal(said({ 'openai/gpt-5.5': {} }), false);
});

test('Mermaid: every node that an arrow joins is there, brackets and quotes match', () => {
  for (const scenario of ROUTES) {
    const { output } = shown(scenario, 'mermaid');
    const lines = output.trimEnd().split('\n');
    assert.equal(lines[0], 'flowchart TB');
    const nodes = new Set([...output.matchAll(/^ {4}(\w+)\["[^"\n]+"\]:::(\w+)$/gm)].map((match) => match[1]));
    const joined = [...output.matchAll(/^ {2}(\w+) -->\|[a-z ]+\| (\w+)$/gm)].flatMap((match) => [match[1], match[2]]);
    for (const name of joined) assert.ok(nodes.has(name), `${scenario.name}: ${name}`);
    assert.equal(joined.length, 2 * (nodes.size - 1), 'one way from the first to the last');
    for (const [, name] of output.matchAll(/:::(\w+)$/gm)) assert.match(output, new RegExp(`classDef ${name} `));
    assert.equal(
      lines.filter((line) => /^ {2}subgraph /.test(line)).length,
      lines.filter((line) => line === '  end').length,
    );
    for (const line of lines)
      assert.match(
        line,
        /^(?:flowchart TB| {2}subgraph \w+\["[^"]+"\]| {4}\w+\["[^"]+"\]:::\w+| {2}end| {2}\w+ -->\|[a-z ]+\| \w+| {2}classDef \w+ [\w:#,. -]+)$/,
      );
    assert.doesNotMatch(output, SECRET);
  }
});

test('SVG: tags match, names are escaped, nothing is loaded from elsewhere, light and dark', () => {
  const odd = home({
    agents: { defaults: { model: { primary: 'openai/<b>&"x"</b>', fallbacks: [`openai/${'long'.repeat(60)}`] } } },
  });
  for (const svg of [
    ...ROUTES.map((scenario) => shown(scenario, 'svg').output),
    run(odd, ['route', '--format', 'svg']).output,
  ]) {
    const open: string[] = [];
    const rest = svg.replace(
      /<(\/?)([a-z]+)((?: [\w:-]+="[^"<>]*")*)(\/?)>/g,
      (_, closing: string, name: string, __: string, empty: string) => {
        if (closing) assert.equal(open.pop(), name);
        else if (!empty) open.push(name);
        return '';
      },
    );
    assert.deepEqual(open, []);
    assert.doesNotMatch(rest, /[<>]/);
    assert.doesNotMatch(rest.replace(/&(?:amp|lt|gt|quot);/g, ''), /&/);
    assert.match(svg, /prefers-color-scheme:dark/);
    assert.doesNotMatch(svg.replace('http://www.w3.org/2000/svg', ''), /https?:\/\/(?!api\.)|url\(|<script|<image/);
    assert.match(svg, /role="list"/);
    assert.doesNotMatch(svg, SECRET);
    for (const [, words = ''] of svg.matchAll(/<text class="model"[^>]*>([^<]*)</g))
      assert.ok(words.length <= 75, words);
  }
});

test('the picture in the README is that of the example put right', () => {
  assert.equal(
    readFileSync(join(ROOT, 'docs/route.svg'), 'utf8'),
    picture(),
    'run `npm run accept` and look at the picture',
  );
  assert.match(text(join(ROOT, 'README.md')), /<img src="docs\/route\.svg"/);
});

test('the other jobs: a line each, a ladder with --slot, and what OpenClaw does without a setting', () => {
  const { cwd } = ROUTES.find(({ name }) => name === 'other-jobs')!;
  const { others } = JSON.parse(run(cwd, ['route', '--format', 'json']).output);
  assert.deepEqual(
    others.map(
      ({
        slots,
        models,
        otherwise,
      }: {
        slots: string[];
        models: { model: string; possible: boolean }[];
        otherwise?: string;
      }) => [slots.join(), models.map(({ model, possible }) => (possible ? model : `not ${model}`)).join(), otherwise],
    ),
    [
      ['subagents', 'openai/gpt-5.4-mini,not google/gemini-3.1-pro-preview', undefined],
      ['heartbeat', 'openai/gpt-5.4-mini', undefined],
      ['utility', '', 'off'],
      ['image,pdf', 'openai/gpt-5.5', undefined],
      ['compaction', 'not google/gemini-3.1-pro-preview', undefined],
    ],
  );
  assert.deepEqual(others[3].at, { file: 'openclaw.json', line: 11, column: 21 });
  const shown = (slot: string, ...more: string[]) => run(cwd, ['route', '--slot', slot, ...more]);
  assert.match(shown('heartbeat').output, /^heartbeat of agent main .*\n\n1\. openai\/gpt-5\.4-mini, primary/);
  for (const [slot, code, text] of [
    ['utility', 1, /switches this off/],
    ['voice', 0, /OpenClaw picks one/],
    ['memoryFlush', 0, /models of conversations/],
    ['compaction', 1, /no credential for google/],
  ] as const) {
    assert.equal(shown(slot).code, code, slot);
    assert.match(shown(slot).output, text);
    assert.doesNotMatch(shown(slot).output, /other models/);
  }
  assert.match(shown('voice', '--format', 'mermaid').output, /^ {4}none\["not set: OpenClaw picks one/m);
  assert.match(shown('voice', '--format', 'svg').output, />not set: OpenClaw picks one/);
  assert.equal(JSON.parse(shown('voice', '--format', 'json').output).otherwise, 'automatic');
  for (const [words, message] of [
    [['--slot', 'images'], /--slot takes .*image/],
    [['mini', '--slot', 'image'], /one of a model, --slot/],
    [['--slot', 'image', '--fail', 'openai=auth'], /whole turns/],
  ] as const) {
    const { code, errors } = run(cwd, ['route', ...words]);
    assert.equal(code, 2);
    assert.match(errors, message);
  }
  assert.equal(run(cwd, ['--slot', 'image']).code, 2);
});

test('names that are not there are usage errors with a suggestion', () => {
  const cases: [string, string[], RegExp][] = [
    ['alias-asked-for', ['opsu'], /did you mean opus\?/],
    ['alias-asked-for', ['anthropc/claude-opus-4-7'], /did you mean anthropic\/claude-opus-4-7\?/],
    ['alias-asked-for', ['nobody/knows'], /no provider is called "nobody"/],
    ['alias-asked-for', ['opus', 'qwen'], /one model/],
    ['alias-asked-for', ['--agent', 'mian'], /did you mean main\?/],
    ['billing-isolation', ['--agent', 'fleets'], /did you mean fleet\?/],
    ['two-keys-two-models', ['--fail', 'openai:key3=auth'], /did you mean openai:key[12]\?/],
    ['two-keys-two-models', ['--fail', 'openai=ratelimit'], /did you mean rate_limit\?/],
    ['two-keys-two-models', ['--fail', 'openai'], /WHAT=KIND/],
    ['two-keys-two-models', ['--format', 'pretty'], /text, json, mermaid, svg/],
    ['', [], /--home PATH/],
  ];
  for (const [name, words, message] of cases) {
    const { output, errors, code } = run(join(FIXTURES, 'routes', name), [
      'route',
      ...words,
      ...(name ? [] : ['--home', '.']),
    ]);
    assert.deepEqual([output, code], ['', 2], `${name} ${words.join(' ')}`);
    assert.match(errors, message);
  }
  for (const option of ['--agent=main', '--fail=openai=auth', '--home=.'])
    assert.equal(run(TWO_KEYS, [option]).code, 2, option);
});

test('exit codes: 1 when no request can be sent, or none is answered', () => {
  assert.equal(run(TWO_KEYS, ['route']).code, 0);
  assert.equal(run(TWO_KEYS, ['route', '--fail', 'openai=timeout']).code, 1);
  assert.equal(
    run(home({ agents: { defaults: { model: 'anthropic/claude-opus-4-7' } } }), ['route', '--closed-world']).code,
    1,
  );
  assert.equal(run(home({}), ['route', '--home', 'nowhere']).code, 3);
});

test('a home is found as for a check, and --home names another', () => {
  const elsewhere = run(FIXTURES, ['route', '--home', 'routes/two-keys-two-models', 'openai/gpt-5.4-mini']);
  assert.match(elsewhere.output, /^openai\/gpt-5\.4-mini asked for · agent main/);
  assert.match(elsewhere.output, /routes\/two-keys-two-models\/openclaw\.json:8$/m);
});

test('a broken or empty config gives a ladder, never an exception', () => {
  for (const config of [
    '',
    '{',
    '[]',
    '{agents: 3}',
    '{agents: {entries: {}}}',
    '{agents: {list: [1, {}]}, auth: {order: {openai: 7}}}',
    '{agents: {defaults: {model: {primary: "/", fallbacks: ["", "@", "x/"]}}}}',
  ]) {
    const { routing } = check(memory({ 'openclaw.json': config }), {});
    assert.ok('candidates' in ladder(routing), config);
  }
});

test('an auth or billing error rests a key of the config too, for all models, since 2026.8', () => {
  const folder = home({
    models: {
      providers: {
        my: {
          baseUrl: 'https://llm.example.com/v1',
          api: 'openai-completions',
          apiKey: 'in-plain-text-here',
          models: [
            { id: 'a', name: 'A' },
            { id: 'b', name: 'B' },
          ],
        },
      },
    },
    agents: { defaults: { model: { primary: 'my/a', fallbacks: ['my/b'] } } },
  });
  const second = (release: string, kind: string) =>
    JSON.parse(run(folder, ['route', '--fail', `my/a=${kind}`, '--release', release, '--format', 'json']).output)
      .candidates[1].attempts[0].outcome.result;
  assert.deepEqual(
    ['auth', 'billing', 'rate_limit', 'timeout'].map((kind) => second('2026.9.6', kind)),
    ['rests', 'rests', 'answers', 'answers'],
  );
  assert.deepEqual(
    ['auth', 'billing'].map((kind) => second('2026.7.1', kind)),
    ['answers', 'answers'],
  );
});

test('a long name goes on behind a slash or a dash, and a number does not stand alone', () => {
  assert.deepEqual(wrap('1. homelab/Qwen/Qwen3-Coder-480B', 20), ['1. homelab/Qwen/', 'Qwen3-Coder-480B']);
  assert.deepEqual(wrap('3. google/gemini-3.1-pro-preview', 29), ['3. google/gemini-3.1-pro-', 'preview']);
  assert.deepEqual(wrap('one two', 4), ['one', 'two']);
  assert.deepEqual(wrap('abcdefgh', 3), ['abc', 'def', 'gh']);
  // what a name says is no command to a CI
  const names = ['zz::error::forged-##[error]forged/x ::error::forged', 'zz/a- ##[error]x:  ::error::forged'];
  for (const name of names)
    for (let width = 8; width < 90; width++)
      for (const line of wrap(`1. ${name}, primary ##[error]x`, width).slice(1))
        assert.doesNotMatch(line, /^ *(?:::|##)/);
});
