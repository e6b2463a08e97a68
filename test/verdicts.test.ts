import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { data, placed } from './recorded.ts';

// Small configs, each with the real program's verdict on releases from 2026.1.30 to 2026.9.6 (`oracle/verdicts.json`).
const recorded = data<Record<string, { config: unknown; valid: Record<string, boolean> }>>('./oracle/verdicts.json');

/** Reason → `case rule`: an error about what happens later, in a config that the real program takes. */
const LATER: Readonly<Record<string, readonly string[]>> = {
  'the text is sent to the provider as a key, which it certainly is not': [
    'ak-lowercase-env-ref env-syntax-unsupported',
  ],
  'the secret certainly resolves to nothing': ['aw-secretref-undefined-secrets-provider secretref-unknown-provider'],
};
const later = new Set(Object.values(LATER).flat());
const used = new Set<string>();

for (const [id, { config, valid }] of Object.entries(recorded))
  test(id, () => {
    const files = memory({ 'openclaw.json': JSON.stringify(config, null, 2) });
    const wrong: string[] = [];
    for (const [release, accepted] of Object.entries(valid)) {
      const errors = refusals(release);
      if ((errors.length === 0) !== accepted)
        wrong.push(
          `${release} ${accepted ? 'accepts' : 'refuses'} this, clawlint says: ${errors.join(', ') || 'no error'}`,
        );
    }
    // for an unknown release only what every release refuses is an error
    const errors = refusals(undefined);
    if (errors.length > 0 && Object.values(valid).includes(true))
      wrong.push(`some release accepts this, clawlint says: ${errors.join(', ')}`);
    assert.deepEqual(wrong, []);

    function refusals(release: string | undefined): string[] {
      const written = check(files, { live: true, processEnvironment: {}, ...(release !== undefined && { release }) });
      const errors = placed(written).filter(({ severity }) => severity === 'error');
      for (const { rule } of errors) used.add(`${id} ${rule}`);
      return errors.filter(({ rule }) => !later.has(`${id} ${rule}`)).map(({ rule, path }) => `${rule} at ${path}`);
    }
  });

test('eleven releases are compared, and every listed difference still exists', () => {
  assert.equal(new Set(Object.values(recorded).flatMap(({ valid }) => Object.keys(valid))).size, 11);
  assert.deepEqual(
    [...later].filter((each) => !used.has(each)),
    [],
    'take it out of the table',
  );
});
