import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSchema } from '../schema/openclaw.ts';
import { readPlaces, writePlaces } from '../schema/text.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { NEWEST } from '../src/release/releases.ts';
import { configShape } from '../src/schema/config.ts';
import type { Shape } from '../src/schema/schema.ts';
import { walk } from '../src/schema/walk.ts';
import { File } from '../src/text/file.ts';

const RELEASES = ['2026.1.29', '2026.2.26', '2026.3.28', '2026.4.15', '2026.6.11', '2026.7.1', '2026.8.1', NEWEST];
const ABOUT_KEYS = new Set(['unknown-key', 'early-key', 'retired-key']);

test('the schema is read and written without loss', () => {
  const lines = writePlaces(readSchema());
  assert.deepEqual(writePlaces(readPlaces(lines)), lines);
});

/** What the walker says about the keys of a config. */
function aboutKeys(config: unknown, release: string | undefined): string[] {
  const { root } = parseJson5(new File('openclaw.json', JSON.stringify(config)));
  return walk(root!, configShape(release), release).problems.flatMap((problem) =>
    'key' in problem && typeof problem.key !== 'string' && ABOUT_KEYS.has(problem.kind)
      ? [
          `${problem.kind} ${[...problem.path, ...(problem.kind === 'unknown-key' ? [problem.key.value] : [])].join('.')}`,
        ]
      : [],
  );
}

test('no key that a release has is unknown in it, whatever else stands around', () => {
  for (const release of RELEASES) assert.deepEqual(aboutKeys(everything(configShape(release)), release), [], release);
});

test('for an unknown release no key is refused that any release has', () => {
  for (const release of RELEASES)
    assert.deepEqual(
      aboutKeys(everything(configShape(release)), undefined).filter((each) => !each.startsWith('retired-key')),
      [],
      release,
    );
});

test('every key that the newest release has no more is reported, and as retired', () => {
  for (const release of ['2026.1.29', '2026.4.15', '2026.7.1']) {
    const said = aboutKeys(everything(configShape(release)), NEWEST);
    assert.ok(said.length > 50, release);
    assert.deepEqual(
      said.filter((each) => !each.startsWith('retired-key')),
      [],
      release,
    );
  }
});

test('keys of plugins that do not come with OpenClaw are theirs', () => {
  const config = {
    plugins: { entries: { mine: { enabled: true, config: { anything: 1 } } } },
    skills: { entries: { mine: { config: { anything: 1 } } } },
    mcp: { servers: { mine: { anything: 1 } } },
    tts: { providers: { mine: { voice: { anything: 1 } } } },
    talk: { providers: { mine: { anything: 1 } } },
  };
  assert.deepEqual(aboutKeys(config, NEWEST), []);
});

/** A config with every key of a release. */
function everything({ alternatives }: Shape): unknown {
  const of = alternatives.find(({ type }) => type === 'object') ?? alternatives[0];
  if (!of) return {};
  if (of.type === 'object') {
    const keys = of.names().map((name): [string, unknown] => [name, everything(of.key(name)!)]);
    return Object.fromEntries(of.rest ? [...keys, ['x1', everything(of.rest)]] : keys);
  }
  if (of.type === 'array') return of.items ? [everything(of.items)] : [];
  const [words] = of.variants;
  if (words?.enum) return words.enum[0];
  return of.type === 'boolean' ? true : of.type === 'string' ? 'text' : of.type === 'null' ? null : 1;
}
