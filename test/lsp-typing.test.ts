import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Reports } from '../server/homes/reports.ts';
import { Session } from '../server/homes/session.ts';
import { disk } from '../src/disk/disk.ts';
import type { File } from '../src/text/file.ts';
import { askEverything } from './ask.ts';
import { FIXTURES } from './fixtures.ts';
import { random } from './soak.ts';

const SHOWN = { related: true, tags: true, links: true };
const HOMES = ['homes', 'releases'].flatMap((folder) =>
  readdirSync(join(FIXTURES, folder)).map((name) => join(folder, name)),
);

// A letter more or less in a value, here and there: after each, the editor is told what a new server would tell it.
for (const [seed, name] of HOMES.entries())
  test(`${name}: somebody types in values`, () => {
    const path = join(FIXTURES, name, 'openclaw.json');
    const uri = `file://${path}`;
    const pick = random(seed);
    const session = started();
    const reports = new Reports(session, SHOWN);
    let document = session.open({ uri, language: 'json5', version: 0 }, readFileSync(path, 'utf8'));
    for (let version = 1; version <= 40; version++) {
      document = session.change(document, version, typed(document.file));
      if (pick(4) === 0) askEverything(session, uri, pick(document.file.text.length));
      const fresh = started();
      fresh.open({ uri, language: 'json5', version: 0 }, document.file.text);
      assert.deepEqual(
        reports.pull(path),
        { ...new Reports(fresh, SHOWN).pull(path), resultId: reports.pull(path).resultId },
        document.file.text,
      );
    }

    function typed(file: File): File {
      const values = [...file.text.matchAll(/(?<=[:[,]\s*)(["'])[^"'\r\n]*\1|(?<=:\s*)\d+/g)];
      if (values.length === 0) return file.changed(file.text.length, 0, ' ');
      if (pick(5) === 0)
        return file.changed(file.text.indexOf(',', pick(file.text.length)) + 1, 0, ['\n', ' '][pick(2)]!);
      const { index, 0: value } = values[pick(values.length)]!;
      const letter = index + (/\d/.test(value[0]!) ? pick(value.length) : 1 + pick(Math.max(1, value.length - 1)));
      return pick(3) === 0 && letter < index + value.length - 1
        ? file.changed(letter, 1, '')
        : file.changed(letter, 0, /\d/.test(value[0]!) ? '7' : 'ex/-$ '[pick(6)]!);
    }
  });

const started = (): Session => new Session({ version: '0', files: disk, now: () => 0 });
