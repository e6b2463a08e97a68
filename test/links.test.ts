import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { rules } from '../src/rules/index.ts';
import { withoutBlocks } from './blocks.ts';
import { ROOT } from './fixtures.ts';

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
const pages = tracked.filter((path) => path.endsWith('.md') && !path.startsWith('site/manual/'));
const folders = new Set(tracked.flatMap((path) => path.split('/').map((_, i, all) => all.slice(0, i).join('/'))));
const isThere = (path: string): boolean => path === '.' || folders.has(path) || existsSync(join(ROOT, path));

/** The anchors that GitHub gives to the headings of a page, and those that it has itself. */
function anchorsOf(path: string): Set<string> {
  const text = withoutBlocks(readFileSync(join(ROOT, path), 'utf8'));
  const seen = new Map<string, number>();
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => {
    const slug = title!
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  return new Set([...headings, ...[...text.matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => id!)]);
}

test('no link of a page in the repository is dead, neither to a file nor to a heading', () => {
  const anchors = new Map<string, Set<string>>();
  const dead: string[] = [];
  let count = 0;
  for (const page of pages)
    for (const [, link = ''] of withoutBlocks(readFileSync(join(ROOT, page), 'utf8')).matchAll(
      /(?:\]\(<?|^\[[^\]]+\]: +|(?:src|srcset|href)=")(?![a-z]+:)([^)>"\s]+)/gm,
    )) {
      count++;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : posix.join(posix.dirname(page), path).replace(/\/$/, '');
      if (!isThere(target)) dead.push(`${page}: ${link}`);
      if (anchor === undefined || !target.endsWith('.md')) continue;
      if (!anchors.has(target)) anchors.set(target, anchorsOf(target));
      if (!anchors.get(target)!.has(decodeURIComponent(anchor))) dead.push(`${page}: ${link}`);
    }
  assert.deepEqual(dead, []);
  assert.ok(count > 300, String(count));
});

test('addresses of this repository and of its site, in whatever file, name what there is', () => {
  const { repository, homepage } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const own = repository.url.replace(/^git\+|\.git$/g, '');
  const dead: string[] = [];
  for (const path of tracked.filter((each) => !/^(?:test|fixtures)\/|lock\.json$/.test(each))) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    for (const [address, rest = ''] of text.matchAll(new RegExp(`${own}(?:/([^\\s"'\`)>]*))?`, 'g'))) {
      const [, inTree] = /^(?:blob|tree|raw)\/main\/([^#]+)/.exec(rest) ?? [];
      if (inTree !== undefined && !inTree.includes('${') && !isThere(inTree)) dead.push(`${path}: ${address}`);
    }
    for (const [address, release] of text.matchAll(/clawlint\.github\.io\/clawlint\/schema\/([\w.-]+)\.json/g))
      if (!/^(?:latest|clawlint|2026\.\d+\.\d+(?:-\d+)?)$/.test(release!)) dead.push(`${path}: ${address}`);
  }
  assert.deepEqual(dead, []);
  assert.ok(homepage.startsWith(own));
  assert.ok(rules.every(({ id }) => isThere(`fixtures/${id}/README.md`)));
});
