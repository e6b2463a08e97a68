import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, pathsOf, speaksOf } from './issues.ts';
import { checkRecorded, data, type Placed, placed, type Recorded } from './recorded.ts';

// What the real program said of these homes (`openclaw config validate`, release 2026.9.6), held against clawlint.
const RELEASE = '2026.9.6';
const cases = data<Recorded[]>('./oracle/validate.json');
const SECTIONS = new Set(['<root>', 'auth', 'models', 'agents', 'env', 'secrets', 'meta']);

/** Reason → cases in which clawlint and `config validate` differ about whether anything is an error. */
const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  'there is no config to speak of; the command line says that': ['p16/V'],
  'the text is sent to the provider as a key, which it certainly is not; OpenClaw does not look': [
    'e02/V',
    'e16/V',
    'e35/V',
  ],
  'the secret certainly resolves to nothing; OpenClaw notices when it is needed': ['e28/V'],
  'the credential store is of a shape OpenClaw cannot read; `config validate` does not look at stores': ['s02/V'],
  'OpenClaw silently takes its own default model instead': ['g24', 'g25'],
  'of two blocks of one name the first is lost without a word': ['p04/V', 'p04b/V'],
};
/** Reason → `case path` where OpenClaw names a place at which clawlint says nothing. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'clawlint marks the word that is wrong in the reference': [
    'e29/V models.providers.pa.apiKey',
    'e29/V models.providers.pa.apiKey.provider',
  ],
  'the key is absent; clawlint marks the agents that need it': [
    'cli-g15c/V agents.ownership',
    'cli-g15c/V agents.list',
    'g15c agents.ownership',
    'g15c agents.list',
  ],
  'a second message about the list that clawlint has marked': ['g15 agents.entries', 'g15b agents.entries'],
};
/** Reason → `case NAME` where the two differ about whether a variable is missing. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  'a secret reference to a variable; OpenClaw looks for it when the secret is needed': [
    'e25/V NOPE_KEY at models.providers.pa.apiKey.id',
    'g49 A_B at models.providers.pa.request.auth.value.id',
  ],
  'a variable of the config that refers to another; the gateway fills it in, `config validate` reads the file once': [
    'e10/V B_KEY at models.providers.pa.apiKey',
  ],
};

const listed = (table: Readonly<Record<string, readonly string[]>>) => new Set(Object.values(table).flat());
const verdicts = listed(VERDICTS);
const places = listed(PLACES);
const variables = listed(VARIABLES);
/** Which entries of the tables a case needed. */
const used = new Set<string>();

for (const recorded of cases) {
  const { id, title, exit, output } = recorded;
  test(`${id}: ${title}`, () => {
    const result = checkRecorded(recorded, RELEASE);
    const findings = placed(result);
    const errors = findings.filter(({ severity }) => severity === 'error');
    const issues = (output.issues ?? [])
      .flatMap(named)
      .filter(({ path }) => SECTIONS.has(path.split('.')[0]!) || !path.includes('.'));
    assert.equal(exit === 1, output.valid === false);
    if (errors.length > 0 !== (exit === 1)) {
      assert.ok(verdicts.has(id), `OpenClaw ${exit ? 'refuses' : 'accepts'} this, clawlint says ${show(errors)}`);
      used.add(id);
      return;
    }
    const paths = pathsOf(result);
    for (const issue of issues) {
      if (errors.some((error) => speaksOf(error, issue, paths))) continue;
      assert.ok(
        places.has(`${id} ${issue.path}`),
        `OpenClaw names ${issue.path} (${issue.message}), clawlint ${show(errors)}`,
      );
      used.add(`${id} ${issue.path}`);
    }
    for (const error of exit === 1 ? errors : []) {
      if (issues.some((issue) => speaksOf(error, issue, paths))) continue;
      assert.ok(
        places.has(`${id} ${error.path}`),
        `clawlint names ${show([error])}, OpenClaw ${issues.map(({ path }) => path)}`,
      );
      used.add(`${id} ${error.path}`);
    }
    sameVariables(recorded, findings);
  });
}

test('every disagreement in the tables still exists', () => {
  const stale = [...verdicts, ...places, ...variables].filter((each) => !used.has(each));
  assert.deepEqual(stale, [], 'take it out of the table');
});

test('the cases are many, and of both kinds', () => {
  assert.ok(cases.filter(({ exit }) => exit === 0).length >= 99);
  assert.ok(cases.filter(({ exit }) => exit === 1).length >= 83);
});

function sameVariables({ id, output }: Recorded, findings: readonly Placed[]): void {
  if (!output.warnings) return; // a refusal prints none
  const theirs = output.warnings.flatMap(({ path, message }) => {
    const name = /^Missing env var "([^"]*)"/.exec(message)?.[1];
    return name === undefined ? [] : [`${name} at ${path}`];
  });
  const missing = findings.filter(({ rule }) => rule === 'missing-env-var');
  const ours = missing.map(({ message, path }) => `${/`([^`]*)`/.exec(message)![1]} at ${path}`);
  for (const each of [...theirs.filter((one) => !ours.includes(one)), ...ours.filter((one) => !theirs.includes(one))]) {
    assert.ok(variables.has(`${id} ${each}`), `OpenClaw misses ${theirs}, clawlint ${ours}`);
    used.add(`${id} ${each}`);
  }
}

const show = (findings: readonly Placed[]): string =>
  findings.map(({ rule, path }) => `${rule} at ${path || 'the root'}`).join(', ') || 'nothing';
