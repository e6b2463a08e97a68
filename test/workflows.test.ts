import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { ROOT } from './fixtures.ts';
import { stepsOf, type Workflow } from './workflows.ts';

const FOLDER = join(ROOT, '.github/workflows');
const workflows = readdirSync(FOLDER).map((name) => [name, parse(readFileSync(join(FOLDER, name), 'utf8'))] as const);

/** The first version of each action that runs on Node 24: the runners have no older one. */
const FIRST: Readonly<Record<string, number>> = {
  'actions/checkout': 5,
  'actions/setup-node': 5,
  'actions/upload-artifact': 6,
  'actions/download-artifact': 7,
  'actions/upload-pages-artifact': 5,
  'actions/deploy-pages': 5,
  'github/codeql-action/upload-sarif': 4,
};

test('actions are of versions that runners still run, and of one version everywhere', () => {
  const files = ['action.yml', 'docs/gate.md', ...workflows.map(([name]) => `.github/workflows/${name}`)];
  const versions = new Map<string, string>();
  for (const path of files)
    for (const [, action = '', version = ''] of readFileSync(join(ROOT, path), 'utf8').matchAll(
      /uses: ((?:actions|github)\/[\w/-]+)@v(\d+)$/gm,
    )) {
      assert.ok(Number(version) >= (FIRST[action] ?? assert.fail(`${path}: ${action}`)), `${path}: ${action}`);
      assert.equal(versions.get(action) ?? version, version, `${path}: ${action}`);
      versions.set(action, version);
    }
  assert.equal(versions.size, Object.keys(FIRST).length);
});

for (const [name, workflow] of workflows as readonly (readonly [string, Workflow])[])
  test(`${name}: no job may do more than it says, and its steps name scripts that there are`, () => {
    assert.deepEqual(workflow.permissions, {});
    for (const job of Object.values(workflow.jobs)) assert.ok(Object.keys(job.permissions).length > 0);
    for (const { script, folder } of stepsOf(workflow)) {
      const { scripts } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
      for (const [, named = ''] of script.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
        assert.ok(named in scripts, `${name}: ${named}`);
    }
  });

test('the site is published as GitHub Pages asks for it', () => {
  const { jobs, on } = parse(readFileSync(join(FOLDER, 'site.yml'), 'utf8'));
  const { build, publish } = jobs;
  assert.deepEqual(on.push, { branches: ['main'] });
  assert.deepEqual(publish.permissions, { pages: 'write', 'id-token': 'write' });
  assert.equal(publish.environment.name, 'github-pages');
  assert.equal(publish.needs, 'build');
  const [deploy] = publish.steps;
  assert.equal(publish.environment.url, `\${{ steps.${deploy.id}.outputs.page_url }}`);
  const upload = build.steps.at(-1);
  assert.equal(upload.with.path, 'dist-site');
  assert.equal(upload.if, publish.if, 'what is uploaded is published');
});
