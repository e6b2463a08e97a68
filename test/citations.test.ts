import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rules } from '../src/rules/index.ts';
import { cases } from './cases.ts';
import { factAnchors, ROOT } from './fixtures.ts';

/** docs/facts.md, and everything that cites it as `facts 3.3` or `facts 3.3, H17`. */
const FACTS = readFileSync(join(ROOT, 'docs/facts.md'), 'utf8');
const CITATION = /\bfacts[\s*/]+([A-Z]?\d[\d.]*(?:(?:, | and )[A-Z]?\d[\d.]*)*)/gi;
/** Citations of one entry in another, in facts.md itself: `(3.6)`, `(H7)`. */
const CROSS_REFERENCE = /\(([A-Z]\d+|\d\.\d)\)/g;
const WITHOUT_CASE = new Set(['run', 'read', 'docs', 'reports']);

const anchors = factAnchors();
const numbers = [...FACTS.matchAll(/^### (\S+) /gm)].map(([, number]) => number!);
/** One fact a line, from the first entry on. */
const facts = FACTS.slice(FACTS.indexOf('\n### '))
  .split('\n')
  .filter((line) => /^(?:- |\d+\. )/.test(line));

test('every entry has its own number and a line in the contents', () => {
  assert.equal(anchors.size, numbers.length, 'a number stands for two entries');
  const contents = [...FACTS.matchAll(/\[([A-Z]?[\d.]+) [^\]]*\]\(#([^)]+)\)/g)].map(([, number, anchor]) => [
    number,
    anchor,
  ]);
  assert.deepEqual(
    contents.filter(([number]) => anchors.has(number!)),
    [...anchors],
  );
});

test('every rule rests on facts that are told', () => {
  const ownAffairs = [
    'clawlint-baseline',
    'clawlint-snapshot',
    'clawlint-config',
    'ignore-comment',
    'limit-reached',
    'release-newer-than-known',
  ];
  const unfounded = rules.filter(({ id, facts }) => facts.length === 0 && !ownAffairs.includes(id)).map(({ id }) => id);
  assert.deepEqual(unfounded, []);
  const untold = rules.flatMap(({ id, facts }) =>
    facts.filter((each) => !anchors.has(each)).map((each) => `${id}: ${each}`),
  );
  assert.deepEqual(untold, []);
});

test('every fact ends with what shows it, and every case it names is recorded', () => {
  const recorded = recordedCases();
  const missing = facts.flatMap((fact) =>
    evidenceOf(fact)
      .filter((each) => !isThere(each))
      .map((each) => `${each} in: ${fact}`),
  );
  assert.deepEqual(missing, []);

  function isThere(evidence: string): boolean {
    const name = /^`(.+)`$/.exec(evidence)?.[1];
    if (name === undefined) return WITHOUT_CASE.has(evidence);
    if (name.endsWith('*')) return [...recorded].some((id) => id.startsWith(name.slice(0, -1)));
    return recorded.has(name) || existsSync(join(ROOT, name));
  }
});

test('every citation names an entry', () => {
  const unknown = sources().flatMap(([path, text]) =>
    citationsIn(text)
      .filter((number) => !anchors.has(number))
      .map((number) => `${path}: facts ${number}`),
  );
  const crossed = [...FACTS.matchAll(CROSS_REFERENCE)]
    .map((match) => match[1]!)
    .filter((number) => !anchors.has(number));
  assert.deepEqual([...unknown, ...crossed], []);
});

test('nothing cites a document that is not in the repository', () => {
  const FOREIGN =
    /fact sheet|fact collection|(?<!docs\/)\b(?:rules|real-files)\.md|\b(?:providers|behaviour-history|key-history)\.json/i;
  const citing = sources().flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => (FOREIGN.test(line) ? [`${path}:${index + 1}`] : [])),
  );
  assert.deepEqual(citing, []);
});

/** What stands behind the last dash of a line: cases in backticks, and words. */
function evidenceOf(fact: string): string[] {
  const dash = fact.lastIndexOf(' — ');
  return (dash < 0 ? undefined : fact.slice(dash + 3).match(/`[^`]+`|[^`, ]+/g)) ?? ['nothing'];
}

/** The numbers of all entries that a text cites; a full stop behind one ends the sentence. */
const citationsIn = (text: string): string[] =>
  [...text.matchAll(CITATION)]
    .flatMap((match) => match[1]!.split(/, | and /))
    .map((number) => number.replace(/\.$/, ''));

/** `file/id` for every case of test/oracle, `guides/id` for what guides recommend. */
function recordedCases(): Set<string> {
  const folder = join(ROOT, 'test/oracle');
  const ids = cases.map(({ id }) => `guides/${id}`);
  for (const name of readdirSync(folder)) {
    const content: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const all = Array.isArray(content) ? content.map(({ id }: { id: string }) => id) : Object.keys(content as object);
    ids.push(...all.map((id) => `${name.replace('.json', '')}/${id}`));
  }
  return new Set(ids);
}

/** Every text of the project that a person writes or reads: path from the root, and content. */
function sources(): [path: string, text: string][] {
  const folders = ['src', 'server', 'schema', 'test', 'docs', 'fixtures', 'bench', 'editors/vscode'];
  const paths = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  );
  return [...paths, ...readdirSync(ROOT)]
    .filter((path) => /\.(?:ts|mjs|md|txt|json|jsonc|json5)$/.test(path))
    .filter(
      (path) => !/node_modules|[\\/]oracle[\\/]|citations\.test/.test(path) && statSync(join(ROOT, path)).isFile(),
    )
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(ROOT, path), 'utf8')]);
}
