import assert from 'node:assert/strict';
import { test } from 'node:test';
import JSON5 from 'json5';
import { check, type Result } from '../src/check.ts';
import { route } from '../src/explain/route.ts';
import { memory } from '../src/files.ts';
import { errors, type Mended, mend } from '../src/mend/mend.ts';
import { NEWEST } from '../src/release/releases.ts';
import { drawn, filesOf } from './drawn-homes.ts';
import { CONFIG, MENDED, type MendedVerdict, mendedConfigs, mendedHomes } from './mended.ts';
import { worsened } from './no-worse.ts';
import { seeded } from './planted.ts';
import { leaves, plantedHome } from './planted-homes.ts';
import { publicHome, publicHomes, STYLES } from './public-homes.ts';
import { data } from './recorded.ts';

type Texts = Readonly<Record<string, string>>;
/** @param release undefined: the one that wrote the config, or none */
const mended = (files: Texts, unsafe: boolean, release?: string): Mended =>
  mend(memory(files), { config: configOf(files), now: 0, ...(release && { release }) }, { unsafe });
const configOf = (files: Texts): string => Object.keys(files).find((path) => path.endsWith(CONFIG))!;

/** A home is no worse, nothing is left to mend, and a second run changes nothing. */
function holdsPromise(id: string, files: Texts, unsafe: boolean, release?: string): Mended {
  const done = mended(files, unsafe, release);
  const { before, result, texts } = done;
  const told = result.routing.target.release;
  const was =
    told === before.routing.target.release
      ? before
      : check(memory(files), { config: configOf(files), now: 0, ...(told !== undefined && { release: told }) });
  assert.deepEqual(worsened(was, result, unsafe), [], `${id}: worse`);
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

const ALL = leaves();

/** Homes that nobody has looked at: `MENDED_SEED=1000 MENDED_HOMES=1000` before a release. */
const SEED = Number(process.env.MENDED_SEED ?? 20261129);
const HOMES = Number(process.env.MENDED_HOMES ?? 25);

for (const unsafe of [false, true])
  test(`${unsafe ? 'all' : 'safe'} fixes of ${HOMES} homes of each kind from seed ${SEED} on: no worse, done at once`, (t) => {
    let changed = 0;
    for (let seed = SEED; seed < SEED + HOMES; seed++)
      for (const [kind, files] of Object.entries(drawnFrom(seed)))
        for (const release of [NEWEST, NAMED[seed % NAMED.length]])
          changed += Number(holdsPromise(`${kind} ${seed}, ${release}`, files, unsafe, release).texts.size > 0);
    t.diagnostic(`${changed} changed`);
    assert.ok(changed > HOMES / 2, `${changed} changed`);
  });

function drawnFrom(seed: number): Record<string, Texts> {
  const { config, others } = publicHome(seed);
  const random = seeded(seed);
  const styles = Object.values(STYLES);
  return {
    published: { [CONFIG]: styles[seed % styles.length]!(config), ...others },
    routed: filesOf(drawn(random)),
    planted: plantedHome(random, ALL).files,
  };
}

test('no gateway is kept from starting for want of a variable that it did not ask for before', () => {
  const lab = { baseUrl: 'https://lab.example/v1', apiKey: 'MY_LAB_KEY', models: [] };
  const files = { [CONFIG]: JSON.stringify({ gateway: { mode: 'local' }, models: { providers: { lab } } }) };
  for (const [release, env, isMended] of [
    [NEWEST, '', true],
    ['2026.7.1', '', false],
    ['2026.2.26', '', false],
    [undefined, '', false],
    ['2026.2.26', 'MY_LAB_KEY=x\n', true],
  ] as const) {
    const { texts } = holdsPromise(`${release}`, { ...files, '.env': env }, true, release);
    assert.equal(texts.get(CONFIG)?.includes('${MY_LAB_KEY}') ?? false, isMended, `${release}, ${env}`);
  }
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
