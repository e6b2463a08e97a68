import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memory } from '../src/files.ts';
import { discover } from '../src/home/discover.ts';
import { readHome } from '../src/home/home.ts';
import { data } from './recorded.ts';

const ROOT = '/root-of-case';

interface Recorded {
  readonly id: string;
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** `__unset__` and null take one of the usual variables away */
  readonly env: Readonly<Record<string, string | null>>;
  readonly command: string;
  readonly output: unknown;
}

/**
 * Finds the home of a recorded case as OpenClaw was started there: with a state folder of its own, unless that is taken
 * away.
 */
function find({ files, env, command }: Recorded) {
  const variables: Record<string, string> = { OPENCLAW_STATE_DIR: `${ROOT}/state` };
  for (const [name, value] of Object.entries(env))
    if (value === null || value === '__unset__') delete variables[name];
    else variables[name] = value.replaceAll('$ROOT', ROOT);
  const disk = memory(Object.fromEntries(Object.entries(files).map(([name, text]) => [`${ROOT}/${name}`, text])));
  return {
    disk,
    variables,
    found: discover(variables, disk, `${ROOT}/home`, `${ROOT}/cwd`, /--profile (\S+)/.exec(command)?.[1]),
  };
}

for (const recorded of data<Recorded[]>('oracle/discovery.json'))
  test(`OpenClaw's own answer: ${recorded.id}, ${recorded.title}`, () => {
    assert.equal(find(recorded).found.config, String(recorded.output).replaceAll('$ROOT', ROOT));
  });

// the cases of variables that depend on which files a home has; test/env.test.ts holds the rest
const FILES_DECIDE = ['env-v24', 'env-v25', 'env-v27'];
const env = data<(Recorded & { readonly output: { readonly warn: readonly string[] } })[]>('oracle/env.json').filter(
  ({ id }) => FILES_DECIDE.includes(id),
);

test('the cases that files decide are there', () => assert.deepEqual(env.map(({ id }) => id).sort(), FILES_DECIDE));

for (const recorded of env)
  test(`OpenClaw's own answer: ${recorded.id}, ${recorded.title}`, () => {
    const { disk, variables, found } = find(recorded);
    const { environment } = readHome(disk, found.config, { ...found, live: true, processEnvironment: variables });
    assert.equal(environment.state('A_K'), recorded.output.warn.length > 0 ? 'missing' : 'set');
  });
