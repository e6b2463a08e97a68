/**
 * `OPENCLAW=COMMAND node --import tsx schema/differences.ts RELEASE`: what a release says of its providers and models that
 * our tables do not.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DISCOVERING_PROVIDERS, knownProvider, knownProviderIds, staticModels } from '../src/catalog/catalog.ts';
import { ask } from '../src/disk/program.ts';
import { behaviour } from '../src/release/releases.ts';
import { askInstalled } from '../src/snapshot/installed.ts';

/** What the program said of its plugins and models, as clawlint snapshot keeps it. */
interface Said {
  readonly plugins: Readonly<Record<string, { readonly providers?: readonly string[] }>>;
  readonly models: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What a release says of providers and models that the tables of src/catalog do not, as a list in Markdown. */
export function differences({ plugins, models }: Said, release: string): string[] {
  const brought = new Set(Object.values(plugins).flatMap(({ providers = [] }) => providers));
  const { externalProviders } = behaviour({ release });
  const bundled = knownProviderIds().filter((id) => {
    const known = knownProvider(id);
    return known?.kind === 'bundled' && !known.media && !externalProviders.has(id);
  });
  const listed = Object.entries(models).map(([id, groups]) => [id, Object.values(groups).flat()] as const);
  return [
    ...[...brought]
      .filter((id) => !['bundled', 'cli'].includes(knownProvider(id)?.kind ?? ''))
      .map((id) => `- provider \`${id}\` is bundled, and src/catalog/providers.ts does not say so`),
    ...bundled
      .filter((id) => brought.size > 0 && !brought.has(id))
      .map((id) => `- provider \`${id}\` is bundled for src/catalog/providers.ts, and no plugin brings it`),
    ...listed.flatMap(([id, all]) => {
      const ours = staticModels(id);
      const more = all.filter((model) => !ours.includes(model));
      const less = DISCOVERING_PROVIDERS.has(id) ? [] : ours.filter((model) => !all.includes(model));
      return [
        ...(more.length > 0 ? [`- \`${id}\` has ${code(more)}, and src/catalog/models.ts does not`] : []),
        ...(less.length > 0
          ? [`- src/catalog/models.ts has ${code(less)} of \`${id}\`, and the program does not`]
          : []),
      ];
    }),
  ];
}

const code = (names: readonly string[]): string =>
  names.length > 12 ? `${names.length} more models` : names.map((each) => `\`${each}\``).join(', ');

/** In seconds. */
const PATIENCE = 300;

if (import.meta.url === `file://${process.argv[1]}`) {
  const [release = ''] = process.argv.slice(2);
  const command = process.env.OPENCLAW;
  if (!command) throw new Error('OPENCLAW names the command that runs a release; see docs/maintaining.md');
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  writeFileSync(join(home, 'openclaw.json'), '{}\n');
  const answered = (args: readonly string[]) => ask(command, ['--release', release, home, ...args], {}, PATIENCE);
  console.log(differences(askInstalled({ command, seconds: PATIENCE, ask: answered }), release).join('\n'));
  rmSync(home, { recursive: true });
}
