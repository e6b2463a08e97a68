import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { routePage } from '../editors/vscode/src/route-page.ts';
import { releaseLabel, releaseReason } from '../editors/vscode/src/words.ts';
import { DEFAULTS, readSettings } from '../server/homes/settings.ts';
import { isConfigName } from '../src/home/search.ts';
import { ROOT } from './fixtures.ts';

const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const manifest = read('editors/vscode/package.json');

test('the extension has the version of the server it carries', () => {
  assert.equal(manifest.version, read('package.json').version);
});

test('what the server reads is packed with it', () => {
  const [packed, build] = ['.vscodeignore', 'build.mjs'].map((name) =>
    readFileSync(join(ROOT, 'editors/vscode', name), 'utf8'),
  ) as [string, string];
  const carried = [...build.match(/for \(const name of \[(.*)\]\)/)![1]!.matchAll(/'(.*?)'/g)].map(([, name]) => name!);
  for (const name of ['engine.cjs', 'disk.cjs', 'server.cjs', 'lsp.cjs', 'openclaw.json', 'notes.json'])
    assert.ok(carried.includes(name), name);
  for (const name of [...carried, 'openclaw.schema.json'])
    assert.ok(packed.includes(`!out/${name.replace(/^.*\.cjs$/, '*.cjs')}\n`), name);
});

test('the settings of the extension are those of the server, with its defaults', () => {
  const { includedFiles, ...settings } = Object.fromEntries(
    Object.entries<{ default: unknown }>(manifest.contributes.configuration.properties).map(
      ([name, { default: value }]) => [name.replace('clawlint.', ''), value],
    ),
  );
  assert.equal(includedFiles, true, 'this one the extension sees to itself');
  assert.deepEqual(Object.keys(settings).sort(), Object.keys(DEFAULTS).sort());
  assert.deepEqual(readSettings(settings), DEFAULTS);
});

test('what is a config to VS Code is one to the server', () => {
  const [{ filenames, filenamePatterns }, json] = manifest.contributes.languages;
  for (const name of [...filenames, ...filenamePatterns.map((each: string) => each.replace('*', 'prod'))])
    assert.ok(isConfigName(`/h/${name}`), name);
  for (const name of json.filenames) assert.ok(!isConfigName(`/h/${name}`), name);
});

test('the page of a route runs nothing, and shows a sentence as a sentence', () => {
  const page = routePage('no agent <script>alert(1)</script>');
  assert.match(page, /default-src 'none'/);
  assert.doesNotMatch(page, /<script/);
  assert.match(routePage('<main></main>'), /<body><main>/);
});

test('the page of a route has no colour or size of its own, and its references open their lines', () => {
  assert.doesNotMatch(routePage(''), /color:#|rgb|opacity/i);
  const page = routePage('<main><a href="file:///h/a&#38;b/openclaw.json#L12,5">openclaw.json:12</a></main>');
  const [, given = ''] = /href="command:clawlint\.openLine\?([^"]*)"/.exec(page) ?? [];
  assert.deepEqual(JSON.parse(decodeURIComponent(given)), ['file:///h/a&b/openclaw.json', 12, 5]);
});

test('the status bar says for which release, and who said so', () => {
  assert.equal(releaseLabel({ releaseFrom: 'unknown' }), 'OpenClaw any release');
  assert.equal(releaseLabel({ release: '2026.9.6', releaseFrom: 'meta' }), 'OpenClaw 2026.9.6');
  assert.match(
    releaseReason({ release: '2026.9.6', releaseFrom: 'option', asked: '2027.1.1' }),
    /clawlint\.release asks for 2027\.1\.1; 2026\.9\.6/,
  );
  assert.match(releaseReason({ releaseFrom: 'unknown' }), /No release is named/);
});

test('examples in the page about editors are JSON', () => {
  const examples = [...readFileSync(join(ROOT, 'editors/README.md'), 'utf8').matchAll(/```json\n([^]*?)```/g)];
  assert.ok(examples.length >= 2);
  for (const [, text] of examples) JSON.parse(text!);
});

test('the grammar tells keys, variables and comments', () => {
  const { repository } = read('editors/vscode/openclaw.tmLanguage.json');
  const [escaped, variable] = repository.variable.patterns.map(({ match }: { match: string }) => new RegExp(match));
  assert.ok(variable.test('${OPENAI_API_KEY}') && !variable.test('${lower}') && escaped.test('$${OPENAI_API_KEY}'));
  const number = new RegExp(`^(?:${repository.number.match})$`);
  for (const text of ['1', '-.5', '+0xFF', '1e-3', 'Infinity', '-NaN', '5.']) assert.match(text, number);
});
