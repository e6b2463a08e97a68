import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readArguments } from '../src/cli/arguments.ts';
import { ROOT } from './fixtures.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).flatMap((name) => (/\.md$/.test(name) ? [`docs/${name}`] : [])),
];

test('links of the README and of docs/ lead to what is there', () => {
  for (const page of PAGES)
    for (const [, path] of read(page).matchAll(/(?:\]\(|src=")(?![a-z]+:|#)([^)"#\s]+)/g))
      assert.ok(existsSync(join(ROOT, dirname(page), path!)), `${page}: ${path}`);
});

test('headings that links name are there', () => {
  const anchors = (text: string) =>
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
      title!
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .trim()
        .replace(/\s/g, '-'),
    );
  for (const page of PAGES)
    for (const [, path, anchor] of read(page).matchAll(/\]\(([^)#\s:]*\.md)?#([\w-]+)\)/g)) {
      const target = path ? join(dirname(page), path) : page;
      assert.ok(anchors(read(target)).includes(anchor!), `${page}: ${path ?? ''}#${anchor}`);
    }
});

test('every call of clawlint that a page shows is one that clawlint takes', () => {
  let count = 0;
  for (const page of PAGES.filter((name) => !/history|facts|architecture/.test(name)))
    for (const [, block] of read(page).matchAll(/```sh\n([^]*?)```/g))
      for (const line of block!.split('\n')) {
        const [, call] = /^(?:npx )?clawlint\b((?:"[^"]*"|'[^']*'|[^#|<>&])*)/.exec(line) ?? [];
        if (call === undefined) continue;
        const words = [...call.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
        if (['lsp', 'mcp'].includes(words[0] ?? '')) continue;
        assert.doesNotThrow(() => readArguments(words), `${page}: ${line}`);
        count++;
      }
  assert.ok(count > 20);
});

test('the README comes in the order of a visitor, and its recipes name what there is', () => {
  const readme = read('README.md');
  assert.deepEqual([...readme.matchAll(/^## (.*)$/gm)].map(([, title]) => title).slice(0, 8), [
    'What it finds',
    'Try it',
    'In your editor',
    'Before each commit',
    'In CI',
    'Before the gateway starts',
    'Before an update',
    'Which key is used',
  ]);
  const [commit, ci] = [...readme.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => parse(text!));
  const hooks: { id: string }[] = parse(read('.pre-commit-hooks.yaml'));
  assert.ok(hooks.some(({ id }) => id === commit.repos[0].hooks[0].id));
  const { repository } = JSON.parse(read('package.json'));
  assert.equal(`git+${commit.repos[0].repo}.git`, repository.url);
  assert.equal(`git+https://github.com/${ci[0].uses.split('@')[0]}.git`, repository.url);
});
