import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Files, overlay } from '../src/files.ts';
import { disk } from '../src/disk.ts';
import { Reports } from '../server/reports.ts';
import { Session } from '../server/session.ts';
import { FIXTURES } from './fixtures.ts';
import { CLIENT, askEverything } from './ask.ts';

const DOCUMENT = /(?:\.json5?|\/\.env[^/]*)$/;
const paths = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .map((path) => join(FIXTURES, path))
  .filter((path) => DOCUMENT.test(path) && statSync(path, { throwIfNoEntry: false })?.isFile())
  .sort();

/** Every prefix is too much for each run; `EVERY_PREFIX=1` opens them all. */
const STEP = process.env.EVERY_PREFIX ? 1 : 61;

test(`documents of the fixtures, ended after each ${STEP === 1 ? 'character' : `${STEP}th character`}, are opened and asked about without an exception`, () => {
  const files: Files = overlay(new Map(), disk);
  for (const [n, path] of paths.entries()) {
    const text = readFileSync(path, 'utf8');
    const uri = `file://${path}`;
    const session = new Session({ version: '0', files, now: () => 0 });
    const reports = new Reports(session, CLIENT.shown);
    let document = session.open({ uri, language: 'json5', version: 0 }, '');
    for (let end = n % STEP; end <= text.length; end += STEP) {
      document = session.change(document, end, text.slice(0, end));
      reports.push([path]);
      askEverything(session, uri, Math.max(0, end - (end % 3)));
    }
  }
});
