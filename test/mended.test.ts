import assert from 'node:assert/strict';
import { test } from 'node:test';
import JSON5 from 'json5';
import { check, type Result } from '../src/check.ts';
import { route } from '../src/explain/route.ts';
import { memory } from '../src/files.ts';
import { errors, type Mended, mend } from '../src/mend/mend.ts';
import { NEWEST } from '../src/release/releases.ts';
import type { Diagnostic } from '../src/rules/rule.ts';
import { CONFIG, MENDED, type MendedVerdict, mendedConfigs, mendedHomes } from './mended.ts';
import { publicHomes, STYLES } from './public-homes.ts';
import { data, placed } from './recorded.ts';

type Texts = Readonly<Record<string, string>>;
/** @param release undefined: the one that wrote the config, or none */
const mended = (files: Texts, unsafe: boolean, release?: string): Mended =>
  mend(memory(files), { now: 0, ...(release && { release }) }, { unsafe });

/**
 * The findings of a home that another result does not have: neither in their place, nor, as a fix may have moved them,
 * elsewhere in their file.
 */
function without(result: Result, other: Result): { rule: string; path: string }[] {
  const kind = ({ rule, severity, at }: Diagnostic) => `${severity} ${rule} ${at.file.path}`;
  const place = (each: Diagnostic & { path: string }) => `${kind(each)} ${each.path}`;
  const rest = missingFrom(placed(result), placed(other), place);
  return missingFrom(rest, missingFrom(placed(other), placed(result), place), kind);
}

/** What a list has more often than another one has its like. */
function missingFrom<T>(list: readonly T[], other: readonly T[], key: (each: T) => string): T[] {
  const left = new Map<string, number>();
  for (const each of other) left.set(key(each), (left.get(key(each)) ?? 0) + 1);
  return list.filter((each) => {
    const count = left.get(key(each)) ?? 0;
    left.set(key(each), count - 1);
    return count <= 0;
  });
}

/**
 * Whether a place was hidden by what was found there; in releases that take other layouts also by what was found around
 * it, or in a key of the same object.
 */
const wasHidden = (path: string, gone: readonly { path: string }[], isNewest: boolean): boolean =>
  gone.some(
    ({ path: by }) =>
      path === by ||
      (!isNewest && (path.startsWith(`${by}.`) || path === ownerOf(by) || ownerOf(path) === ownerOf(by))),
  );

const ownerOf = (path: string): string => path.split('.').slice(0, -1).join('.');

/**
 * A home is no worse: what is found that was not found before was hidden by an error that is gone, or by the mended
 * finding of the same place.
 */
function holdsPromise(id: string, files: Texts, unsafe: boolean, release?: string): Mended {
  const done = mended(files, unsafe, release);
  const { before, result, texts } = done;
  const gone = without(before, result);
  const added = without(result, before).filter(({ path }) => !wasHidden(path, gone, release === NEWEST));
  if (errors(result).length >= errors(before).length)
    assert.deepEqual(
      added.map(({ rule, path }) => `${rule} at ${path}`),
      [],
      `${id}: new findings`,
    );
  const left = result.diagnostics.filter(({ fix }) => fix && (unsafe || !fix.unsafe)).map(({ message }) => message);
  assert.deepEqual(left, [], `${id}: said to be mendable`);
  if (!unsafe && errors(before).length === 0)
    assert.deepEqual(asksFor(result), asksFor(before), `${id}: other models are asked`);
  const again = mended({ ...files, ...Object.fromEntries(texts) }, unsafe, release);
  assert.deepEqual([...again.texts.keys()], [], `${id}: a second run changes it`);
  return done;
}

/** The models of a turn, in order, and the credentials that are sent for each. */
function asksFor(result: Result): unknown {
  const found = route(result);
  if ('misnamed' in found) return found.misnamed;
  return found.ladder.candidates.map(({ model, attempts }) => [model, attempts.map(({ label }) => label)]);
}

/** What a home is mended for besides the newest release, each in its turn; undefined: what it says itself. */
const NAMED = ['2026.7.1', '2026.4.15', undefined];

for (const unsafe of [false, true])
  test(`${unsafe ? 'all' : 'safe'} fixes of published homes, in each style: no worse, done at once, the same for all`, () => {
    let changed = 0;
    for (const [n, { id, config, others }] of publicHomes().entries())
      for (const release of [NEWEST, NAMED[(n + Number(unsafe)) % NAMED.length]]) {
        const values = new Set<string>();
        for (const [style, write] of Object.entries(STYLES)) {
          const text = write(config);
          const { texts } = holdsPromise(`${id}, ${style}, ${release}`, { [CONFIG]: text, ...others }, unsafe, release);
          const now = texts.get(CONFIG) ?? text;
          if (now !== text && release === NEWEST) changed++;
          values.add(JSON.stringify(JSON5.parse(now.replace(/^\ufeff/, ''))));
          assert.equal(now.startsWith('\ufeff'), text.startsWith('\ufeff'), `${id}: the mark at its beginning`);
          assert.equal(/[^\r]\n/.test(now), /[^\r]\n/.test(text), `${id}: line ends`);
          assert.equal(now.includes('\n'), text.includes('\n'), `${id}: lines`);
          if (!unsafe) assert.deepEqual(comments(now), comments(text), `${id}: comments`);
        }
        assert.equal(values.size, 1, `${id}: the fixes depend on how it is written`);
      }
    assert.ok(changed > 300, `${changed} changed`);
  });

for (const unsafe of [false, true])
  test(`${unsafe ? 'all' : 'safe'} fixes of the recorded homes: no worse, done at once`, () => {
    for (const [id, files] of mendedHomes()) holdsPromise(id, files, unsafe, NEWEST);
  });

/** Releases that take different layouts. */
const EACH = ['2026.1.30', '2026.3.28', '2026.4.15', '2026.5.28', '2026.7.1', NEWEST];

test('a safe fix for no release in particular is one for each: what a release takes, it takes afterwards', () => {
  let changed = 0;
  let taken = 0;
  for (const { id, config, others } of publicHomes()) {
    const { meta: _, ...unsaid } = config;
    const files = { [CONFIG]: STYLES['two blanks']!(unsaid), ...others };
    const { texts } = mend(memory(files), { now: 0 });
    if (!texts.has(CONFIG)) continue;
    changed++;
    for (const release of EACH) {
      if (errors(check(memory(files), { now: 0, release })).length > 0) continue;
      taken++;
      const after = check(memory({ ...files, ...Object.fromEntries(texts) }), { now: 0, release });
      assert.deepEqual(
        errors(after).map(({ message }) => message),
        [],
        `${id}, ${release}`,
      );
    }
  }
  assert.ok(changed > 50 && taken > 15, `${changed} changed, ${taken} taken`);
});

/** The comments that a style writes, in order of their texts: a fix may move one with its value. */
const comments = (text: string): string[] => (text.match(/\/\/ [a-z]+(?: \d+)?$|\/\* [a-z ]+ \*\//gm) ?? []).sort();

test('bytes outside of the edits stay: a text with odd blanks is the same but for what is mended', () => {
  const odd = `\ufeff{\r\n\t  'agents' :\t{ "defaults":{ model:\n{primary : 'openai/gpt-5.5' , 'fallback' :[ 'x/y',,\r ] , } }} // é 😀\r\n  ,gateway: {prt:1,"mode":"local"  }}\v`;
  const text = odd.replace(',,', ',');
  const { texts } = mended({ [CONFIG]: text }, false, NEWEST);
  const expected = text.replace("'fallback'", "'fallbacks'").replace('prt', 'port');
  assert.equal(texts.get(CONFIG), expected);
});

const recorded = data<Record<string, MendedVerdict>>(MENDED.href);

/** Reason → homes that the program refuses, and we have a warning or nothing. */
const SILENT: Readonly<Record<string, RegExp>> = {
  'a plugin may be installed that brings the search':
    /^tools\.web\.search\.provider: web_search provider is not available/,
};

test('the program takes after the fixes what it took before, and what is said to start', () => {
  const asked = mendedConfigs();
  const wrong: string[] = [];
  let saved = 0;
  for (const [id, { digest, refused }] of asked) {
    const said = recorded[id];
    assert.equal(said?.digest, digest, `${id}: nobody has asked the program; npm run record`);
    const isTaken = said.issues.length === 0;
    const before = recorded[id.replace(/ --fix.*/, '')]!.issues.length === 0;
    if (before && !isTaken) wrong.push(`${id}: taken before the fixes, and now ${said.issues[0]}`);
    if (isTaken && !before) saved++;
    const isSilent = Object.values(SILENT).some((each) => each.test(said.issues[0] ?? ''));
    if (!refused && !isTaken && !isSilent) wrong.push(`${id}: ${said.issues[0]}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(saved > 40, `${saved} start after the fixes that did not before`);
});
