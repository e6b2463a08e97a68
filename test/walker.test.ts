import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { disk } from '../src/disk/disk.ts';
import { readHome } from '../src/home/home.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { type Node, toValue } from '../src/parse/tree.ts';
import { configShape } from '../src/schema/config.ts';
import { walk } from '../src/schema/walk.ts';
import { File } from '../src/text/file.ts';
import { changed, Engines, generator, type Json, nodeOf } from './engines.ts';
import { data, type Recorded } from './recorded.ts';

// `npm run engines` compares them on all releases.
const engines = ['2026.1.30', '2026.5.18', '2026.9.6'].map((release) => new Engines(release));
const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

/** `__proto__` is a key to ajv; OpenClaw and the walker leave it out. */
const recorded = data<Recorded[]>('./oracle/validate.json').flatMap(({ id, files }): [string, Node][] => {
  const text = files['state/openclaw.json'];
  const { root, errors } = parseJson5(new File(id, typeof text === 'string' ? text : ''));
  return root && errors.length === 0 && !/__proto__|\$include/.test(root.file.text) ? [[id, root]] : [];
});
const verdicts = Object.entries(data<Record<string, { config: Json }>>('./oracle/verdicts.json')).map(
  ([id, { config }]): [string, Node] => [id, nodeOf(config)],
);
const homes = configs(fixtures).flatMap((path): [string, Node][] => {
  const { root, config, included, includeProblems } = readHome(disk, path);
  return root &&
    includeProblems.length === 0 &&
    [config, ...included].every((source) => source?.parsed.errors.length === 0)
    ? [[path, root]]
    : [];
});
const all = [...recorded, ...verdicts, ...homes];

for (const each of engines)
  test(`walker and ajv judge alike as of ${each.release}`, () => {
    for (const [name, root] of all) each.agreeOn(root, name);
  });

test('there is enough to compare', () => {
  assert.ok(
    recorded.length > 140 && verdicts.length > 35 && homes.length > 300,
    `${recorded.length} ${verdicts.length} ${homes.length}`,
  );
});

test('walker and ajv judge alike whatever is changed in these configs, and whatever is drawn from the schema', () => {
  const random = generator(20260906);
  const small = all.filter(([, { length }]) => length < 10_000);
  const counts = { accepted: 0, refused: 0 };
  for (let round = 0; round < 3400; round++) {
    const [name, seed] = small[Math.floor(random() * small.length)]!;
    const value =
      round % 2 === 0
        ? changed(JSON.parse(JSON.stringify(toValue(seed))) as Json, random)
        : engines[round % 3]!.draw(random);
    for (const each of engines)
      counts[each.agreeOn(nodeOf(value), `${name}, round ${round}`) ? 'accepted' : 'refused']++;
  }
  assert.ok(counts.accepted > 500 && counts.refused > 500, JSON.stringify(counts));
});

function configs(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? configs(`${folder}/${entry.name}`)
      : entry.name === 'openclaw.json'
        ? [`${folder}/${entry.name}`]
        : [],
  );
}

// Asked of 2026.3.28, 4.7, 4.15, 4.29, 5.2 and later ones: those between 4.7 and 4.29 build `talk` anew as they read.
test('what is wrong in an object that a release builds anew is left out, and only there', () => {
  const wrong = (talk: Json, release?: string) =>
    walk(nodeOf({ talk }), configShape(release), release).problems.filter(({ kind }) => kind !== 'retired-key').length;
  const beside = { provider: 'elevenlabs', providers: { elevenlabs: { voiceId: 'v' } }, nonsense: 1 };
  for (const release of ['2026.4.7', '2026.4.15', '2026.4.29']) {
    assert.equal(wrong(beside, release), 0, release);
    assert.equal(wrong({ interruptOnSpeech: true, silenceTimeoutMs: 'x' }, release), 0, release);
    for (const nothingRight of [{ nonsense: 1 }, { provider: ' ', nonsense: 1 }, { providers: {}, nonsense: 1 }])
      assert.equal(wrong(nothingRight, release), 1, `${release} ${JSON.stringify(nothingRight)}`);
  }
  for (const release of ['2026.3.28', '2026.5.2', '2026.5.18', '2026.9.6', undefined])
    assert.equal(wrong(beside, release), 1, release);
});
