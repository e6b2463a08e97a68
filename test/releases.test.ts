import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { homes, RECORDED, type Verdicts } from './homes.ts';
import { named, pathsOf, speaksOf } from './issues.ts';
import { data, type Issue, type Placed, placed } from './recorded.ts';

// What the real program of ten releases said of whole homes (`npm run record`), held against clawlint.
const verdicts = data<Verdicts>('./oracle/releases.json');
const all = homes();

/**
 * Rules whose errors are about what happens after the start: `openclaw config validate` does not look at these things.
 */
const LATER: ReadonlySet<string> = new Set([
  'auth-order-unknown-profile', // the profile certainly does not exist; the order is read when a request is sent
  'auth-profiles-flat-shape', // nothing in the credential store can be read
  'auth-profiles-json-retired', // other commands stop until the store is imported
  'credential-field-typo', // the credential is not found when it is needed
  'env-syntax-unsupported', // the text itself is sent as the key
  'legacy-models-allowlist', // the fallback is left out when a model is chosen
  'profile-mode-mismatch', // the profile is passed over when a request is sent
  'secretref-unknown-provider', // the secret certainly resolves to nothing
]);

/** Reason → `home release…` in which clawlint and the real program differ about whether OpenClaw starts. */
const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  'which providers of `web_search` there are depends on installed plugins, which own the key': [
    'releases/tools-and-exec 2026.5.18 2026.6.11 2026.7.1 2026.8.2 2026.9.1 2026.9.6',
  ],
};
/** Reason → `home release…` in which both refuse, but point at different places. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'the key is absent; clawlint marks the agents that need it': [
    'small/az-multi-agent-list-no-default 2026.8.2 2026.9.1 2026.9.6',
  ],
  'the key is absent; clawlint marks the one that wants it there': [
    'releases/agents-ownership-of-none 2026.8.2 2026.9.1 2026.9.6',
  ],
};

const pairs = (table: Readonly<Record<string, readonly string[]>>) =>
  new Set(
    Object.values(table)
      .flat()
      .flatMap((entry) => {
        const [home, ...releases] = entry.split(' ');
        return releases.map((release) => `${home} ${release}`);
      }),
  );
const differing = pairs(VERDICTS);
const places = pairs(PLACES);
const used = new Set<string>();
let compared = 0;
let falseErrors = 0;

for (const [home, said] of Object.entries(verdicts))
  test(home, () => {
    const files = all.get(home);
    assert.ok(files, 'there is no such home any more; take it out of test/oracle/releases.json');
    const wrong: string[] = [];
    for (const { releases, issues } of said)
      for (const release of releases) {
        compared++;
        const result = check(memory(files), { live: true, processEnvironment: {}, release });
        const errors = placed(result).filter(({ severity, rule }) => severity === 'error' && !LATER.has(rule));
        if (errors.length > 0 !== issues.length > 0) {
          if (errors.length > 0) falseErrors++;
          if (differing.has(`${home} ${release}`)) used.add(`${home} ${release}`);
          else
            wrong.push(
              `${release} ${issues.length > 0 ? `refuses it: ${issues.join('; ')}` : 'accepts it'}, clawlint says ${show(errors)}`,
            );
        } else if (!samePlaces(issues, errors, pathsOf(result))) {
          if (places.has(`${home} ${release}`)) used.add(`${home} ${release}`);
          else wrong.push(`${release} says ${issues.join('; ')}, clawlint ${show(errors)}`);
        }
      }
    assert.deepEqual(wrong, []);
  });

test('agreement is at least 99 %, and no home is refused that starts', () => {
  assert.equal(falseErrors, 0);
  assert.ok(used.size <= compared / 100, `${used.size} of ${compared} differ`);
  assert.deepEqual(
    [...differing, ...places].filter((each) => !used.has(each)),
    [],
    'take it out of the table',
  );
});

test('many homes and releases are compared', () => {
  assert.ok(Object.keys(verdicts).length >= 60);
  for (const [home, said] of Object.entries(verdicts))
    assert.deepEqual(
      RECORDED.filter((release) => !said.some(({ releases }) => releases.includes(release))),
      [],
      `${home}: run \`npm run record\``,
    );
  assert.deepEqual(
    [...all.keys()].filter((home) => !verdicts[home]),
    [],
    'run `npm run record`',
  );
});

/**
 * An agent of a list is `agents.entries.<id>` to releases that have entries; its place in the list is where clawlint
 * finds it.
 */
function asWritten(path: string, present: ReadonlySet<string>): string {
  return !present.has('agents.entries') && present.has('agents.list.0')
    ? path.replace(/^agents\.entries\.[^.]+/, 'agents.list.0')
    : path;
}

/** OpenClaw looks at these only once everything before them is right. */
const LAST: ReadonlySet<string> = new Set(['retired-model', 'agents-ownership']);

/** Every place that OpenClaw names is one at which clawlint has an error, and the reverse. */
function samePlaces(issues: readonly string[], errors: readonly Placed[], present: ReadonlySet<string>): boolean {
  const theirs = issues.flatMap((issue) => {
    const [path = '', message = ''] = issue.split(/: (.*)/s);
    return named({ path: asWritten(path, present), message });
  });
  const variable = theirs
    .map(({ message }) => /^Missing env var .* referenced at config path: (.*)$/.exec(message)?.[1])
    .find(Boolean);
  // a variable that is not set ends the reading of the file
  if (variable) return errors.some(({ rule, path }) => rule === 'missing-env-var' && path === variable);
  const speaks = (error: Placed, issue: Issue) =>
    speaksOf(error, issue, present) ||
    issue.path.startsWith(`${error.path}.`) ||
    (issue.path === '<root>' && issue.message === 'Invalid input' && !error.path.includes('.'));
  return (
    theirs.every((issue) => errors.some((error) => speaks(error, issue))) &&
    errors.every((error) => LAST.has(error.rule) || theirs.some((issue) => speaks(error, issue)))
  );
}

const show = (findings: readonly Placed[]): string =>
  findings.map(({ rule, path }) => `${rule} at ${path || 'the root'}`).join(', ') || 'nothing';
