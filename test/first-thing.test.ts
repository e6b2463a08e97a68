import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { toPretty } from '../src/report/pretty.ts';

/** The line that says what to do first, of homes with these configs. */
const first = (...configs: string[]): string | undefined =>
  /^start with (.*)$/m.exec(
    toPretty(configs.map((text) => check(memory({ 'openclaw.json': text }), { release: '2026.9.6' }))),
  )?.[1];

const TYPOS = '"gatway": { "port": 1 }, "loging": {}, "sesion": {}, "mesages": {}, "comands": {}';
const WRONG = '"gateway": { "port": "x", "bind": true, "mode": 1, "auth": { "mode": 2 } }, "logging": { "level": 1 }';
const AGENTS = [1, 2, 3, 4, 5].map((n) => `"a${n}": { "model": "opnai${n}/m" }`).join(', ');

test('where much is wrong, a line says what comes first, and why', () => {
  const cases: [configs: string[], says: RegExp | undefined][] = [
    [['{ "gatway": {} }'], undefined],
    [[`{ ${TYPOS} }`], /^--fix: it mends the 5 errors that keep OpenClaw from starting$/],
    [[`{ ${WRONG} }`], /^openclaw\.json:1:\d+ invalid-value: the first of 5 errors that keep OpenClaw from starting$/],
    [[`{ ${TYPOS}, "zzz": 1 }`], /^--fix: it mends 5 of the 6 errors .*; then openclaw\.json:1:\d+ unknown-key$/],
    [[`{ ${WRONG} }`, '{}'], /; 1 of 2 homes do not start$/],
    [
      [`{ "agents": { "ownership": "explicit", "entries": { ${AGENTS} } } }`],
      /^model-ref-unknown-provider, 5 of \d: `clawlint explain model-ref-unknown-provider`$/,
    ],
  ];
  for (const [configs, says] of cases)
    if (says) assert.match(first(...configs) ?? '', says);
    else assert.equal(first(...configs), undefined);
});
