import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { PROBLEMS } from '../src/rules/claims/problems.ts';
import { REFS } from '../src/rules/claims/refs.ts';
import { ruleNamed, rules } from '../src/rules/index.ts';
import { ROOT } from './fixtures.ts';

/** Lowest first. A file imports from its own floor or from those below it; `room/` is everything in that folder. */
const FLOORS: readonly (readonly string[])[] = [
  ['text/', 'files.ts', 'budget.ts'],
  ['parse/', 'release/', 'generated/'],
  ['edit/', 'catalog/', 'env/', 'schema/', 'store/'],
  ['home/'],
  ['routing/'],
  ['symbols.ts'],
  ['rules/'],
  ['check.ts'],
  ['report/', 'explain/', 'mend/', 'upgrade/', 'rescue/', 'snapshot/'],
  ['index.ts', 'disk/'],
  ['cli/'],
  ['node.ts'],
];
/** The only rooms that know of Node. */
const NODE = ['disk/', 'cli/'];

const SRC = join(ROOT, 'src');
/** `#name` → the file that it stands for where there is no disk. */
const PACKAGE_IMPORTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries<{ default: string }>(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).imports).map(
    ([name, conditions]) => [name, join(ROOT, conditions.default)],
  ),
);
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'));
const layerOf = (path: string) =>
  FLOORS.findIndex((layer) => layer.some((name) => (name.endsWith('/') ? path.startsWith(name) : path === name)));
const imports = (path: string) =>
  [
    ...readFileSync(join(SRC, path), 'utf8').matchAll(/^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'/gm),
  ].map((match) => match[1] ?? match[2]!);

test('every file of src has its layer', () => {
  assert.deepEqual(
    files.filter((path) => layerOf(path) < 0),
    [],
  );
});

test('what lies beside the rooms is few', () => {
  const loose = files.filter((path) => !path.includes('/'));
  assert.ok(loose.length <= 6, loose.join());
});

test('imports point downwards', () => {
  const upward = files.flatMap((path) =>
    imports(path)
      .filter((target) => /^[.#]/.test(target))
      .map((target) => relative(SRC, PACKAGE_IMPORTS[target] ?? join(SRC, path, '..', target)).replaceAll('\\', '/'))
      .filter((target) => layerOf(target) > layerOf(path))
      .map((target) => `${path} → ${target}`),
  );
  // types only: a rule reads a Routing, and is read by check
  assert.deepEqual(upward, []);
});

test('no two files import each other, directly or through others, types included', () => {
  const targets = new Map(
    ['src', 'server'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => [join(folder, path), importedBy(join(folder, path))] as const),
    ),
  );
  const circular = [...targets.keys()].filter((path) => reach(path, new Set()).has(path));
  assert.deepEqual(circular, []);

  function importedBy(path: string): string[] {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return [...text.matchAll(/^(?:import|export)\b[^'"]*?from '(\.[^']+)'/gm)].map(([, to]) => join(path, '..', to!));
  }

  function reach(path: string, seen: Set<string>): Set<string> {
    for (const target of targets.get(path) ?? [])
      if (!seen.has(target)) {
        seen.add(target);
        reach(target, seen);
      }
    return seen;
  }
});

test('only the disk and the command line know Node', () => {
  const knowing = files.filter(
    (path) => imports(path).some((target) => target.startsWith('node:')) && !NODE.some((name) => path.startsWith(name)),
  );
  assert.deepEqual(knowing, []);
});

test('a start loads no more of Node than it needs: crypto alone would cost as much as a check', () => {
  const modules = files.flatMap((path) => imports(path).filter((target) => target.startsWith('node:')));
  assert.deepEqual([...new Set(modules)].sort(), ['node:fs', 'node:url', 'node:util', 'node:vm', 'node:zlib']);
});

test('each foreign package has one importer', () => {
  const foreign = files.flatMap((path) =>
    imports(path)
      .filter((target) => !/^(?:[.#]|node:)/.test(target))
      .map((target) => `${target} in ${path}`),
  );
  assert.deepEqual(foreign, ['ignore in home/patterns.ts', 'jsonc-parser in parse/strict.ts', 'yaml in parse/yaml.ts']);
});

test('no rule imports a rule', () => {
  const ids = new Set(rules.map(({ id }) => id));
  const isRule = (path: string) => ids.has(/^rules\/([\w-]+)\.ts$/.exec(path)?.[1] ?? '');
  const between = files.filter(isRule).flatMap((path) =>
    imports(path)
      .map((target) => relative(SRC, join(SRC, path, '..', target)).replaceAll('\\', '/'))
      .filter((target) => isRule(target) || target === 'rules/index.ts')
      .map((target) => `${path} → ${target}`),
  );
  assert.deepEqual(between, []);
  assert.equal(files.filter(isRule).length, rules.length);
});

test('every owner of a problem or a ref is a rule', () => {
  const owners = [...PROBLEMS, ...REFS].flatMap(([rule]) => rule ?? []);
  assert.deepEqual(
    owners.filter((owner) => !ruleNamed(owner)),
    [],
  );
});

test('files stay small', () => {
  const large = files.filter(
    (path) => !path.startsWith('generated/') && readFileSync(join(SRC, path), 'utf8').split('\n').length > 350,
  );
  assert.deepEqual(large, []);
});

test('the library needs no Node: it bundles for a browser', async () => {
  const { outputFiles, errors } = await build({
    entryPoints: [join(SRC, 'index.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    logLevel: 'silent',
  });
  assert.deepEqual(errors, []);
  // a library asks whether there is a process at all
  const text = outputFiles[0]!.text.replace('typeof process !== "undefined" && process.platform', '');
  assert.doesNotMatch(text, /\bprocess\.(?:env|cwd|platform)\b|\brequire\(/);
});

const SERVER = join(ROOT, 'server');
const serverFiles = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'));
const importsOf = (path: string) =>
  [...readFileSync(join(SERVER, path), 'utf8').matchAll(/^(import|export)( type)?\b[^'"]*?from '([^']+)'/gm)].map(
    ([, , type, target]) => ({ target: target!, type: type !== undefined }),
  );

test('the engine knows nothing of the server', () => {
  assert.deepEqual(
    files.filter((path) => imports(path).some((target) => target.includes('/server/') || target.startsWith('vscode-'))),
    [],
  );
});

test('in the server only the entries know Node or a browser, and few files the protocol; the others have its types', () => {
  const knowing = (what: RegExp) =>
    serverFiles.filter((path) => importsOf(path).some(({ target }) => what.test(target)));
  assert.deepEqual(knowing(/^node:|\/disk\.ts$/).sort(), [
    'deadline.ts',
    'main.ts',
    'mcp/homes.ts',
    'protocol/frames.ts',
  ]);
  assert.deepEqual(knowing(/\/(?:node|browser)$/).sort(), ['main.ts', 'worker.ts']);
  assert.deepEqual(knowing(/^vscode-languageserver$/).sort(), [
    'homes/publisher.ts',
    'homes/refresher.ts',
    'protocol/capabilities.ts',
    'protocol/discreet.ts',
    'protocol/requests.ts',
    'server.ts',
  ]);
  assert.deepEqual(
    serverFiles.filter((path) =>
      importsOf(path).some(({ target, type }) => target === 'vscode-languageserver-types' && !type),
    ),
    [],
  );
  assert.deepEqual(
    serverFiles.filter((path) => readFileSync(join(SERVER, path), 'utf8').split('\n').length > 250),
    [],
  );
});

test('the server is a part of its own: other commands do not load it', () => {
  const bundle = (name: string) => readFileSync(join(ROOT, 'dist', name), 'utf8');
  assert.match(bundle('server.cjs'), /textDocument\/publishDiagnostics/);
  for (const name of ['cli.cjs', 'engine.cjs', 'disk.cjs', 'commands.cjs', 'index.cjs'])
    assert.doesNotMatch(bundle(name), /textDocument\//);
});
