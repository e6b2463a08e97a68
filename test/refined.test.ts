import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { configShape } from '../src/schema/config.ts';
import { REFINEMENTS, refine } from '../src/schema/refinements/refine.ts';
import { isAsked, lookouts, visitPlaces } from '../src/schema/refinements/refinement.ts';
import { File } from '../src/text/file.ts';
import { data, placed } from './recorded.ts';

// What the real program of some releases said of small files, each about one thing that a schema does not tell
// (docs/maintaining.md says how they were asked). Not every release was asked about every file: some could not load a
// plugin of their own here, and newer files were not asked of all.
interface Said {
  readonly config: unknown;
  /** releases → the paths that they complain of; none where they take the file */
  readonly said: Readonly<Record<string, readonly string[]>>;
}
const all = Object.entries(data<Record<string, Said>>('./oracle/refined.json'));

/** Reason → cases in which a release refuses, and clawlint has a warning or nothing. */
const SILENT: Readonly<Record<string, RegExp>> = {
  'a plugin may be installed that brings the search':
    /^tools\.web\.search\.provider = " ?(?:brave|exa|duckduckgo|firecrawl|kimi|perplexity|searxng|tavily|parallel|parallel-free) ?"$|^web provider/,
  'a plugin may be installed that brings the channel': /^channel (?:stale|load)/,
  'whether a plugin is there is not in the file': /^plugins(?:\.(?:allow|deny|slots\.memory)| allow two) /,
  'whether a folder is there is not in the file': /^load path missing(?: target| channel (?:required|bindings))?$/,
  'the folder that an agent has without a word of the file': /^agentDir default of other$/,
  'a reference to a provider of another kind is reported by secretref-unknown-provider':
    /^secret (?:alias|ref) other source/,
  'read otherwise in spring, and not looked at':
    /^copilot discovery other$|^ref talk |^tools\.web\.search\.\w+ apiKey$/,
  'so large that it cannot be counted': /= "99999999999tb"$/,
  'blanks in front of a path': /binds = \[" /,
  'old releases, narrower than the newest in one grammar':
    /^ref \w+ exec "a:b#c"$|binds = \["C:|^acp binding|^channel twitch$|^twitch enabled$|^(?:slack|telegram) .*(?:http|webhook)|^slack account http$|^telegram webhook|^discord numeric|^browser extension|^messages tts/,
};
const isSilent = (id: string) => Object.values(SILENT).some((each) => each.test(id));

/** Rules whose errors are about what happens after the start. */
const LATER = new Set(['secretref-unknown-provider', 'malformed-model-ref', 'env-syntax-unsupported']);

const RELEASES = [
  ...new Set(all.flatMap(([, { said }]) => Object.keys(said).flatMap((each) => each.split(' ')))),
].sort();

for (const release of RELEASES)
  test(`as ${release} judges what a schema does not tell`, () => {
    const wrong: string[] = [];
    let [asked, silent] = [0, 0];
    for (const [id, { config, said }] of all) {
      const paths = Object.entries(said).find(([releases]) => releases.split(' ').includes(release))?.[1];
      if (!paths) continue;
      asked++;
      const result = check(memory({ 'openclaw.json': JSON.stringify(config) }), {
        live: true,
        processEnvironment: {},
        release,
      });
      const errors = placed(result).filter(({ severity, rule }) => severity === 'error' && !LATER.has(rule));
      if (errors.length > 0 && paths.length === 0) wrong.push(`${id}: accepted, we say ${errors[0]!.rule}`);
      else if (errors.length === 0 && paths.length > 0) {
        if (isSilent(id)) silent++;
        else wrong.push(`${id}: refused at ${paths[0]}`);
      } else if (paths.length > 0 && !errors.some(({ path }) => paths.some((each) => isNear(path, each, config))))
        wrong.push(`${id}: refused at ${paths[0]}, we say ${errors[0]!.path}`);
    }
    assert.deepEqual(wrong, []);
    assert.ok(asked > all.length * 0.95, `${asked} of ${all.length} were asked`);
    assert.ok(silent < all.length * 0.05, `${silent} are passed in silence`);
  });

test('every refinement is asked for by a recorded file, and only by releases that ask for it', () => {
  const idle = REFINEMENTS.filter(
    (refinement) =>
      !all.some(([id, { config, said }]) => {
        const { root } = parseJson5(new File(id, JSON.stringify(config)));
        if (root?.kind !== 'object') return false;
        return Object.keys(said)
          .flatMap((each) => each.split(' '))
          .some((release) => {
            if (!isAsked(refinement, release)) return false;
            const config = { root, release, shape: configShape(release), isInstalled: false };
            let finds = 0;
            visitPlaces({ node: root, key: undefined, path: [] }, lookouts([refinement]), (row, found) => {
              finds += [...row.finds(found, config)].length;
            });
            return finds > 0;
          });
      }),
  ).map(({ at, since }) => `${at} ${since}`);
  assert.deepEqual(idle, []);
});

test('nothing is refined in an empty file', () => {
  const { root } = parseJson5(new File('openclaw.json', '{}'));
  assert.deepEqual(refine(root!, undefined), []);
});

/** The place that a release names, one in it, or the object around it; beside it where it is absent. */
function isNear(ours: string, theirs: string, config: unknown): boolean {
  const asEntries = ours.replace(/^agents\.list\.0\b/, 'agents.entries.main');
  const missing = theirs.split('.').at(-1)!;
  if (!JSON.stringify(config).includes(`"${missing}"`) && around(theirs).startsWith(around(ours))) return true;
  return [ours, asEntries].some(
    (each) => each === theirs || theirs === '' || each.startsWith(`${theirs}.`) || theirs.startsWith(`${each}.`),
  );
}

const around = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));
