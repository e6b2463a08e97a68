import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { disk } from '../src/disk/disk.ts';
import { applyEdits } from '../src/edit/apply.ts';
import type { Edit } from '../src/edit/edit.ts';
import { memory, overlay } from '../src/files.ts';
import type { Node } from '../src/parse/tree.ts';
import { NEWEST } from '../src/release/releases.ts';
import { rules } from '../src/rules/index.ts';
import type { Diagnostic } from '../src/rules/rule.ts';
import { configShape } from '../src/schema/config.ts';
import type { Schema } from '../src/schema/schema.ts';
import { plan } from '../src/upgrade/plan.ts';
import { Editor, uriOf } from './editor.ts';
import { FIXTURES } from './fixtures.ts';
import { laterHome, laterHomeWithMistakes, MISTAKES } from './later-home.ts';

// What only a newer release could bring, put into homes that have no problem. Which edits are of that kind, the newest
// known release says: it finds exactly one unknown key, word or provider.
const LATER = '2031.12.1';
const NEWER = 'release-newer-than-known';
type Tree = { readonly [key: string]: unknown };
const isNovel = ({ rule, message }: Diagnostic): boolean =>
  rule === 'unknown-key' || rule === 'invalid-enum' || message.startsWith('there is no provider ');

const homes = [
  ...readdirSync(join(FIXTURES, 'homes'))
    .filter((name) => name !== 'example')
    .map((name) => join('homes', name)),
  ...rules.map(({ id }) => join(id, 'good')),
];

function diagnose(config: string, release: string, edits: readonly Edit[] = []): readonly Diagnostic[] {
  const text = edits[0] && applyEdits(edits[0].at.file.text, edits);
  return check(text === undefined ? disk : overlay(new Map([[config, text]]), disk), { config, release }).diagnostics;
}

/** Every way to invent something in a tree: a key in each object, a word or a ref for each text. */
function* inventions(node: Node, count = { value: 0 }): Iterable<Edit> {
  if (node.kind === 'object') {
    const number = count.value++;
    yield { at: { ...place(node), offset: node.offset + 1, length: 0 }, text: `"quirkwise${number}": ${number},` };
    for (const { value } of node.entries) yield* inventions(value, count);
  }
  if (node.kind === 'array') for (const item of node.items) yield* inventions(item, count);
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    yield { at: place(node), text: `"quirkwise-${count.value++}"` };
    yield { at: place(node), text: `"quirkwise${count.value}/nova-${count.value++}"` };
  }
}

const place = ({ file, offset, length }: Node) => ({ file, offset, length });

test('what only a newer release could have is no problem, and one info says so for the home', () => {
  let kept = 0;
  for (const name of homes) {
    const config = join(FIXTURES, name, 'openclaw.json');
    const root = check(disk, { config }).routing.home.config?.parsed.root;
    const before = diagnose(config, NEWEST).length;
    const edits: Edit[] = [];
    for (const edit of root ? inventions(root) : []) {
      const said = diagnose(config, NEWEST, [edit]);
      const taken = edits.some(({ at }) => at.offset === edit.at.offset);
      if (said.length === before + 1 && said.some(isNovel) && !taken) edits.push(edit);
    }
    kept += edits.length;
    const said = diagnose(config, LATER, edits);
    const known = new Set(diagnose(config, LATER).map(({ rule, message }) => `${rule}: ${message}`));
    assert.ok(known.size >= 1, name);
    assert.deepEqual(
      said
        .filter(({ rule, message }) => !known.has(`${rule}: ${message}`))
        .map(({ rule, message }) => `${rule}: ${message}`),
      [],
      name,
    );
    assert.equal(said.filter(({ rule }) => rule === 'release-newer-than-known').length, 1, name);
  }
  assert.ok(kept >= 200, `only ${kept} inventions`);
});

/** Of these the `bad` home shows what a newer release could have brought, or could take again. */
const SILENT = [
  'model-ref-unknown-provider',
  'provider-plugin-not-installed',
  'channel-plugin-not-installed',
  'subordinate-model-unresolvable',
];

/** A section with an invented key in each of its closed objects; without `value` the objects alone. */
function inventive(schema: Schema, count: { value: number }, value?: unknown): Tree {
  const own =
    value !== undefined && schema.additionalProperties === false ? [[`quirkwise${count.value++}`, value]] : [];
  const below = Object.entries(schema.properties ?? {})
    .filter(([, each]) => each.type === 'object' && each.properties && !each.until)
    .map(([name, each]) => [name, inventive(each, count, value)]);
  return Object.fromEntries([...own, ...below]);
}

test('an invented key is no problem in any object of the schema, whatever stands in it', () => {
  const said = (config: Tree, release: string) =>
    check(memory({ '/h/openclaw.json': JSON.stringify(config) }), { config: '/h/openclaw.json', release }).diagnostics;
  const what = ({ rule, at, message }: Diagnostic) =>
    `${rule} ${at.file.text.slice(at.offset).slice(0, 40)} ${message}`;
  const count = { value: 0 };
  const found: string[] = [];
  for (const [name, schema] of Object.entries(configShape(NEWEST).properties ?? {}))
    for (const value of [true, ['x'], {}, { quirk: { wise: 1 } }, { enabled: true, mode: 'quirk' }]) {
      const before = new Set(said({ [name]: inventive(schema, count) }, NEWEST).map(({ message }) => message));
      const later = said({ [name]: inventive(schema, count, value) }, LATER);
      found.push(...later.filter(({ rule, message }) => rule !== NEWER && !before.has(message)).map(what));
    }
  assert.ok(count.value > 1000, `only ${count.value} inventions`);
  assert.deepEqual(found, []);
});

// As 2026.9.6 has them, told to a clawlint that would know nothing after 2026.7: keys that moved or became optional.
test('what is written as no known release has it, and reads like something known, is not said to be wrong', () => {
  const found = (config: Tree) =>
    check(memory({ '/h/openclaw.json': JSON.stringify(config) }), { config: '/h/openclaw.json', release: LATER })
      .diagnostics.filter(({ rule }) => rule !== NEWER)
      .map(said);
  assert.deepEqual(
    [
      { identityScopes: { enabled: true } },
      { resetByType: { direct: { mode: 'daily' } } },
      { auth: { quirkwise: ['quirkwise:one'] }, quirk: { baseUrl: 'https://quirk.example/v1', apiKey: '${HOME}' } },
      { gateway: { remote: { token: { quirk: 'wise' } } }, ui: { prefs: { accent: 'quirk' } } },
      { channels: { feishu: { domain: 'quirkwise' } }, agents: { defaults: { heartbeat: { every: { quirk: 1 } } } } },
    ].flatMap(found),
    [],
  );
  const known = [
    [{ auth: { anthropic: ['anthropic:one'] } }, 'key-at-wrong-level'],
    [{ openai: { baseUrl: 'https://api.example/v1', apiKey: '${HOME}' } }, 'key-at-wrong-level'],
    [{ gateway: { remote: { token: { source: 'env', id: 'HOME' } } } }, 'missing-key'],
    [{ gateway: { remote: { token: { quirk: 1, id: 'HOME' } } } }, 'missing-key'],
    [{ gateway: { remote: { token: { source: 'env', provider: 'default', id: 'home' } } } }, 'invalid-value'],
    [{ ui: { seamColor: '#33aa6' } }, 'invalid-value'],
    [{ ui: { prefs: { accent: 'tehme' } } }, 'invalid-value'],
    [{ agents: { defaults: { heartbeat: { every: '30 sheep' } } } }, 'invalid-value'],
  ] as const;
  for (const [config, rule] of known) assert.match(found(config).join('\n'), new RegExp(`warning ${rule}`));
});

test('what is wrong in any release is still said for a newer one', () => {
  const silent: string[] = [];
  for (const { id } of rules) {
    const config = join(FIXTURES, id, 'bad', 'openclaw.json');
    const rulesOf = (release: string) => new Set(diagnose(config, release).map(({ rule }) => rule));
    if (rulesOf(NEWEST).has(id) && !rulesOf(LATER).has(id)) silent.push(id);
  }
  assert.deepEqual(silent, SILENT);
});

test('a retired key is still said for a newer one, and is no error: it may have come back', () => {
  const config = '{ "agents": { "defaults": { "imageGenerationModel": "openai/gpt-image-2" } } }';
  const of = (release: string) =>
    check(memory({ '/h/openclaw.json': config }), { config: '/h/openclaw.json', release })
      .diagnostics.filter(({ rule }) => rule === 'retired-config-key')
      .map(({ severity }) => severity);
  assert.ok(of(NEWEST).includes('error'));
  assert.deepEqual(
    of(LATER),
    of(NEWEST).map(() => 'warning'),
  );
});

const about = (texts: readonly string[], word: string) => texts.some((text) => text.includes(`\`${word}\``));
const filesOf = (config: string) => memory({ '/h/openclaw.json': config, '/h/.env.example': 'LAB_KEY=\n' });
const said = ({ rule, severity, message }: Diagnostic) => `${severity} ${rule}: ${message}`;

test('200 inventions of a later release are one info, and 30 mistakes among them are all found', () => {
  const [clean, wrong] = [laterHome(LATER), laterHomeWithMistakes(LATER)].map(
    (text) => check(filesOf(text), { config: '/h/openclaw.json' }).diagnostics,
  );
  assert.ok((laterHome(LATER).match(/quirk|nova/g) ?? []).length >= 200);
  assert.deepEqual(
    clean!.map(({ rule, severity }) => `${severity} ${rule}`),
    ['info release-newer-than-known'],
  );
  const missed = MISTAKES.filter(([, , word]) => !about(wrong!.map(said), word)).map(([, , word]) => word);
  assert.equal(MISTAKES.length, 30);
  assert.deepEqual(missed, []);
  assert.ok(wrong!.length <= MISTAKES.length + 3, wrong!.map(said).join('\n'));
});

test('the same in an editor', async () => {
  const wrong = laterHomeWithMistakes(LATER);
  for (const [text, words] of [
    [laterHome(LATER), []],
    [wrong, MISTAKES.map(([, , word]) => word)],
  ] as const) {
    const editor = new Editor(filesOf(text));
    await editor.start();
    await editor.open('/h/openclaw.json', text);
    await editor.settle();
    const messages = editor.pushed.get(uriOf('/h/openclaw.json'))!.diagnostics;
    if (words.length === 0)
      assert.deepEqual(
        messages.map(({ code }) => code),
        ['release-newer-than-known'],
      );
    assert.deepEqual(
      words.filter(
        (word) =>
          !about(
            messages.map(({ message }) => message),
            word,
          ),
      ),
      [],
    );
    editor.client.dispose();
  }
});

test('the same for `upgrade --to`: the inventions do not break, the mistakes are mended or said', () => {
  const upgraded = (text: string) => plan(filesOf(text), { config: '/h/openclaw.json' }, LATER, { unsafe: false });
  const { breaks, after } = upgraded(laterHome(NEWEST));
  assert.deepEqual([breaks.map(said), after.diagnostics.map(({ rule }) => rule)], [[], ['release-newer-than-known']]);
  const wrong = upgraded(laterHomeWithMistakes(LATER));
  const changed = [...wrong.mended.texts.values()].join('\n');
  const missed = MISTAKES.filter(
    ([, text, word]) => !about(wrong.after.diagnostics.map(said), word) && (changed === '' || changed.includes(text)),
  );
  assert.deepEqual(missed, []);
});
