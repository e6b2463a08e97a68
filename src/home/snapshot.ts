import type { Advice } from '../edit/suggestion.ts';
import { parseJson } from '../parse/json.ts';
import { itemsOf, nodeAt } from '../parse/tree.ts';
import { parseRelease } from '../release/releases.ts';
import { packedFrom } from '../schema/named-places.ts';
import type { Packed } from '../schema/packed.ts';
import { listed } from '../store/read.ts';
import type { Store } from '../store/store.ts';
import { digest } from '../text/digest.ts';
import { File, type Place } from '../text/file.ts';
import { own } from '../text/own.ts';
import { isFields, textsIn } from '../text/record.ts';

export const SNAPSHOT_FILE = 'clawlint.snapshot.json';
export const SNAPSHOT_SCHEMA = 'https://unpkg.com/clawlint/dist/snapshot.schema.json';
/** Changes where an older clawlint could not read the file any more. */
export const FORMAT = 1;

/** What an installed OpenClaw said of itself and its machine, as JSON. No value of it is a secret. */
export interface SnapshotText {
  readonly $schema: string;
  readonly format: number;
  /** of all that follows it in the file */
  readonly digest: string;
  readonly openclaw: string;
  /** commands without an answer, each with the reason after a colon */
  readonly unanswered: readonly string[];
  /** how many names of each part are left out because they may be keys */
  readonly withheld: Readonly<Record<'variables' | 'profiles' | 'plugins' | 'models', number>>;
  /** names of variables that are set and matter */
  readonly variables: readonly string[];
  /** by agent, as `openclaw models auth list --json` has them */
  readonly profiles: readonly AgentText[];
  readonly plugins: Readonly<Record<string, PluginText>>;
  /** provider → `window input`, such as `200000 text+image` → ids */
  readonly models: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** see NamedPlaces */
  readonly schema: object;
}

export interface AgentText {
  readonly agentId: string;
  /** the store that clawlint read, where OpenClaw did not list the agent */
  readonly from?: string;
  readonly profiles: readonly ProfileText[];
}

export interface ProfileText {
  readonly id: string;
  readonly provider: string;
  readonly type: string;
  /** of a token, in milliseconds since 1970 */
  readonly expires?: number;
}

export interface PluginText {
  readonly enabled: boolean;
  readonly channels?: readonly string[];
  readonly providers?: readonly string[];
  readonly searches?: readonly string[];
}

/** A `clawlint.snapshot.json`: what it says, or why nothing in it counts. */
export interface Snapshot {
  readonly file: File;
  readonly said: Said | undefined;
  readonly problem: (Advice & { readonly at: Place; readonly message: string }) | undefined;
}

/** What a snapshot says, ready for use. */
export interface Said {
  readonly release: string;
  readonly schema: Packed;
  readonly variables: readonly string[];
  readonly stores: readonly Store[];
  /** no name of a stored profile was left out */
  readonly hasAllProfiles: boolean;
  /** OpenClaw said all of its plugins and models: what is not among `providers` is no provider of it */
  readonly knowsProviders: boolean;
  readonly plugins: ReadonlyMap<string, PluginText>;
  /** ids in lower case: of plugins, and all that have models */
  readonly providers: ReadonlySet<string>;
  /** provider in lower case → ids of its models */
  readonly models: ReadonlyMap<string, readonly string[]>;
}

const AGAIN = 'run `clawlint snapshot` again where OpenClaw is installed';

/** Never throws: of a file that is not just as it was written nothing counts, and `problem` says why. */
export function readSnapshot(file: File): Snapshot {
  const at = { file, offset: 0, length: 0 };
  const unusable = (message: string, help = AGAIN) => ({
    file,
    said: undefined,
    problem: { at, message: `${message}; nothing in it counts`, help },
  });
  const text = file.text.replace(/\r\n/g, '\n');
  const json = jsonOf(text);
  if (json === undefined)
    return unusable(
      /^(?:<{7}|={7}|>{7})/m.test(text)
        ? 'the snapshot has two versions in it, as git merge leaves them'
        : 'the snapshot is damaged: it is no JSON',
    );
  if (typeof json.format !== 'number' || !json.schema)
    return unusable('this is no snapshot as `clawlint snapshot` writes it');
  if (json.format > FORMAT)
    return unusable('a newer clawlint has written the snapshot', 'update clawlint, or make the snapshot again with it');
  if (json.digest !== digest(afterDigest(text)))
    return unusable(
      'the snapshot is not as OpenClaw said it: it was changed by hand or by a formatter',
      `${AGAIN}, and keep formatters away from it`,
    );
  const release = parseRelease(String(json.openclaw))?.text;
  const schema = release === undefined ? undefined : packedFrom(json.schema, release);
  const head = headOf(text);
  if (release === undefined || !schema || head === undefined) return unusable('the snapshot is damaged');
  return { file, said: { ...saidIn(json, new File(file.path, head)), release, schema }, problem: undefined };
}

/** Of a snapshot that clawlint's own config names and that cannot be read. */
export const missingSnapshot = ({ at }: { readonly at: Place }): Snapshot => ({
  file: at.file,
  said: undefined,
  problem: { at, message: 'there is no snapshot of that name', help: 'make it: `clawlint snapshot`' },
});

/** The text that the digest is about. */
export const afterDigest = (text: string): string => text.slice(text.indexOf('\n', text.indexOf('"digest"')) + 1);

const BEFORE_PLUGINS = ',\n  "plugins": ';

/** The beginning, profiles included, as JSON of its own: the rest is long, and nothing in it has a place of interest. */
function headOf(text: string): string | undefined {
  const end = text.indexOf(BEFORE_PLUGINS);
  return end < 0 ? undefined : `${text.slice(0, end)}\n}\n`;
}

function saidIn(json: Partial<SnapshotText>, head: File): Omit<Said, 'release' | 'schema'> {
  const parsed = parseJson(head);
  const profiles = nodeAt(parsed.root, ['profiles']);
  const plugins = new Map(entriesOf(json.plugins).filter((each): each is [string, PluginText] => isFields(each[1])));
  const models = new Map(
    entriesOf(json.models).map(([provider, groups]): [string, readonly string[]] => [
      provider.toLowerCase(),
      entriesOf(groups).flatMap(([, ids]) => textsIn(ids)),
    ]),
  );
  const brought = [...plugins.values()].flatMap(({ providers }) => textsIn(providers));
  return {
    variables: textsIn(json.variables),
    stores: itemsOf(profiles).flatMap((each) => listed(head, parsed, each)),
    hasAllProfiles: json.withheld?.profiles === 0,
    knowsProviders: !textsIn(json.unanswered).some((each) => /^(?:plugins|models list)/.test(each)),
    plugins,
    providers: new Set([...brought.map((id) => id.toLowerCase()), ...models.keys()]),
    models,
  };
}

function jsonOf(text: string): Partial<SnapshotText> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    return undefined;
  }
}

/** What a provider has, by id in any case. */
export const modelsOf = (said: Said | undefined, provider: string): readonly string[] =>
  said?.models.get(provider.trim().toLowerCase()) ?? [];

const entriesOf = (value: unknown): [string, unknown][] => (isFields(value) ? Object.entries(value) : []);

/** The text of a snapshot: one line for what changes together, in an order that does not depend on the machine. */
export function snapshotText(taken: Omit<SnapshotText, '$schema' | 'format' | 'digest'>): string {
  const { openclaw, unanswered, withheld, variables, profiles, plugins, models, schema } = taken;
  const line = (value: unknown) => JSON.stringify(value);
  const rows = (of: object, indent: string, write: (value: unknown) => string) => {
    const all = Object.keys(of).map(
      (key) => `${indent}  ${line(key)}: ${write(own(of as Record<string, unknown>, key))}`,
    );
    return all.length === 0 ? '{}' : `{\n${all.join(',\n')}\n${indent}}`;
  };
  const agents = profiles.map(
    ({ agentId, from, profiles: own }) =>
      `    { "agentId": ${line(agentId)}, ${from === undefined ? '' : `"from": ${line(from)}, `}"profiles": [${own.map((each) => `\n      ${line(each)}`).join(',')}] }`,
  );
  const body = [
    `  "openclaw": ${line(openclaw)}`,
    `  "unanswered": ${line(unanswered)}`,
    `  "withheld": ${line(withheld)}`,
    `  "variables": ${line(variables)}`,
    `  "profiles": [${agents.length > 0 ? `\n${agents.join(',\n')}\n  ` : ''}]`,
    `  "plugins": ${rows(plugins, '  ', line)}`,
    `  "models": ${rows(models, '  ', (groups) => rows(groups as object, '    ', line))}`,
    `  "schema": ${rows(schema, '', line)}`,
  ].join(',\n');
  const rest = `${body}\n}\n`;
  return `{\n  "$schema": ${line(SNAPSHOT_SCHEMA)},\n  "format": ${FORMAT},\n  "digest": ${line(digest(rest))},\n${rest}`;
}
