import { parseDotenv } from '../parse/dotenv.ts';
import { entriesOf, type Node, nodeAt } from '../parse/tree.ts';
import type { File } from '../text/file.ts';
import type { Ignored, Layer, Reason, Source, Variable } from './environment.ts';
import { substitutions } from './references.ts';
import { blockedInConfig, blockedInWorkspace } from './refused-names.ts';

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The variables of the process. Keeps only their names and whether they are empty. */
export function processLayer(env: Readonly<Record<string, string | undefined>>): Layer {
  const variables = new Map<string, Variable>();
  for (const [name, value] of Object.entries(env))
    if (value !== undefined) variables.set(name, { name, empty: value === '', blank: value.trim() === '' });
  return { source: 'process', label: 'the process environment', variables, ignored: new Map() };
}

/** The variables that were set where a snapshot was made. */
export const snapshotLayer = (names: readonly string[]): Layer => ({
  source: 'snapshot',
  label: 'the snapshot',
  variables: new Map(names.map((name) => [name, { name, empty: false, blank: false }])),
  ignored: new Map(),
});

/**
 * The variables of a `.env` file.
 * @param filter.filterWorkspace leave out what OpenClaw does not take from the working directory (facts 2.5)
 * @param filter.isProviderVariable whether a name in upper case is that of a variable with a provider's credentials
 */
export function dotenvLayer(
  source: Exclude<Source, 'process' | 'config-env' | 'elsewhere' | 'snapshot'>,
  file: File,
  filter: { readonly filterWorkspace: boolean; readonly isProviderVariable?: (name: string) => boolean },
): Layer {
  const dotenv = parseDotenv(file);
  const isKnown = filter.isProviderVariable ?? (() => false);
  const variables = new Map<string, Variable>();
  const ignored = new Map<string, Ignored>();
  // in line order, so that the last of equal names wins
  for (const { name: at, value, empty, blank } of dotenv.variables) {
    const name = at.value;
    const reason = plainName.test(name) ? filter.filterWorkspace && blockedInWorkspace(name, isKnown) : 'name';
    if (reason) ignored.set(name, { at, reason });
    else variables.set(name, { name, at, value, empty, blank });
  }
  const label = { 'cwd-dotenv': './.env', 'state-dotenv': '.env', 'gateway-env': 'gateway.env' };
  const called =
    source in label ? label[source as keyof typeof label] : file.path.slice(file.path.lastIndexOf('/') + 1);
  return { source, file, label: called, variables, ignored, dotenv };
}

/**
 * The variables set by the `env` block of the merged config (facts 2.3): `env.vars`, then keys beside it, which win
 * even though the schema refuses them.
 * @param env the value of the root key `env`
 */
export function configEnvLayer(env: Node | undefined): Layer {
  const variables = new Map<string, Variable>();
  const ignored = new Map<string, Ignored>();
  const vars = nodeAt(env, ['vars']);
  const beside = entriesOf(env).filter(({ key }) => key.value !== 'vars' && key.value !== 'shellEnv');
  for (const { key: at, value } of [...entriesOf(vars), ...beside]) {
    if (value.kind === 'missing') continue;
    const name = at.value.trim();
    const reason = refusal(name, value);
    const needs = value.kind === 'scalar' ? substitutions(String(value.value)).map((each) => each.name) : [];
    if (reason) ignored.set(name, { at, reason });
    else variables.set(name, { name, at, value, empty: false, blank: false, ...(needs.length > 0 && { needs }) });
  }
  return { source: 'config-env', label: 'env.vars', variables, ignored, ...(env && { file: env.file }) };
}

function refusal(name: string, node: Node): Reason | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return 'not-a-string';
  if (node.value.trim() === '') return 'blank';
  if (!plainName.test(name)) return 'name';
  return blockedInConfig(name) ? 'blocked' : undefined;
}
