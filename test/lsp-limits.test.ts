import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { within } from '../server/deadline.ts';
import { changing, Editor, EVERYTHING, PULLING } from './editor.ts';
import { Process } from './stdio.ts';

const CONFIG = '/h/openclaw.json';
/** Ten keys that include the same file. */
const tenOf = (name: string): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, { $include: name }])));
const bomb: readonly (readonly [name: string, text: string])[] = [
  ['openclaw.json', tenOf('./a1.json')],
  ...Array.from({ length: 8 }, (_, i) => [`a${i + 1}.json`, tenOf(`./a${i + 2}.json`)] as const),
  ['a9.json', `[${'{},'.repeat(20_000)}{}]`],
];

test('a check that takes too long ends with a finding, and the server goes on', async () => {
  let clock = 0;
  const text =
    '{ agents: { defaults: { model: "anthropic/claude-opus-4-8", models: { x: { alias: "y" } } } }, foo: 1 }';
  const editor = new Editor(changing({ [CONFIG]: text }).files, { now: () => (clock += 50) });
  await editor.start();
  await editor.open(CONFIG, text);
  await editor.settle();
  const found = editor.pushed.get(`file://${CONFIG}`)!.diagnostics.filter(({ code }) => code === 'limit-reached');
  assert.equal(found.length, 1);
  assert.match(found[0]!.message, /takes more than 2 seconds; clawlint stops here/);
  assert.ok(await editor.at('textDocument/hover', CONFIG, text.replace('anthropic', 'anth|ropic')));
});

test('a check that never ends by itself is ended, an answer that never comes is given up, and both are told', async () => {
  let isEnded = true;
  const within = <T>(milliseconds: number, work: () => T) => {
    const value = work();
    clock += isEnded ? milliseconds : 0;
    return isEnded ? undefined : { value };
  };
  let clock = 0;
  const text = '{ agents: { defaults: { model: "anthropic/claude-opus-4-8" } }, foo: 1 }';
  const editor = new Editor(changing({ [CONFIG]: text }).files, { now: () => clock, within });
  await editor.start();
  await editor.open(CONFIG, text);
  await editor.until(() => editor.pushed.has(`file://${CONFIG}`));
  const { diagnostics } = editor.pushed.get(`file://${CONFIG}`)!;
  assert.deepEqual(
    diagnostics.map(({ code, range }) => [code, range.start.line]),
    [['limit-reached', 0]],
  );
  assert.equal(await editor.at('textDocument/hover', CONFIG, text.replace('anthropic', 'anth|ropic')), null);
  isEnded = false;
  const changed = text.replace('foo', 'fooo');
  await editor.type(CONFIG, changed);
  assert.ok(await editor.at('textDocument/hover', CONFIG, changed.replace('anthropic', 'anth|ropic')));
});

test('work is ended in a loop and in a pattern, an inner one before its outer one, and errors come through', () => {
  const forever = () => {
    for (;;);
  };
  assert.equal(within(20, forever), undefined);
  assert.equal(
    within(20, () => /^(a+)+$/.test(`${'a'.repeat(60)}b`)),
    undefined,
  );
  assert.deepEqual(
    within(60_000, () => [within(20, forever), 'goes on']),
    { value: [undefined, 'goes on'] },
  );
  assert.deepEqual(
    within(60_000, () => undefined),
    { value: undefined },
  );
  assert.throws(
    () =>
      within(60_000, () => {
        throw new RangeError('its own');
      }),
    new RangeError('its own'),
  );
});

test('folders full of homes whose includes multiply leave the server able to answer, and to end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-limits-'));
  for (let n = 0; n < 20; n++) {
    mkdirSync(join(folder, `h${n}`));
    for (const [name, text] of bomb) writeFileSync(join(folder, `h${n}`, name), text);
  }
  const server = new Process(folder);
  const root = pathToFileURL(folder).href;
  await server.start(PULLING, { rootUri: root, workspaceFolders: [{ uri: root, name: 'x' }] });
  const uri = `${root}/h0/openclaw.json`;
  server.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'json5', version: 1, text: bomb[0]![1] } });
  const order: string[] = [];
  const whole = server.ask('workspace/diagnostic', { previousResultIds: [] }).then(() => order.push('whole'));
  await server.ask('clawlint/home', {}).then(() => order.push('one'));
  assert.deepEqual(order, ['one'], 'a question is answered while twenty homes are checked');
  await whole;
  const { result } = await server.ask('textDocument/diagnostic', { textDocument: { uri } });
  const told = JSON.stringify([result.items, result.relatedDocuments]);
  assert.equal(told.split('"limit-reached"').length - 1, 1, told.slice(0, 500));
  assert.equal(await server.stop(), 0);
  rmSync(folder, { recursive: true });
});

test('a text longer than anybody writes by hand is not checked while it is edited, and the editor is told', async () => {
  const text = `{ x: [${'{},'.repeat(2_000_000)}] }`;
  const editor = new Editor(changing({ [CONFIG]: text }).files);
  await editor.start(EVERYTHING);
  await editor.open(CONFIG, text);
  await editor.until(() => editor.pushed.has(`file://${CONFIG}`));
  const { diagnostics } = editor.pushed.get(`file://${CONFIG}`)!;
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['limit-reached'],
  );
});
