import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isAbsolute,
  isExecutable,
  isHost,
  isHttp,
  isInside,
  isOrigin,
  isSafeHttp,
  isSize,
  isTime,
  isWidth,
  milliseconds,
} from '../src/schema/refinements/grammar.ts';
import { beyondSchema, table } from './beyond-schema.ts';

// Grammars of single values beyond the schema (facts 8.7): what is taken, and what is nearly that.

test('durations in milliseconds', () => {
  const rows: readonly (readonly [text: string, unit: string | undefined, is: number | undefined])[] = [
    ['30m', undefined, 1_800_000],
    [' 30M ', undefined, 1_800_000],
    ['5ms', undefined, 5],
    ['5s', undefined, 5_000],
    ['2h', undefined, 7_200_000],
    ['1d', undefined, 86_400_000],
    ['1.5h', undefined, 5_400_000],
    ['1.25s', undefined, 1_250],
    ['12.75s', undefined, 12_750],
    ['1h30m', undefined, 5_400_000],
    ['1h30m15s', undefined, 5_415_000],
    ['1.5h0.5m', undefined, 5_430_000],
    ['1.25h10.25m', undefined, 5_115_000],
    ['10ms10ms', undefined, 20],
    ['0', 'd', 0],
    ['30', 'm', 1_800_000],
    ['1.25', 'm', 75_000],
    ['30', 'h', 108_000_000],
    ['30s', 'm', 30_000],
    ['30', undefined, undefined],
    ['30', 'x', undefined],
    ['30x', 'm', undefined],
    ['30 m', 'm', undefined],
    ['x30m', 'm', undefined],
    ['30mx', 'm', undefined],
    ['1h30', 'm', undefined],
    ['x1h30m', 'm', undefined],
    ['1h30mx', 'm', undefined],
    ['1h 30m', 'm', undefined],
    ['.5h', 'm', undefined],
    ['1.h', 'm', undefined],
    ['-1h', 'm', undefined],
    ['h', 'm', undefined],
    ['', 'm', undefined],
    ['1w', 'm', undefined],
  ];
  for (const [text, unit, is] of rows) assert.equal(milliseconds(text, unit), is, `${text} ${unit}`);
});

/** A grammar, what it takes, and what is nearly that. */
const GRAMMARS: readonly (readonly [string, (text: string) => boolean, readonly string[], readonly string[]])[] = [
  [
    'size',
    isSize,
    ['5', '5b', '5mb', '5M', '1.5GB', '12.25tb', ' 5kb ', '10'],
    ['', 'b', 'x5', '5x', '5 mb', '.5mb', '5.mb', '5mib', '-5', '5pb', '5bm'],
  ],
  [
    'time of day',
    (text) => isTime(text, false),
    ['', '00:00', '09:59', '19:00', '23:59'],
    ['24:00', '9:00', '20:60', '25:00', '30:00', 'x09:00', '09:00x', '09:00:00', '1a:00', '09:0a', '0900'],
  ],
  ['end of day', (text) => isTime(text, true), ['24:00', '23:59', ''], ['24:01', '24:00x', '25:00']],
  ['web address', isHttp, ['http://a', 'https://a/b?c#d'], ['ftp://a', 'xhttp://a', 'httpss://a', 'a', '']],
  [
    'safe address',
    isSafeHttp,
    ['https://a.example', 'http://localhost:1/x', 'http://127.0.0.1', 'http://[::1]:80/'],
    ['http://a.example', 'http://xlocalhost', 'http://localhostx', 'http://127.0.0.2', 'ftp://localhost', 'a'],
  ],
  [
    'origin',
    isOrigin,
    ['https://a.example', 'http://a:80', 'https://a/'],
    ['https://a/b', 'https://a/?b', 'https://a/#b', 'https://u@a', 'https://a?', 'ws://a', 'a', ''],
  ],
  [
    'absolute path',
    isAbsolute,
    ['/a', '/', ' \t/a', 'C:\\a', 'c:/a', '\\\\host\\a'],
    ['a', './a', '~/a', 'C:a', 'CC:\\a', 'a/b', '1:/a', '\\a', 'xC:/a', 'a \\\\b', ''],
  ],
  [
    'program',
    isExecutable,
    ['node', 'g++', 'a.b-c_d', './a b', '~/a b', '/usr/bin/a b', 'a/b c', 'C:\\a b', ' node ', '.x y'],
    [
      '',
      ' ',
      'a b',
      '-a',
      'a.b c',
      'a~ b',
      'a;b',
      '/a;b',
      '/a&b',
      '/a|b',
      '/a`b',
      '/a$b',
      '/a<b',
      '/a>b',
      "/a'b",
      '/a"b',
      '/a\nb',
      '/a\rb',
      '/a\0b',
      'a,b',
      'a:b',
    ],
  ],
  [
    'path below a folder',
    isInside,
    ['a', 'a/b', 'a\\b', '..a', 'a../b', './a', 'a~'],
    ['', ' ', '/a', '\\a', '~/a', 'http://a', 'C:a', '..', 'a/../b', 'a\\..\\b', '../a', 'a/..'],
  ],
  [
    'host',
    isHost,
    [
      'a',
      'A1',
      'a-b',
      'a.b',
      'a.b.',
      '1.2.3.4',
      'a'.repeat(63),
      `${'a'.repeat(63)}.b`,
      '::1',
      '[::1]',
      'fe80::1.2.3.4',
      'FE80::A',
    ],
    [
      '',
      '-a',
      'a-',
      'a..b',
      '.a',
      'a_b',
      'a b',
      'h:80',
      'http://a',
      'a/b',
      '*.a',
      'a.-b',
      'a.b-',
      'a'.repeat(64),
      `a.${'b'.repeat(64)}`,
      `${'abcdefgh.'.repeat(29)}`,
      '::g',
      'x::1',
      '::1x',
      '1'.repeat(64),
      'a\n',
    ],
  ],
  [
    'width',
    isWidth,
    [
      'none',
      'MIN-content',
      'max-content',
      '960px',
      '.5em',
      '.55em',
      '1.25rem',
      '10ch',
      '10vw',
      '10vh',
      '1vmin',
      '1vmax',
      '82%',
      'calc(100% - 2px)',
      'clamp(1px,2px,3px)',
      'fit-content(2px)',
      'max(1px,2px)',
      'MIN(1280px, 82%)',
    ],
    [
      '',
      'nonex',
      'xnone',
      '960',
      'px',
      '960 px',
      '1.px',
      'x960px',
      '960pxx',
      '960pt',
      'calc()',
      'calc(1px',
      'xcalc(1px)',
      'calc(1px)x',
      'calc(url(a);b)',
      'var(--a)',
      'min-contents',
      'a none',
    ],
  ],
];

for (const [name, fits, right, wrong] of GRAMMARS)
  test(`${name}: what fits, and what nearly does`, () => {
    for (const text of right) assert.equal(fits(text), true, JSON.stringify(text));
    for (const text of wrong) assert.equal(fits(text), false, JSON.stringify(text));
  });

/** A config with one value in it, at a path in which `[]` is an item. */
const holding = (at: string, value: unknown): unknown =>
  at.split('.').reduceRight((inside: unknown, step) => (step === '[]' ? [inside] : { [step]: inside }), value);

const NEWEST = '2026.9.6';
const list = (text: string): readonly unknown[] => JSON.parse(`[${text}]`) as unknown[];

// tables/forms.txt: under what a place takes, each place with values that fit and some that nearly do; the first release
// that asks for it and one that does not yet, the last one and one that does no longer.
for (const part of table('forms').split(/^## /m).slice(1)) {
  const [takes = '', ...lines] = part.trim().split('\n');
  for (let i = 0; i < lines.length; i += 3) {
    const [heading = '', right = '', wrong = ''] = lines.slice(i, i + 3);
    const [, at = ''] = /^(\S+)/.exec(heading)!;
    const [, first, before] = /since (\S+?)(?: not (\S+?))?(?:,|$)/.exec(heading) ?? [];
    const [, last, after] = /until (\S+) not (\S+)/.exec(heading) ?? [];
    test(`${at} takes ${takes} ${first ?? ''}`, () => {
      const refused = (value: unknown, release: string) =>
        beyondSchema(holding(at, value), release).filter((line) => line.endsWith(` takes ${takes}`));
      const asked = last ?? NEWEST;
      for (const value of list(right.replace(/^ {2}yes /, '')))
        assert.deepEqual(refused(value, asked), [], JSON.stringify(value));
      for (const value of list(wrong.replace(/^ {2}no /, ''))) {
        const line = `${at.replaceAll('[]', '0')} \`${JSON.stringify(value)}\` takes ${takes}`;
        assert.deepEqual(refused(value, asked), [line]);
        if (first !== undefined) assert.deepEqual(refused(value, first), [line], first);
        if (before !== undefined) assert.deepEqual(refused(value, before), [], before);
        if (after !== undefined) assert.deepEqual(refused(value, after), [], after);
      }
    });
  }
}

test('maps whose keys have a grammar', () => {
  const wrongKeys = (at: string, ...names: string[]) =>
    beyondSchema(holding(at, Object.fromEntries(names.map((name) => [name, {}]))), NEWEST).filter((line) =>
      / takes /.test(line),
    );
  const blank = 'takes a name without blanks around it';
  assert.deepEqual(wrongKeys('nodeHost.mcp.servers', 'a', 'a b', ' a', 'b ', ''), [
    `nodeHost.mcp.servers. a \`" a"\` ${blank}`,
    `nodeHost.mcp.servers.b  \`"b "\` ${blank}`,
    `nodeHost.mcp.servers. \`""\` ${blank}`,
  ]);
  assert.deepEqual(wrongKeys('cloudWorkers.profiles', 'a', ' a', ''), [`cloudWorkers.profiles. a \`" a"\` ${blank}`]);
  assert.deepEqual(
    wrongKeys(
      'cloudWorkers.projectProfiles',
      'github.com/a/b',
      'h:80/a.b/c_d/e',
      ...['github.com/A/b', 'github.com/a/B', 'github.com/a', 'github.com/a/b.git', 'H/a/b', 'h:/a/b', 'h:8x/a/b'],
      ...['github.com//b', 'github.com/a/', 'a b/a/b', 'h/a b/c', 'h/a/b c', '/a/b'],
    ).map((line) => /^.*?`"(.*)"` takes (.*)$/.exec(line)!.slice(1).join(': ')),
    [
      'github.com/A/b',
      'github.com/a/B',
      'github.com/a',
      'github.com/a/b.git',
      'H/a/b',
      'h:/a/b',
      'h:8x/a/b',
      'github.com//b',
      'github.com/a/',
      'a b/a/b',
      'h/a b/c',
      'h/a/b c',
      '/a/b',
    ].map((name) => `${name}: \`host/owner/repo\` in small letters`),
  );
  assert.deepEqual(wrongKeys('cloudWorkers.profiles.p', ' a'), []);
  assert.deepEqual(beyondSchema({ cloudWorkers: { profiles: [' a'] } }, NEWEST), []);
});

test('the program that wrote down speech, in the releases that had it there', () => {
  const said = (command: string, release: string) => beyondSchema(`{audio:{transcription:{command:${command}`, release);
  const at = 'audio.transcription.command';
  for (const release of ['2026.1.29', '2026.4.2', '2026.5.2', '2026.7.35']) {
    assert.deepEqual(said('[]}}}', release), [`${at} \`[]\` takes at least 1 item`], release);
    assert.deepEqual(
      said('["a b", "c d"]}}}', release),
      [`${at}.0 \`"a b"\` takes the name of a program or its path, without arguments and quotes`],
      release,
    );
    for (const right of ['["a", "b c"]}}}', '["${A} b"]}}}', '[5]}}}', '[["a b"]]}}}', '"a b"}}}', '['])
      assert.deepEqual(said(right, release), [], `${right} ${release}`);
  }
  for (const release of ['2026.4.5', '2026.4.15', '2026.5.1', '2026.8.1'])
    assert.deepEqual(said('[]}}}', release), [], release);
});
