import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Reports } from '../server/homes/reports.ts';
import { Session } from '../server/homes/session.ts';
import { disk } from '../src/disk/disk.ts';
import { type Files, memory, overlay } from '../src/files.ts';
import { File } from '../src/text/file.ts';
import { askEverything, CLIENT } from './ask.ts';
import { FIXTURES } from './fixtures.ts';
import { THOROUGH } from './thorough.ts';

const DOCUMENT = /(?:\.json5?|\/\.env[^/]*)$/;
const paths = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .map((path) => join(FIXTURES, path))
  .filter((path) => DOCUMENT.test(path) && statSync(path, { throwIfNoEntry: false })?.isFile())
  .sort();

const STEP = THOROUGH ? 1 : 211;

test(`documents of the fixtures, ended after each ${STEP === 1 ? 'character' : `${STEP}th character`}, are opened and asked about without an exception`, () => {
  const files: Files = overlay(new Map(), disk);
  for (const [n, path] of paths.entries()) {
    const text = readFileSync(path, 'utf8');
    const uri = `file://${path}`;
    const session = new Session({ version: '0', files, now: () => 0 });
    const reports = new Reports(session, CLIENT.shown);
    let document = session.open({ uri, language: 'json5', version: 0 }, '');
    for (let end = n % STEP; end <= text.length; end += STEP) {
      document = session.change(document, end, new File(path, text.slice(0, end)));
      reports.push([path]);
      askEverything(session, uri, Math.max(0, end - (end % 3)));
    }
  }
});

const HOSTILE: [name: string, text: string][] = [
  ['100,000 levels', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['100,000 open brackets', '['.repeat(100_000)],
  ['900 levels of models', `${'{"models":'.repeat(900)}1${'}'.repeat(900)}`],
  ['one long string', `{"auth": "${'y'.repeat(1 << 20)}`],
  ['100,000 lone carriage returns', `{"auth":\r${'\r'.repeat(100_000)}"x"}`],
  [
    '10,000 keys',
    `{"auth": {"profiles": {${Array.from({ length: 10_000 }, (_, i) => `"p:${i}": {"provider": "p", "mode": "token"}`).join(',')}}}}`,
  ],
  [
    '10,000 unknown providers',
    `{"agents": {"defaults": {"model": {"fallbacks": [${Array.from({ length: 10_000 }, (_, i) => `"q${i}/m"`).join(',')}]}}}}`,
  ],
  [
    'keys of Object.prototype',
    '{"__proto__": {"auth": 1}, "constructor": {}, "auth": {"order": {"__proto__": ["x"], "toString": ["hasOwnProperty"]}, "profiles": {"constructor": {"provider": "__proto__"}}}, "agents": {"defaults": {"model": "constructor/__proto__@toString"}}}',
  ],
  ['lone surrogates and separators', '{"auth": {"order": {"\ud83e": ["\udd9e", "\u2028"]}}}\u2029'],
  [
    'an include of itself',
    '{"$include": "./openclaw.json", "agents": {"$include": ["./openclaw.json", "../x", 5, null]}}',
  ],
  ['a byte order mark', '\ufeff{"auth": {"order": {"x": ["y"]}}}'],
  ['UTF-16 read as UTF-8', '{\0"\0a\0"\0:\0'],
];

for (const [name, text] of HOSTILE)
  test(`a document with ${name} is opened and asked about`, () => {
    const session = new Session({ version: '0', files: memory({}), now: () => 0 });
    const uri = 'file:///h/openclaw.json';
    session.open({ uri, language: 'json5', version: 0 }, text);
    new Reports(session, CLIENT.shown).push([]);
    for (const offset of [0, 1, 12, text.length >> 1, text.length]) askEverything(session, uri, offset);
  });
