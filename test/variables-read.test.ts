import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviour } from '../src/release/behaviour.ts';
import { releases } from '../src/release/releases.ts';
import { variablesRead } from '../src/routing/credentials/variables.ts';
import { table } from './beyond-schema.ts';

/** Release → provider → its variables, as they changed there. */
const changes = new Map<string, Map<string, string>>();
for (const line of table('variables')
  .split('\n')
  .filter((each) => /^\d/.test(each))) {
  const [, release, provider, names] = /^(\S+) (\S+) (.+)$/.exec(line)!;
  changes.set(release!, (changes.get(release!) ?? new Map()).set(provider!, names!));
}

test('the variables of a provider are those that the package of the release reads', () => {
  const now = new Map<string, string>();
  const wrong: string[] = [];
  let compared = 0;
  for (const release of releases()) {
    for (const [provider, names] of changes.get(release) ?? []) now.set(provider, names);
    for (const [provider, names] of now) {
      if (names === '-') continue;
      compared++;
      const read = variablesRead(provider, behaviour({ release })).join(' ');
      if (read !== names) wrong.push(`${release} ${provider}: ${names}, not ${read}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(compared > 3000, `${compared} compared`);
});
